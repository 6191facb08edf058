"""Bringing a framework in: looked at first, with every fault in its place, then loaded."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement import frameworks as files
from culturefirst.improvement.forms.frameworks import BringForm, carried, carried_back
from culturefirst.improvement.frameworks.comparing import compared
from culturefirst.improvement.queries import frameworks as queries
from culturefirst.improvement.queries.mapping import mapped
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes

PAGE = "improvement/frameworks/bring.html"
SHOWN = 50


@acts_once
def bring(request: HttpRequest) -> HttpResponse:
    """Choose a file, look at it, load it."""
    if request.method != "POST":
        return render(request, PAGE, {"form": BringForm()})
    if request.POST.get("step") == "load":
        return _load(request, carried_back(request.POST.get("content", "")))
    form = BringForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, PAGE, {"form": form}, status=422)
    return _look(request, form.cleaned_data["said"])


@changes
@require_POST
def shipped(request: HttpRequest) -> HttpResponse:
    """Load what comes with the system."""
    actions.load_shipped_frameworks(by=request.user)
    messages.success(request, "They are here. Whoever works for an organisation can begin.")
    return redirect("frameworks")


def _look(request: HttpRequest, text: str, refusal: str = "") -> HttpResponse:
    try:
        framework = queries.understood(text)
    except files.FrameworkRefused as refused:
        return _faults(request, text, refused)
    context = looked_at(framework, text, request.user) | {
        "content": carried(text),
        "refusal": refusal,
    }
    return render(request, PAGE, context, status=422 if refusal else 200)


def _load(request: HttpRequest, text: str) -> HttpResponse:
    try:
        version = actions.load_framework(by=request.user, text=text)
    except files.FrameworkRefused as refused:
        return _faults(request, text, refused)
    except NotAllowed:
        raise
    except DomainError as refusal:
        return _look(request, text, str(refusal))
    messages.success(request, f"“{version.title}”, version {version.name}, is loaded.")
    return redirect("framework_version", version.framework.key, version.number)


def _faults(request: HttpRequest, text: str, refused: files.FrameworkRefused) -> HttpResponse:
    form = BringForm(initial={"text": text})
    context = {"form": form, "faults": refused.faults, "shown": in_place(text, refused)}
    return render(request, PAGE, context, status=422)


def in_place(text: str, refused: files.FrameworkRefused) -> list[tuple[files.Fault, str]]:
    """The first faults, each with the line of the file in which it is."""
    lines = text.split("\n")
    return [
        (fault, lines[fault.line - 1].strip()[:200] if fault.line <= len(lines) else "")
        for fault in refused.faults[:SHOWN]
    ]


def looked_at(framework: files.Framework, text: str, user: Any) -> dict[str, Any]:
    """A framework that is not loaded: as people will read it, and what it changes."""
    here = queries.before(framework, user)
    old, digest = next(iter(here), None), queries.digest_of(text)
    there = any(each.digest == digest for each in here)
    elsewhere = mapped(framework)
    missing = {one.name for some in elsewhere.values() for one in some if not one.url}
    return {
        "framework": framework,
        "old": old,
        "there": there,
        "taken": not there and any(each.name == framework.version for each in here),
        "criteria": len(list(framework.criteria)),
        "told": compared(queries.read_back(old), framework) if old and not there else None,
        "mapped": elsewhere,
        "missing": sorted(missing),
    }
