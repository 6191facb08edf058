"""What two bodies can give each other or do together, in words."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from culturefirst.collaboration.models import DayMeeting, Dismissal, Listing, Listings
from culturefirst.collaboration.queries.matches import Suggestion, suggestions
from culturefirst.events.rules import is_discreet
from culturefirst.kit.wording import day as said_day
from culturefirst.network.models import Organisation

BEST = 3  # matches that a letter tells


def between(one: Organisation, other: Organisation, on: date) -> list[Suggestion]:
    """What fits between two bodies, the best first; what either turned down is left out."""
    return fitting(one, on).get(other.pk, [])


def fitting(body: Organisation, on: date) -> dict[int, list[Suggestion]]:
    """What of all others fits a body's own, by their key; in a fixed number of statements."""
    mine = list(Listings(Listing).matched_on(on).filter(organisation=body))
    rows = Dismissal._base_manager.filter(other__organisation=body)
    refused = set(rows.values_list("listing", "other"))
    found: dict[int, list[Suggestion]] = defaultdict(list)
    for each in (one for some in suggestions(mine, on).values() for one in some):
        if (each.other.pk, each.own.pk) not in refused:
            found[each.other.organisation_id].append(each)
    for some in found.values():
        some.sort(key=lambda each: (-each.score, each.own.pk, each.other.pk))
    return dict(found)


def on_board(bodies: Iterable[int], on: date) -> dict[int, list[Listing]]:
    """What these bodies offer and need, offers first: what any member may read."""
    rows = Listings(Listing).open_on(on).filter(organisation__in=list(bodies))
    found: dict[int, list[Listing]] = defaultdict(list)
    for each in rows.order_by("-side", "title", "pk"):
        found[each.organisation_id].append(each)
    return dict(found)


def where_met(meeting: DayMeeting) -> str:
    """``at “Meet your neighbours” on 5 October 2011``; a private group's is not named."""
    event = meeting.day.event
    what = "a speed-dating day" if is_discreet(event) else f"“{event.title}”"
    return f"at {what} on {said_day(event.day)}"


def met_in_words(meeting: DayMeeting, fits: list[Suggestion]) -> str:
    """What a draft begins with."""
    both = f"{meeting.a} and {meeting.b}"
    said = [f"{both} met {where_met(meeting)}, and both want to take it further."]
    return "\n\n".join(said + [_pair(each) for each in fits[:BEST]])


def _pair(each: Suggestion) -> str:
    sides = [f"{one.organisation}: “{one}”" for one in (each.own, each.other)]
    return f"{sides[0]}; {sides[1]}."
