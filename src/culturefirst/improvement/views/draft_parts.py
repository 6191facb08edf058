"""Writing a framework part by part: each save writes the whole anew."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement import frameworks as files
from culturefirst.improvement.forms import drafts as forms
from culturefirst.improvement.frameworks import editing
from culturefirst.improvement.models import FrameworkDraft
from culturefirst.improvement.views import parts
from culturefirst.improvement.views.drafts import back_to, deed
from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.errors import DomainError
from culturefirst.kit.forms import Form, act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes


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
    form = forms.CriterionForm.for_framework(parts.sound(found))
    part = partial(parts.criterion, key=key)
    change = partial(parts.change_criterion, key)
    return _edited(request, found, form, part, change, "A criterion", f"#c-{key}")


def _edited(
    request: HttpRequest,
    found: FrameworkDraft,
    form: type[EditForm],
    part: Callable[[FrameworkDraft], parts.Part],
    change: Callable[[dict[str, Any]], parts.Edit],
    title: str,
    anchor: str = "",
) -> HttpResponse:
    """The page on which one part is edited; who saves second is shown both texts."""

    def save(said: dict[str, Any], seen: int) -> FrameworkDraft:
        return _plainly(
            partial(
                actions.change_draft, by=request.user, draft=found, edit=change(said), seen=seen
            )
        )

    def afresh() -> parts.Part:
        found.refresh_from_db()
        return part(found)

    back = reverse("framework_draft", args=[found.pk])
    record: Any = part(found)
    page = EditPage(
        title=title, words=parts.Plain(), cancel=f"{back}{anchor}", save=save, afresh=afresh
    )
    data = request.POST if request.method == "POST" else None
    return edited(request, record, form.for_record(record, data), page)


def _plainly(run: Callable[[], FrameworkDraft]) -> FrameworkDraft:
    """A form's faults without the lines of a file that its reader does not see."""
    try:
        return run()
    except files.FrameworkRefused as refused:
        told = (
            f"{', '.join(each.where) or 'The framework'}: {each.says}" for each in refused.faults
        )
        raise DomainError(" ".join(told)) from refused


@acts_once
def add_theme(request: HttpRequest, pk: int) -> HttpResponse:
    """A theme with its first criterion."""
    found = parts.opened(request, pk)
    form = forms.AddThemeForm(request.POST if request.method == "POST" else None)

    def run(**said: Any) -> FrameworkDraft:
        first = files.Criterion(said["criterion_key"], said["criterion"])
        made = files.Theme(said["key"], said["title"], criteria=(first,))
        return _change(request, found, lambda whole: editing.add_theme(whole, made))

    if request.method == "POST" and act_on(form, run) is not None:
        return redirect(f"{reverse('framework_draft', args=[pk])}#t-{form.cleaned_data['key']}")
    return deed(request, form, "Add a theme", "Add it", *back_to(found))


@acts_once
def add_criterion(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """A criterion, whose own page comes next."""
    found = parts.opened(request, pk)
    form = forms.AddCriterionForm(request.POST if request.method == "POST" else None)

    def run(**said: Any) -> FrameworkDraft:
        made = files.Criterion(said["key"], said["title"])
        return _change(request, found, lambda whole: editing.add_criterion(whole, key, made))

    if request.method == "POST" and act_on(form, run) is not None:
        return redirect("framework_draft_criterion", pk, form.cleaned_data["key"])
    home = editing.theme_of(parts.sound(found), key)
    return deed(request, form, f"Add to “{home.title}”", "Add it", *back_to(found))


@changes
@require_POST
def move(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """A theme or a criterion one place up or down."""
    found = parts.opened(request, pk)
    by = editing.UP if request.POST.get("way") == "up" else editing.DOWN
    is_theme = request.POST.get("of") == "theme"
    step = editing.move_theme if is_theme else editing.move_criterion
    _change(request, found, lambda whole: step(whole, key, by))
    return redirect(f"{reverse('framework_draft', args=[pk])}#{'t' if is_theme else 'c'}-{key}")


@acts_once
def remove(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Take a theme or a criterion out, after a question."""
    found = parts.opened(request, pk)
    whole = parts.sound(found)
    is_theme = request.GET.get("of") == "theme"
    named = editing.theme_of(whole, key) if is_theme else editing.criterion_of(whole, key)[1]
    step = editing.without_theme if is_theme else editing.without_criterion
    form = Form(request.POST if request.method == "POST" else None)

    def run() -> FrameworkDraft:
        return _change(request, found, lambda framework: step(framework, key))

    if request.method == "POST" and act_on(form, run) is not None:
        messages.success(request, f"“{named.title}” is taken out.")
        return redirect("framework_draft", pk)
    return deed(request, form, f"Take out “{named.title}”?", "Take it out", *back_to(found))


def _change(request: HttpRequest, found: FrameworkDraft, edit: parts.Edit) -> FrameworkDraft:
    return _plainly(partial(actions.change_draft, by=request.user, draft=found, edit=edit))
