"""Writing a framework: its parts by form, the whole as text, and loading it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement import frameworks as files
from culturefirst.improvement.forms import drafts as forms
from culturefirst.improvement.frameworks import editing
from culturefirst.improvement.models import FrameworkDraft, FrameworkVersion
from culturefirst.improvement.queries.frameworks import understood
from culturefirst.improvement.views import parts
from culturefirst.improvement.views.bringing import in_place, looked_at
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.forms import Form, act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes

DEED = "improvement/frameworks/deed.html"


@acts_once
def new(request: HttpRequest) -> HttpResponse:
    """A framework from nothing."""
    form = forms.NewForm(request.POST if request.method == "POST" else None)

    def run(**said: Any) -> FrameworkDraft:
        return actions.draft_framework(by=request.user, framework=editing.fresh(**said))

    if request.method == "POST" and (draft := act_on(form, run)) is not None:
        return redirect("framework_draft", draft.pk)
    return deed(request, form, "Write a framework", "Begin", reverse("frameworks"), "Frameworks")


@acts_once
@require_POST
def begin(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The next version of one that is here."""
    rows = FrameworkVersion.objects.visible_to(request.user).select_related("framework")
    base = get_object_or_404(rows, framework__key=key, number=number)
    draft = actions.draft_framework(by=request.user, base=base)
    return redirect("framework_draft", draft.pk)


@acts_once
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """All of it: what can be changed, what is different, and loading it."""
    found = parts.opened(request, pk)
    sent = request.POST.copy() if request.method == "POST" else None
    form = forms.LoadForm(sent, initial={"seen": found.version})
    if sent is not None:
        load = partial(actions.load_draft, by=request.user, draft=found)
        if (version := act_on(form, load)) is not None:
            messages.success(request, f"“{version.title}”, version {version.name}, is loaded.")
            return redirect("framework_version", version.framework.key, version.number)
        sent["seen"] = str(found.version)  # what is shown now is what is looked at
    context: dict[str, Any] = {"draft": found, "form": form}
    try:
        context |= looked_at(understood(found.text), found.text, request.user)
    except files.FrameworkRefused as refused:
        context |= {"faults": refused.faults, "shown": in_place(found.text, refused)}
    status = 422 if form.errors else 200
    return render(request, "improvement/frameworks/draft.html", context, status=status)


@changes
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole as text."""
    found = parts.opened(request, pk)
    page = EditPage(
        title="The whole as text",
        words=parts.Plain(),
        cancel=reverse("framework_draft", args=[pk]),
        save=lambda changes, seen: actions.write_draft(
            by=request.user, draft=found, text=changes["text"], seen=seen
        ),
        lede="It is kept as you write it, sound or not yet; the page before tells what is not.",
    )
    data = request.POST if request.method == "POST" else None
    return edited(request, found, forms.TextForm.for_record(found, data), page)


@acts_once
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Write on it no more."""
    found = parts.opened(request, pk)
    form = Form(request.POST if request.method == "POST" else None)
    run = partial(actions.drop_draft, by=request.user, draft=found)
    if request.method == "POST" and act_on(form, run) is not None:
        messages.success(request, "It is dropped.")
        return redirect("frameworks")
    return deed(request, form, f"Drop “{found.title}”?", "Drop it", *back_to(found))


def back_to(found: FrameworkDraft) -> tuple[str, str]:
    return reverse("framework_draft", args=[found.pk]), found.title


def deed(
    request: HttpRequest, form: Any, title: str, button: str, back: str, named: str
) -> HttpResponse:
    context = {"form": form, "title": title, "button": button, "back": back, "back_to": named}
    return render(request, DEED, context, status=422 if form.errors else 200)
