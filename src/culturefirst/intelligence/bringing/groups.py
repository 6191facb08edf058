"""Heads of columns that say a sex and ages: "F0-4", "Males 85+", "Aged 16 to 24", "90"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from culturefirst.intelligence.models.rates import OLDEST

SEXES = {
    "f": ("f", "female", "females", "woman", "women", "girl", "girls"),
    "m": ("m", "male", "males", "man", "men", "boy", "boys"),
    "all": ("all", "both", "persons", "person", "people", "total", "t", "p", "everybody", "adults"),
}
SEX = {word: sex for sex, words in SEXES.items() for word in words}
WORDS = {"f": "Women and girls", "m": "Men and boys", "all": "Everybody"}
_FILLER = {
    "age",
    "aged",
    "ages",
    "years",
    "year",
    "old",
    "and",
    "of",
    "population",
    "yrs",
    "inclusive",
}
_BAND = re.compile(r"(\d{1,3})(?:to|-)(\d{1,3})")
_OVER = re.compile(r"(\d{1,3})(?:\+|plus|over|older|andover|orover|above)")
_UNDER = re.compile(r"under(\d{1,3})")


@dataclass(frozen=True)
class AgeGroup:
    """People of a sex from one age to another, both included; ``to`` is ``OLDEST`` for "over"."""

    sex: str
    start: int
    end: int

    @property
    def key(self) -> str:
        return f"{self.sex}{self.start}-{'' if self.end >= OLDEST else self.end}"

    @property
    def label(self) -> str:
        """In words: "Women and girls, 16 to 24"."""
        if self.end >= OLDEST:
            ages = "all ages" if not self.start else f"{self.start} and over"
        else:
            ages = str(self.start) if self.start == self.end else f"{self.start} to {self.end}"
        return f"{WORDS[self.sex]}, {ages}"

    def to_json(self) -> dict[str, Any]:
        """As a population keeps it."""
        end = None if self.end >= OLDEST else self.end
        return {
            "key": self.key,
            "label": self.label,
            "sex": self.sex,
            "from": self.start,
            "to": end,
        }

    def meets(self, other: "AgeGroup") -> bool:
        """Whether somebody would be counted in both."""
        alike = self.sex == other.sex or "all" in (self.sex, other.sex)
        return alike and self.start <= other.end and other.start <= self.end


def group_of(head: str) -> AgeGroup | None:
    """What a head says, or nothing where it says no ages."""
    text = re.sub(r"[–—_/]", "-", head.casefold())
    text = re.sub(r"(?<=[a-z])-(?=\d)", " ", text)
    text = re.sub(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])", " ", text)
    words = [
        word for word in re.split(r"[\s,;:().-]+(?=[a-z])|\s+|[,;:()]+", text) if word.strip("-.")
    ]
    words = [word.strip("-.") for word in words]
    sex = next((SEX[word] for word in words if word in SEX), "all")
    rest = "".join(word for word in words if word not in SEX and word not in _FILLER)
    ages = ages_of(rest)
    return None if ages is None else AgeGroup(sex, *ages)


def ages_of(text: str) -> tuple[int, int] | None:
    """Two ages out of "16-24", "16to24", "75+", "under16" or "90"; nothing for anything else."""
    plain = re.sub(r"[–—]", "-", text.casefold().replace(" ", ""))
    plain = re.sub(r"^(aged?s?)", "", plain)
    if found := _BAND.fullmatch(plain):
        start, end = int(found[1]), int(found[2])
    elif found := _OVER.fullmatch(plain):
        start, end = int(found[1]), OLDEST
    elif found := _UNDER.fullmatch(plain):
        start, end = 0, int(found[1]) - 1
    elif plain.isascii() and plain.isdigit() and len(plain) <= 3:
        start = end = int(plain)
    else:
        return None
    return (start, end) if start <= end <= OLDEST else None


def groups_of(heads: Iterable[str]) -> dict[str, AgeGroup]:
    """Every head that says ages; the last single year of a run (90) stands for "and over"."""
    found = {head: group for head in heads if (group := group_of(head)) is not None}
    for sex in {group.sex for group in found.values()}:
        own = {head: group for head, group in found.items() if group.sex == sex}
        last = max(own, key=lambda head: own[head].end)
        top = own[last]
        if top.start == top.end and top.start >= 75:
            found[last] = replace(top, end=OLDEST)
    return found


def twice(groups: Sequence[AgeGroup]) -> tuple[AgeGroup, AgeGroup] | None:
    """Two groups in which the same people are counted, or nothing."""
    ordered = sorted(groups, key=lambda each: (each.start, each.end))
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if other.start > one.end:
                break
            if one.meets(other):
                return one, other
    return None
