"""What two records of one person both have and becomes one: the register behind merging people.

A room's ``merging.py`` tells of rows that cannot stand side by side and of which more is to be
said than that the one of the record that stays stays. What hangs on a row that goes is handed on.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from culturefirst.kit.registers import Register


@dataclass(frozen=True)
class BecomesOne:
    """``stays`` with ``values`` set on it, while the others go; ``told`` is the one in words.

    ``refused`` says why they cannot become one, and what to do first; empty where they can.
    """

    stays: Any
    goes: tuple[Any, ...]
    told: str
    values: Mapping[str, Any] = field(default_factory=dict)
    refused: str = ""


BECOME_ONE: Register[Callable[[Any, Any], Iterable[BecomesOne]]] = Register("merging")
