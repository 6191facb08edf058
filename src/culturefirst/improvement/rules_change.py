"""Pure rules of re-scoring: what changed between two assessments, criterion by criterion."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

NOUGHT = Fraction(0)


@dataclass(frozen=True)
class Scored:
    """A criterion of one assessment: its key and earlier keys, its level (``None``: none).

    ``theme`` is its theme's key; a criterion weighs within its theme, a theme within the whole.
    ``applies`` is false where the body said that it does not. ``carried`` says that the level was
    carried over, ``hollow`` that nothing shows it.
    """

    key: str
    title: str
    weight: Decimal
    value: int | None
    was: tuple[str, ...] = ()
    theme: str = ""
    theme_weight: Decimal = Decimal(1)
    applies: bool = True
    carried: bool = False
    hollow: bool = False


@dataclass(frozen=True)
class Pair:
    """A criterion before and after; either is ``None`` where that assessment did not ask it."""

    before: Scored | None
    after: Scored | None

    @property
    def title(self) -> str:
        named = self.after or self.before
        return named.title if named else ""

    @property
    def levels(self) -> tuple[int, int] | None:
        """The level before and after, where it was scored both times."""
        if self.before is None or self.after is None:
            return None
        before, after = self.before.value, self.after.value
        return None if before is None or after is None else (before, after)

    @property
    def change(self) -> int | None:
        """By how many levels it rose, or ``None`` where that cannot be said."""
        return self.levels[1] - self.levels[0] if self.levels else None


@dataclass(frozen=True)
class Change:
    """Parts: sums over themes of their means × weight, over what was scored both times, and the
    sum of those weights; how many criteria these are, and how many of them went up or down."""

    criteria: int = 0
    before: Fraction = NOUGHT
    after: Fraction = NOUGHT
    weight: Fraction = NOUGHT
    up: int = 0
    down: int = 0

    @property
    def by(self) -> Fraction | None:
        """By how many levels the score rose; ``None`` where nothing can be compared."""
        return (self.after - self.before) / self.weight if self.weight else None


def paired(before: Sequence[Scored], after: Sequence[Scored]) -> list[Pair]:
    """Criteria of both, in the later one's order, then what is asked no more.

    A criterion is the same where its key is; else where the later one says that it ``was`` that
    key. No criterion is paired twice: what keeps its key goes first.
    """
    left = {each.key: each for each in before}
    found: dict[str, Scored] = {}
    for each in after:
        if each.key in left:
            found[each.key] = left.pop(each.key)
    for each in after:
        if each.key not in found:
            old = next((key for key in each.was if key in left), None)
            if old is not None:
                found[each.key] = left.pop(old)
    kept = [Pair(found.get(each.key), each) for each in after]
    return kept + [Pair(each, None) for each in before if each.key in left]


def change(pairs: Iterable[Pair]) -> Change:
    """What changed, only over criteria scored both times, by the later one's weights.

    As in the score of an assessment, criteria weigh within their theme and themes in the whole.
    """
    themes = _by_theme(pairs)
    scored = [each for held in themes.values() for each in held]
    weighed = [(each, Fraction(themes[each.theme][0][2].theme_weight)) for each in _shifts(themes)]
    return Change(
        criteria=len(scored),
        before=sum((each.before * weight for each, weight in weighed), NOUGHT),
        after=sum((each.after * weight for each, weight in weighed), NOUGHT),
        weight=sum((weight for _, weight in weighed), NOUGHT),
        up=sum(after > before for before, after, _ in scored),
        down=sum(after < before for before, after, _ in scored),
    )


@dataclass(frozen=True)
class Shift:
    """A theme's mean level before and after, over so many criteria scored both times."""

    theme: str
    criteria: int
    before: Fraction
    after: Fraction


Held = tuple[int, int, Scored]


def shifts(pairs: Iterable[Pair]) -> list[Shift]:
    """What changed theme by theme, each by the weights of its criteria."""
    return _shifts(_by_theme(pairs))


def _by_theme(pairs: Iterable[Pair]) -> dict[str, list[Held]]:
    themes: dict[str, list[Held]] = {}
    for pair in pairs:
        if pair.levels and pair.after:
            themes.setdefault(pair.after.theme, []).append((*pair.levels, pair.after))
    return themes


def _shifts(themes: Mapping[str, list[Held]]) -> list[Shift]:
    found = []
    for theme, held in themes.items():
        over = sum((Fraction(it.weight) for _, _, it in held), NOUGHT)
        if over:
            before = sum((value * Fraction(it.weight) for value, _, it in held), NOUGHT)
            after = sum((value * Fraction(it.weight) for _, value, it in held), NOUGHT)
            found.append(Shift(theme, len(held), before / over, after / over))
    return found
