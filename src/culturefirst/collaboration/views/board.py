"""The board of offers and needs, what its words mean, and one's own."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from culturefirst.collaboration.forms import BoardFilter
from culturefirst.collaboration.models import (
    ASK_MONTHS,
    DROP_MONTHS,
    TERMS,
    Arrangement,
    Listing,
)
from culturefirst.collaboration.policy import see_listings, works_for
from culturefirst.collaboration.queries import listings as queries
from culturefirst.collaboration.queries.matches import suggestions
from culturefirst.collaboration.rules import AT_MOST, COUNTED, FURTHER, MOST
from culturefirst.kit import clock
from culturefirst.kit.pagination import address, paged

A_PAGE = 20
BEST = 3
SIDES = (("", "All"), ("offer", "Offers"), ("need", "Needs"))
PAGE, OF_FILTER = "page", ("arrangement", "service", "sub_region", "readiness", "body")


def board(request: HttpRequest) -> HttpResponse:
    """What can be answered today; a stranger reads only what the page is for."""
    if not see_listings.allows(request.user):
        return render(request, "collaboration/strangers.html", {"terms": _terms()})
    today, narrowed = clock.today(), BoardFilter(request.GET, user=request.user)
    asked: dict[str, Any] = narrowed.cleaned_data if narrowed.is_valid() else {}
    rows = queries.board(request.user, asked, today)
    if not narrowed.is_valid():
        rows = rows.none()
    side = request.GET.get("side", "")
    context = {
        "page": paged(rows, request.GET.get(PAGE), A_PAGE),
        "filter": narrowed,
        "narrowed": any(request.GET.get(name) for name in (*OF_FILTER, "side")),
        "tabs": [
            (says, address(request.GET, side=key, page=""), key == side) for key, says in SIDES
        ],
    }
    return render(request, "collaboration/board.html", context)


def words(request: HttpRequest) -> HttpResponse:
    """What each arrangement means, and what the points of a match are."""
    context = {
        "terms": _terms(),
        "counted": [(name.capitalize(), MOST[name], says) for name, says in COUNTED],
        "ask": ASK_MONTHS,
        "drop": DROP_MONTHS,
        "further": (FURTHER, AT_MOST),
    }
    return render(request, "collaboration/words.html", context)


def mine(request: HttpRequest) -> HttpResponse:
    """What one's own bodies offer and need, with the best matches of each, and who was asked."""
    bodies, today = works_for(request.user), clock.today()
    found = list(queries.of_bodies(request.user, bodies))
    suggested = suggestions(found, today)
    by_state = {
        state: [each for each in found if each.state == state] for state in Listing.State.values
    }
    opened = [
        (each, suggested[each.pk][:BEST], len(suggested[each.pk])) for each in by_state["open"]
    ]
    asked = list(queries.introductions_by(bodies, request.user))
    seen = queries.seen_of([each.listing_id for each in asked], request.user)
    context = {
        "open": opened,
        "paused": by_state["paused"],
        "closed": by_state["closed"],
        "asked": asked,
        "seen": seen,
        "asked_about": {each.listing_id for each in asked},
        "bodies": queries.bodies_of(request.user),
        "works_for": bodies,
    }
    return render(request, "collaboration/mine.html", context)


def _terms() -> list[tuple[str, str]]:
    return [(str(each.label), TERMS[each].means) for each in Arrangement]
