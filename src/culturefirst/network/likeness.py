"""Which names are likely meant by one that nobody bears: misspelt, shortened, in another order.

Words count by how few names have them, and what many bodies call themselves (council, borough)
hardly at all. A word that is spelt much alike counts for as much as it is alike. So Ipswich
Bourgh Council means Ipswich, and Norwich City Council does not mean Norfolk County Council.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from math import log

from culturefirst.network.models.words import words_in

ENOUGH = 0.6  # of the weight of both names' words: less would be far-fetched
NOT_FAR_BEHIND = 0.75  # of the nearest name's likeness
SPELT_ALIKE = 0.75  # of the letters of two words
SHORTENED = 0.9  # “Cambs” for Cambridgeshire, “Huntingdon” for Huntingdonshire
TELLING = 0.25  # of the weight of the rarest word: a commoner one finds nobody by itself
AT_MOST = 4
# What says of a name only what kind of body bears it.
TITLES = frozenset(
    {"council", "borough", "district", "county", "city", "town", "metropolitan", "royal"}
    | {"unitary", "authority", "the", "of", "and", "on", "upon", "for", "in"}
    | {"cc", "bc", "dc", "mbc"}
)
Alike = Mapping[str, float]


class Names:
    """Names to be found by what is nearly them; each may stand for another text (a body's name)."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """``names`` are pairs: what is compared, and what it stands for."""
        listed = [(stands, words_in(name)) for name, stands in names]
        counts = Counter(word for _, words in listed for word in words)
        self._many = len(listed)
        self._telling = TELLING * log(1 + self._many)
        self._weights = {word: self._weight(word, count) for word, count in counts.items()}
        self._stands = [stands for stands, _ in listed]
        self._whole = [sum(self._weights[word] for word in words) for _, words in listed]
        self._having: dict[str, set[int]] = defaultdict(set)
        self._joined: dict[str, list[int]] = defaultdict(list)
        for place, (_, words) in enumerate(listed):
            self._joined[_joined(words)].append(place)
            for word in words:
                self._having[word].add(place)
        self._spelling = _Spelling({*counts, *TITLES})

    def nearest(self, text: str, most: int = AT_MOST) -> list[str]:
        """What the names nearest to ``text`` stand for, the nearest first; often none."""
        words = words_in(text)
        same = self._joined.get(_joined(words), ()) if _joined(words) else ()
        scores = self._scores(words) | dict.fromkeys(same, 1.0)
        least = max(ENOUGH, NOT_FAR_BEHIND * max(scores.values(), default=0))
        found = [(-score, self._stands[at]) for at, score in scores.items() if score >= least]
        return list(dict.fromkeys(stands for _, stands in sorted(found)))[:most]

    def _scores(self, words: Iterable[str]) -> dict[int, float]:
        """Of each name that shares a telling word: the weight shared, of that of both names."""
        asked = [self._spelling.alike(word) or {word: 0.0} for word in words]
        weights = [self._of_nearest(alike) for alike in asked]
        shared: dict[int, float] = defaultdict(float)
        # The rarest first: what is common adds to the names found by then and finds none.
        for alike, weight in sorted(zip(asked, weights, strict=True), key=lambda each: -each[1]):
            for place, given in self._given(alike, shared, weight < self._telling).items():
                shared[place] += given
        mine = sum(weights)
        return {at: 2 * weight / (mine + self._whole[at]) for at, weight in shared.items()}

    def _given(self, alike: Alike, found: Mapping[int, float], common: bool) -> dict[int, float]:
        """What one word that was asked for gives to each name that has it or one like it."""
        given: dict[int, float] = {}
        for word, ratio in sorted(alike.items(), key=lambda each: each[1]):
            places = self._having.get(word, set())
            weight = ratio * self._weights.get(word, 0)
            given |= dict.fromkeys(found.keys() & places if common else places, weight)
        return given

    def _of_nearest(self, alike: Alike) -> float:
        """The weight of a word that was asked for: that of the known one nearest to it."""
        nearest = max(alike, key=alike.__getitem__)
        return self._weights.get(nearest) or self._weight(nearest, 1)

    def _weight(self, word: str, count: int) -> float:
        return 0.3 if word in TITLES else log(1 + self._many / count)


class _Spelling:
    """Known words by how they are spelt."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words)
        self._known = set(self._words)
        self._with: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            for pair in _pairs(word):
                self._with[pair].append(word)
        self.alike = lru_cache(maxsize=20_000)(self._alike)

    def _alike(self, word: str) -> Alike:
        """Known words spelt like this one, each with how alike it is (the same: 1)."""
        found = dict.fromkeys(self._longer(word), SHORTENED)
        for other in self._closest(word):
            ratio = SequenceMatcher(None, word, other, autojunk=False).ratio()
            if ratio >= SPELT_ALIKE:
                found[other] = max(ratio, found.get(other, 0))
        return found | ({word: 1.0} if word in self._known else {})

    def _longer(self, word: str) -> Iterator[str]:
        """The few words of which this one is the beginning, with or without an s at its end."""
        stem = word.removesuffix("s")
        if len(stem) < 4:  # “st” and “bed” begin too many
            return
        for at in range(bisect_left(self._words, stem), len(self._words)):
            if not self._words[at].startswith(stem):
                return
            if len(self._words[at]) > len(stem) + 1:
                yield self._words[at]

    def _closest(self, word: str) -> Iterator[str]:
        """The few known words that share most of their pairs of letters with this one."""
        if len(word) < 4 or word in self._known:
            return
        pairs = _pairs(word)
        shared = Counter(other for pair in pairs for other in self._with.get(pair, ()))
        for other, count in shared.most_common(3):
            if 2 * count >= 0.55 * (len(pairs) + len(other) + 1):
                yield other


def _joined(words: Iterable[str]) -> str:
    """A name without its spaces: people write Castlepoint for Castle Point."""
    return "".join(word for word in words if word not in TITLES)


def _pairs(word: str) -> set[str]:
    whole = f" {word} "
    return {whole[at : at + 2] for at in range(len(whole) - 1)}
