"""The score of a theme and of the whole: weighted means of what is scored, as parts.

What does not apply and what nobody has scored yet weighs nothing: a body is not marked down for a
service that it does not run. Within a theme its criteria weigh as they say; in the whole, each
theme with anything scored weighs as it says, however many criteria it has.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

Weight = Decimal | int


@dataclass(frozen=True)
class Item:
    """A criterion in scope: ``value`` is none while it is not scored, ``shown``: has evidence."""

    weight: Weight
    value: int | None
    applies: bool = True
    shown: bool = False

    @property
    def is_scored(self) -> bool:
        return self.applies and self.value is not None


@dataclass(frozen=True)
class Score:
    """Numerator and denominator of a weighted mean, and what stands behind it.

    Of ``items`` in scope ``scored`` have a level, ``shown`` of these have evidence, and ``apart``
    do not apply.
    """

    numerator: Fraction
    denominator: Fraction
    items: int = 0
    scored: int = 0
    shown: int = 0
    apart: int = 0

    @property
    def value(self) -> float | None:
        """The mean, or ``None`` where nothing is scored or all that is weighs nothing."""
        return float(self.numerator / self.denominator) if self.denominator else None

    @property
    def open(self) -> int:
        """How many are neither scored nor said not to apply."""
        return self.items - self.scored - self.apart

    @property
    def fill(self) -> str:
        """Whether evidence shows it: "full", "part" or "hollow"; "" where nothing is scored."""
        if not self.scored:
            return ""
        if self.shown == self.scored:
            return "full"
        return "part" if self.shown else "hollow"


def theme_score(items: Iterable[Item]) -> Score:
    """The score of one theme."""
    listed = list(items)
    scored = [each for each in listed if each.is_scored]
    return Score(
        sum((Fraction(each.weight) * (each.value or 0) for each in scored), Fraction(0)),
        sum((Fraction(each.weight) for each in scored), Fraction(0)),
        items=len(listed),
        scored=len(scored),
        shown=sum(each.shown for each in scored),
        apart=sum(not each.applies for each in listed),
    )


def overall(themes: Sequence[tuple[Weight, Score]]) -> Score:
    """The score of the whole: the weighted mean of the themes that have one."""
    having = [(Fraction(weight), each) for weight, each in themes if each.denominator]
    return Score(
        sum((weight * each.numerator / each.denominator for weight, each in having), Fraction(0)),
        sum((weight for weight, _ in having), Fraction(0)),
        items=sum(each.items for _, each in themes),
        scored=sum(each.scored for _, each in themes),
        shown=sum(each.shown for _, each in themes),
        apart=sum(each.apart for _, each in themes),
    )
