"""Improvement plans for tests, through actions."""

from datetime import date
from typing import Any

from culturefirst.improvement import actions
from culturefirst.improvement.models import Plan, PlanAction, Strand
from culturefirst.network.models import Organisation, User

DUE = date(2011, 12, 31)
OUTCOME = "One store serves three museums."
CABINET = "Cabinet, 12 September 2011"


def body_of(user: User) -> Organisation:
    return user.posts_today[0].organisation


def a_strand(slug: str = "asset-use") -> Strand:
    """One of those that come with it."""
    return Strand.objects.get(slug=slug)


def a_plan(by: User, *titles: str, **said: Any) -> Plan:
    """A draft of this person's body, with an action of each title that lacks nothing."""
    given: dict[str, Any] = {"organisation": body_of(by), "title": "Make more of what we have"}
    plan = actions.draft_plan(by=by, **given | said)
    for title in titles:
        an_action(by, plan, title)
    return plan


def an_action(by: User, plan: Plan, title: str = "Share a store", **said: Any) -> PlanAction:
    given: dict[str, Any] = {"owner": by.person, "due": DUE, "outcome": OUTCOME}
    return actions.add_action(by=by, plan=plan, title=title, **given | said)


def adopted(by: User, *titles: str, **said: Any) -> Plan:
    """A plan that was adopted today, with an action of each title."""
    plan = a_plan(by, *titles or ("Share a store",), **said)
    return actions.adopt_plan(by=by, plan=plan, adopted_by=CABINET)


def only(plan: Plan) -> PlanAction:
    """The one action of a plan."""
    found: PlanAction = PlanAction._base_manager.get(plan=plan)
    return found
