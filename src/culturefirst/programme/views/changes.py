"""Who changed what, from what to what; and taking a change back."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from culturefirst.kit.act import ACTIONS
from culturefirst.kit.changes import Change, Named, model_of, names, trail
from culturefirst.programme import queries
from culturefirst.programme.models import Target, WorkProgramme
from culturefirst.programme.views.common import place, seen, work_programme_of
from culturefirst.programme.views.day import asked
from culturefirst.programme.views.head import head
from culturefirst.programme.views.undoing import put_back, undoable, who_may
from culturefirst.programme.views.wording import WORDS


def programme_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """The trail of a programme, narrowed to a person and to days."""
    work_programme = seen(request, WorkProgramme, pk)
    every = queries.changes(work_programme)
    context = head(request, work_programme, asked(request), current="programme_changes")
    context["summary"] = "Every change to this programme: who, when, from what to what."
    context |= trail(request, every, lambda events: told(events, request.user))
    return render(request, "programme/changes.html", context)


def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would be put back; put it back when asked."""
    event, record = _event(request, pk)
    who_may(record).require(request.user, record)
    if request.method == "POST":
        restored = put_back(request.user, event, record)
        messages.success(request, "Taken back.")
        return redirect(place(restored))
    context = {"change": told([event], request.user)[0], "cancel": place(record)}
    return render(request, "programme/undo.html", context)


def undo_last(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """On to the page that takes back what was last done to a record."""
    event = queries.last_change(kind, pk)
    if event is None:
        raise Http404
    found, _ = _event(request, event.pk)
    return redirect("change_undo", found.pk)


def told(events: Iterable[Any], user: Any) -> list[Change]:
    """Events in words; the records they name are fetched in one statement a kind."""
    listed = list(events)
    records, named = _records(listed, user), names(listed)
    return [
        _change(event, records.get((event.object_type, event.object_id)), user, named)
        for event in listed
    ]


def _change(event: Any, record: models.Model | None, user: Any, named: Named) -> Change:
    model = model_of(event.object_type)
    action = ACTIONS.get(event.verb)
    can = record is not None and who_may(record).allows(user) and undoable(event, record)
    changed = (
        WORDS.differences(model, event.before, event.after, named) if model and event.before else []
    )
    return Change(
        pk=event.pk,
        at=event.at,
        who=event.actor_name or "The system",
        did=action.says if action else event.verb,
        what=_short(str(_subject(record))) if record is not None else "",
        url=place(record) if record is not None else "",
        words=_short(str(record)) if record is not None and _subject(record) != record else "",
        reason=event.reason,
        differences=changed,
        undo=reverse("change_undo", args=[event.pk]) if can else "",
    )


def _subject(record: models.Model) -> models.Model:
    """What people think of as changed: a remark's target, a note's activity, else the record."""
    for name in ("target", "activity"):
        if getattr(record, f"{name}_id", None) and not isinstance(record, Target):
            subject: models.Model = getattr(record, name)
            return subject
    return record


def _records(events: list[Any], user: Any) -> Mapping[tuple[str, str], models.Model]:
    wanted: dict[str, set[str]] = {}
    for event in events:
        wanted.setdefault(event.object_type, set()).add(event.object_id)
    found: dict[tuple[str, str], models.Model] = {}
    for kind, keys in wanted.items():
        model: Any = model_of(kind)
        if hasattr(model, "to_programme"):
            above = model.to_programme.removesuffix("__")
            rows = model.objects.visible_to(user).filter(pk__in=keys)
            rows = rows.select_related(*([above] if above else []), *_own(model))
            found |= {(kind, str(row.pk)): row for row in rows}
    return found


def _own(model: type[models.Model]) -> list[str]:
    """The target that a record names beside its activity."""
    names = {field.name for field in model._meta.concrete_fields}
    return ["target"] if {"target", "activity"} <= names else []


def _event(request: HttpRequest, pk: int) -> tuple[Any, Any]:
    from culturefirst.kit.models import AuditEvent

    bare = get_object_or_404(AuditEvent, pk=pk)
    record = _records([bare], request.user).get((bare.object_type, bare.object_id))
    if record is None:
        raise Http404
    work_programme = seen(request, WorkProgramme, work_programme_of(record).pk)
    return get_object_or_404(queries.changes(work_programme), pk=pk), record


def _short(text: str, most: int = 160) -> str:
    return text if len(text) <= most else f"{text[:most].rstrip()}…"
