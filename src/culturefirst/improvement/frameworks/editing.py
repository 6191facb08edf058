"""A framework changed part by part: each step gives a new one, and the old stays as it was."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from culturefirst.improvement.frameworks.core import Criterion, Framework, Level, Theme, Translation
from culturefirst.kit.errors import DomainError

T = TypeVar("T", Criterion, Theme)
SCALE = tuple(Level(at, name) for at, name in enumerate(("Poor", "Fair", "Good", "Excellent"), 1))
GONE = "It is not there any more: somebody took it out or gave it another key."
UP, DOWN = -1, 1


def fresh(key: str, title: str, version: str, theme: str, criterion: str) -> Framework:
    """A new framework with one theme and one criterion, on a scale of four levels."""
    first = Theme("theme-1", theme, criteria=(Criterion("criterion-1", criterion),))
    return Framework(key, version, title, scale=SCALE, themes=(first,))


def with_scale(framework: Framework, scale: Sequence[Level], *, drop: bool = False) -> Framework:
    """Another scale; with ``drop``, what is said of levels that are no more goes with them."""
    made = replace(framework, scale=tuple(scale))
    if not drop:
        return made
    left = {level.value for level in scale}
    themes = tuple(
        replace(theme, criteria=tuple(_without_levels(each, left) for each in theme.criteria))
        for theme in made.themes
    )
    told = {tag: _translation_without(each, left) for tag, each in made.translations.items()}
    return replace(made, themes=themes, translations=told)


def _without_levels(each: Any, left: set[int]) -> Any:
    return replace(each, levels={v: said for v, said in each.levels.items() if v in left})


def _translation_without(told: Translation, left: set[int]) -> Translation:
    criteria = {key: _without_levels(each, left) for key, each in told.criteria.items()}
    scale = {value: each for value, each in told.scale.items() if value in left}
    return replace(told, scale=scale, criteria=criteria)


def theme_of(framework: Framework, key: str) -> Theme:
    """The theme of that key."""
    return _found(framework.themes, key)


def criterion_of(framework: Framework, key: str) -> tuple[Theme, Criterion]:
    """The criterion of that key, with its theme."""
    for theme in framework.themes:
        for each in theme.criteria:
            if each.key == key:
                return theme, each
    raise DomainError(GONE)


def _found(items: Sequence[T], key: str) -> T:
    for each in items:
        if each.key == key:
            return each
    raise DomainError(GONE)


def with_theme(framework: Framework, key: str, changes: Mapping[str, Any]) -> Framework:
    """A theme changed; its words in other languages follow a new key."""
    old = theme_of(framework, key)
    new = replace(old, **changes)
    themes = tuple(new if each is old else each for each in framework.themes)
    return _renamed(replace(framework, themes=themes), "themes", key, new.key)


def add_theme(framework: Framework, theme: Theme) -> Framework:
    """A theme at the end."""
    return replace(framework, themes=(*framework.themes, theme))


def move_theme(framework: Framework, key: str, by: int) -> Framework:
    """A theme one place up or down."""
    return replace(framework, themes=_moved(framework.themes, key, by))


def without_theme(framework: Framework, key: str) -> Framework:
    """A theme taken out, with its criteria and their words in other languages."""
    gone = theme_of(framework, key)
    if len(framework.themes) == 1:
        raise DomainError("It is the only theme. Add another one first.")
    made = replace(framework, themes=tuple(t for t in framework.themes if t is not gone))
    for each in gone.criteria:
        made = _renamed(made, "criteria", each.key, "")
    return _renamed(made, "themes", key, "")


def with_criterion(
    framework: Framework,
    key: str,
    changes: Mapping[str, Any],
    theme: str = "",
    earlier: Callable[[str], bool] = lambda key: False,
) -> Framework:
    """A criterion changed, and moved to another theme where one is named.

    One that gets another key remembers the one it had, where ``earlier`` says that a version
    was loaded with it: answers go on from there.
    """
    home, old = criterion_of(framework, key)
    new = replace(old, **changes)
    if new.key != old.key and earlier(old.key) and old.key not in new.was:
        new = replace(new, was=(*new.was, old.key))
    if theme in ("", home.key):
        swapped = tuple(new if each is old else each for each in home.criteria)
        made = _with_criteria(framework, home, swapped)
    else:
        made = _with_criteria(framework, home, _left(home, old))
        goal = theme_of(made, theme)
        made = _with_criteria(made, goal, (*goal.criteria, new))
    return _renamed(made, "criteria", key, new.key)


def add_criterion(framework: Framework, theme: str, criterion: Criterion) -> Framework:
    """A criterion at the end of a theme."""
    home = theme_of(framework, theme)
    return _with_criteria(framework, home, (*home.criteria, criterion))


def move_criterion(framework: Framework, key: str, by: int) -> Framework:
    """A criterion one place up or down within its theme."""
    home, _ = criterion_of(framework, key)
    return _with_criteria(framework, home, _moved(home.criteria, key, by))


def without_criterion(framework: Framework, key: str) -> Framework:
    """A criterion taken out, with its words in other languages."""
    home, old = criterion_of(framework, key)
    made = _with_criteria(framework, home, _left(home, old))
    return _renamed(made, "criteria", key, "")


def _left(home: Theme, old: Criterion) -> tuple[Criterion, ...]:
    if len(home.criteria) == 1:
        raise DomainError(
            f"It is the only criterion of “{home.title}”. Take the theme out, or add another first."
        )
    return tuple(each for each in home.criteria if each is not old)


def _with_criteria(framework: Framework, home: Theme, criteria: tuple[Criterion, ...]) -> Framework:
    made = replace(home, criteria=criteria)
    return replace(framework, themes=tuple(made if t is home else t for t in framework.themes))


def _moved(items: tuple[T, ...], key: str, by: int) -> tuple[T, ...]:
    listed: list[T] = list(items)
    at = listed.index(_found(listed, key))
    each = listed.pop(at)
    listed.insert(min(max(at + by, 0), len(listed)), each)
    return tuple(listed)


def _renamed(framework: Framework, of: str, key: str, new: str) -> Framework:
    """The words in other languages under the new key, or without them where it is empty."""
    if key == new or not framework.translations:
        return framework
    told = {}
    for tag, each in framework.translations.items():
        words = {new if k == key else k: said for k, said in getattr(each, of).items()}
        left: dict[str, Any] = {of: {k: said for k, said in words.items() if k}}
        told[tag] = replace(each, **left)
    return replace(framework, translations=told)
