"""One body takes over from another: mergers, splits, new forms; and taking the record back."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.locks import locked
from culturefirst.kit.wording import day as said
from culturefirst.network.actions.handing_back import (
    CHANGED,
    refuse_changed,
    refuse_taken,
    resume,
    take_back_begun,
)
from culturefirst.network.actions.handing_over import Handover, hand_over, refuse_moved_on
from culturefirst.network.actions.memberships import (
    join_network,
    leave_network,
    resume_membership,
)
from culturefirst.network.actions.organisations import edit_organisation
from culturefirst.network.actions.saving import saved
from culturefirst.network.models import Membership, Organisation, Succession
from culturefirst.network.policy import manage_network


@action("recorded which organisation took over", allow=manage_network)
def record_succession(
    *,
    by: Any,
    predecessors: Sequence[Organisation],
    successors: Sequence[Organisation],
    on: date,
    how: str,
    handover: Handover | None = None,
) -> Organisation:
    """From a day the successors stand in the place of the predecessors, which are dissolved.

    Memberships of predecessors end and their successors become members, where they are not.
    Posts, services and mail domains go where ``handover`` says; without one, posts stay and all
    else ends. Gives the one body on its side (the successor of a merger, what was split).
    """
    old, new = _in_turn(predecessors, successors)
    _refuse_senseless(old, new, on)
    goes = handover or Handover()
    refuse_moved_on(old, new, goes)
    batch, was_member = uuid.uuid4(), False
    rows: list[Succession] = []
    for before in old:
        done = hand_over(by, before, new, on, goes)
        first = done[new[0].pk]
        was_member = _leave(by, before, on, how, first) or was_member
        first["dissolved"] = _dissolve(by, before, on)
        rows += [
            Succession(
                predecessor=before, successor=after, on=on, how=how, batch=batch,
                done=done[after.pk],
            )
            for after in new
        ]  # fmt: skip
    for after in new if was_member else []:
        _join(by, after, on, next(row for row in rows if row.successor == after).done)
    for row in rows:
        saved(row)
    return new[0] if len(new) == 1 else old[0]


@action("took back which organisation took over", allow=manage_network, on="succession")
def undo_succession(*, by: Any, succession: Succession) -> Organisation:
    """Take back everything that was recorded together, and let all stand as it stood before.

    Refused where something that it began, moved or ended was changed since.
    """
    rows = list(Succession.objects.filter(batch=succession.batch).order_by("pk"))
    for row in rows:
        _refuse_changed(row)
    refuse_taken([row.done for row in rows])
    for row in rows:
        row.delete()  # first: a body of which it is recorded that it passed on stands no more
        take_back_begun(row.done)
    for row in rows:
        _put_back(by, row)
    one = len({row.successor_id for row in rows}) == 1
    return succession.successor if one else succession.predecessor


def _in_turn(
    predecessors: Sequence[Organisation], successors: Sequence[Organisation]
) -> tuple[list[Organisation], list[Organisation]]:
    """Both sides read afresh, all locked in the order of their keys, so that no two wait."""
    every = {body.pk: body for body in [*predecessors, *successors]}
    fresh = {pk: locked(every[pk]) for pk in sorted(every)}
    return [fresh[b.pk] for b in predecessors], [fresh[b.pk] for b in successors]


def _refuse_senseless(old: list[Organisation], new: list[Organisation], on: date) -> None:
    if not old or not new:
        raise DomainError("Name at least one organisation before and one after the change.")
    if both := {body.pk for body in old} & {body.pk for body in new}:
        twice = next(body for body in old if body.pk in both)
        raise DomainError(
            f"{twice} stands on both sides. An organisation that goes on is not dissolved: "
            "name only the others, or rename it."
        )
    pairs = Succession.objects.filter(predecessor__in=old, successor__in=new)
    if known := pairs.select_related("predecessor", "successor").first():
        raise DomainError(f"It is recorded already that {known}: take that back first.")
    for body in old:
        _refuse_standing_otherwise(body, on)
    for body in new:
        if body.dissolved_on is not None and body.dissolved_on <= on:
            raise DomainError(
                f"{body} was dissolved on {said(body.dissolved_on)}, so it took over nothing then."
            )


def _refuse_standing_otherwise(body: Organisation, on: date) -> None:
    if body.dissolved_on is not None and body.dissolved_on != on:
        raise DomainError(
            f"{body} was dissolved on {said(body.dissolved_on)}: give that day, or correct it."
        )
    if body.founded_on is not None and on < body.founded_on:
        raise DomainError(
            f"{body} was founded on {said(body.founded_on)}: give a day that is not before."
        )


def _leave(by: Any, body: Organisation, on: date, how: str, done: dict[str, Any]) -> bool:
    """End a predecessor's membership; whether it was a member up to the day."""
    member = body.memberships.filter(Q(ends__isnull=True) | Q(ends__gte=on)).first()
    if member is not None and member.ends is None:
        reason = f"{Succession.How(how).label} another organisation"
        done["ended"] = leave_network(by=by, organisation=body, on=on, reason=reason).pk
    return member is not None


def _join(by: Any, body: Organisation, on: date, done: dict[str, Any]) -> None:
    if not body.memberships.filter(Q(ends__isnull=True) | Q(ends__gt=on)).exists():
        done["began"] = join_network(by=by, organisation=body, on=on).pk


def _dissolve(by: Any, body: Organisation, on: date) -> bool:
    if body.dissolved_on is not None:
        return False
    edit_organisation(by=by, organisation=body, changes={"dissolved_on": on})
    return True


def _refuse_changed(row: Succession) -> None:
    """Whether all stands as recording it left it; else somebody has to look for themselves."""
    done = row.done
    if "ended" in done and not Membership.objects.filter(pk=done["ended"], ends=row.on).exists():
        raise DomainError(f"The membership of {row.predecessor} {CHANGED}")
    began = Membership.objects.filter(pk=done.get("began"), ends__isnull=True)
    if "began" in done and not began.exists():
        raise DomainError(f"The membership of {row.successor} {CHANGED}")
    refuse_changed(done, row.successor, row.on)


def _put_back(by: Any, row: Succession) -> None:
    done = row.done
    if done.get("dissolved"):
        changes = {"dissolved_on": None}
        edit_organisation(by=by, organisation=row.predecessor, changes=changes)
    resume(done)
    if "ended" in done:
        resume_membership(by=by, organisation=row.predecessor)
    Membership.objects.filter(pk=done.get("began")).delete()
