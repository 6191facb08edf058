"""Single values of a file: words, keys, lists."""

import re
from collections.abc import Callable, Collection

from culturefirst.kit.plain_yaml.faults import nearest, short
from culturefirst.kit.plain_yaml.nodes import Place

TITLE, NAME, KEY, LONG, ITEM = 200, 60, 60, 5000, 500
SPACE = re.compile(r"[ \t\r\n]+")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
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
