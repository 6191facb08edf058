"""One party's day: whom it meets, when, where and why, and what it said of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from culturefirst.collaboration.dating_words import ordinal
from culturefirst.collaboration.models import (
    DatingDay,
    DayMeeting,
    DayWish,
    Delegate,
    Initiative,
    Listing,
    Party,
    Sitting,
    own_parties,
)
from culturefirst.collaboration.queries.between import fitting, on_board
from culturefirst.collaboration.queries.matches import Suggestion
from culturefirst.collaboration.rules_dating import Slot, slots
from culturefirst.events.models import Booking
from culturefirst.kit import clock

ALONE = "so that nobody sits alone"


@dataclass(frozen=True)
class Line:
    """A round of a party's day: with ``meeting``, or free.

    ``own`` is what the party said of it; ``other`` whom it meets, with ``people`` who sit there,
    what they have on the ``board`` and what ``fits``. ``fallen`` is a meeting with somebody who
    is not there: it is not held.
    """

    slot: Slot
    now: datetime
    here: bool
    meeting: DayMeeting | None = None
    own: Sitting | None = None
    other: Party | None = None
    people: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    board: tuple[Listing, ...] = ()
    fits: tuple[Suggestion, ...] = ()
    fallen: bool = False
    grown: Initiative | None = None

    @property
    def begun(self) -> bool:
        return self.slot.begins <= self.now

    @property
    def over(self) -> bool:
        return self.slot.ends <= self.now


@dataclass(frozen=True)
class Agenda:
    """The whole day of a party."""

    day: DatingDay
    party: Party
    lines: list[Line] = field(default_factory=list)

    @property
    def meetings(self) -> list[Line]:
        return [each for each in self.lines if each.meeting is not None]

    @property
    def next(self) -> Line | None:
        """The meeting that is on, or the one that comes first."""
        coming = (each for each in self.meetings if not each.over and not each.fallen)
        return next(coming, None)

    @property
    def provisional(self) -> bool:
        return bool(self.day.state == DatingDay.State.PROVISIONAL)

    @property
    def to_tick(self) -> list[Line]:
        """Meetings that have begun of which nothing is said yet."""
        if self.day.state not in (DatingDay.State.FINAL, DatingDay.State.OVER):
            return []
        found = [each for each in self.meetings if each.begun and not each.fallen]
        return [each for each in found if each.own is not None and each.own.further is None]


def party_of(day: DatingDay, user: Any) -> Party | None:
    """Where this person sits on the day."""
    rows = Party.objects.visible_to(user).filter(day=day, pk__in=own_parties(user))
    found: Party | None = rows.select_related("organisation", "day__event").first()
    return found


def agenda(party: Party, user: Any) -> Agenda:
    """A party's day as one of its delegates reads it."""
    known = [*Sitting.objects.visible_to(user).filter(party=party).select_related("ticked_by")]
    return _agenda(party, {each.meeting_id: each for each in known}, user)


def agendas(day: DatingDay, user: Any) -> list[Agenda]:
    """Everybody's day, for paper: what nobody said in private is in it."""
    rows = Party.objects.visible_to(user).filter(day=day)
    parties = list(rows.select_related("organisation", "day__event"))
    by_party = _meetings(day)
    times, now = slots(day), clock.now()
    people = _people(day)
    return [
        Agenda(day, party, _plain(party, by_party[party.pk], times, now, people))
        for party in parties
    ]


def _agenda(party: Party, said: dict[int, Sitting], user: Any) -> Agenda:
    day, now = party.day, clock.now()
    held = {each.round: each for each in _meetings(day)[party.pk]}
    others = [each.partner(party.pk) for each in held.values()]
    bodies = {other.organisation_id for other in others}
    fits, board = fitting(party.organisation, clock.today()), on_board(bodies, clock.today())
    wishes, people = _wishes(party, user), _people(day)
    grown = _grown(held.values(), user)
    lines = []
    for slot in slots(day):
        meeting = held.get(slot.number)
        if meeting is None:
            lines.append(Line(slot, now, party.there(slot.number)))
            continue
        other = meeting.partner(party.pk)
        fit = tuple(fits.get(other.organisation_id, ()))
        lines.append(
            Line(
                slot=slot,
                now=now,
                here=True,
                meeting=meeting,
                own=said.get(meeting.pk),
                other=other,
                people=tuple(people.get(other.pk, ())),
                why=_why(wishes.get(other.pk, []), fit, meeting),
                board=tuple(board.get(other.organisation_id, ())),
                fits=fit,
                fallen=_fallen(meeting),
                grown=grown.get(meeting.pk),
            )
        )
    return Agenda(day, party, lines)


def _plain(
    party: Party,
    meetings: list[DayMeeting],
    times: list[Slot],
    now: datetime,
    people: dict[int, list[str]],
) -> list[Line]:
    held = {each.round: each for each in meetings}
    found = []
    for slot in times:
        meeting = held.get(slot.number)
        other = meeting.partner(party.pk) if meeting is not None else None
        names = tuple(people.get(other.pk, ())) if other is not None else ()
        here = meeting is not None or party.there(slot.number)
        found.append(Line(slot, now, here, meeting, other=other, people=names))
    return found


def _fallen(meeting: DayMeeting) -> bool:
    """Whether one of the two was not there, or is not, as was seen on the day."""
    return not all(party.there(meeting.round) for party in (meeting.a, meeting.b))


def _meetings(day: DatingDay) -> dict[int, list[DayMeeting]]:
    rows = DayMeeting._base_manager.filter(day=day, round__lte=day.rounds)
    found: dict[int, list[DayMeeting]] = defaultdict(list)
    for each in rows.select_related("a__organisation", "b__organisation").order_by("round"):
        found[each.a_id].append(each)
        found[each.b_id].append(each)
    return found


def _people(day: DatingDay) -> dict[int, list[str]]:
    """Who sits in each party."""
    rows = Delegate._base_manager.filter(party__day=day, booking__state=Booking.State.BOOKED)
    found: dict[int, list[str]] = defaultdict(list)
    for row in rows.select_related("booking__person").order_by("pk"):
        found[row.party_id].append(row.booking.who)
    return dict(found)


def _wishes(party: Party, user: Any) -> dict[int, list[str]]:
    """Who asked for whom, by the other's key; whom others would rather not meet is never read."""
    asked = DayWish.objects.visible_to(user).filter(kind=DayWish.Kind.MEET)
    found: dict[int, list[str]] = defaultdict(list)
    for own in asked.filter(by=party):
        found[own.of_id].append(f"you asked to meet them, your {ordinal(own.rank)} wish")
    for theirs in asked.filter(of=party):
        found[theirs.by_id].append("they asked to meet you")
    return found


def _why(asked: list[str], fits: tuple[Suggestion, ...], meeting: DayMeeting) -> tuple[str, ...]:
    said = list(asked)
    if fits:
        best = fits[0]
        said.append(f"your “{best.own}” and their “{best.other}”: {', '.join(best.reasons)}")
        if len(fits) > 1:
            said.append(f"and {len(fits) - 1} more that {'fits' if len(fits) == 2 else 'fit'}")
    if not said:
        said.append("the organisers put you together" if meeting.fixed else ALONE)
    return tuple(said)


def _grown(meetings: Iterable[DayMeeting], user: Any) -> dict[int, Initiative]:
    rows = Initiative.objects.visible_to(user)
    found = rows.filter(grew_from_meeting__in=[each.pk for each in meetings])
    return {each.grew_from_meeting_id: each for each in found}
