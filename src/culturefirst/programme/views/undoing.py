"""Taking a change back: the action that undoes it, where nothing has changed since."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.html import format_html

from culturefirst.kit.changes import HIDDEN
from culturefirst.kit.errors import DomainError
from culturefirst.kit.keeps import snapshot
from culturefirst.kit.policy import Policy
from culturefirst.programme import actions, policy
from culturefirst.programme.models import Milestone, Progress, Remark

Values = Mapping[str, Any]

EDITS: dict[str, tuple[Callable[..., Any], str]] = {
    "programme.edit_work_programme": (actions.edit_work_programme, "work_programme"),
    "programme.edit_priority": (actions.edit_priority, "priority"),
    "programme.edit_programme_strand": (actions.edit_programme_strand, "programme"),
    "programme.edit_activity": (actions.edit_activity, "activity"),
    "programme.edit_progress": (actions.edit_progress, "progress"),
    "programme.edit_target": (actions.edit_target, "target"),
    "programme.edit_milestone": (actions.edit_milestone, "milestone"),
}
OPPOSITES: dict[str, tuple[Callable[..., Any], str]] = {
    "programme.remove_target": (actions.restore_target, "target"),
    "programme.close_target": (actions.reopen_target, "target"),
    "programme.remove_progress": (actions.restore_progress, "progress"),
    "programme.override": (actions.withdraw_override, "remark"),
    "programme.withdraw_remark": (actions.restore_remark, "remark"),
    "programme.withdraw_milestone": (actions.restore_milestone, "milestone"),
}


def who_may(record: models.Model) -> Policy:
    """Who may take back a change to this record: whoever may make one."""
    if isinstance(record, Milestone):
        return policy.record_milestone
    if isinstance(record, Remark) and record.kind == Remark.Kind.OVERRIDE:
        return policy.override
    return policy.declare if isinstance(record, Progress | Remark) else policy.edit_programme


def undoable(event: Any, record: models.Model) -> bool:
    """Whether the record still stands as this change left it."""
    known = event.verb in EDITS or event.verb in OPPOSITES or event.verb == "programme.bind"
    gone = _withdrawn(record) and "withdraw" not in event.verb
    return known and _untouched(event, record) and not gone


def put_back(by: Any, event: Any, record: models.Model) -> Any:
    """Undo the change by the action that a person would use, which leaves its own event."""
    if not undoable(event, record):
        raise DomainError(
            "This has been changed again since, or cannot be taken back. Edit it instead."
        )
    version = getattr(record, "version", None)
    if event.verb in OPPOSITES:
        run, name = OPPOSITES[event.verb]
        return run(by=by, **{name: record})
    if event.verb == "programme.bind":
        return _bound_as_before(by, event, record, version)
    run, name = EDITS[event.verb]
    return run(by=by, **{name: record, "changes": _before(event, record), "seen": version})


def said_with_undo(done: str, record: models.Model) -> str:
    """A sentence for the head of the next page, with a link to take the change back."""
    undo = reverse("last_change_undo", args=[record._meta.model_name, record.pk])
    return format_html('{} <a href="{}">Undo</a>', done, undo)


def _bound_as_before(by: Any, event: Any, record: Any, version: int | None) -> Any:
    before = {"measure": record.measure, "filters": record.filters} | _before(event, record)
    return actions.bind(by=by, target=record, **before, seen=version)


def _before(event: Any, record: models.Model) -> dict[str, Any]:
    fields: Any = {field.attname: field for field in record._meta.concrete_fields}
    return {
        name: fields[name].to_python(value)
        for name, value in event.before.items()
        if name not in HIDDEN
    }


def _untouched(event: Any, record: models.Model) -> bool:
    now, names = snapshot(record), set(event.after) - HIDDEN
    return bool(names) and all(now.get(name) == event.after[name] for name in names)


def _withdrawn(record: models.Model) -> bool:
    return getattr(record, "withdrawn_on", None) is not None
