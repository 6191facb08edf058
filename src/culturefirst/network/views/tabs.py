"""The lists of the network, side by side: each reader sees those they may open."""

from django.http import HttpRequest
from django.urls import reverse

from culturefirst.kit.policy import Policy, anybody
from culturefirst.network.policy import decide_joining, keep_audiences, manage_network, see_members

LISTS: tuple[tuple[str, str, Policy], ...] = (
    ("Organisations", "organisations", anybody),
    ("People", "people", see_members),
    ("Groups", "groups", anybody),
    ("Places", "places", anybody),
    ("Coverage", "coverage", anybody),
    ("Joining", "joinings", decide_joining),
    ("Audiences", "audiences", keep_audiences),
    ("Topics", "topics", manage_network),
)


def tabs(request: HttpRequest, current: str) -> list[tuple[str, str, bool]]:
    """Title, address and whether it is the one shown."""
    return [
        (title, reverse(name), name == current)
        for title, name, policy in LISTS
        if policy.allows(request.user)
    ]
