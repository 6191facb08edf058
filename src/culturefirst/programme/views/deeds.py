"""Pages that do one thing to one record: a form, one action, and back to the record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from culturefirst.kit.forms import act_on
from culturefirst.kit.policy import Policy
from culturefirst.programme import actions
from culturefirst.programme import policy as may
from culturefirst.programme.forms.editing import NewActivityForm, NewPriorityForm, TargetFields
from culturefirst.programme.forms.recording import (
    CommentForm,
    DeclareForm,
    MilestoneForm,
    NoteForm,
    OverrideForm,
    ProgressNoteForm,
    ReasonForm,
)
from culturefirst.programme.models import (
    Activity,
    Milestone,
    Programme,
    Progress,
    Remark,
    Target,
    WorkProgramme,
)
from culturefirst.programme.reading.document import Target as PrintedTarget
from culturefirst.programme.views.common import back, place, seen, sent, work_programme_of
from culturefirst.programme.views.undoing import said_with_undo

Said = Mapping[str, Any]


@dataclass(frozen=True)
class Deed:
    """What the page asks (``title``, ``lede``), the button, and what it did (``done``).

    ``run(by, record, said)`` calls the action; ``undo`` offers to take it back at once.
    """

    model: Any
    form: type[Form]
    policy: Policy
    title: str
    button: str
    done: str
    run: Callable[[Any, Any, Said], Any]
    lede: str = ""
    danger: bool = False
    undo: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)


def doing(deed: Deed) -> Callable[..., HttpResponse]:
    """The view of a deed: GET asks, POST acts once."""

    def view(request: HttpRequest, pk: int) -> HttpResponse:
        record = seen(request, deed.model, pk)
        deed.policy.require(request.user, record)
        form = _form(deed, request)
        if request.method == "POST":
            result = act_on(form, lambda **said: deed.run(request.user, record, said))
            if result is not None:
                done = said_with_undo(deed.done, result) if deed.undo else deed.done
                messages.success(request, done)
                return redirect(back(request, place(record)))
        context = {
            "deed": deed,
            "record": record,
            "form": form,
            "work_programme": work_programme_of(record),
            "cancel": back(request, place(record)),
        }
        return render(request, "programme/deed.html", context, status=422 if form.errors else 200)

    return view


def _form(deed: Deed, request: HttpRequest) -> Form:
    form = deed.form(sent(request))
    for name, label in deed.labels.items():
        form.fields[name].label = label
    return form


def printed(said: Said) -> PrintedTarget:
    """A form's target as the actions take it."""
    named = ("unit", "per", "direction")
    return PrintedTarget(**{**said, **{name: said[name] or None for name in named}})


