"""What of improvement plans can be found, by whoever may read the plan."""

from django.urls import reverse

from culturefirst.improvement.models import Plan, PlanAction
from culturefirst.kit.search import SEARCH, Entry, Source
from culturefirst.network.models import Organisation


def _plan(plan: Plan) -> Entry:
    body = plan.organisation
    rows = PlanAction._base_manager.filter(plan=plan).values_list("title", "outcome")
    said = [body.name, plan.summary, *(words for row in rows for words in row)]
    return Entry(
        title=plan.title,
        text="\n".join(each for each in said if each),
        url=reverse("plan", args=[plan.pk]),
        on=plan.adopted_on or plan.drafted_on,
        sub_region=body.sub_region.slug if body.sub_region is not None else "",
    )


def _of_action(action: PlanAction) -> list[int]:
    return [action.plan_id]


def _of_body(body: Organisation) -> list[int]:
    return list(Plan._base_manager.filter(organisation=body).values_list("pk", flat=True))


SEARCH.add(
    "improvement.plan",
    Source(
        label="Improvement plan",
        plural="Improvement plans",
        model=Plan,
        visible=lambda user: Plan.objects.visible_to(user),
        entry=_plan,
        rows=lambda rows: rows.select_related("organisation__sub_region"),
        follows={PlanAction: _of_action, Organisation: _of_body},
    ),
)
