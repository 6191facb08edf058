"""A part of a draft as a form edits it: its values, and what changes in it make of the whole."""

from collections.abc import Callable
from hashlib import sha256
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
    """Values by the names of a form's fields; ``version`` tells whether they are still the same.

    It is a mark of these values alone, so that two who write of different parts never meet.
    """

    def __init__(self, named: str, **values: Any) -> None:
        self.named, self.values = named, values
        told = repr(sorted(values.items()))
        self.version = int(sha256(told.encode()).hexdigest()[:12], 16)

    def __getattr__(self, name: str) -> Any:
        # A level that the scale got since has no words yet.
        values = self.__dict__.get("values", {})
        if name in values or name.startswith("level_"):
            return values.get(name, "")
        raise AttributeError(name)

    def __str__(self) -> str:
        return self.named


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


class Gone(Part):
    """A part that is no more while somebody still writes of it: their words stay on the page."""

    def __getattr__(self, name: str) -> Any:
        return "" if not name.startswith("__") else super().__getattr__(name)


def opened(request: HttpRequest, pk: int) -> FrameworkDraft:
    """The draft, while it can be changed; what is sent to one that cannot is refused in words."""
    rows = FrameworkDraft.objects.visible_to(request.user).select_related("base__framework")
    draft: FrameworkDraft = get_object_or_404(rows, pk=pk)
    if not draft.is_open and request.method != "POST":
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


def standing(draft: FrameworkDraft, request: HttpRequest) -> files.Framework:
    """The framework as it is, or, where it is broken meanwhile, as far as what is sent tells it."""
    try:
        return sound(draft)
    except DomainError:
        if request.method != "POST":
            raise
        key = request.POST.get("theme", "")
        return files.Framework(draft.title, "", draft.title, themes=(files.Theme(key, key),))


def plainly(run: Callable[[], FrameworkDraft]) -> FrameworkDraft:
    """A form's faults without the lines of a file that its reader does not see."""
    try:
        return run()
    except files.FrameworkRefused as refused:
        told = (
            f"{', '.join(each.where) or 'The framework'}: {each.says}" for each in refused.faults
        )
        raise DomainError(" ".join(told)) from refused


def head(found: files.Framework) -> Part:
    """The framework itself."""
    return Part(
        found.title,
        title=found.title,
        says=found.says,
        source=found.source,
        language=found.language,
        kinds=list(found.kinds),
    )


def scale(found: files.Framework) -> Part:
    """Its scale."""
    return Part(found.title, scale=list(found.scale), drop=False)


def theme(whole: files.Framework, key: str) -> Part:
    """One theme."""
    found = editing.theme_of(whole, key)
    return Part(
        found.title, title=found.title, key=found.key, says=found.says, weight=found.weight
    )  # fmt: skip


def criterion(whole: files.Framework, key: str) -> Part:
    """One criterion."""
    home, found = editing.criterion_of(whole, key)
    levels = {f"level_{value}": words for value, words in found.levels.items()}
    return Part(
        found.title,
        title=found.title,
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
        # One that was taken from the scale meanwhile is refused in words, never left out.
        levels = dict(old.levels) | {
            int(name.removeprefix("level_")): words
            for name, words in changes.items()
            if name.startswith("level_")
        }
        given["levels"] = {value: levels[value] for value in sorted(levels) if levels[value]}
        known = keys_of(framework.key)
        return editing.with_criterion(framework, key, given, home, lambda each: each in known)

    return edit


def _kept(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
