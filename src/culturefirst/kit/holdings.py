"""What is held about a person: the register behind the export, the erasure and the notice.

A model with rows about people says so with ``subject``; its rows and what erasing does with them
follow from that (``network.privacy.derived``). Rooms describe each such model in plain words, and
offer what no foreign key leads to, in a module ``privacy.py``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from culturefirst.kit.registers import Register

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Whom:
    """The person asked about, with every record and address by which they are known.

    ``people`` are their own record and those merged into it; ``names`` and ``addresses`` are of
    all of them, the addresses in lower case; ``accounts`` are the keys of their accounts.
    """

    person: Any
    people: tuple[Any, ...]
    accounts: tuple[int, ...]
    addresses: frozenset[str]
    names: frozenset[str]

    def speaks_of(self, text: str) -> bool:
        """Whether a text has one of the addresses, or a whole name, in it."""
        folded = text.casefold()
        return any(each.casefold() in folded for each in self.addresses | self.names)


@dataclass(frozen=True)
class Holding:
    """One kind of thing held: ``what``, ``why`` and ``how_long`` in plain words.

    ``model`` is one with a ``subject``: its rows and their erasing are derived. ``rows`` gives
    what is shown of a person, ``erase`` takes it away; both where no subject says it. ``stays``
    says why something without a subject is left when the person is erased.
    """

    what: str
    why: str
    how_long: str
    model: type[models.Model] | None = None
    rows: Callable[[Whom], Iterable[Row]] | None = None
    erase: Callable[[Whom], None] | None = None
    stays: str = ""


@dataclass(frozen=True)
class PutUp:
    """Papers that people put up: rows with ``file``, ``title`` and ``added_by``.

    ``delete`` takes rows away with the files that no other row has.
    """

    model: type[models.Model]
    delete: Callable[[Iterable[Any]], None]


HOLDINGS: Register[Holding] = Register("privacy")

# A file in which whoever put it up is named goes whole with them, or stays, as a person decides.
PAPERS: Register[PutUp] = Register("privacy")

# Tables of libraries in which somebody may be named, by label; our own are all looked through.
OTHERS_TEXTS: Register[type[models.Model]] = Register("privacy")

# How a record's words are stored when a name has been taken out of them, by the model's label;
# without an entry the record is saved.
STORES: Register[Callable[[Sequence[Any]], None]] = Register("privacy")
