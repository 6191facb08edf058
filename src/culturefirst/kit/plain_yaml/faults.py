"""What is wrong with a file: each fault with its place and its remedy, all of them at once."""

from dataclasses import dataclass, field
from difflib import get_close_matches

from culturefirst.kit.errors import DomainError

SHOWN = 100


@dataclass(frozen=True, order=True)
class Fault:
    """``line`` and ``column`` count from 1; ``where`` is the path in words, outermost first."""

    line: int
    column: int
    where: tuple[str, ...]
    says: str

    def __str__(self) -> str:
        return f"{', '.join((f'Line {self.line}', *self.where))}: {self.says}"


class FileRefused(DomainError):
    """A file does not hold together; ``faults`` are in the order of the file."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults)
        told = [str(fault) for fault in self.faults[:SHOWN]]
        if (more := len(self.faults) - SHOWN) > 0:
            told.append(f"And {more} more; put these right first.")
        super().__init__("\n".join(told))


@dataclass
class Faults:
    """Faults are gathered while a file is read, so that all of them are told together."""

    found: list[Fault] = field(default_factory=list)

    def add(self, line: int, column: int, where: tuple[str, ...], says: str) -> None:
        """Note a fault; the place counts from 0 here, as the reader of YAML does."""
        fault = Fault(line + 1, column + 1, where, says)
        if fault not in self.found[-SHOWN:]:
            self.found.append(fault)

    def refuse_any(self) -> None:
        """Raise ``FileRefused`` where anything was found."""
        if self.found:
            raise FileRefused(self.found)


def nearest(word: str, known: list[str]) -> str:
    """A remedy for a word that is not known: the one that was meant, or all there are."""
    if close := get_close_matches(word, known, n=1):
        return f"Did you mean '{close[0]}'?"
    return f"Use one of these: {', '.join(known)}."


def short(value: str) -> str:
    """A value as a sentence quotes it."""
    one = " ".join(value.split())
    return f"'{one[:40]}…'" if len(one) > 41 else f"'{one}'"
