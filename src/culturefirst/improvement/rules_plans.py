"""Pure rules of improvement plans: gaps, standing as at a day, progress, what a plan lacks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

NOUGHT = Decimal(0)


@dataclass(frozen=True)
class Judged:
    """A criterion as the body judged it, with what a peer said; ``None`` where not scored."""

    key: int
    title: str
    weight: Decimal
    value: int | None
    peer: int | None = None
    areas: str = ""


@dataclass(frozen=True)
class Gap:
    """A criterion that asks for something: by how many levels, its share, and why in words."""

    key: int
    title: str
    levels: int
    worth: Decimal
    why: tuple[str, ...]
    areas: str = ""


def gaps(judged: Iterable[Judged], wanted: int, named: Mapping[int, str]) -> list[Gap]:
    """Criteria below the level that is wanted, or that a peer scored lower, or with areas written.

    The largest gap × weight comes first, equal ones in the order given. ``named`` are the levels'
    names. A peer's lower score is the one that counts: the gap is what a doubter would see.
    """
    found = [gap for each in judged if (gap := _gap(each, wanted, named)) is not None]
    return sorted(found, key=lambda gap: -gap.worth)


def _gap(it: Judged, wanted: int, named: Mapping[int, str]) -> Gap | None:
    scored = [value for value in (it.value, it.peer) if value is not None]
    if not scored:
        return None  # it does not apply, or nobody judged it
    levels = max(wanted - min(scored), 0)
    why = tuple(_why(it, wanted, named))
    if not why:
        return None
    return Gap(it.key, it.title, levels, levels * it.weight, why, it.areas)


def _why(it: Judged, wanted: int, named: Mapping[int, str]) -> Iterable[str]:
    def name(value: int) -> str:
        return named.get(value, str(value))

    if it.value is not None and it.value < wanted:
        yield f"{name(it.value)}, wanted {name(wanted)}"
    if it.peer is not None and (it.value is None or it.peer < it.value):
        yield f"a peer said {name(it.peer)}"
    if it.areas:
        yield "areas for improvement were written"


class Lasting(Protocol):
    """What a plan says of its days."""

    adopted_on: date | None
    closed_on: date | None


def plan_state_on(plan: Lasting, day: date) -> str:
    """What a plan was at the end of a day."""
    if plan.closed_on is not None and plan.closed_on <= day:
        return "closed"
    return "adopted" if plan.adopted_on is not None and plan.adopted_on <= day else "draft"


class Doing(Protocol):
    """What an action says of its days and state."""

    state: str
    due: date | None
    begun_on: date | None
    ended_on: date | None


@dataclass(frozen=True)
class Move:
    """The day was moved ``on`` a day, from what it ``was``."""

    on: date
    was: date | None


def due_on(due: date | None, moves: Sequence[Move], day: date) -> date | None:
    """Which day was set as at ``day``: what the first move after it moved away from."""
    later = [move for move in moves if move.on > day]
    return min(later, key=lambda move: move.on).was if later else due


def state_on(action: Doing, day: date) -> str:
    """The state as at a day: it ends on its own day, and is under way from the one it began on."""
    if action.ended_on is not None and action.ended_on <= day:
        return action.state
    if action.begun_on is not None and action.begun_on <= day:
        return "under_way"
    return "planned"


@dataclass(frozen=True)
class Standing:
    """An action as at a day: its state, the day that was set, and by how many days it is late."""

    state: str
    due: date | None
    late: int = 0

    @property
    def is_overdue(self) -> bool:
        return self.late > 0


def standing(action: Doing, moves: Sequence[Move], day: date) -> Standing:
    """How an action stands as at a day."""
    state, due = state_on(action, day), due_on(action.due, moves, day)
    still = state in ("planned", "under_way")
    late = (day - due).days if still and due is not None else 0
    return Standing(state, due, max(late, 0))


@dataclass(frozen=True)
class Progress:
    """Actions counted as at a day; dropped ones are none of what is to be done."""

    planned: int = 0
    under_way: int = 0
    done: int = 0
    dropped: int = 0
    overdue: int = 0

    @property
    def of(self) -> int:
        """How many there are to do, done ones included."""
        return self.planned + self.under_way + self.done


def progress(standings: Iterable[Standing]) -> Progress:
    """Counted, never typed."""
    listed = list(standings)
    count = dict.fromkeys(("planned", "under_way", "done", "dropped"), 0)
    for each in listed:
        count[each.state] += 1
    return Progress(**count, overdue=sum(each.is_overdue for each in listed))


@dataclass(frozen=True)
class Lack:
    """An action and what it wants before the plan can be adopted, in words."""

    action: Any
    what: tuple[str, ...]

    def __str__(self) -> str:
        return f"“{self.action}” has no {' and no '.join(self.what)}"


def lacks(actions: Iterable[Any]) -> list[Lack]:
    """Which of these lack an owner, a day or an outcome; dropped ones need none."""
    found = []
    for action in actions:
        if action.state == "dropped":
            continue
        what = [
            words
            for words, held in (
                ("owner", action.who),
                ("due date", action.due),
                ("outcome", action.outcome),
            )
            if not held
        ]
        if what:
            found.append(Lack(action, tuple(what)))
    return found
