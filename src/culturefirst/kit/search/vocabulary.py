"""The words of all entries, kept so that a slip of the keyboard leads to what was meant."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Count, F

from culturefirst.kit.batches import AT_ONCE, batches
from culturefirst.kit.search.words import words_in

if TYPE_CHECKING:
    from culturefirst.kit.search.models import SearchText

SHORTEST = 3  # letters of a word that somebody may have meant
SHORT = 5  # letters up to which one slip is forgiven, beyond it two
PLURAL = 2  # letters by which a plural is longer
ALIKE = 60  # words with the most parts in common that are looked at


def of(said: "SearchText") -> set[str]:
    """The words of an entry that somebody may have meant; figures are nobody's slip."""
    found = words_in(f"{said.title} {said.text}")
    return {word for word in found if len(word) >= SHORTEST and not word.isdigit()}


def count(words: "Counter[str]") -> None:
    """Raise and lower by how many entries have each word; a word that none has goes."""
    from culturefirst.kit.search.models import SearchWord

    by_change: dict[int, list[str]] = defaultdict(list)
    known = _known(word for word, change in words.items() if change > 0)
    for word in sorted(words):
        if words[word] < 0 or word in known:
            by_change[words[word]].append(word)
    add({word: n for word, n in sorted(words.items()) if n > 0 and word not in known})
    for change, changed in by_change.items():
        for some in batches(changed):
            rows = SearchWord.objects.filter(word__in=some)
            rows.update(entries=F("entries") + change)
            if change < 0:
                rows.filter(entries__lte=0).delete()


def add(words: "dict[str, int]") -> None:
    """Keep words that were not known, with their parts."""
    from culturefirst.kit.search.models import SearchPart, SearchWord

    made = SearchWord.objects.bulk_create(
        SearchWord(word=word, size=len(word), entries=entries) for word, entries in words.items()
    )
    SearchPart.objects.bulk_create(
        SearchPart(part=part, word=row) for row in made for part in sorted(parts_of(row.word))
    )


def drifted() -> bool:
    """Whether the words kept are not those of the entries; counts them all."""
    from culturefirst.kit.search.models import SearchWord

    kept = dict(SearchWord.objects.values_list("word", "entries"))
    return kept != _counted()


def recount() -> None:
    """Keep the words of the entries as they are, whatever was kept before."""
    from culturefirst.kit.search.models import SearchWord

    counted = _counted()
    SearchWord.objects.all().delete()
    add(counted)


def _counted() -> dict[str, int]:
    from culturefirst.kit.search.models import SearchText

    counted: Counter[str] = Counter()
    for said in SearchText.objects.iterator(AT_ONCE):
        counted.update(of(said))
    return dict(counted)


def _known(words: Iterable[str]) -> set[str]:
    from culturefirst.kit.search.models import SearchWord

    rows = SearchWord.objects.order_by()
    found: set[str] = set()
    for some in batches(sorted(words)):
        found.update(rows.filter(word__in=some).values_list("word", flat=True))
    return found


def parts_of(word: str) -> set[str]:
    """Every three letters in a row, with where the word begins and ends."""
    around = f"  {word} "
    return {around[at : at + 3] for at in range(len(around) - 2)}


def near(typed: str) -> dict[str, int]:
    """The words that may have been meant, each with the number of slips between."""
    most = 1 if len(typed) <= SHORT else 2
    if len(typed) <= SHORTEST:
        return {}
    slips = {
        word: min(slips_between(typed, form, most) for form in (word, one_of(word)))
        for word in _alike(typed, most)
        if word != typed
    }
    return {word: n for word, n in slips.items() if n <= most}


def one_of(words: str) -> str:
    """A word's singular, nearly: who types "libarary" means it where there are only libraries."""
    return f"{words[:-3]}y" if words.endswith("ies") else words.removesuffix("s")


def _alike(typed: str, most: int) -> list[str]:
    """Words of about the same length; of long ones, those with the most parts in common."""
    from culturefirst.kit.search.models import SearchPart, SearchWord

    sizes = (len(typed) - most, len(typed) + most + PLURAL)
    if most == 1:
        return list(SearchWord.objects.filter(size__range=sizes).values_list("word", flat=True))
    parts = SearchPart.objects.filter(part__in=parts_of(typed), word__size__range=sizes)
    ranked = parts.values_list("word__word").annotate(common=Count("pk")).order_by("-common")
    return [word for word, _ in ranked[:ALIKE]]


def slips_between(one: str, other: str, most: int) -> int:
    """Letters left out, put in, put for another, or two put round; more than ``most`` is not told.

    Damerau's and Levenshtein's measure, of which each letter is changed once at most.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, against in enumerate(other, start=1):
            least = min(above[j] + 1, row[-1] + 1, above[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                least = min(least, before[j - 2] + 1)
            row.append(least)
        if min(row) > most and (not above or min(above) > most):
            return most + 1
        before, above = above, row
    return above[-1]
