"""The part of a text in which the words stand that were asked for, with those words marked.

Which words count is judged here by their endings, nearly as the index does by its stems: a mark
too many or too few changes nothing of what is found.
"""

import re
from collections.abc import Iterable, Iterator

from culturefirst.kit.search.words import Term

# Pieces of a text, each with whether it is marked: a page escapes them one by one.
Marked = tuple[tuple[str, bool], ...]

LENGTH = 240  # characters of an extract
BEFORE = 60  # of them before the first word
LOOKS = 50  # places that are compared
ENDINGS = r"(?:ations?|ments?|ions?|ings?|ally|al|ers?|ors?|ies|es|ed|ic|y|e|s)"
# Letters that may stand with an accent; what is typed has none.
ACCENTS = {
    "a": "aàáâãäåā", "c": "cçčć", "e": "eèéêëē", "i": "iìíîïī", "n": "nñń", "o": "oòóôõöōø",
    "s": "sšś", "u": "uùúûüū", "y": "yýÿ", "z": "zžź",
}  # fmt: skip


def pattern_of(terms: Iterable[Term]) -> re.Pattern[str]:
    """What finds the words of the terms in a text as it is written."""
    every = [_said(term) for term in terms if not term.without]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(every) or '(?!)'})(?![^\W_])", re.IGNORECASE)


def _said(term: Term) -> str:
    *first, last = [_word(word) for word in term.words]
    if term.begins:
        last = rf"{_letters(term.words[-1])}\w*"
    return r"[\W_]+".join([*first, last])


def _word(word: str) -> str:
    root = re.sub(rf"{ENDINGS}$", "", word) if len(word) > 4 else word.removesuffix("s")
    if len(root) < 3:
        return _letters(word)
    doubled = f"{_letters(root[:-1])}{root[-1]}?" if root[-1:] == root[-2:-1] else _letters(root)
    return rf"{doubled}{ENDINGS}{{0,2}}"


def _letters(word: str) -> str:
    return "".join(f"[{ACCENTS[sign]}]" if sign in ACCENTS else re.escape(sign) for sign in word)


def marked(text: str, pattern: re.Pattern[str]) -> Marked:
    """The whole text in pieces."""
    return tuple(_pieces(text, pattern))


def _pieces(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, bool]]:
    at = 0
    for found in pattern.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield found.group(), True
        at = found.end()
    if at < len(text):
        yield text[at:], False


def extract(text: str, pattern: re.Pattern[str]) -> Marked:
    """The stretch with the most different words that were asked for, in pieces."""
    start = _start(text, pattern)
    end = start + LENGTH
    cut = text[start:end]
    if end < len(text):
        cut = f"{cut.rsplit(maxsplit=1)[0] if ' ' in cut else cut} …"
    if start:
        cut = f"… {cut.split(maxsplit=1)[-1]}"
    lines = (" ".join(line.split()).lstrip("*•- ") for line in cut.splitlines())
    return marked(" · ".join(line for line in lines if line), pattern)


def _start(text: str, pattern: re.Pattern[str]) -> int:
    found = [(each.start(), each.group().lower()[:4]) for each, _ in zip(
        pattern.finditer(text), range(LOOKS), strict=False)]  # fmt: skip
    if not found:
        return 0

    def different(place: tuple[int, str]) -> int:
        first = place[0]
        return len({word for at, word in found if first <= at < first + LENGTH - BEFORE})

    best = max(found, key=different)[0]
    return max(best - BEFORE, 0)
