"""How things would stand after a change, and by what it was followed."""

from dataclasses import dataclass, field

from culturefirst.analysis.catchment.allocation import Allocation, Round
from culturefirst.analysis.catchment.pairs import Pairs
from culturefirst.analysis.catchment.sides import Floats, Ints


@dataclass(frozen=True)
class Stand:
    """What was solved. Facilities that moved or came stand *beside* those at first, after them.

    ``places`` is where each of those beside stands; ``capacity`` is by facility, 0 where one moved
    away; ``rounds`` are those of the answer, in the same order.
    """

    pairs: Pairs
    places: tuple[tuple[int, int], ...]
    capacity: Floats
    rounds: tuple[Round, ...]


@dataclass(frozen=True)
class Outcome:
    """How things would stand. ``codes`` are the facilities of ``allocation``: opened ones last.

    ``changed`` are the areas (numbers from 0) of which any figure moves by more than 0.001 visits.
    ``how`` is ``"delta"`` or ``"whole"``, and ``work`` the pairs that were followed. ``stand`` is
    there where the pairs are kept.
    """

    allocation: Allocation
    codes: tuple[str, ...]
    changed: Ints
    how: str
    work: int = field(compare=False)
    stand: Stand | None = field(default=None, compare=False, repr=False)
