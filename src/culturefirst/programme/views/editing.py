"""Editing in place: one form page a record, which refuses to undo somebody else's change."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from culturefirst.kit.errors import Conflict
from culturefirst.kit.forms import act_on
from culturefirst.kit.policy import Policy
from culturefirst.programme import actions
from culturefirst.programme import policy as may
from culturefirst.programme.forms import editing as forms
from culturefirst.programme.models import (
    Activity,
    Milestone,
    Priority,
    Programme,
    Progress,
    Target,
    WorkProgramme,
)
from culturefirst.programme.views.common import back, place, seen, sent, work_programme_of
from culturefirst.programme.views.conflicts import compared
from culturefirst.programme.views.undoing import said_with_undo


@dataclass(frozen=True)
class Edit:
    """A kind of record that is edited: ``record`` is the action's name for it.

    ``also`` names what else may be done to it, as ``(words, url name)``.
    """

    model: Any
    form: type[forms.EditForm]
    run: Callable[..., Any]
    record: str
    title: str
    policy: Policy = may.edit_programme
    also: tuple[tuple[str, str], ...] = ()


work_programme = Edit(
    WorkProgramme,
    forms.WorkProgrammeForm,
    actions.edit_work_programme,
    "work_programme",
    "Edit the programme's title and period",
)
priority = Edit(
    Priority, forms.PriorityForm, actions.edit_priority, "priority", "Edit this priority"
)
strand = Edit(
    Programme, forms.StrandForm, actions.edit_programme_strand, "programme", "Edit this programme"
)
activity = Edit(
    Activity, forms.ActivityForm, actions.edit_activity, "activity", "Edit this activity"
)
target = Edit(Target, forms.TargetForm, actions.edit_target, "target", "Edit this target")
progress = Edit(
    Progress,
    forms.ProgressForm,
    actions.edit_progress,
    "progress",
    "Edit this note",
    may.declare,
    (("Remove this note", "progress_remove"),),
)

milestone = Edit(
    Milestone,
    forms.MilestoneEditForm,
    actions.edit_milestone,
    "milestone",
    "Correct this entry",
    may.record_milestone,
    (("Withdraw this entry", "milestone_withdraw"),),
)


def editing(kind: Edit) -> Callable[..., HttpResponse]:
    """The view of one kind of edit."""

    def view(request: HttpRequest, pk: int) -> HttpResponse:
        record = seen(request, kind.model, pk)
        kind.policy.require(request.user, record)
        form = kind.form.for_record(record, sent(request))
        if request.method != "POST":
            return _shown(request, kind, record, form)
        try:
            saved = act_on(form, lambda **_: _save(request, kind, record, form))
        except Conflict:
            return _conflict(request, kind, record, form)
        if saved is None:
            return _shown(request, kind, record, form, status=422)
        return redirect(back(request, place(saved)))

    return view


def _save(request: HttpRequest, kind: Edit, record: Any, form: forms.EditForm) -> Any:
    if not form.changes:
        messages.info(request, "Nothing was changed.")
        return record
    seen_version = form.cleaned_data["seen"]
    arguments = {kind.record: record, "changes": form.changes, "seen": seen_version}
    saved = kind.run(by=request.user, **arguments)
    messages.success(request, said_with_undo("Saved.", saved))
    return saved


def _shown(
    request: HttpRequest, kind: Edit, record: Any, form: forms.EditForm, status: int = 200
) -> HttpResponse:
    context = {
        "kind": kind,
        "record": record,
        "form": form,
        "work_programme": work_programme_of(record),
        "cancel": back(request, place(record)),
        "also": [(words, reverse(name, args=[record.pk])) for words, name in kind.also],
    }
    return render(request, "programme/edit.html", context, status=status)


def _conflict(request: HttpRequest, kind: Edit, record: Any, form: forms.EditForm) -> HttpResponse:
    """What both changed, and the form on top of what stands now, ready to save again."""
    record.refresh_from_db()
    context = {
        "form": form.on_top_of(record),
        "overlap": compared(record, form),
        "note": record,
        "cancel": back(request, place(record)),
    }
    return render(request, "programme/conflict.html", context, status=409)
