"""A part of a draft as a form edits it: its values, and what changes in it make of the whole."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from culturefirst.improvement import frameworks as files
from culturefirst.improvement.frameworks import editing
from culturefirst.improvement.models import FrameworkDraft
from culturefirst.improvement.queries.frameworks import keys_of, understood
from culturefirst.kit.changes import Words
from culturefirst.kit.errors import DomainError

Edit = Callable[[files.Framework], files.Framework]


class Part:
    """Values by the names of a form's fields, with the draft's version."""

    def __init__(self, draft: FrameworkDraft, title: str, **values: Any) -> None:
        self.version, self.title = draft.version, title
        self.values = values

    def __getattr__(self, name: str) -> Any:
        # A level that the scale got since has no words yet.
        values = self.__dict__.get("values", {})
        if name in values or name.startswith("level_"):
            return values.get(name, "")
        raise AttributeError(name)

    def __str__(self) -> str:
        return self.title


class Plain(Words):
    """Every value in words as the form holds it."""

    def told(self, model: Any, name: str, value: Any, named: Any = None) -> str:
        if isinstance(value, list | tuple):
            return "; ".join(_plain(each) for each in value)
        return _plain(value) if value not in (None, "") else ""


def _plain(value: Any) -> str:
    if isinstance(value, files.Level):
        return f"{value.value} {value.name}"
    return str(value)


def opened(request: HttpRequest, pk: int) -> FrameworkDraft:
    """The draft, while it can be changed."""
    rows = FrameworkDraft.objects.visible_to(request.user).select_related("base__framework")
    draft: FrameworkDraft = get_object_or_404(rows, pk=pk)
    if not draft.is_open:
        raise Http404
    return draft


def sound(draft: FrameworkDraft) -> files.Framework:
    """The framework that it is; one that is not sound can be changed as text only."""
    try:
        return understood(draft.text)
    except files.FrameworkRefused as refused:
        raise DomainError(
            "The text does not hold together as it stands, so it cannot be changed by form. "
            "Put it right as text first."
        ) from refused


def head(draft: FrameworkDraft) -> Part:
    """The framework itself."""
    found = sound(draft)
    return Part(
        draft,
        found.title,
        says=found.says,
        source=found.source,
        language=found.language,
        kinds=list(found.kinds),
    )


def scale(draft: FrameworkDraft) -> Part:
    """Its scale."""
    found = sound(draft)
    return Part(draft, found.title, scale=list(found.scale), drop=False)


def theme(draft: FrameworkDraft, key: str) -> Part:
    """One theme."""
    found = editing.theme_of(sound(draft), key)
    return Part(draft, found.title, key=found.key, says=found.says, weight=found.weight)


def criterion(draft: FrameworkDraft, key: str) -> Part:
    """One criterion."""
    home, found = editing.criterion_of(sound(draft), key)
    levels = {f"level_{value}": words for value, words in found.levels.items()}
    return Part(
        draft,
        found.title,
        key=found.key,
        theme=home.key,
        says=found.says,
        guidance=found.guidance,
        evidence=list(found.evidence),
        weight=found.weight,
        kinds=list(found.kinds),
        maps_to=list(found.maps_to),
        was=list(found.was),
        **levels,
    )


def change_criterion(key: str, changes: dict[str, Any]) -> Edit:
    """What a form's changes make of a criterion."""

    def edit(framework: files.Framework) -> files.Framework:
        _, old = editing.criterion_of(framework, key)
        given = {n: _kept(v) for n, v in changes.items() if not n.startswith("level_")}
        home = given.pop("theme", "")
        levels = dict(old.levels)
        for level in framework.scale:
            words = changes.get(f"level_{level.value}")
            if words is not None:
                levels[level.value] = words
        given["levels"] = {value: levels[value] for value in sorted(levels) if levels[value]}
        known = keys_of(framework.key)
        return editing.with_criterion(framework, key, given, home, lambda each: each in known)

    return edit


def _kept(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
