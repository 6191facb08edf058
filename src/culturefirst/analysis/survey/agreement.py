"""How far two or more people who sorted the same texts agree, beyond what chance would give.

Krippendorff's alpha for names (K. Krippendorff 2004, Content Analysis, ch. 11): any number of
coders, and texts that not all have coded. Of a text that carries several codes, each code is a
question of its own: yes or no. 1 is full agreement, 0 what chance gives; from 0.8 on results may be
relied on, from 0.667 with care, as that book advises.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RELIED, WITH_CARE = 0.8, 0.667


@dataclass(frozen=True)
class Agreement:
    """``alpha`` is ``None`` where it cannot be told: nothing coded twice, or all alike.

    ``agreed`` of ``pairs`` is how often two coders said the same of one text.
    """

    alpha: float | None
    agreed: float
    pairs: float
    units: int

    @property
    def word(self) -> str:
        """Good, fair, poor, or empty where it is not known."""
        if self.alpha is None:
            return ""
        return "good" if self.alpha >= RELIED else "fair" if self.alpha >= WITH_CARE else "poor"


def agreement(coded: Sequence[Sequence[object]]) -> Agreement:
    """Of ``coded[unit]``, what each coder said of that unit (``None``: nothing)."""
    said = [[each for each in unit if each is not None] for unit in coded]
    told = [unit for unit in said if len(unit) > 1]
    names = {name: at for at, name in enumerate(dict.fromkeys(n for unit in told for n in unit))}
    if not told:
        return Agreement(None, 0.0, 0.0, 0)
    size = len(names)
    seen = np.zeros((size, size))
    agreed = pairs = 0.0
    for unit in told:
        counts = np.bincount([names[each] for each in unit], minlength=size).astype(float)
        seen += (np.outer(counts, counts) - np.diag(counts)) / (len(unit) - 1)
        pairs += len(unit) * (len(unit) - 1) / 2
        agreed += float((counts * (counts - 1) / 2).sum())
    return Agreement(_alpha(seen), agreed, pairs, len(told))


def _alpha(seen: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> float | None:
    each = seen.sum(axis=1)
    total = float(each.sum())
    apart = total - float(np.trace(seen))
    by_chance = (total * total - float((each * each).sum())) / (total - 1)
    return 1 - apart / by_chance if by_chance > 0 else None
