"""The lists of the network, side by side."""

from django.http import HttpRequest
from django.urls import reverse

from culturefirst.network.policy import see_members


def tabs(request: HttpRequest, current: str) -> list[tuple[str, str, bool]]:
    """Organisations and groups for everybody; people for members of the network."""
    lists = [("Organisations", "organisations"), ("Groups", "groups")]
    if see_members.allows(request.user):
        lists.insert(1, ("People", "people"))
    return [(title, reverse(name), name == current) for title, name in lists]
