"""Editing in place: one form page a record, which refuses to undo somebody else's change."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.editing import EditPage, edited
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
from culturefirst.programme.views.common import back, place, seen, sent
from culturefirst.programme.views.undoing import said_with_undo
from culturefirst.programme.views.wording import WORDS


@dataclass(frozen=True)
class Edit:
    """A kind of record that is edited: ``record`` is the action's name for it.

    ``also`` names what else may be done to it, as ``(words, url name)``.
    """

    model: Any
    form: type[EditForm]
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
        return edited(request, record, form, _page(request, kind, record))

    return view


def _page(request: HttpRequest, kind: Edit, record: Any) -> EditPage:
    def save(changes: dict[str, Any], version: int) -> Any:
        arguments = {kind.record: record, "changes": changes, "seen": version}
        return kind.run(by=request.user, **arguments)

    return EditPage(
        title=kind.title,
        words=WORDS,
        cancel=back(request, place(record)),
        save=save,
        done=lambda saved: said_with_undo("Saved.", saved),
        to=lambda saved: back(request, place(saved)),
        also=[(words, reverse(name, args=[record.pk])) for words, name in kind.also],
    )
