"""A speed-dating day as the question that ``analysis.rounds`` answers, and the answer kept of it.

What is asked here sees everything, also whom parties would rather not meet: it is for actions and
for pages that show no such thing.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef

from culturefirst.analysis import rounds
from culturefirst.analysis.rounds.report import reason, told
from culturefirst.collaboration.models import DatingDay, DayMeeting, DayWish, Delegate, Party
from culturefirst.collaboration.queries.matches import worth
from culturefirst.events.models import Booking

Pair = frozenset[int]
Worth = dict[Pair, tuple[int, list[str]]]


@dataclass(frozen=True)
class Board:
    """All that is known of a day, read at one moment.

    ``parties`` by key; those of whom nobody has a place (``absent``) do not sit anywhere.
    ``fallen`` are meetings still to come that cannot be held as they stand; ``ticked`` the keys of
    those of which a side has said something, which are left where they are.
    """

    day: DatingDay
    parties: dict[int, Party]
    absent: frozenset[int]
    wishes: list[DayWish]
    meetings: list[DayMeeting]
    ticked: frozenset[int]
    worth: Worth

    @cached_property
    def question(self) -> rounds.Day:
        """The day as it is planned: what was held, and what is fixed, stays."""
        standing = [each for each in self.meetings if self._stays(each)]
        return rounds.Day(
            parties=tuple(self._party(each) for each in self.parties.values()),
            rounds=self.day.rounds,
            tables=self.day.tables,
            worth={tuple(sorted(pair)): value for pair, (value, _) in self.worth.items()},  # type: ignore[misc]
            wishes=self._ranked(),
            avoids=tuple(sorted(self.avoided | self.same_body)),
            fixed=tuple(
                rounds.Fixed(each.round, each.a_id, each.b_id, each.table) for each in standing
            ),
            start=self.day.start,
        )

    @cached_property
    def asked(self) -> dict[int, list[int]]:
        """Whom each party wants to meet, in its order."""
        found: dict[int, list[int]] = defaultdict(list)
        for wish in self.wishes:
            if wish.kind == DayWish.Kind.MEET:
                found[wish.by_id].append(wish.of_id)
        return dict(found)

    @cached_property
    def avoided(self) -> set[tuple[int, int]]:
        """Who would rather not meet whom."""
        avoid = DayWish.Kind.AVOID
        return {(each.by_id, each.of_id) for each in self.wishes if each.kind == avoid}

    @cached_property
    def same_body(self) -> set[tuple[int, int]]:
        """Two tables of one body, which do not meet each other."""
        bodies = [(key, party.organisation_id) for key, party in self.parties.items()]
        return {(a, b) for a, one in bodies for b, other in bodies if one == other and a < b}

    @cached_property
    def apart(self) -> set[Pair]:
        """Who does not meet, whichever of the two it is that would rather not."""
        return {frozenset(pair) for pair in self.avoided | self.same_body}

    @cached_property
    def timetable(self) -> rounds.Timetable:
        """What is to be held as it stands, with its value, its gaps and its unmet wishes."""
        bound = rounds.Bound(self.day.bound_wishes or 0, self.day.bound_worth or 0)
        pinned = self.question.pinned
        held = (
            rounds.Meeting(
                each.round,
                each.table,
                each.a_id,
                each.b_id,
                reason(
                    self.question,
                    each.a_id,
                    each.b_id,
                    fixed=frozenset((each.a_id, each.b_id)) in pinned,
                ),
            )
            for each in self.meetings
            if self.stands(each)
        )
        return told(self.question, held, bound)

    @cached_property
    def fallen(self) -> list[DayMeeting]:
        """Meetings still to come that cannot be held as they stand."""
        start = self.day.start
        return [each for each in self.meetings if each.round >= start and not self.stands(each)]

    def stands(self, meeting: DayMeeting) -> bool:
        """Whether a meeting was held, or can be held as it is planned.

        In a round that is over it was not where one of the two was not there: they may still meet.
        """
        two = (meeting.a_id, meeting.b_id)
        if not all(self.parties[key].there(meeting.round) for key in two):
            return False
        if meeting.round < self.day.start:
            return True
        inside = meeting.round <= self.day.rounds and meeting.table <= self.day.tables
        return inside and frozenset(two) not in self.apart and self.absent.isdisjoint(two)

    def called(self, key: int) -> str:
        return str(self.parties[key])

    def _ranked(self) -> tuple[rounds.Wish, ...]:
        # Everybody's first counts the same, however many others they named.
        first = max(map(len, self.asked.values()), default=0)
        return tuple(
            wish for by, of in self.asked.items() for wish in rounds.ranked(by, tuple(of), first)
        )

    def _stays(self, meeting: DayMeeting) -> bool:
        held = meeting.round < self.day.start
        left_be = held or meeting.fixed or meeting.pk in self.ticked
        return left_be and self.stands(meeting)

    def _party(self, party: Party) -> rounds.Party:
        last = party.last
        if party.gone_from is not None:
            last = min(party.gone_from - 1, self.day.rounds if last is None else last)
        if party.pk in self.absent:
            last = 0
        return rounds.Party(
            party.pk, str(party), party.first, last, frozenset(party.breaks), party.most
        )


def board(day: DatingDay) -> Board:
    """The day as it stands, in a number of statements that does not grow with it."""
    parties = parties_of(day)
    there = frozenset(party.pk for party in parties if party.seated)  # type: ignore[attr-defined]
    meetings = DayMeeting._base_manager.filter(day=day).order_by("round", "table")
    ticked = meetings.filter(sittings__ticked_at__isnull=False).values_list("pk", flat=True)
    wishes = DayWish._base_manager.filter(by__day=day).order_by("by", "rank", "pk")
    return Board(
        day=day,
        parties={party.pk: party for party in parties},
        absent=frozenset(party.pk for party in parties) - there,
        wishes=list(wishes),
        meetings=list(meetings.select_related("a__organisation", "b__organisation")),
        ticked=frozenset(ticked),
        worth=worth_of(parties),
    )


def parties_of(day: DatingDay) -> list[Party]:
    """The parties by name, each knowing whether anybody of it has a place (``seated``)."""
    sits = Delegate._base_manager.filter(party=OuterRef("pk"), booking__state=Booking.State.BOOKED)
    rows = Party._base_manager.filter(day=day).select_related("organisation", "day")
    return list(rows.annotate(seated=Exists(sits)))


def worth_of(parties: Iterable[Party]) -> Worth:
    """What the meeting of two parties is worth, and why: that of their bodies."""
    by_body: dict[int, list[int]] = defaultdict(list)
    for party in parties:
        by_body[party.organisation_id].append(party.pk)
    found: Worth = {}
    for (one, other), value in worth(by_body).items():
        for a in by_body[one]:
            for b in by_body[other]:
                found[frozenset((a, b))] = value
    return found
