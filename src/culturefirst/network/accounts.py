"""How accounts behave here, said to the sign-in library."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):
    """Joining is by the network's own journey, so the library's open sign-up is closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
