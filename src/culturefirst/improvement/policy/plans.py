"""Who may do what with improvement plans and strands."""

from typing import Any

from culturefirst.improvement.models import Plan, Plans, bodies_of, led_by
from culturefirst.kit.policy import is_member, is_system, policy, roles
from culturefirst.network.policy import TEAM


@policy("anybody who holds a role in the network")
def see_plans(user: Any, subject: Any) -> bool:
    """Which of them somebody sees follows from ``Plan.objects.visible_to``."""
    return is_member(user)


@policy("anybody who holds a post of that organisation")
def draft_plans(user: Any, subject: Any) -> bool:
    """``subject`` is a body, or ``None``: everybody who holds a post has one to plan for."""
    if is_system(user):
        return True
    return is_member(user) and (subject is None or subject.pk in bodies_of(user))


@policy("those who work on the plan, or whoever leads that body")
def keep_plan(user: Any, subject: Any) -> bool:
    """``subject`` is a plan or an action of one; the network's team keeps none of others."""
    if subject is None or is_system(user):
        return is_system(user) or is_member(user)
    rows = Plan._base_manager.filter(pk=getattr(subject, "plan_id", subject.pk))
    return is_member(user) and rows.filter(Plans.kept_by(user)).exists()


@policy("whoever leads the plan or the body")
def lead_plan(user: Any, subject: Any) -> bool:
    """``subject`` is a plan: its adoption, its end, and who else may read it."""
    if subject is None or is_system(user):
        return is_system(user) or is_member(user)
    if subject.organisation_id in led_by(user):
        return True
    leads = subject.members.model._base_manager.filter(
        plan=subject, part="lead", person=getattr(user, "person_id", None)
    )
    mine = subject.organisation_id in bodies_of(user)
    return is_member(user) and mine and bool(leads.exists())


@policy("its owner, those who work on the plan, or whoever leads that body")
def do_action(user: Any, subject: Any) -> bool:
    """``subject`` is an action of an adopted plan: how far it is, and what it saved."""
    if subject is None or keep_plan.allows(user, subject):
        return keep_plan.allows(user, subject)
    person = getattr(user, "person_id", None)
    mine = person is not None and subject.owner_id == person
    plan = subject.plan
    return mine and plan.adopted_on is not None and plan.organisation_id in bodies_of(user)


@policy("a director or a manager of the network")
def keep_strands(user: Any, subject: Any) -> bool:
    """Strands are the network's own."""
    return is_system(user) or bool(roles(user) & TEAM)
