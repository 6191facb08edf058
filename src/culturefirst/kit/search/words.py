"""Words, in texts and in what somebody typed: the same on every database."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 40
MOST_TYPED = 200  # characters of a question
MOST_TERMS = 8
WORD = re.compile(r"[^\W_]+")
TERM = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
# Asked for by themselves they are in every text; in quotation marks they count.
SMALL = frozenset(
    WORD.findall("a an and are as at by for from in is it of on or that the to was with")
)
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def clean(text: str) -> str:
    """A text as it is kept: ligatures taken apart, without signs that no text has."""
    return unicodedata.normalize("NFKC", UNSEEN.sub("", text)).strip()


def words_in(text: str) -> list[str]:
    """The words of a text in their order: lower case, without accents, letters and figures."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return [word[:LONGEST] for word in WORD.findall(text.lower())]


@dataclass(frozen=True)
class Term:
    """A word or several in a row; ``without`` is what a find must not have."""

    words: tuple[str, ...]
    without: bool = False
    quoted: bool = False
    begins: bool = False

    @property
    def plain(self) -> bool:
        """Whether it is one word asked for as it is, which may have been mistyped."""
        return not (self.without or self.quoted or self.begins)

    def __str__(self) -> str:
        said = " ".join(self.words)
        said = f'"{said}"' if self.quoted else said
        return f"{'-' * self.without}{said}{'*' * self.begins}"


def terms_in(typed: str) -> list[Term]:
    """What somebody asks for: words, "several in a row", -without, and begin*nings."""
    typed = re.sub("[“”„«»]", '"', typed[:MOST_TYPED])
    found = [
        _term(words, minus, quoted, loose)
        for minus, quoted, loose in TERM.findall(typed)
        if (words := tuple(words_in(quoted or loose)))
    ][:MOST_TERMS]
    telling = [term for term in found if not (term.plain and term.words[0] in SMALL)]
    return telling if any(not term.without for term in telling) else found


def _term(words: tuple[str, ...], minus: str, quoted: str, loose: str) -> Term:
    several = len(words) > 1
    begins = loose.endswith("*") and not several and len(words[0]) > 1
    return Term(words, bool(minus), bool(quoted) or several, begins)
