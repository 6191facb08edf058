"""Improvement plans: the list, one, drafting one, and what it says of itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from culturefirst.collaboration.queries.listings import bodies_of as standing_bodies_of
from culturefirst.improvement import actions
from culturefirst.improvement.actions.plans import Proposed
from culturefirst.improvement.forms.plans import EditPlanForm, GapsForm, NewPlanForm
from culturefirst.improvement.models import Assessment, Criterion, Plan, PlanAction, bodies_of
from culturefirst.improvement.plan_tables import of_plan
from culturefirst.improvement.policy import draft_plans, keep_plan, lead_plan
from culturefirst.improvement.queries import plans as queries
from culturefirst.improvement.queries.gaps import assessments_to_plan, gaps_of, usual_aim
from culturefirst.improvement.rules_plans import Gap, lacks, plan_state_on
from culturefirst.improvement.views.plan_common import WORDS, kept_plan, plan_page, seen_plan
from culturefirst.kit import as_at, clock
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.pagination import paged
from culturefirst.kit.starts import start
from culturefirst.kit.urls import changes

A_PAGE = 20
FIRST_NOTES = 10
DRAFTED = "It is a draft: only those who keep it read it. Say who does what by when, then adopt it."


def plans(request: HttpRequest) -> HttpResponse:
    """One's own bodies' plans, and what others let one read."""
    user, today = request.user, clock.today()
    own = list(queries.own(user))
    page = paged(queries.of_others(user), request.GET.get("page"), A_PAGE)
    boards = queries.boards([*own, *page], user, today)
    context = {
        "own": [(plan, boards[plan.pk]) for plan in own],
        "page": page,
        "others": [(plan, boards[plan.pk]) for plan in page],
        "to_plan": assessments_to_plan(user, bodies_of(user)).exclude(plans__isnull=False),
        "today": today,
    }
    return render(request, "improvement/plans/plans.html", context)


def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """One, with its actions as at a day."""
    found, user, at = seen_plan(request, pk), request.user, as_at.asked(request)
    board = queries.board(found, user, at.day)
    table = of_plan(found, board, request)
    if (download := table.response()) is not None:
        return download
    keeps = keep_plan.allows(user, found)
    context = {
        "plan": found,
        "board": board,
        "table": table,
        "as_at": at,
        "state": Plan.State(plan_state_on(found, at.day)),
        "may_keep": keeps,
        "may_lead": lead_plan.allows(user, found),
        "may_take_back": found.released_on == clock.today(),
        "lacks": lacks(each.action for each in board.lines) if keeps and found.is_draft else (),
        "notes": queries.notes(found, user)[:FIRST_NOTES],
        "members": queries.members(found, user),
        "serves": start(user, f"programme.activity:{found.serves_id}"),
        "assessment": _assessment(found, user),
    }
    return render(request, "improvement/plans/plan.html", context)


@acts_once
def new(request: HttpRequest) -> HttpResponse:
    """Draft a plan from nothing; from an assessment there is a page of its own."""
    user = request.user
    form = NewPlanForm(sent(request), user=user, bodies=standing_bodies_of(user))
    deed = Deed(
        "Draft an improvement plan",
        "Save the draft",
        DRAFTED,
        reverse("plans"),
        "Improvement plans",
        lede="Only those who keep a draft read it.",
    )

    def run(**said: Any) -> Plan:
        return actions.draft_plan(by=user, **said)

    more = {"to_plan": assessments_to_plan(user, bodies_of(user))[:A_PAGE]}
    return answer(
        request, form, run, deed, to=plan_page, template="improvement/plans/new.html", more=more
    )


@acts_once
def from_assessment(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft a plan from the gaps of an agreed assessment: tick those that become actions."""
    user = request.user
    rows = assessments_to_plan(user, bodies_of(user))
    assessment: Assessment = get_object_or_404(rows, pk=pk)
    draft_plans.require(user, assessment.organisation)
    wanted = _wanted(request, assessment)
    found = gaps_of(assessment, user, wanted)
    initial = {"title": f"After {assessment.title}"[:200], "criteria": _first(found)}
    form = GapsForm(sent(request), initial=initial, found=found)
    back = reverse("plans")
    deed = Deed("What the plan is about", "Draft the plan", DRAFTED, back, "Improvement plans")

    def run(title: str, criteria: list[int]) -> Plan:
        return actions.draft_plan(
            by=user,
            organisation=assessment.organisation,
            title=title,
            assessment=assessment,
            proposed=_proposed([gap for gap in found if gap.key in criteria], user),
        )

    ticked = {str(key) for key in form["criteria"].value() or ()}
    more = {
        "assessment": assessment,
        "gaps": [(gap, str(gap.key) in ticked) for gap in found],
        "wanted": wanted,
        "levels": assessment.framework.levels,
    }
    return answer(
        request, form, run, deed, to=plan_page, template="improvement/plans/gaps.html", more=more
    )


@changes
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what it says of itself."""
    found = kept_plan(request, pk)
    form = EditPlanForm(
        sent(request),
        initial=EditPlanForm.held(found),
        user=request.user,
        adopted=found.adopted_on is not None,
    )
    page = EditPage(
        title="Change this plan",
        words=WORDS,
        cancel=plan_page(found),
        save=lambda changes, version: actions.edit_plan(
            by=request.user, plan=found, changes=changes, seen=version
        ),
    )
    return edited(request, found, form, page)


def _assessment(found: Plan, user: Any) -> Assessment | None:
    """What it comes from, where this person may read that, too."""
    if found.assessment_id is None:
        return None
    rows = Assessment.objects.visible_to(user).filter(pk=found.assessment_id)
    seen: Assessment | None = rows.first()
    return seen


def _wanted(request: HttpRequest, assessment: Assessment) -> int:
    """The level that is wanted, as the address says."""
    values = {str(each["value"]): int(each["value"]) for each in assessment.framework.levels}
    said = request.POST.get("level", request.GET.get("level", ""))
    return values.get(said, usual_aim(assessment))


def _first(found: list[Gap]) -> list[str]:
    """What is ticked to begin with: a plan of ten is kept, one of thirty is not."""
    return [str(gap.key) for gap in found[:10] if gap.levels]


def _proposed(chosen: list[Gap], user: Any) -> list[Proposed]:
    criteria = Criterion.objects.visible_to(user).in_bulk([gap.key for gap in chosen])
    return [
        Proposed(
            title=gap.title,
            criterion=criteria[gap.key],
            gap="\n".join((f"{'; '.join(gap.why)}.", *filter(None, [gap.areas]))),
            priority=_priority(gap, chosen),
        )
        for gap in chosen
    ]


def _priority(gap: Gap, chosen: list[Gap]) -> str:
    """High where it is worth as much as the largest gap, low where no level is missing."""
    if gap.levels == 0:
        return PlanAction.Priority.LOW
    return PlanAction.Priority.HIGH if gap.worth == chosen[0].worth else PlanAction.Priority.MEDIUM
