"""Pure rules of yardsticks: how far an action is by what was counted, and by a yearly figure."""

from dataclasses import dataclass
from datetime import date

from culturefirst.measures.core import Figure
from culturefirst.programme.rules import Evidence, Promise, Span, Standing, Status, standing


@dataclass(frozen=True)
class Far:
    """How far something is: shares of one (``None``: not known), and whether it is reached.

    ``status`` is a key of the house's marks; ``said`` are words of the rule's own, if it has any.
    """

    share: float | None
    expected: float | None = None
    status: str = Status.ON_TRACK.value
    said: str = ""

    @property
    def reached(self) -> bool:
        return self.status == Status.MET.value


def counted(number: float, goal: float, since: date, due: date | None, on: date) -> Far:
    """A number of ``goal``, as targets of the programme stand; without a day there is no pace."""
    time = Span(since, due) if due is not None and due >= since else Span(since, max(since, on))
    promise = Promise("count", time, quantity=goal, starts=time.starts, due=time.ends)
    found = standing(promise, Evidence(figure=Figure(number)), on)
    return _paced(found) if time.ends == due else _without_pace(found)


def moved(base: float, now: float, goal: float, better: str) -> Far:
    """From what it was to the goal; ``better`` says which end is good, where either is."""
    higher = better == "higher" if better in ("higher", "lower") else goal >= base
    if now >= goal if higher else now <= goal:
        return Far(1.0, status=Status.MET.value)
    share = (now - base) / (goal - base) if goal != base else 0.0
    return Far(min(1.0, max(0.0, share)))


def wrong_way(base: float, goal: float, better: str) -> str:
    """Why a goal is none, in a sentence; empty where it is one."""
    if better == "higher" and goal <= base:
        return "More is better of this figure, and the goal is not above what it was. Raise it."
    if better == "lower" and goal >= base:
        return "Less is better of this figure, and the goal is not below what it was. Lower it."
    return "" if goal != base else "The goal is what it was already. Say what it is to become."


def _paced(found: Standing) -> Far:
    return Far(found.share, found.expected_share, found.status.value, found.sentence)


def _without_pace(found: Standing) -> Far:
    status = Status.MET if found.status is Status.MET else Status.ON_TRACK
    return Far(found.share, None, status.value)
