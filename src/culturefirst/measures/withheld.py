"""What may be told of figures that count people: no part so small that people can be told apart.

The rule of five, in one place for pages, files, the API and reports. Of the whole network a figure
is told as it is. Narrowed to a part (a place, a role, a group), whoever may not read the names is
told "fewer than five", else a multiple of five that it reaches; so two such figures never differ by
a number that is known and below five. Where the parts of a whole would give one of them away, the
smallest of the others is not told either. Narrowed by two things at once nothing is told.

What organisations keep to themselves is told by the rule of three, in ``few_bodies``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser

from culturefirst.kit import wording
from culturefirst.measures.core import Figure, Question, Window
from culturefirst.measures.few_bodies import of_few, too_few
from culturefirst.measures.figures import figures
from culturefirst.measures.register import MEASURES

FEWEST = 5
FEWER = "fewer than five"
HIDDEN = "not told"


@dataclass(frozen=True)
class Amount:
    """A number as it is told: ``value`` is what is surely reached, ``None`` where nothing is."""

    words: str
    value: float | None
    exact: bool = False


@dataclass(frozen=True)
class Told:
    """A figure as it is told to somebody, in the parts of ``Figure``."""

    numerator: Amount
    denominator: Amount | None = None
    bodies: int | None = None  # of how many organisations it comes, where that is counted
    few: bool = False  # it is told to nobody: it could be worked out whose it is

    @property
    def exact(self) -> bool:
        """Whether it is the counted figure itself."""
        return self.numerator.exact and (self.denominator is None or self.denominator.exact)

    @property
    def known(self) -> bool:
        """Whether there is a number: of a mean over nothing there is none."""
        return self.numerator.value is not None

    @property
    def words(self) -> str:
        """“12 of 40”, “at least 10”, “fewer than five”."""
        whole = f" of {self.denominator.words}" if self.denominator else ""
        return f"{self.numerator.words}{whole}"

    @property
    def share(self) -> float | None:
        """The share, where both parts are told exactly."""
        if not self.exact or self.denominator is None or not self.denominator.value:
            return None
        return (self.numerator.value or 0) / self.denominator.value


def told(question: Question, counted: Figure, user: Any) -> Told:
    """One figure as this person may be told of it."""
    return told_all([question], [counted], user)[0]


def told_to_all(
    questions: Sequence[Question], counted: Sequence[Figure], *, names: bool = False
) -> list[Told]:
    """The figures as anybody may be told of them; with ``names``, who may read every name."""
    return told_all(questions, counted, AnonymousUser(), names=names)


def told_all(
    questions: Sequence[Question], counted: Sequence[Figure], user: Any, *, names: bool = False
) -> list[Told]:
    """Each figure as this person may be told of it, in the order asked.

    With ``names`` as to somebody who may read every name: what organisations keep to themselves is
    not told to them either.

    The other parts of each whole are counted beside, in one statement a shape of a measure.
    """
    guarded = [not names and _is_guarded(question, user) for question in questions]
    few = _of_few(questions, counted)
    beside = _parts_of([q for q, held in zip(questions, guarded, strict=True) if held])
    return [
        few.get(place)
        or (_guarded(question, figure, beside) if held else _exactly(question, figure))
        for place, (question, figure, held) in enumerate(
            zip(questions, counted, guarded, strict=True)
        )
    ]


def parts_told(counts: Sequence[float], whole: "Interval") -> list[Amount]:
    """The parts of a whole as they are told beside each other, in their order."""
    bounds = [_bounds(count) for count in counts]
    shown = [True] * len(counts)
    while any(shown) and (given_away := _given_away(bounds, whole)) is not None:
        others = [at for at, said in enumerate(shown) if said and at != given_away]
        away = min(others, key=lambda at: (counts[at], at)) if others else given_away
        bounds[away], shown[away] = (0.0, float("inf")), False
    return [_amount(count) if said else HID for count, said in zip(counts, shown, strict=True)]


Interval = tuple[float, float]
HID = Amount(HIDDEN, None)
UNKNOWN = Amount("not known", None, exact=True)


def _is_guarded(question: Question, user: Any) -> bool:
    return bool(question.scope) and not MEASURES[question.key].exact_for(user)


def _of_few(questions: Sequence[Question], counted: Sequence[Figure]) -> dict[int, Told]:
    """What is told to nobody, by its place among the questions."""
    places = [place for place, question in enumerate(questions) if of_few(question)]
    hidden = too_few([(questions[place], counted[place]) for place in places])
    pairs = zip(places, hidden, strict=True)
    return {place: Told(HID, few=True) for place, hides in pairs if hides}


def _exactly(question: Question, figure: Figure) -> Told:
    if figure.bodies == 0 and MEASURES[question.key].is_mean:
        return Told(UNKNOWN, bodies=0)
    whole = figure.denominator
    told = None if whole is None else _exact(whole)
    return Told(_exact(figure.numerator), told, figure.bodies)


def _exact(count: float) -> Amount:
    return Amount(wording.figure(count), count, exact=True)


def _amount(count: float) -> Amount:
    if count < FEWEST:
        return Amount(FEWER, None)
    reached = count - count % FEWEST
    return Amount(f"at least {wording.figure(reached)}", reached)


def _bounds(count: float) -> Interval:
    """Between what the number lies, as far as it is told."""
    reached = count - count % FEWEST
    return reached, reached + FEWEST - 1


def _given_away(bounds: Sequence[Interval], whole: Interval) -> int | None:
    """A part of which the others and the whole tell that some, but fewer than five, are in it."""
    least, most = ([each[side] for each in bounds] for side in (0, 1))
    unbound = most.count(float("inf"))
    low, high = sum(least), sum(each for each in most if each < float("inf"))
    for at, (at_least, at_most) in enumerate(bounds):
        free = unbound - (at_most == float("inf"))
        others = float("inf") if free else high - (at_most if at_most < float("inf") else 0)
        surely = max(at_least, whole[0] - others)
        # Who is in two parts counts in both: then the parts say nothing of each other.
        if 0 < surely <= min(at_most, whole[1] - (low - at_least)) < FEWEST:
            return at
    return None


@dataclass(frozen=True)
class _Parts:
    """A whole and its parts by one dimension, counted: numerators, and denominators or nothing."""

    values: list[str]
    numerators: list[Amount]
    denominators: list[Amount] | None

    def of(self, value: Any) -> int | None:
        """The place of the part of this value, where it is one of the parts."""
        asked = str(getattr(value, "pk", value))
        return self.values.index(asked) if asked in self.values else None


Key = tuple[str, Any, str]


def _key(question: Question) -> Key:
    [dimension] = question.scope
    return question.key, question.window, dimension


def _parts_of(questions: Iterable[Question]) -> dict[Key, _Parts]:
    """Each whole that the questions narrow by one thing, with all of its parts."""
    wanted = dict.fromkeys(_key(question) for question in questions if len(question.scope) == 1)
    asked: list[Question] = []
    values: dict[Key, list[Any]] = {}
    for key, window, dimension in wanted:
        held = [value for value, _ in MEASURES[key].dimensions[dimension].choices()]
        values[key, window, dimension] = held
        if held:
            asked.append(Question(key, window))
            asked += [Question(key, window, {dimension: value}) for value in held]
    counted = iter(figures(asked))
    return {each: _told_parts(values[each], counted) for each in wanted}


def _told_parts(values: list[Any], counted: Any) -> _Parts:
    if not values:
        return _Parts([], [], None)
    whole: Figure = next(counted)
    parts: list[Figure] = [next(counted) for _ in values]
    totals = [part.denominator for part in parts if part.denominator is not None]
    return _Parts(
        [str(value) for value in values],
        parts_told([part.numerator for part in parts], (whole.numerator, whole.numerator)),
        parts_told(totals, (whole.denominator, whole.denominator))
        if whole.denominator is not None
        else None,
    )


def _guarded(question: Question, figure: Figure, beside: dict[Key, _Parts]) -> Told:
    whole = figure.denominator
    if len(question.scope) > 1:
        return Told(HID, None if whole is None else HID)
    parts = beside[_key(question)]
    place = parts.of(next(iter(question.scope.values())))
    if place is None:  # not one of the parts that are listed: a group, of which some are hidden
        return Told(_amount(figure.numerator), None if whole is None else _amount(whole))
    denominators = parts.denominators
    return Told(parts.numerators[place], denominators[place] if denominators else None)


def size_told(key: str, dimension: str, value: Any, count: float, user: Any) -> str:
    """How many are in a part that was counted otherwise (the members of a group), in words."""
    return told(Question(key, Window(), {dimension: value}), Figure(count), user).words


def bodies_told(counts: Sequence[tuple[str, float]], whole: Told) -> list[tuple[str, str]]:
    """Where the records of a figure are, told; those places that are too small in one line."""
    least = whole.numerator.value or 0
    most = least if whole.numerator.exact else least + FEWEST - 1
    amounts = parts_told([count for _, count in counts], (least, most))
    shown = [(name, each) for (name, _), each in zip(counts, amounts, strict=True)]
    told = [(name, each.words) for name, each in shown if each.value is not None]
    if len(told) < len(counts):
        told.append(("Elsewhere, each place with fewer than five or not told", "…"))
    return told
