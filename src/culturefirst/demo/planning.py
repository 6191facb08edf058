"""What councils plan about the gaps that the challenge showed, and what it has saved so far."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from dateutil.relativedelta import relativedelta

from culturefirst.demo import improving
from culturefirst.demo.improving import Told
from culturefirst.demo.people import Member
from culturefirst.demo.stage import Event, Stage
from culturefirst.improvement import actions
from culturefirst.improvement.models import Judgement, Plan, PlanAction, Strand

WEEK = timedelta(days=7)
PLANNED = date(2011, 5, 23)  # after the two days on planning
MOST = 3  # actions of a plan
SHARES = frozenset({"Ipswich", "Norwich", "Dacorum", "Colchester", "Bedford", "Huntingdonshire"})


def events(members: Sequence[Member]) -> Iterator[Event]:
    """Plans are drafted and adopted; some of it is done by September."""
    lead = improving.leads(members)
    for place, said in enumerate(_planning()):
        member = lead[said["name"]]
        yield Event(PLANNED + place % 5 * timedelta(days=1), _drafts(said, member))
        yield Event(PLANNED + (3 + place % 4) * WEEK, _adopts(said, member))
        yield Event(PLANNED + (14 + place % 3) * WEEK, _does(said, member))


def _planning() -> list[Told]:
    return [each for each in improving.told()["bodies"] if each["peer"] and each.get("plan", True)]


def _drafts(said: Told, member: Member) -> Callable[[Stage], None]:
    """An action for each of the lowest levels, with an owner, a day and what it is to save."""

    def happens(stage: Stage) -> None:
        by, chance = stage.actor(member.key), Random(said["name"])  # noqa: S311  (a story)
        found = improving.assessment(stage, said)
        plan = actions.draft_plan(
            by=by,
            organisation=found.organisation,
            assessment=found,
            title=f"Doing more with less in {said['name']}",
            summary="What our self-assessment and our peers agree on, and nothing else.",
        )
        strands = {each.slug: each for each in Strand.objects.all()}
        words = {each["key"]: each for each in improving.told()["criteria"]}
        lowest = Judgement._base_manager.filter(assessment=found).order_by("value", "pk")[:MOST]
        for row in lowest.select_related("criterion"):
            strand = words[row.criterion.key]["strand"]
            title, outcome, cost, saving, months = chance.choice(
                improving.told()["actions"][strand]
            )
            actions.add_action(
                by=by,
                plan=plan,
                title=title,
                criterion=row.criterion,
                gap=row.areas,
                outcome=outcome,
                owner=by.person,
                starts=PLANNED,
                due=PLANNED + relativedelta(months=months),
                cost=cost,
                saving=saving,
                strand=strands[strand],
                shared=said["name"] in SHARES,
            )

    return happens


def _adopts(said: Told, member: Member) -> Callable[[Stage], None]:
    def happens(stage: Stage) -> None:
        by = stage.actor(member.key)
        who = "the portfolio holder with the corporate director"
        plan = actions.adopt_plan(by=by, plan=_plan(stage, said), adopted_by=who)
        if said["name"] in SHARES:
            _counts(by, PlanAction._base_manager.filter(plan=plan).order_by("-due", "-pk")[0])

    return happens


def _counts(by: Any, last: PlanAction) -> None:
    """What has most time is read from the introductions that the network makes, not typed."""
    actions.count_by_measure(
        by=by, entry=last, measure="collaboration.introductions", goal=6, since=PLANNED
    )


def _does(said: Told, member: Member) -> Callable[[Stage], None]:
    """The first action is under way or done, with what it saved where it saves anything."""

    def happens(stage: Stage) -> None:
        by = stage.actor(member.key)
        first = PlanAction._base_manager.filter(plan=_plan(stage, said)).order_by("due", "pk")[0]
        begun = actions.begin_action(by=by, entry=first)
        if Random(member.name).random() < 0.6:  # noqa: S311  (a story, not a secret)
            actions.finish_action(by=by, entry=begun, came_of="Done, a little later than we meant.")
            if first.saving:
                actions.note_saving(
                    by=by,
                    entry=PlanAction._base_manager.get(pk=first.pk),
                    amount=first.saving / 4,
                    how_known="The quarter’s budget report",
                )

    return happens


def _plan(stage: Stage, said: Told) -> Plan:
    found: Plan = Plan._base_manager.get(organisation=stage.organisations[said["name"]])
    return found
