"""What is known before: the bodies, what each challenge is worth, and what may not be."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Id = Hashable
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

PAIRS, RINGS = "pairs", "rings"
MODES = (PAIRS, RINGS)
MOST_WORTH = 10_000  # beyond, what counts bodies and what counts worth could not be told apart


@dataclass(frozen=True)
class Case:
    """The whole question.

    ``worth[i, j]`` is what it brings that body i challenges body j, in whole numbers from 0.
    ``forbidden`` are pairs of bodies, in any order, of which neither challenges the other.
    ``mode`` is ``"pairs"`` (each two challenge each other) or ``"rings"`` (each challenges one and
    is challenged by one other; in rings of two only if ``twos``).
    """

    bodies: tuple[Id, ...]
    worth: Ints
    forbidden: frozenset[frozenset[Id]] = frozenset()
    mode: str = PAIRS
    twos: bool = False

    @cached_property
    def place(self) -> dict[Id, int]:
        """The row of each body."""
        return {body: at for at, body in enumerate(self.bodies)}

    @cached_property
    def allowed(self) -> Flags:
        """Whether i may challenge j; it is so both ways or neither."""
        able = ~np.eye(len(self.bodies), dtype=bool)
        for two in self.forbidden:
            ends = [self.place[each] for each in two if each in self.place]
            if len(ends) == 2:
                able[ends[0], ends[1]] = able[ends[1], ends[0]] = False
        return able

    def require_sound(self) -> None:
        """Refuse, with a sentence, what is no question at all."""
        size = len(self.bodies)
        if self.mode not in MODES:
            raise ValueError(f"The mode is “pairs” or “rings”, and not “{self.mode}”.")
        if len(set(self.bodies)) != size:
            twice = next(each for each in self.bodies if self.bodies.count(each) > 1)
            raise ValueError(f"{twice} is there more than once: name each body once.")
        if self.worth.shape != (size, size):
            shape = " × ".join(str(each) for each in self.worth.shape)
            raise ValueError(f"Worth is {shape}: give {size} rows of {size} for {size} bodies.")
        if size and (self.worth.min() < 0 or self.worth.max() > MOST_WORTH):
            raise ValueError(f"Worth is given in whole numbers from 0 to {MOST_WORTH:,}.")