declare = Deed(
    model=Target,
    form=DeclareForm,
    policy=may.declare,
    title="Say where this target stands",
    lede="Nothing counts this target yet, so a person says where it stands, and why.",
    button="Declare it",
    done="Declared. The page says who said so, and why.",
    run=lambda by, target, said: actions.declare(by=by, target=target, **said),
)
override = Deed(
    model=Target,
    form=OverrideForm,
    policy=may.override,
    title="Show another status",
    lede="The status worked out from the figure stays on record beside yours.",
    button="Show this status",
    done="The target now shows your status, with your reason.",
    undo=True,
    run=lambda by, target, said: actions.override(by=by, target=target, **said),
)
comment = Deed(
    model=Target,
    form=CommentForm,
    policy=may.comment,
    title="Explain why this target is off track",
    lede="A report to the board cannot go out without it.",
    button="Add this commentary",
    done="Thank you. The commentary will stand in the next report.",
    run=lambda by, target, said: actions.comment(by=by, target=target, **said),
)
milestone = Deed(
    model=Target,
    form=MilestoneForm,
    policy=may.record_milestone,
    title="Record something done",
    lede="One entry for one thing done. What counts it will count it from that day on.",
    button="Record it",
    done="Recorded.",
    run=lambda by, target, said: actions.record_milestone(
        by=by, activity=target.activity, target=target, **said
    ),
)
activity_milestone = Deed(
    model=Activity,
    form=MilestoneForm,
    policy=may.record_milestone,
    title="Record something done",
    lede="For this activity as a whole. To count towards one target, record it on that "
    "target's page.",
    button="Record it",
    done="Recorded.",
    run=lambda by, activity, said: actions.record_milestone(by=by, activity=activity, **said),
)
withdraw_milestone = Deed(
    model=Milestone,
    form=ReasonForm,
    policy=may.record_milestone,
    title="Withdraw this entry",
    lede="It will no longer count. The entry and your reason stay in the list of changes, where "
    "it can be put back.",
    button="Withdraw it",
    done="Withdrawn: it no longer counts. It can be put back from the list of changes.",
    danger=True,
    undo=True,
    run=lambda by, entry, said: actions.withdraw_milestone(by=by, milestone=entry, **said),
)
withdraw_remark = Deed(
    model=Remark,
    form=ReasonForm,
    policy=may.declare,
    title="Withdraw what was said",
    lede="It no longer says where the target stands. The words and your reason stay in the list "
    "of changes, where it can be put back.",
    button="Withdraw it",
    done="Withdrawn. It can be put back from the list of changes.",
    danger=True,
    undo=True,
    run=lambda by, remark, said: actions.withdraw_remark(by=by, remark=remark, **said),
)
withdraw_override = Deed(
    model=Remark,
    form=Form,
    policy=may.override,
    title="Go back to the status worked out",
    button="Withdraw the override",
    done="The target shows the status worked out from its figure again.",
    run=lambda by, remark, said: actions.withdraw_override(by=by, remark=remark),
)
close = Deed(
    model=Target,
    form=ReasonForm,
    policy=may.edit_programme,
    title="Close this target",
    lede="A closed target is no longer counted or chased. It stays on the page as closed.",
    button="Close it",
    done="Closed. You can reopen it on this page.",
    danger=True,
    undo=True,
    run=lambda by, target, said: actions.close_target(by=by, target=target, **said),
)
reopen = Deed(
    model=Target,
    form=Form,
    policy=may.edit_programme,
    title="Reopen this target",
    button="Reopen it",
    done="Reopened.",
    run=lambda by, target, said: actions.reopen_target(by=by, target=target),
)
remove = Deed(
    model=Target,
    form=ReasonForm,
    policy=may.edit_programme,
    title="Remove this target",
    lede="For a line that should never have been a target. To stop chasing a real one, "
    "close it instead. A removed target can be put back from the list of changes.",
    button="Remove it",
    done="Removed. It can be put back from the list of changes.",
    danger=True,
    undo=True,
    run=lambda by, target, said: actions.remove_target(by=by, target=target, **said),
)
restore = Deed(
    model=Target,
    form=Form,
    policy=may.edit_programme,
    title="Put this target back",
    button="Put it back",
    done="The target is back in its place.",
    run=lambda by, target, said: actions.restore_target(by=by, target=target),
)
remove_progress = Deed(
    model=Progress,
    form=Form,
    policy=may.declare,
    title="Remove this note",
    button="Remove it",
    done="Removed. The list of changes still has its words.",
    danger=True,
    undo=True,
    run=lambda by, progress, said: actions.remove_progress(by=by, progress=progress),
)
note = Deed(
    model=Target,
    form=NoteForm,
    policy=may.comment,
    title="Write a note on this target",
    button="Keep the note",
    done="Noted.",
    run=lambda by, target, said: actions.note(by=by, target=target, **said),
)
add_target = Deed(
    model=Activity,
    form=TargetFields,
    policy=may.edit_programme,
    title="Add a target",
    button="Add it",
    done="Added. Choose on its page what counts it.",
    run=lambda by, activity, said: actions.add_target(
        by=by, activity=activity, target=printed(said)
    ),
)
add_progress = Deed(
    model=Activity,
    form=ProgressNoteForm,
    policy=may.declare,
    title="Add a note on progress",
    lede="A note for the reader. It does not change where a target stands.",
    button="Add it",
    done="Added.",
    run=lambda by, activity, said: actions.add_progress(by=by, activity=activity, **said),
)
add_activity = Deed(
    model=Programme,
    form=NewActivityForm,
    policy=may.edit_programme,
    title="Add an activity",
    button="Add it",
    done="Added, as the last of its programme.",
    run=lambda by, programme, said: actions.add_activity(by=by, programme=programme, **said),
)
add_priority = Deed(
    model=WorkProgramme,
    form=NewPriorityForm,
    policy=may.edit_programme,
    title="Add a priority",
    button="Add it",
    done="Added, as the last.",
    run=lambda by, work_programme, said: actions.add_priority(
        by=by, work_programme=work_programme, **said
    ),
)
