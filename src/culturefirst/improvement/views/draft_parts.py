"""Writing a framework part by part: each save writes the whole anew."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from culturefirst.improvement import actions
from culturefirst.improvement import frameworks as files
from culturefirst.improvement.forms import drafts as forms
from culturefirst.improvement.frameworks import editing
from culturefirst.improvement.models import FrameworkDraft
from culturefirst.improvement.views import parts
from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.errors import DomainError
from culturefirst.kit.urls import changes

Pick = Callable[[files.Framework], parts.Part]


@changes
def head(request: HttpRequest, pk: int) -> HttpResponse:
    """Title, words, language, kinds of body."""
    found = parts.opened(request, pk)
    return _edited(request, found, forms.HeadForm, parts.head, _change_head, "The framework")


def _change_head(said: dict[str, Any]) -> parts.Edit:
    given: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in said.items()}
    return lambda framework: replace(framework, **given)


@changes
def scale(request: HttpRequest, pk: int) -> HttpResponse:
    """Its levels."""
    found = parts.opened(request, pk)

    def change(said: dict[str, Any]) -> parts.Edit:
        drop = bool(said.get("drop"))
        return lambda whole: editing.with_scale(whole, said.get("scale", whole.scale), drop=drop)

    return _edited(request, found, forms.ScaleForm, parts.scale, change, "The scale")


@changes
def theme(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One theme."""
    found = parts.opened(request, pk)

    def change(said: dict[str, Any]) -> parts.Edit:
        return lambda whole: editing.with_theme(whole, key, said)

    part = partial(parts.theme, key=key)
    return _edited(request, found, forms.ThemeForm, part, change, "A theme")


@changes
def criterion(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One criterion."""
    found = parts.opened(request, pk)
    form = forms.CriterionForm.for_framework(parts.standing(found, request), request.POST)
    part = partial(parts.criterion, key=key)
    change = partial(parts.change_criterion, key)
    return _edited(request, found, form, part, change, "A criterion", f"#c-{key}")


def _edited(
    request: HttpRequest,
    found: FrameworkDraft,
    form: type[EditForm],
    pick: Pick,
    change: Callable[[dict[str, Any]], parts.Edit],
    title: str,
    anchor: str = "",
) -> HttpResponse:
    """The page on which one part is edited; who saves the same part second is shown both texts."""

    def save(said: dict[str, Any], seen: int) -> FrameworkDraft:
        return parts.plainly(
            partial(
                actions.change_draft, by=request.user, draft=found, edit=change(said), seen=seen,
                mark=lambda whole: pick(whole).version,
            )
        )  # fmt: skip

    def afresh() -> parts.Part:
        found.refresh_from_db()
        return pick(parts.sound(found))

    back = reverse("framework_draft", args=[found.pk])
    record: Any = _record(request, found, pick)
    page = EditPage(
        title=title, words=parts.Plain(), cancel=f"{back}{anchor}", save=save, afresh=afresh
    )
    data = request.POST if request.method == "POST" else None
    return edited(request, record, form.for_record(record, data), page)


def _record(request: HttpRequest, found: FrameworkDraft, pick: Pick) -> parts.Part:
    """The part as it stands; one that is gone leaves the words that were sent on the page."""
    try:
        return pick(parts.sound(found))
    except DomainError:
        if request.method != "POST":
            raise
        return parts.Gone("What you wrote")
