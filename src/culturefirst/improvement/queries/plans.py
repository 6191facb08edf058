"""Which plans and actions there are, and how they stand as at a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from culturefirst.improvement.models import (
    DueMove,
    Plan,
    PlanAction,
    PlanMember,
    Plans,
    ReviewNote,
    Saving,
    bodies_of,
)
from culturefirst.improvement.queries.yardsticks import Reading, readings
from culturefirst.improvement.rules_plans import (
    Move,
    Progress,
    Standing,
    progress,
    standing,
)
from culturefirst.kit.policy import roles
from culturefirst.network.models import Organisation, Person, Post

NOUGHT = Decimal(0)
SOON = timedelta(days=14)


@dataclass(frozen=True)
class Line:
    """An action as at a day, with what it saved by then; ``reading`` where something counts it."""

    action: PlanAction
    standing: Standing
    saved: Decimal
    reading: Reading | None = None

    @property
    def said(self) -> str:
        """Its state in words."""
        return str(PlanAction.State(self.standing.state).label)


@dataclass(frozen=True)
class Board:
    """A plan's actions as at a day; sums of pounds are over those that are not dropped."""

    day: date
    lines: list[Line]
    progress: Progress
    cost: Decimal
    expected: Decimal
    saved: Decimal

    @property
    def share(self) -> float | None:
        """The share of actions that are done; ``None`` where there are none."""
        return self.progress.done / self.progress.of if self.progress.of else None


def plans(user: Any) -> "QuerySet[Plan]":
    """Those that this person may read."""
    rows: QuerySet[Plan] = Plan.objects.visible_to(user)
    return rows.select_related("organisation__sub_region", "assessment")


def own(user: Any) -> "QuerySet[Plan]":
    """Those of the bodies that this person works for."""
    return plans(user).filter(organisation__in=bodies_of(user))


def of_others(user: Any) -> "QuerySet[Plan]":
    """What other bodies let this person read."""
    return plans(user).exclude(organisation__in=bodies_of(user))


def actions(user: Any) -> "QuerySet[PlanAction]":
    """Actions of the plans that this person may read, with what pages say of each."""
    rows: QuerySet[PlanAction] = PlanAction.objects.visible_to(user)
    return rows.select_related("plan__organisation", "owner", "criterion__theme", "strand")


def board(plan: Plan, user: Any, day: date) -> Board:
    """A plan's actions in order, as at a day; what was added later is left out."""
    rows = list(_as_at(actions(user).filter(plan=plan), user, day))
    return _board(rows, day, readings(rows, user, day))


def boards(listed: Sequence[Plan], user: Any, day: date) -> dict[int, Board]:
    """The same for several plans at once, without what counts their actions."""
    rows = _as_at(actions(user).filter(plan__in=listed), user, day)
    by_plan: dict[int, list[PlanAction]] = {plan.pk: [] for plan in listed}
    for action in rows:
        by_plan[action.plan_id].append(action)
    return {pk: _board(found, day) for pk, found in by_plan.items()}


def line(action: PlanAction, user: Any, day: date) -> Line:
    """One action as at a day."""
    found = actions(user).filter(pk=action.pk).prefetch_related(*_dated(user)).get()
    return _line(found, day, readings([found], user, day).get(found.pk))


def savings(action: PlanAction, user: Any) -> "QuerySet[Saving]":
    """What was noted of an action, withdrawn ones too, the earliest first."""
    rows: QuerySet[Saving] = Saving.objects.visible_to(user).filter(action=action)
    return rows.select_related("noted_by")


def moves(action: PlanAction, user: Any) -> "QuerySet[DueMove]":
    """How the day of an action moved."""
    rows: QuerySet[DueMove] = DueMove.objects.visible_to(user).filter(action=action)
    return rows.select_related("by")


def notes(plan: Plan, user: Any) -> "QuerySet[ReviewNote]":
    """What was said at reviews, the latest first."""
    rows: QuerySet[ReviewNote] = ReviewNote.objects.visible_to(user).filter(plan=plan)
    return rows.select_related("by", "action")


def members(plan: Plan, user: Any) -> "QuerySet[PlanMember]":
    """Who keeps a plan, the lead first."""
    rows: QuerySet[PlanMember] = PlanMember.objects.visible_to(user).filter(plan=plan)
    return rows.select_related("person")


def people_of(
    body: Organisation, user: Any, day: date, also: int | None = None
) -> "QuerySet[Person]":
    """Who holds a post of a body on the day, with one person more who may hold none."""
    posts = Post.objects.visible_to(user).held_on(day).filter(organisation=body)
    rows: QuerySet[Person] = Person.objects.visible_to(user)
    return rows.filter(Q(pk__in=posts.values("person"), erased_on=None) | Q(pk=also))


def to_do(user: Any, day: date) -> "QuerySet[PlanAction]":
    """Open actions of this person's own, of adopted plans, that are due soon or were."""
    if not roles(user):
        return actions(user).none()
    return actions(user).filter(
        owner=user.person_id,
        plan__state=Plan.State.ADOPTED,
        plan__organisation__in=bodies_of(user),
        state__in=(PlanAction.State.PLANNED, PlanAction.State.UNDER_WAY),
        due__lte=day + SOON,
    )


def to_review(user: Any, day: date) -> "QuerySet[Plan]":
    """Plans that this person keeps and of which a review is due soon or was."""
    return plans(user).filter(
        Plans.kept_by(user), state=Plan.State.ADOPTED, review_due__lte=day + SOON
    )


def to_adopt(user: Any) -> "QuerySet[Plan]":
    """Drafts that this person leads."""
    if not roles(user):
        return plans(user).none()
    leads = PlanMember._base_manager.filter(person=user.person_id, part=PlanMember.Part.LEAD)
    return plans(user).filter(
        Plans.kept_by(user), state=Plan.State.DRAFT, pk__in=leads.values("plan")
    )


def _as_at(rows: "QuerySet[PlanAction]", user: Any, day: date) -> "QuerySet[PlanAction]":
    """Without those that were added later."""
    return rows.filter(added_on__lte=day).prefetch_related(*_dated(user))


def _dated(user: Any) -> tuple[Prefetch[Any], ...]:
    return (
        Prefetch("moves", DueMove.objects.visible_to(user), to_attr="all_moves"),
        Prefetch("savings", Saving.objects.visible_to(user), to_attr="all_savings"),
    )


def _board(
    rows: Iterable[PlanAction], day: date, counted: Mapping[int, Reading] | None = None
) -> Board:
    read = counted or {}
    lines = [_line(action, day, read.get(action.pk)) for action in rows]
    still = [each.action for each in lines if each.standing.state != PlanAction.State.DROPPED]
    return Board(
        day=day,
        lines=lines,
        progress=progress(each.standing for each in lines),
        cost=sum((each.cost or NOUGHT for each in still), NOUGHT),
        expected=sum((each.saving or NOUGHT for each in still), NOUGHT),
        saved=sum((each.saved for each in lines), NOUGHT),
    )


def _line(action: Any, day: date, reading: Reading | None = None) -> Line:
    moved = [Move(each.on, each.was) for each in action.all_moves]
    saved = sum((each.amount for each in action.all_savings if _counts(each, day)), NOUGHT)
    return Line(action, standing(action, moved, day), saved, reading)


def _counts(saving: Saving, day: date) -> bool:
    """Whether it was made by the day and had not been withdrawn by then."""
    gone = saving.withdrawn_on is not None and saving.withdrawn_on <= day
    return saving.on <= day and not gone
