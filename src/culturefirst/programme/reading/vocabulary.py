"""What measures are called: given to the reader, which knows no measure itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# The names of known values, of each measure by dimension.
Names = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(frozen=True)
class MeasureWords:
    """A measure as the reader knows it: its key, what people call it, what it can serve.

    ``kinds`` are the kinds of target it is proposed for where no words match; ``dimensions``
    name what it can be narrowed by.
    """

    key: str
    words: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
