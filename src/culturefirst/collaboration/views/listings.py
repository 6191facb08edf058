"""One offer or need: what it says, what fits it, and who got in touch."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from culturefirst.collaboration.models import Listing
from culturefirst.collaboration.policy import keep_listing, sort_matches, works_for, write_listings
from culturefirst.collaboration.queries import listings as queries
from culturefirst.collaboration.queries.initiatives import with_what_became
from culturefirst.collaboration.queries.matches import Suggestion, dismissed, suggestions
from culturefirst.collaboration.queries.succession import took_over
from culturefirst.collaboration.views.common import seen
from culturefirst.kit import clock
from culturefirst.kit.starts import grown_from, start

MOST = 10


def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """A listing: to its own body with all that fits it, to another with what of theirs does."""
    found, today = seen(request, pk), clock.today()
    inside = sort_matches.allows(request.user, found)
    fits, hidden = _fitting(request.user, found, inside)
    mine = works_for(request.user)
    introductions = with_what_became(queries.introductions_of(found, request.user), request.user)
    context = {
        "listing": found,
        "today": today,
        "inside": inside,
        "may_keep": keep_listing.allows(request.user, found),
        "reachable": queries.works_at(found.contact, found.organisation, today),
        "dropped": found.is_open and found.has_dropped_out(today),
        "fits": fits[:MOST],
        "more": max(0, len(fits) - MOST),
        "dismissed": hidden,
        "introductions": introductions,
        "works_for": mine,
        "asked_about": queries.asked_about(mine, request.user),
        "serves": start(request.user, f"programme.activity:{found.serves_id}"),
        "asked_already": any(each.organisation_id in mine for each in introductions),
        "may_ask": found.is_open and bool(mine - {found.organisation_id}),
        "grown_from": grown_from(request.user, found),
        "stands": found.organisation.stands_on(today),
        "takes_over": [
            body for body in took_over(found, today) if write_listings.allows(request.user, body)
        ],
    }
    return render(request, "collaboration/listing.html", context)


def _fitting(user: Any, found: Listing, inside: bool) -> tuple[list[Suggestion], list[Listing]]:
    """What fits it, and what was turned down: of the others, or of one's own for another's."""
    today = clock.today()
    if inside:
        return suggestions([found], today)[found.pk], dismissed(found, user)
    of_mine = suggestions(queries.own_open(user, today), today).values()
    return [each for some in of_mine for each in some if each.other.pk == found.pk], []
