"""Who sits together: brought in from the bookings, and at two tables for one body."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from culturefirst.collaboration.actions.dating.days import refuse_over
from culturefirst.collaboration.models import DatingDay, DayMeeting, DayWish, Delegate, Party
from culturefirst.collaboration.policy import keep_day
from culturefirst.collaboration.queries.parties import to_bring_in
from culturefirst.events.models import Booking
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError

SET_BY_KEEPERS = frozenset({"name", "first", "last", "breaks", "most"})


@action("brought in who booked for a speed-dating day", allow=keep_day, on="day")
def bring_in(*, by: Any, day: DatingDay) -> DatingDay:
    """Seat whoever has a place with their body, and let go whoever has none any more.

    Done twice, it changes nothing. A party of whom nobody is left goes too, unless somebody wishes
    to meet it or it was planned: then it stays, and the page says that nobody of it comes.
    """
    refuse_over(day)
    sitting = Delegate._base_manager.filter(party__day=day)
    sitting.exclude(booking__state=Booking.State.BOOKED).delete()
    rows = Party._base_manager.filter(day=day).order_by("-pk")
    seats = dict(rows.values_list("organisation", "pk"))  # the first of two tables comes last
    made = []
    for booking in to_bring_in(day):
        body = booking.organisation
        assert body is not None  # as it was asked for
        if body.pk not in seats:
            seats[body.pk] = _party(day, body).pk
        made.append(Delegate(party_id=seats[body.pk], booking=booking))
    Delegate._base_manager.bulk_create(made)
    _of_no_use(day).delete()
    return day


@action("gave a body another table", allow=keep_day, on="day")
def add_table(
    *, by: Any, day: DatingDay, party: Party, name: str, delegates: Iterable[Delegate]
) -> Party:
    """Let some of a party sit at a table of their own, as a party of that name."""
    refuse_over(day)
    _refuse_other(day, party)
    moved = {each.pk for each in delegates if each.party_id == party.pk}
    if not moved:
        raise DomainError("Say who sits there: choose at least one of them.")
    if not Delegate._base_manager.filter(party=party).exclude(pk__in=moved).exists():
        raise DomainError("Somebody must stay at the first table: choose fewer.")
    if not (words := " ".join(name.split())):
        raise DomainError("Give it a name by which the two are told apart, such as Sport.")
    made = _party(day, party.organisation, words)
    Delegate._base_manager.filter(pk__in=moved).update(party=made)
    return made


@action("seated a delegate of a speed-dating day elsewhere", allow=keep_day, on="day")
def move_delegate(*, by: Any, day: DatingDay, delegate: Delegate, to: Party) -> Party:
    """Let a delegate sit at the other table of their body; a table left by all goes."""
    refuse_over(day)
    _refuse_other(day, to)
    _refuse_other(day, delegate.party)
    if to.organisation_id != delegate.party.organisation_id:
        raise DomainError(f"{to} is another organisation: they sit with their own.")
    Delegate._base_manager.filter(pk=delegate.pk).update(party=to)
    _of_no_use(day).delete()
    return to


@action("changed a party of a speed-dating day", allow=keep_day, on="day")
def edit_party(
    *, by: Any, day: DatingDay, party: Party, changes: Mapping[str, Any], seen: int | None = None
) -> Party:
    """Say when they are there, how many meetings they want at most, and what they are called."""
    refuse_over(day)
    fresh: Party = Party._base_manager.select_related("day").get(pk=party.pk)
    _refuse_other(day, fresh)
    if unknown := sorted(changes.keys() - SET_BY_KEEPERS):
        raise TypeError(f"A party has no {', '.join(unknown)} to set.")
    given = dict(changes)
    if "breaks" in given:
        given["breaks"] = _rounds(day, given["breaks"])
    if "name" in given:
        given["name"] = " ".join(given["name"].split())
    for which in ("first", "last"):
        number = given.get(which)
        if number is not None and number > day.rounds:
            raise DomainError(f"There is no round {number}: the day has rounds 1 to {day.rounds}.")
    return save_changes(fresh, given, seen=seen)


def _rounds(day: DatingDay, numbers: Iterable[int]) -> list[int]:
    found = sorted(set(numbers))
    if found and not 1 <= found[0] <= found[-1] <= day.rounds:
        wrong = next(number for number in found if not 1 <= number <= day.rounds)
        raise DomainError(f"There is no round {wrong}: the day has rounds 1 to {day.rounds}.")
    return found


def _party(day: DatingDay, organisation: Any, name: str = "") -> Party:
    made = Party(day=day, organisation=organisation, name=name)
    made.full_clean()
    made.save()
    return made


def _of_no_use(day: DatingDay) -> "QuerySet[Party]":
    """Parties without anybody, that nobody wishes to meet and that were never planned."""
    its = OuterRef("pk")
    return Party._base_manager.filter(
        ~Exists(Delegate._base_manager.filter(party=its)),
        ~Exists(DayWish._base_manager.filter(Q(by=its) | Q(of=its))),
        ~Exists(DayMeeting._base_manager.filter(Q(a=its) | Q(b=its))),
        day=day,
    )


def _refuse_other(day: DatingDay, party: Party) -> None:
    if party.day_id != day.pk:
        raise DomainError("That belongs to another day. Open the page again and choose anew.")
