"""Two waves beside each other: what is asked as before, and what breaks the series."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from culturefirst.kit.asking.sheet import Option, Question, Sheet


class How(StrEnum):
    """How a question of this wave stands to that of the one before."""

    SAME = "same"
    WORDED = "worded"  # asked in other words: figures stand beside each other, with a mark
    BROKEN = "broken"  # what can be answered changed: the series begins anew
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True)
class Stands:
    """One question with what changed of it, in words."""

    key: str
    words: str
    how: How
    says: tuple[str, ...] = ()

    @property
    def goes_on(self) -> bool:
        """Whether figures of both waves may be told as a change."""
        return self.how in (How.SAME, How.WORDED)


def compared(before: Sheet, now: Sheet) -> list[Stands]:
    """Every question of either, those of now first, in their order."""
    was = {each.key: each for each in before.questions}
    found = [_stands(was.get(each.key), each) for each in now.questions]
    held = {each.key for each in now.questions}
    gone = [each for each in before.questions if each.key not in held]
    return found + [
        Stands(each.key, each.words, How.GONE, ("not asked any more",)) for each in gone
    ]


def _stands(before: Question | None, now: Question) -> Stands:
    if before is None:
        return Stands(now.key, now.words, How.NEW, ("asked for the first time",))
    broken = tuple(_broken(before, now))
    if broken:
        return Stands(now.key, now.words, How.BROKEN, broken)
    worded = tuple(_worded(before, now))
    return Stands(now.key, now.words, How.WORDED if worded else How.SAME, worded)


def _broken(before: Question, now: Question) -> Iterator[str]:
    if before.kind != now.kind:
        yield "it is a question of another kind"
        return
    yield from _listed("answer", before.options, now.options)
    yield from _listed("row", before.rows, now.rows)
    if (before.low, before.high) != (now.low, now.high):
        yield f"it goes from {_end(now.low)} to {_end(now.high)}, and went from " + (
            f"{_end(before.low)} to {_end(before.high)}"
        )
    if before.unit != now.unit:
        yield f"it is in {now.unit or 'no unit'}, and was in {before.unit or 'no unit'}"
    if before.most != now.most:
        yield "another number may be chosen"
    if before.when != now.when:
        yield "it is asked of others"


def _listed(what: str, before: tuple[Option, ...], now: tuple[Option, ...]) -> Iterator[str]:
    was, are = {each.code: each for each in before}, {each.code: each for each in now}
    for code in [code for code in are if code not in was]:
        yield f"a new {what}: {are[code].words}"
    for code in [code for code in was if code not in are]:
        yield f"no {what} any more: {was[code].words}"
    for code in [code for code in are if code in was and are[code].aside != was[code].aside]:
        yield f"“{are[code].words}” counts otherwise"


def _worded(before: Question, now: Question) -> Iterator[str]:
    if before.words != now.words:
        yield f"it was: “{before.words}”"
    if before.ends != now.ends:
        yield "the words at the ends of the scale are others"
    was = {each.code: each.words for each in (*before.options, *before.rows)}
    for each in (*now.options, *now.rows):
        if each.code in was and was[each.code] != each.words:
            yield f"“{each.words}” was “{was[each.code]}”"


def _end(value: float | None) -> str:
    return "anything" if value is None else f"{value:g}"
