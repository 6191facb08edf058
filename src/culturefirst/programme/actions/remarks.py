"""What people say of a target: declarations, overrides, commentary and notes."""

from datetime import date
from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.programme import policy
from culturefirst.programme.actions.programmes import save_new
from culturefirst.programme.actions.targets import given
from culturefirst.programme.models import Remark, Target
from culturefirst.programme.queries.asking import measure_of
from culturefirst.programme.rules import Status

Kind = Remark.Kind


@action("declared where a target stands", allow=policy.declare, on="target")
def declare(
    *,
    by: Any,
    target: Target,
    why: str,
    on: date | None = None,
    value: float | None = None,
    standing: str = "",
    evidence: str = "",
) -> Remark:
    """Say of a declared target where it stands, as a value or a standing, why, with evidence.

    Raises ``DomainError`` for a measured target: its records say where it stands.
    """
    if measure_of(target) is not None:
        raise DomainError(
            "This target is measured from records; override its standing with a reason instead."
        )
    if value is None and not standing:
        raise DomainError("Say where the target stands: give a figure or a standing.")
    day = on or clock.today()
    if day > clock.today():
        raise DomainError("A declaration cannot be dated in the future.")
    return _said(
        by,
        target,
        Kind.DECLARATION,
        why,
        day,
        value=value,
        standing=_known(standing),
        evidence=evidence,
    )


@action("overrode where a target stands", allow=policy.override, on="target")
def override(*, by: Any, target: Target, standing: str, reason: str) -> Remark:
    """Put a standing in the place of the one worked out, with a reason that is shown."""
    if not standing:
        raise DomainError("Choose the standing to show.")
    return _said(by, target, Kind.OVERRIDE, reason, clock.today(), standing=_known(standing))


@action("withdrew an override", allow=policy.override, on="remark")
def withdraw_override(*, by: Any, remark: Remark) -> Remark:
    """Let the target's standing be worked out again."""
    if remark.kind != Kind.OVERRIDE or remark.withdrawn_on is not None:
        raise DomainError("There is no override here to withdraw.")
    return _withdrawn(remark, clock.today())


@action("withdrew what was said of a target", allow=policy.declare, on="remark")
def withdraw_remark(*, by: Any, remark: Remark, reason: str) -> Remark:
    """Say that a declaration, commentary or note no longer holds, and why; it stays to be read."""
    given(reason, "Say why it is withdrawn.")
    if remark.kind == Kind.OVERRIDE:
        raise DomainError("Go back to the status worked out instead: that withdraws an override.")
    if remark.withdrawn_on is not None:
        raise DomainError("This has been withdrawn already.")
    return _withdrawn(remark, clock.today())


@action("put back what was said of a target", allow=policy.declare, on="remark")
def restore_remark(*, by: Any, remark: Remark) -> Remark:
    """Let a withdrawn declaration, commentary or note hold again."""
    if remark.kind == Kind.OVERRIDE or remark.withdrawn_on is None:
        raise DomainError("There is nothing here to put back.")
    return _withdrawn(remark, None)


@action("said why a target is off track", allow=policy.comment, on="target")
def comment(*, by: Any, target: Target, why: str, next: str) -> Remark:
    """Why a target is off track and what comes next."""
    given(next, "Say what comes next.")
    return _said(by, target, Kind.COMMENTARY, why, clock.today(), next=next)


@action("wrote a note on a target", allow=policy.comment, on="target")
def note(*, by: Any, target: Target, text: str) -> Remark:
    """Something to remember of a target that says nothing of its standing."""
    return _said(by, target, Kind.NOTE, text, clock.today())


def _withdrawn(remark: Remark, on: date | None) -> Remark:
    remark.withdrawn_on = on
    remark.save(update_fields=["withdrawn_on"])
    return remark


def _said(by: Any, target: Target, kind: Kind, why: str, on: date, **more: Any) -> Remark:
    given(why, "Say why.")
    made = Remark(target=target, kind=kind, why=why, on=on, by=by.person, **more)
    save_new(made)
    return made


def _known(standing: str) -> str:
    if standing and standing not in {status.value for status in Status}:
        raise DomainError(f"“{standing}” is not a standing.")
    return standing
