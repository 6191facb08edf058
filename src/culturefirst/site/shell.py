"""What every page needs: the network's name, the doors, who is signed in."""

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context of the page shell."""
    return {}
