"""Parts of a framework added, moved and taken out."""

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
from culturefirst.kit.forms import Form, act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes


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
    home = parts.theme(parts.standing(found, request), key) if request.method != "POST" else None
    title = f"Add to “{home}”" if home else "Add a criterion"
    return deed(request, form, title, "Add it", *back_to(found))


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
    return parts.plainly(partial(actions.change_draft, by=request.user, draft=found, edit=edit))
