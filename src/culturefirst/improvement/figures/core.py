"""What is asked of every body each year, and the indicators that are made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from culturefirst.analysis.comparison import Formula
from culturefirst.analysis.comparison.places import Better
from culturefirst.kit import wording

FORMAT = 1
POUND = "£"


@dataclass(frozen=True)
class Item:
    """One figure that is asked for; outside ``least`` to ``most`` it needs a reason.

    ``share`` is by how much of last year's it may change before it needs one.
    """

    key: str
    title: str
    says: str
    unit: str
    section: str
    least: float | None = 0
    most: float | None = None
    whole: bool = False
    share: float = 0.3

    def shown(self, value: float | None) -> str:
        """A value as pages show it."""
        return in_unit(value, self.unit, 0 if self.whole else 2)


@dataclass(frozen=True)
class Section:
    """Items that one service knows; a body without that service says so once."""

    key: str
    title: str
    says: str = ""
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Check:
    """A sum that must hold: the parts are the total, or are not above it."""

    key: str
    total: str
    parts: tuple[str, ...]
    says: str
    equal: bool = True


@dataclass(frozen=True)
class Indicator:
    """A ratio of what is asked for; ``better`` says which end is good."""

    key: str
    title: str
    says: str
    unit: str
    section: str
    above: Mapping[str, float]
    below: Mapping[str, float] = field(default_factory=dict)
    better: Better = "none"
    per: float = 1
    decimals: int = 2

    @property
    def formula(self) -> Formula:
        """What it is made of, for the calculations."""
        return Formula(self.above, self.below, self.per)

    @property
    def items(self) -> list[str]:
        """Whatever it is made of."""
        return [*self.above, *self.below]

    def shown(self, value: float | None) -> str:
        """A value as pages show it."""
        return in_unit(value, self.unit, self.decimals)


@dataclass(frozen=True)
class Figures:
    """One version of what is asked and compared, as a file says it."""

    key: str
    version: str
    title: str
    says: str = ""
    source: str = ""
    sections: tuple[Section, ...] = ()
    checks: tuple[Check, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every item by its key, in the order of the file."""
        return {item.key: item for section in self.sections for item in section.items}

    @cached_property
    def section(self) -> dict[str, Section]:
        """Every section by its key."""
        return {each.key: each for each in self.sections}

    @cached_property
    def indicator(self) -> dict[str, Indicator]:
        """Every indicator by its key."""
        return {each.key: each for each in self.indicators}

    @cached_property
    def askable(self) -> dict[str, str]:
        """What can be asked about: every item, check and indicator, by its key."""
        items = {key: item.title for key, item in self.items.items()}
        checks = {each.key: self.items[each.total].title for each in self.checks}
        return items | checks | {each.key: each.title for each in self.indicators}

    def in_words(self, indicator: Indicator) -> str:
        """The formula as people read it."""
        above = _sum(indicator.above, self.items)
        times = f" × {wording.figure(indicator.per)}" if indicator.per != 1 else ""
        if not indicator.below:
            return f"{above}{times}"
        below = _sum(indicator.below, self.items)
        many = "({})" if len(indicator.above) > 1 else "{}"
        under = "({})" if len(indicator.below) > 1 else "{}"
        return f"{many.format(above)} ÷ {under.format(below)}{times}"


def _sum(parts: Mapping[str, float], items: Mapping[str, Item]) -> str:
    told = ""
    for key, sign in parts.items():
        joint = " − " if sign < 0 else " + "
        told += f"{joint if told else joint.strip() if sign < 0 else ''}{items[key].title}"
    return told


def year_in_words(year: int) -> str:
    """``2010/11``, by the year in which it begins."""
    return f"{year}/{(year + 1) % 100:02}"


def in_unit(value: float | None, unit: str, decimals: int) -> str:
    """``£1.20``, ``54 %``, ``12.5 kWh``; "not known" for nothing."""
    if value is None:
        return "not known"
    rounded = round(abs(value), decimals)
    whole, _, part = f"{rounded:.{decimals}f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", "\u202f") if len(whole) > 4 else whole
    number = (
        f"{'−' if value < 0 and rounded else ''}" + "{}" + grouped + (f".{part}" if part else "")
    )
    if unit == POUND:
        return number.format(POUND)
    if unit.startswith(POUND):
        return f"{number.format(POUND)} {unit.removeprefix(POUND).strip()}"
    return f"{number.format('')}\u00a0{unit}".rstrip("\u00a0")
