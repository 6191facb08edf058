"""What could count a target: measures proposed by the words people use for them."""

from collections.abc import Sequence
from functools import lru_cache

from culturefirst.programme.reading.document import Activity, Progress, Target
from culturefirst.programme.reading.limits import LINE_CHARACTERS
from culturefirst.programme.reading.vocabulary import MeasureWords, Names
from culturefirst.programme.reading.words import clean, tokens

# Counties as people shorten them.
_SHORT = {
    "cambs": "cambridgeshire", "herts": "hertfordshire", "beds": "bedfordshire",
    "bucks": "buckinghamshire", "berks": "berkshire", "derbys": "derbyshire",
    "glos": "gloucestershire", "hants": "hampshire", "lancs": "lancashire",
    "leics": "leicestershire", "lincs": "lincolnshire", "northants": "northamptonshire",
    "notts": "nottinghamshire", "oxon": "oxfordshire", "staffs": "staffordshire",
    "warks": "warwickshire", "wilts": "wiltshire", "worcs": "worcestershire",
    "yorks": "yorkshire", "shrops": "shropshire", "middx": "middlesex",
}  # fmt: skip


def propose(activity: Activity, vocabulary: Sequence[MeasureWords], names: Names) -> None:
    """Set measure and filters of the activity's targets, and the measure of its progress.

    What already has a measure keeps it, and what a file of ours defines stays as it is: a
    target without a measure there was left so by a person.
    """
    for target in activity.targets:
        if target.measure is None and not target.carried:
            _bind(target, vocabulary, names)
    for entry in activity.progress:
        if entry.measure is None and not entry.carried:
            _name(entry, vocabulary)


def _bind(target: Target, vocabulary: Sequence[MeasureWords], names: Names) -> None:
    measure = best(target.text, target.unit or "", vocabulary) or next(
        (each for each in vocabulary if target.kind in each.kinds), None
    )
    if measure is None:
        return
    target.measure = measure.key
    known = names.get(measure.key, {})
    for dimension in measure.dimensions:
        value = _named(target.text, known.get(dimension, ()))
        if value is not None:
            target.filters[dimension] = value


def _name(entry: Progress, vocabulary: Sequence[MeasureWords]) -> None:
    measure = best(entry.text, "", vocabulary)
    entry.measure = measure.key if measure else None


def best(text: str, unit: str, vocabulary: Sequence[MeasureWords]) -> MeasureWords | None:
    """The measure whose longest words stand in the text; what is counted (unit) breaks ties."""
    if not vocabulary or len(text) > LINE_CHARACTERS:
        return None
    inside, counted = _spaced(text), _spaced(unit)
    found: tuple[tuple[int, bool, int], MeasureWords] | None = None
    for measure in vocabulary:
        for words in measure.words:
            wanted = _known(words)
            if not wanted.strip() or (wanted not in inside and wanted not in counted):
                continue
            rank = (len(wanted.split()), wanted in counted, len(wanted))
            if found is None or rank > found[0]:
                found = rank, measure
    return found[1] if found else None


@lru_cache(maxsize=4096)
def _known(words: str) -> str:
    """Words of measures and names of places, which come back for every target."""
    return _spaced(words)


def _spaced(text: str) -> str:
    return f" {' '.join(_SHORT.get(token, token) for token in tokens(_raw(text)))} "


def _raw(text: str) -> str:
    """Shortened counties end in "s" but are no plurals."""
    return " ".join(_SHORT.get(word.lower(), word) for word in _split(text))


def _split(text: str) -> list[str]:
    return clean("".join(char if char.isalnum() or char in "’'" else " " for char in text)).split()


def _named(text: str, values: Sequence[str]) -> str | None:
    """The one known value that the text names, None where it names none or several."""
    if len(text) > LINE_CHARACTERS:
        return None
    inside = _spaced(text)
    present = set(inside.split())
    found = [value for value in values if _names(value, inside, present)]
    longest = [v for v in found if not any(v != w and _known(v) in _known(w) for w in found)]
    return longest[0] if len(longest) == 1 else None


def _names(value: str, inside: str, present: set[str]) -> bool:
    """Word for word, or all of its words in any order ("Luton/Beds", "Bedfordshire & Luton")."""
    spaced = _known(value)
    words = set(spaced.split()) - {"and", "the", "of"}
    return bool(words) and (spaced in inside or (len(words) > 1 and words <= present))
