"""Single values of a framework's file: weights and levels, beside what every file has."""

import re
from collections.abc import Collection
from decimal import Decimal

from culturefirst.improvement.frameworks.core import ONE
from culturefirst.kit.plain_yaml.faults import short
from culturefirst.kit.plain_yaml.nodes import Place
from culturefirst.kit.plain_yaml.values import (
    ITEM,
    KEY,
    LONG,
    NAME,
    SLUG,
    TITLE,
    Fields,
    each_once,
    items,
    line,
    lines,
    needed,
    one_of,
    slug,
    title,
    words,
)

__all__ = [
    "HIGHEST",
    "ITEM",
    "KEY",
    "LANGUAGE",
    "LONG",
    "NAME",
    "SLUG",
    "TITLE",
    "Fields",
    "by_level",
    "each_once",
    "items",
    "level_words",
    "line",
    "lines",
    "needed",
    "one_of",
    "slug",
    "title",
    "weight",
    "whole",
    "words",
]

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
WEIGHT = re.compile(r"\d{1,5}(\.\d{1,3})?", re.ASCII)
WHOLE = re.compile(r"\d{1,3}", re.ASCII)
HIGHEST = 100


def weight(fields: Fields) -> Decimal:
    """How much it counts beside the others; 1 where nothing is said."""
    if "weight" not in fields or (said := fields["weight"].word()) is None:
        return ONE
    if WEIGHT.fullmatch(said):
        return Decimal(said)
    says = "weight must be a number from 0 up"
    if re.fullmatch(r"\d+(\.\d+)?", said):
        says += " to 99,999, with at most three places after the point"
    fields["weight"].wrong(f"{says}, not {short(said)}.")
    return ONE


def whole(at: Place, said: str | None) -> int | None:
    """The value of a level."""
    if said is not None and WHOLE.fullmatch(said) and int(said) <= HIGHEST:
        return int(said)
    at.wrong(f"A level must be a whole number from 0 to {HIGHEST}, not {short(said or '')}.")
    return None


def by_level(fields: Fields, name: str, scale: Collection[int]) -> dict[int, Place]:
    """What is said by level; each must be one of the scale."""
    found: dict[int, Place] = {}
    for said, at in (fields[name].named() if name in fields else {}).items():
        value = whole(at, said)
        if value is None:
            continue
        if scale and value not in scale:
            told = ", ".join(str(each) for each in sorted(scale))
            at.wrong(f"level {value} is not on the scale. Use one of these: {told}.")
        elif value in found:
            at.wrong(f"level {value} is there twice. Keep one of them.")
        else:
            found[value] = at
    return found


def level_words(fields: Fields, scale: Collection[int]) -> dict[int, str]:
    """The description of each level that is described."""
    found = {
        value: words({f"level {value}": at}, f"level {value}", most=LONG)
        for value, at in by_level(fields, "levels", scale).items()
    }
    return {value: found[value] for value in sorted(found) if found[value]}
