"""The two lists of the network, side by side."""

from django.http import HttpRequest
from django.urls import reverse

from culturefirst.network.policy import see_members


def tabs(request: HttpRequest, current: str) -> list[tuple[str, str, bool]]:
    """Organisations and people, for whoever may see both; else nothing to choose from."""
    if not see_members.allows(request.user):
        return []
    lists = [("Organisations", "organisations"), ("People", "people")]
    return [(title, reverse(name), name == current) for title, name in lists]
