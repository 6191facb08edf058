"""Values sorted into few classes whose limits a person can read and say."""

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from culturefirst.kit import wording

MOST = 7


@dataclass(frozen=True)
class Classes:
    """Classes between ``limits``: a value equal to a limit is of the class above it.

    ``least`` and ``most`` are the ends of what was sorted, for the legend.
    """

    limits: tuple[float, ...]
    least: float
    most: float

    @classmethod
    def quantiles(cls, values: Iterable[float | None], number: int = 5) -> Self:
        """Classes of about as many values each; of values that are often alike, fewer classes."""
        known = _known(values)
        last = len(known) - 1
        shares = [len(known) * k / number for k in range(1, number)] if known else []
        cuts = [known[min(round(at), last)] for at in shares]
        return cls._made(cuts, known)

    @classmethod
    def equal_steps(cls, values: Iterable[float | None], number: int = 5) -> Self:
        """Classes that are equally wide, from the least to the greatest value."""
        known = _known(values)
        least, most = (known[0], known[-1]) if known else (0.0, 0.0)
        step = (most - least) / number
        return cls._made([least + step * k for k in range(1, number)], known)

    @classmethod
    def given(cls, limits: Sequence[float], values: Iterable[float | None]) -> Self:
        """Classes between limits that somebody chose, such as 80, 95, 105 and 120."""
        known = _known(values)
        least, most = (known[0], known[-1]) if known else (0.0, 0.0)
        return cls(tuple(sorted(set(limits))), least, most)

    @classmethod
    def _made(cls, cuts: Sequence[float], known: Sequence[float]) -> Self:
        if not known:
            return cls((), 0.0, 0.0)
        least, most = known[0], known[-1]
        rounded = (_readable(cut, most - least) for cut in cuts)
        limits = sorted({cut for cut in rounded if least < cut <= most})
        # A limit with nothing between it and the next would be an empty class.
        pairs = itertools.pairwise([*limits, math.inf])
        kept = [low for low, high in pairs if any(low <= value < high for value in known)]
        return cls(tuple(kept), least, most)

    def __len__(self) -> int:
        return len(self.limits) + 1

    def of(self, value: float | None) -> int | None:
        """Which class a value is of, from 0; ``None`` for what is not known."""
        if value is None or not math.isfinite(value):
            return None
        return sum(value >= limit for limit in self.limits)

    def words(self, at: int, unit: str = "") -> str:
        """``0.2 to under 0.31`` and the unit."""
        after = f" {unit}" if unit else ""
        lower = self.limits[at - 1] if at else None
        upper = self.limits[at] if at < len(self.limits) else None
        if lower is None and upper is None:
            return f"{_said(self.least)}{after}"
        if lower is None:
            return f"under {_said(upper)}{after}"
        if upper is None:
            return f"{_said(lower)}{after} and over"
        return f"{_said(lower)} to under {_said(upper)}{after}"


@dataclass(frozen=True)
class Named(Classes):
    """Classes that are kinds and no spans: a value is the number of its kind, from 0."""

    names: tuple[str, ...] = ()

    @classmethod
    def of_names(cls, names: Sequence[str]) -> Self:
        """One class for each name, in their order."""
        last = len(names) - 1
        return cls(tuple(float(at) for at in range(1, last + 1)), 0.0, float(last), tuple(names))

    def words(self, at: int, unit: str = "") -> str:
        """The name of the kind."""
        return self.names[at]


def _known(values: Iterable[float | None]) -> list[float]:
    return sorted(float(v) for v in values if v is not None and math.isfinite(v))


def _readable(value: float, spread: float) -> float:
    """Down to about a hundredth of the spread, so that what begins a class stays in it."""
    if spread <= 0:
        return value
    power = 10.0 ** math.floor(math.log10(spread / 100))
    step = next(each * power for each in (5, 2, 1) if each * power <= spread / 100 * 1.000001)
    return float(f"{math.floor(value / step + 1e-6) * step:.10g}")


def _said(value: float | None) -> str:
    """Limits below one in as many digits as they have."""
    if value is not None and 0 < abs(value) < 1:
        return f"{value:.3g}".replace("-", "\u2212")
    return wording.figure(value)
