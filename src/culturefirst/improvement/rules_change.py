"""Pure rules of re-scoring: what changed between two assessments, criterion by criterion."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

NOUGHT = Decimal(0)


@dataclass(frozen=True)
class Scored:
    """A criterion of one assessment: its key and earlier keys, its level (``None``: none).

    ``applies`` is false where the body said that it does not. ``carried`` says that the level was
    carried over, ``hollow`` that nothing shows it.
    """

    key: str
    title: str
    weight: Decimal
    value: int | None
    was: tuple[str, ...] = ()
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
    """Parts: sums of level × weight over what was scored both times, and of those weights."""

    criteria: int = 0
    before: Decimal = NOUGHT
    after: Decimal = NOUGHT
    weight: Decimal = NOUGHT
    up: int = 0
    down: int = 0

    @property
    def by(self) -> Decimal | None:
        """By how many levels the weighted mean rose; ``None`` where nothing can be compared."""
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
    """What changed, only over criteria scored both times, by the later one's weights."""
    scored = [(*pair.levels, pair.after.weight) for pair in pairs if pair.levels and pair.after]
    return Change(
        criteria=len(scored),
        before=sum((before * weight for before, _, weight in scored), NOUGHT),
        after=sum((after * weight for _, after, weight in scored), NOUGHT),
        weight=sum((weight for _, _, weight in scored), NOUGHT),
        up=sum(after > before for before, after, _ in scored),
        down=sum(after < before for before, after, _ in scored),
    )
