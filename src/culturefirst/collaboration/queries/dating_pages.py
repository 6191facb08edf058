"""What the organiser's page of a speed-dating day shows: the timetable, and what each party has."""

from dataclasses import dataclass

from culturefirst.analysis import rounds
from culturefirst.collaboration.dating_words import short_reason
from culturefirst.collaboration.models import DayMeeting, DayWish, Party
from culturefirst.collaboration.queries.dating import Board
from culturefirst.collaboration.rules_dating import Slot, rounds_in_words, slots


@dataclass(frozen=True)
class Cell:
    """A table in a round; ``meeting`` is ``None`` where it stays free."""

    table: int
    meeting: DayMeeting | None
    reason: str


@dataclass(frozen=True)
class Row:
    """A round with its tables; ``held`` where it is over, ``next`` where it comes next."""

    slot: Slot
    cells: list[Cell]
    held: bool
    next: bool


@dataclass(frozen=True)
class Line:
    """What a party has of the day, and what it said."""

    party: Party
    got: rounds.Got
    wishes: int
    absent: bool

    @property
    def free(self) -> str:
        """The rounds in which they are there and meet nobody, in words."""
        return rounds_in_words(self.got.empty)

    @property
    def there(self) -> str:
        """When they are there, in words; empty where they are there all the time."""
        party = self.party
        if self.absent:
            return "nobody of them has a place"
        if party.gone_from == 1:
            return "did not come"
        said = [f"from round {party.first}"] if party.first > 1 else []
        said += [f"to round {party.last}"] if party.last is not None else []
        said += [f"not in {rounds_in_words(party.breaks)}"] if party.breaks else []
        said += [f"left before round {party.gone_from}"] if party.gone_from is not None else []
        return ", ".join(said)


def grid(known: Board) -> list[Row]:
    """The timetable, round by round and table by table."""
    seats = {(each.round, each.table): each for each in known.meetings if known.stands(each)}
    found = []
    for slot in slots(known.day):
        cells = []
        for table in range(1, known.day.tables + 1):
            each = seats.get((slot.number, table))
            why = short_reason(known, frozenset((each.a_id, each.b_id))) if each else ""
            cells.append(Cell(table, each, why))
        start = known.day.start
        found.append(Row(slot, cells, slot.number < start, slot.number == start))
    return found


def lines(known: Board) -> list[Line]:
    """The parties by name."""
    got = {each.party: each for each in known.timetable.got}
    return [
        Line(party, got[key], len(known.asked.get(key, ())), key in known.absent)
        for key, party in known.parties.items()
    ]


def heard(known: Board) -> int:
    """How many parties have said whom they want to meet."""
    meets = {each.by_id for each in known.wishes if each.kind == DayWish.Kind.MEET}
    return len(meets)
