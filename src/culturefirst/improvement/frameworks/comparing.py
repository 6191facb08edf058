"""Two versions of a framework: what goes on, what changed of it, what is new and what is gone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from culturefirst.improvement.frameworks.core import Criterion, Framework, Level, Theme

Difference = tuple[str, str, str]  # of what, as it was, as it is


@dataclass(frozen=True)
class Pair:
    """A criterion that goes on from one of the earlier version, and what differs in words."""

    new: Criterion
    old: Criterion
    differences: tuple[Difference, ...]

    @property
    def renamed(self) -> bool:
        return self.new.key != self.old.key


@dataclass(frozen=True)
class Comparison:
    """``head`` is what changed of the framework itself, its scale and its themes."""

    head: tuple[Difference, ...]
    pairs: tuple[Pair, ...]
    new: tuple[Criterion, ...]
    gone: tuple[Criterion, ...]

    @property
    def changed(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.differences]

    @property
    def same(self) -> list[Pair]:
        return [pair for pair in self.pairs if not pair.differences]

    @property
    def is_empty(self) -> bool:
        return not (self.head or self.changed or self.new or self.gone)


def goes_on(versions: Sequence[Mapping[str, Sequence[str]]]) -> dict[str, str]:
    """The key in the first version that each key of the last goes on from.

    A version is what its criteria were called before, by their key. A criterion goes on from the
    one with its key, else from one of those it was; what was renamed twice is followed through
    the versions between. No two go on from the same one.
    """
    first, last = versions[0], versions[-1]
    found = _direct(first, last)
    through = {key: key for key in first}
    for older, newer in pairwise(versions):
        step = _direct(older, newer)
        through = {key: through[was] for key, was in step.items() if was in through}
    for key, was in through.items():
        if key not in found and was not in found.values():
            found[key] = was
    return found


def _direct(old: Mapping[str, Sequence[str]], new: Mapping[str, Sequence[str]]) -> dict[str, str]:
    found = {key: key for key in new if key in old}
    for key, was in new.items():
        earlier = [each for each in was if each in old and each not in found.values()]
        if key not in found and earlier:
            found[key] = earlier[0]
    return found


def same_level(value: int | None, old: Sequence[Level], new: Sequence[Level]) -> bool:
    """Whether a level stands on both scales: the same number under the same name."""
    return value is None or bool({_level(e) for e in old if e.value == value} & {*map(_level, new)})


def _level(each: Level) -> tuple[int, str]:
    return each.value, each.name.casefold()


def compared(old: Framework, new: Framework, on: Mapping[str, str] | None = None) -> Comparison:
    """What is different in ``new``; ``on`` is what ``goes_on`` gave, where versions lie between."""
    if on is None:
        on = goes_on([keys(old), keys(new)])
    before = {each.key: each for each in old.criteria}
    themes = [_theme_of(old), _theme_of(new)]
    scale = {each.value: each.name for each in new.scale} | {e.value: e.name for e in old.scale}
    pairs = [
        Pair(each, before[on[each.key]], tuple(_differs(before[on[each.key]], each, themes, scale)))
        for each in new.criteria
        if each.key in on
    ]
    taken = set(on.values())
    return Comparison(
        tuple(_head(old, new)),
        tuple(pairs),
        tuple(each for each in new.criteria if each.key not in on),
        tuple(each for each in old.criteria if each.key not in taken),
    )


def keys(framework: Framework) -> dict[str, tuple[str, ...]]:
    """What its criteria were called before, by their key."""
    return {each.key: each.was for each in framework.criteria}


def _theme_of(framework: Framework) -> dict[str, str]:
    return {each.key: theme.title for theme in framework.themes for each in theme.criteria}


def _head(old: Framework, new: Framework) -> Iterator[Difference]:
    yield from _told("Title", old.title, new.title)
    yield from _told("What it is for", old.says, new.says)
    yield from _told("Kinds of body", ", ".join(old.kinds), ", ".join(new.kinds))
    was, now = ({e.value: e for e in each.scale} for each in (old, new))
    for value in sorted(was.keys() | now.keys()):
        before, after = was.get(value), now.get(value)
        yield from _told(
            f"Level {value}", before.name if before else "", after.name if after else ""
        )
        if before and after:
            yield from _told(f"Level {value} means", before.says, after.says)
    themes, next_themes = ({e.key: e for e in each.themes} for each in (old, new))
    for key in themes | next_themes:
        one, other = themes.get(key), next_themes.get(key)
        yield from _told("Theme", one.title if one else "", other.title if other else "")
        if one and other:
            yield from _told(f"{other.title}, in words", one.says, other.says)
            yield from _told(f"Weight of {other.title}", _plain(one), _plain(other))


def _differs(
    old: Criterion, new: Criterion, themes: list[dict[str, str]], scale: Mapping[int, str]
) -> Iterator[Difference]:
    yield from _told("Title", old.title, new.title)
    yield from _told("Theme", themes[0][old.key], themes[1][new.key])
    yield from _told("Question", old.says, new.says)
    for value in sorted(scale):
        label = f"Level {value}, {scale[value]}"
        yield from _told(label, old.levels.get(value, ""), new.levels.get(value, ""))
    yield from _told("Guidance", old.guidance, new.guidance)
    yield from _told("What would show it", "; ".join(old.evidence), "; ".join(new.evidence))
    yield from _told("Weight", _plain(old), _plain(new))
    yield from _told("Asked of", ", ".join(old.kinds), ", ".join(new.kinds))
    yield from _told("Mapped to", ", ".join(old.maps_to), ", ".join(new.maps_to))


def _plain(each: Criterion | Theme) -> str:
    return f"{each.weight.normalize():f}"


def _told(label: str, before: str, after: str) -> Iterator[Difference]:
    if before != after:
        yield label, before, after
