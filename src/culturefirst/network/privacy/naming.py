"""A person's names and addresses in a text: seen, and taken out."""

import json
import re
from functools import lru_cache
from html import escape
from typing import Any

from django.utils.text import slugify

from culturefirst.kit.holdings import Whom

NO_NAME, NO_ADDRESS = "[name removed]", "[address removed]"
Known = frozenset[str]


def without(whom: Whom, text: str) -> str:
    """The text with the person's names and addresses taken out."""
    for pattern, instead in _patterns(whom.names, whom.addresses):
        text = pattern.sub(instead, text)
    return text


def without_in(whom: Whom, value: Any) -> Any:
    """The same for a stored value: a text, or lists and mappings with texts in them.

    A text may be such a value itself, packed, in which letters beyond ASCII are spelt otherwise.
    """
    if isinstance(value, str):
        inner = _unpacked(value)
        new = without_in(whom, inner)
        return without(whom, value) if new == inner else json.dumps(new)
    if isinstance(value, list):
        return [without_in(whom, each) for each in value]
    if isinstance(value, dict):
        return {without(whom, name): without_in(whom, each) for name, each in value.items()}
    return value


def excerpt(whom: Whom, value: Any, around: int = 60) -> str:
    """A few words on either side of the first place where the person is named."""
    for text in _texts(value):
        for pattern, _ in _patterns(whom.names, whom.addresses):
            if found := pattern.search(text):
                start, end = max(0, found.start() - around), found.end() + around
                said = " ".join(text[start:end].split())
                before, after = "… " if start else "", " …" if end < len(text) else ""
                return f"{before}{said}{after}"
    return ""


def fragments(whom: Whom) -> list[str]:
    """A piece of each name and address that any database finds as it is, whatever its letters.

    Letters beyond ASCII are stored in more than one way; a name that has no three others in a
    row gives nothing, and then every row is looked at.
    """
    pieces = [_longest(known) for known in sorted(whom.names | whom.addresses)]
    return [] if "" in pieces else pieces


def in_slug(whom: Whom, slug: str) -> bool:
    """Whether an address of the site was made of a name of more than one word."""
    told = (slugify(name) for name in whom.names)
    return any("-" in name and f"-{name}-" in f"-{slug}-" for name in told)


def _unpacked(text: str) -> Any:
    """The lists and mappings that a text stands for, and ``None`` for any other."""
    if not text.startswith(("[", "{")):
        return None
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, list | dict) else None


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        inner = _unpacked(value)
        return [value] if inner is None else _texts(inner)
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for each in inner for text in _texts(each)]


@lru_cache(maxsize=4)
def _patterns(names: Known, addresses: Known) -> list[tuple[re.Pattern[str], str]]:
    told = ((addresses, NO_ADDRESS), (names, NO_NAME))
    return [(_pattern(known), instead) for known, instead in told if known]


def _pattern(known: Known) -> re.Pattern[str]:
    # The longest first: of "Anne Lee" and "Anne Lee-Smith" the whole of the latter goes.
    each = sorted(known | {escape(one) for one in known}, key=lambda one: (-len(one), one))
    told = rf"(?<!\w)(?:{'|'.join(map(_spelt, each))})(?!\w)"
    slugs = sorted({slug for one in known if "-" in (slug := slugify(one))})
    # An address of a page that was made of the name: a part of it, or the beginning of a part.
    in_path = rf"(?<=/)(?:{'|'.join(map(re.escape, slugs))})(?![^\W_])" if slugs else ""
    return re.compile("|".join(filter(None, (told, in_path))), re.IGNORECASE)


def _spelt(known: str) -> str:
    """With any space between words, and either apostrophe."""
    spaced = r"\s+".join(re.escape(word) for word in known.split())
    return re.sub("['’]", "['’]", spaced)


def _longest(known: str) -> str:
    pieces = re.findall(r"[A-Za-z0-9]{3,}", known)
    return max(pieces, key=len, default="")
