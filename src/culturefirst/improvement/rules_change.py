"""Pure rules of re-scoring: what changed between two assessments, criterion by criterion."""

from collections.abc import Iterable, Sequence
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
    themes: dict[str, list[tuple[int, int, Scored]]] = {}
    for pair in pairs:
        if pair.levels and pair.after:
            themes.setdefault(pair.after.theme, []).append((*pair.levels, pair.after))
    scored = [each for held in themes.values() for each in held]
    means = [mean for held in themes.values() if (mean := _means(held)) is not None]
    return Change(
        criteria=len(scored),
        before=sum((before for before, _, _ in means), NOUGHT),
        after=sum((after for _, after, _ in means), NOUGHT),
        weight=sum((weight for _, _, weight in means), NOUGHT),
        up=sum(after > before for before, after, _ in scored),
        down=sum(after < before for before, after, _ in scored),
    )


def _means(held: list[tuple[int, int, Scored]]) -> tuple[Fraction, Fraction, Fraction] | None:
    """A theme's means before and after, each times its weight, and that weight."""
    over = sum((Fraction(it.weight) for _, _, it in held), NOUGHT)
    if not over:
        return None
    theme = Fraction(held[0][2].theme_weight)
    before = sum((value * Fraction(it.weight) for value, _, it in held), NOUGHT)
    after = sum((value * Fraction(it.weight) for _, value, it in held), NOUGHT)
    return before / over * theme, after / over * theme, theme
