"""What came of a wave: its sheets read in one sweep, with who they stand for."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from culturefirst.analysis.survey import Change, Weights, change, crossed, hidden, weighted_to
from culturefirst.kit.asking.packing import Records, read
from culturefirst.kit.asking.results import All, Result, codes_of, of_question, options_of, results
from culturefirst.kit.asking.series import Stands, compared
from culturefirst.kit.asking.sheet import Kind, Question, Sheet
from culturefirst.network.models import Organisation, SubRegion
from culturefirst.surveys.models import AnswerSheet, Wave
from culturefirst.surveys.queries.surveys import units_of

Codes = NDArray[np.intp]
FEWEST = 5  # answers below which nothing of a wave is told, and cells of a table are hidden
CHUNK = 5_000


@dataclass(frozen=True)
class Groups:
    """By what answers are set apart: a name and, for each answer, the number of its group."""

    title: str
    names: tuple[str, ...]
    of: Codes


@dataclass(frozen=True)
class Answered:
    """A wave's answers: ``population`` is how many could have answered, where that is known."""

    wave: Wave
    sheet: Sheet
    records: Records
    places: Groups
    kinds: Groups
    asked: Counter[str] = field(default_factory=Counter)

    @property
    def number(self) -> int:
        return len(self.records)

    @property
    def population(self) -> int | None:
        """Those who were asked, if no more have answered than were."""
        asked = sum(self.asked.values())
        return asked if asked >= self.number else None

    @property
    def weights(self) -> Weights:
        """What makes the answers stand for all who were asked, by sub-region."""
        cells = [self.places.names[at] if at >= 0 else "" for at in self.places.of.tolist()]
        return weighted_to(cells, self.asked)

    def all(self, weighted: bool = False) -> All:
        """What results are worked out of."""
        weights = self.weights.each if weighted and self.number else None
        return All(self.records, self.population, weights)


@dataclass(frozen=True)
class Table:
    """A cross-table: ``shares[option][group]`` in parts of one; ``None`` is not told."""

    question: Question
    title: str
    options: tuple[str, ...]
    groups: tuple[str, ...]
    bases: tuple[int, ...]
    shares: tuple[tuple[float | None, ...], ...]
    counts: tuple[tuple[int | None, ...], ...]


def answered(wave: Wave) -> Answered:
    """Every sheet of a wave that counts."""
    rows = AnswerSheet._base_manager.filter(wave=wave, test=False).order_by("pk")
    packed: list[bytes] = []
    places: list[int | None] = []
    kinds: list[str] = []
    found = rows.values_list("packed", "sub_region", "kind")
    for content, place, kind in found.iterator(chunk_size=CHUNK):
        packed.append(bytes(content))
        places.append(place)
        kinds.append(kind)
    sheet = wave.asked
    return Answered(
        wave,
        sheet,
        read(sheet, packed),
        _places(places),
        _kinds(kinds),
        Counter(place for place, _, _ in units_of(wave).values()),
    )


def _places(given: Sequence[int | None]) -> Groups:
    named = dict(SubRegion.objects.values_list("pk", "name"))
    at = {pk: number for number, pk in enumerate(named)}
    of = np.array([at.get(pk, -1) if pk is not None else -1 for pk in given], np.intp)
    return Groups("Sub-region", tuple(named.values()), of)


def _kinds(given: Sequence[str]) -> Groups:
    named = dict(Organisation.Kind.choices)
    at = {key: number for number, key in enumerate(named)}
    of = np.array([at.get(key, -1) for key in given], np.intp)
    return Groups("Kind of body", tuple(str(name) for name in named.values()), of)


def told(given: Answered, weighted: bool = False) -> list[Result]:
    """Every question's result; of a question that too few have answered only how many."""
    if given.number < FEWEST:
        return []
    return [_enough(each) for each in results(given.sheet, given.all(weighted))]


def _enough(result: Result) -> Result:
    if result.asked >= FEWEST:
        return result
    return replace(result, lines=(), mean=None, spread=None)


def groups_of(given: Answered, question: Question) -> Groups:
    """Another question's answers as groups."""
    names = tuple(words for _, words, _ in options_of(question))
    return Groups(question.words, names, codes_of(question, given.records))


def table(given: Answered, question: Question, groups: Groups) -> Table:
    """One question's answers by groups, with what is too few left out."""
    options = options_of(question)
    rows = codes_of(question, given.records)
    found = crossed(rows, len(options), groups.of, len(groups.names))
    used = [at for at in range(len(groups.names)) if found.bases[at]]
    counts, bases = found.counts[:, used], found.bases[used]
    mask = hidden(counts) if counts.size else np.zeros_like(counts, bool)
    few = bases < FEWEST
    mask = mask | few[None, :]
    return Table(
        question,
        groups.title,
        tuple(words for _, words, _ in options),
        tuple(groups.names[at] for at in used),
        tuple(bases.tolist()),
        _cells(counts / np.maximum(bases, 1), mask),
        _cells(counts, mask),
    )


def _cells(values: Any, mask: Any) -> tuple[tuple[Any, ...], ...]:
    return tuple(
        tuple(None if out else value for value, out in zip(row, hide, strict=True))
        for row, hide in zip(values.tolist(), mask.tolist(), strict=True)
    )


@dataclass(frozen=True)
class Moved:
    """A question beside the wave before: how it stands to it, and what changed of each option."""

    stands: Stands
    changes: tuple[tuple[str, Change], ...] = ()


def since(before: Answered, now: Answered) -> dict[str, Moved]:
    """By question what changed; what breaks the series is told and has no change."""
    was = {each.key: each for each in before.sheet.questions}
    found = {}
    for stands in compared(before.sheet, now.sheet):
        question = now.sheet.question(stands.key)
        if question is None:
            continue
        told_now = _told_of(now, question) if stands.goes_on else []
        told_then = _told_of(before, was[stands.key]) if stands.goes_on else []
        found[stands.key] = Moved(stands, tuple(_changes(told_then, told_now)))
    return found


def _told_of(given: Answered, question: Question) -> list[Result]:
    if given.number < FEWEST:
        return []
    return [_enough(each) for each in of_question(question, given.all())]


def _changes(before: list[Result], now: list[Result]) -> list[tuple[str, Change]]:
    if len(now) != 1 or len(before) != 1 or now[0].question.kind == Kind.RANKING:
        return []
    was = {line.code: line.told for line in before[0].lines}
    return [
        (line.words, change(then, line.told))
        for line in now[0].lines
        if line.told is not None and (then := was.get(line.code)) is not None
    ]


def wave_before(wave: Wave) -> Wave | None:
    """The wave of the same survey that closed before this one."""
    rows = Wave._base_manager.filter(survey=wave.survey, closed_on__isnull=False)
    earlier = rows.filter(closes_on__lt=wave.closes_on).order_by("-closes_on", "-pk")
    found: Wave | None = earlier.select_related("survey").first()
    return found
