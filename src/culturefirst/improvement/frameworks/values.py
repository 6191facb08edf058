"""Single values of a framework's file: words, keys, weights, levels, lists."""

import re
from collections.abc import Callable, Collection
from decimal import Decimal
from typing import TypeVar

from culturefirst.improvement.frameworks.core import ONE
from culturefirst.improvement.frameworks.faults import nearest, short
from culturefirst.improvement.frameworks.nodes import Place

T = TypeVar("T")
TITLE, NAME, KEY, LONG, ITEM = 200, 60, 60, 5000, 500
SPACE = re.compile(r"[ \t\r\n]+")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
WEIGHT = re.compile(r"\d{1,5}(\.\d{1,3})?", re.ASCII)
WHOLE = re.compile(r"\d{1,3}", re.ASCII)
HIGHEST = 100
Fields = dict[str, Place]


def line(text: str) -> str:
    """Words on one line, with single spaces; a space that joins two words stays one."""
    return SPACE.sub(" ", text).strip(" ")


def lines(text: str) -> str:
    """Words in paragraphs: no space at the ends of lines, none before and after it all."""
    told = text.expandtabs().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(each.rstrip(" ") for each in told).strip(" \n")


def words(
    fields: Fields, name: str, *, most: int = LONG, tidy: Callable[[str], str] = lines
) -> str:
    """The words of that name, or nothing."""
    if name not in fields or (said := fields[name].word()) is None:
        return ""
    told = tidy(said)
    if len(told) > most:
        fields[name].wrong(f"{name} has {len(told):,} characters. Keep it to {most:,}.")
    return told


def title(fields: Fields, name: str = "title", *, most: int = TITLE) -> str:
    """Words on one line, or nothing."""
    return words(fields, name, most=most, tidy=line)


def needed(at: Place, fields: Fields, name: str, says: str, *, most: int = TITLE) -> str:
    """Words on one line that must be there; ``says`` is what to write."""
    told = title(fields, name, most=most)
    if name not in fields:
        at.wrong(f"{name} is missing. {says}")
    elif not told.strip() and isinstance(fields[name].word(), str):
        fields[name].wrong(f"{name} is empty. {says}")
    return told


def slug(at: Place, fields: Fields, name: str = "key") -> str:
    """A key: small letters, figures and hyphens."""
    told = needed(at, fields, name, "Give a short word such as asset-use.", most=KEY)
    if told and not SLUG.fullmatch(told):
        says = f"{name} must be small letters, figures and hyphens such as asset-use, not "
        fields[name].wrong(f"{says}{short(told)}.")
    return told


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


def items(fields: Fields, name: str, *, most: int = ITEM) -> tuple[str, ...]:
    """A list of short words, each on one line; empty ones are left out."""
    listed = fields[name].listed() if name in fields else []
    told = (words({name: each}, name, most=most, tidy=line) for each in listed)
    return tuple(each for each in told if each)


def each_once(fields: Fields, name: str, check: Callable[[str], str]) -> tuple[str, ...]:
    """A list without doubles; ``check`` gives what is wrong with an entry, or nothing."""
    found: list[str] = []
    for at in fields[name].listed() if name in fields else []:
        said = line(at.word() or "")
        if said in found:
            at.wrong(f"{name} has {short(said)} twice. Keep one of them.")
        elif wrong := check(said):
            at.wrong(wrong)
        else:
            found.append(said)
    return tuple(found)


def one_of(name: str, known: Collection[str] | None) -> Callable[[str], str]:
    """A check that an entry is one of those known; none are known where ``known`` is ``None``."""

    def check(said: str) -> str:
        if known is None or said in known:
            return "" if SLUG.fullmatch(said.replace("_", "-")) else f"{short(said)} is no word."
        return f"{name} has {short(said)}, which is not known. {nearest(said, sorted(known))}"

    return check
