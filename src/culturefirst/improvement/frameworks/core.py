"""What a framework is: themes of criteria, judged on a scale, in one language or several."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

FORMAT = 1
ONE = Decimal(1)


@dataclass(frozen=True)
class Level:
    """A level of the scale; ``says`` is what it means whatever is judged."""

    value: int
    name: str
    says: str = ""


@dataclass(frozen=True)
class Criterion:
    """What is judged; ``levels`` says what it looks like at each level that it describes."""

    key: str
    title: str
    says: str = ""
    weight: Decimal = ONE
    kinds: tuple[str, ...] = ()
    levels: Mapping[int, str] = field(default_factory=dict)
    guidance: str = ""
    evidence: tuple[str, ...] = ()
    maps_to: tuple[str, ...] = ()
    was: tuple[str, ...] = ()


@dataclass(frozen=True)
class Theme:
    """Criteria that belong together."""

    key: str
    title: str
    says: str = ""
    weight: Decimal = ONE
    criteria: tuple[Criterion, ...] = ()


@dataclass(frozen=True)
class Words:
    """The words of a level, a theme or a criterion in another language, as far as there are any."""

    name: str = ""
    title: str = ""
    says: str = ""
    guidance: str = ""
    levels: Mapping[int, str] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Translation:
    """The framework's words in another language: levels by value, themes and criteria by key."""

    title: str = ""
    says: str = ""
    scale: Mapping[int, Words] = field(default_factory=dict)
    themes: Mapping[str, Words] = field(default_factory=dict)
    criteria: Mapping[str, Words] = field(default_factory=dict)


@dataclass(frozen=True)
class Framework:
    """One version of a benchmark, as a file says it. ``scale`` is lowest first."""

    key: str
    version: str
    title: str
    says: str = ""
    language: str = "en"
    source: str = ""
    kinds: tuple[str, ...] = ()
    scale: tuple[Level, ...] = ()
    themes: tuple[Theme, ...] = ()
    translations: Mapping[str, Translation] = field(default_factory=dict)

    @property
    def criteria(self) -> Iterator[Criterion]:
        """All of them, in the order of the file."""
        return (each for theme in self.themes for each in theme.criteria)
