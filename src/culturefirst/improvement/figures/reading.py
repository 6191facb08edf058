"""A file to what is asked and compared: every fault with its place and remedy, all at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from culturefirst.improvement.figures.core import (
    FORMAT,
    Check,
    Figures,
    Indicator,
    Item,
    Section,
)
from culturefirst.improvement.figures.reading_values import (
    better,
    decimals,
    known,
    number,
    terms,
    yes,
)
from culturefirst.improvement.frameworks import values
from culturefirst.kit.plain_yaml.faults import short
from culturefirst.kit.plain_yaml.nodes import Place, opened

HEAD = (
    "format", "figures", "version", "title", "says", "source", "sections", "checks", "indicators",
)  # fmt: skip
OF_SECTION = ("key", "title", "says", "items")
OF_ITEM = ("key", "title", "says", "unit", "least", "most", "whole", "share")
OF_CHECK = ("key", "total", "parts", "says", "equal")
OF_INDICATOR = (
    "key", "title", "says", "unit", "section", "above", "below", "better", "per", "decimals",
)  # fmt: skip
MOST_ITEMS, MOST_INDICATORS, USUAL_SHARE = 200, 100, 0.3


@dataclass
class _SoFar:
    """Keys that were given already, which items, indicators and checks share."""

    keys: set[str] = field(default_factory=set)
    items: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)


def read(text: str) -> Figures:
    """What a file says. Raises ``FrameworkRefused``, which tells every fault in it."""
    file = opened(text)
    at = file.named(HEAD)
    told = values.needed(file, at, "format", f"Begin the file with “format: {FORMAT}”.")
    if told and told != str(FORMAT):
        at["format"].wrong(f"format must be {FORMAT}, not {short(told)}.")
    far = _SoFar()
    made = Figures(
        key=values.slug(file, at, "figures"),
        version=values.needed(file, at, "version", "Give its year.", most=values.NAME),
        title=values.needed(file, at, "title", "Say what it is called."),
        says=values.words(at, "says"),
        source=values.title(at, "source", most=500),
        sections=tuple(_section(each, far) for each in _list(file, at, "sections")),
        checks=tuple(_check(each, far) for each in _list(file, at, "checks", needed=False)),
        indicators=tuple(_indicator(each, far) for each in _list(file, at, "indicators")),
    )
    _not_too_many(file, "items", len(far.items), MOST_ITEMS)
    _not_too_many(file, "indicators", len(made.indicators), MOST_INDICATORS)
    file.faults.refuse_any()
    return made


def _list(file: Place, at: values.Fields, name: str, needed: bool = True) -> Sequence[Place]:
    if needed and (name not in at or at[name].is_empty):
        file.wrong(f"{name} is missing. List at least one.")
    return at[name].listed() if name in at else []


def _not_too_many(file: Place, what: str, count: int, most: int) -> None:
    if count > most:
        file.wrong(f"There are {count} {what}. Keep it to {most}.")


def _opened(place: Place, names: Sequence[str], what: str) -> tuple[Place, values.Fields]:
    place = Place(place.node, place.faults, place.where, what)
    at = place.named(names)
    key = at["key"].word() if "key" in at else ""
    inside = place.below(f"{what} {short(key or '?')}")
    return inside, {name: inside_of(each, inside) for name, each in at.items()}


def inside_of(value: Place, holder: Place) -> Place:
    """The value, told as inside of its holder."""
    return Place(value.node, value.faults, holder.where, value.name)


def _key(place: Place, at: values.Fields, taken: Any) -> str:
    key = values.slug(place, at)
    if key and key in taken:
        at["key"].wrong(f"The key {short(key)} is there twice. Give each its own.")
    return key


def _section(given: Place, far: _SoFar) -> Section:
    place, at = _opened(given, OF_SECTION, "section")
    key = _key(place, at, far.sections)
    far.sections.append(key)
    items = at["items"].listed() if "items" in at else []
    if not items:
        place.wrong("items is missing. List at least one.")
    return Section(
        key=key,
        title=values.needed(place, at, "title", "Say what it is called."),
        says=values.words(at, "says"),
        items=tuple(_item(each, key, far) for each in items),
    )


def _item(given: Place, section: str, far: _SoFar) -> Item:
    place, at = _opened(given, OF_ITEM, "item")
    key = _key(place, at, far.keys)
    far.keys.add(key)
    far.items.append(key)
    least, most = number(at, "least", 0), number(at, "most", None)
    share = number(at, "share", USUAL_SHARE)
    if least is not None and most is not None and least > most:
        at["most"].wrong("most is below least. Swap them, or put one right.")
    return Item(
        key=key,
        title=values.needed(place, at, "title", "Say what it is called."),
        says=values.needed(place, at, "says", "Define what is counted.", most=values.LONG),
        unit=values.needed(place, at, "unit", "Say in what it is counted.", most=40),
        section=section,
        least=least,
        most=most,
        whole=yes(at, "whole", False),
        share=USUAL_SHARE if share is None else share,
    )


def _check(given: Place, far: _SoFar) -> Check:
    place, at = _opened(given, OF_CHECK, "check")
    key = _key(place, at, far.keys)
    far.keys.add(key)
    total = values.needed(place, at, "total", "Name the item that is the total.")
    known(at.get("total"), total, far.items)
    parts = list(terms(at, "parts", far.items))
    if not parts:
        place.wrong("parts is missing. List the items that make the total.")
    says = values.needed(place, at, "says", "Say in a sentence what must hold.", most=500)
    return Check(key, total, tuple(parts), says, yes(at, "equal", True))


def _indicator(given: Place, far: _SoFar) -> Indicator:
    place, at = _opened(given, OF_INDICATOR, "indicator")
    key = _key(place, at, far.keys)
    far.keys.add(key)
    above = terms(at, "above", far.items)
    if not above:
        place.wrong("above is missing. List the items that are added up, such as [cost, -income].")
    section = values.needed(place, at, "section", "Name the section it belongs to.")
    known(at.get("section"), section, far.sections)
    per = number(at, "per", 1) or 0
    if per <= 0:
        at["per"].wrong("per must be above nought, such as 1000.")
    return Indicator(
        key=key,
        title=values.needed(place, at, "title", "Say what it is called."),
        says=values.needed(place, at, "says", "Define what it tells.", most=values.LONG),
        unit=values.needed(place, at, "unit", "Say in what it is told.", most=40),
        section=section,
        above=above,
        below=terms(at, "below", far.items),
        better=better(at),
        per=per,
        decimals=decimals(at),
    )
