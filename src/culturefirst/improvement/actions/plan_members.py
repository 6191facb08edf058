"""Who keeps a plan: people of the body are let in and taken out; somebody always leads it."""

from typing import Any

from django.core.exceptions import ValidationError

from culturefirst.collaboration.queries.listings import works_at
from culturefirst.improvement.models import Plan, PlanMember
from culturefirst.improvement.policy import keep_plan, lead_plan
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.network.models import Person


@action("let somebody keep a plan", allow=keep_plan, on="plan")
def add_plan_member(*, by: Any, plan: Plan, person: Person, part: str = "team") -> PlanMember:
    """Take somebody of the body into the team that keeps it; named again, their part changes."""
    if not works_at(person, plan.organisation, clock.today()):
        says = f"{person} holds no post at {plan.organisation} today. Choose somebody who does."
        raise ValidationError({"person": says})
    if part == PlanMember.Part.LEAD:
        lead_plan.require(by, plan)
    rows = PlanMember._base_manager
    member = rows.filter(plan=plan, person=person).first()
    if member is None:
        member = PlanMember(plan=plan, person=person, since=clock.today())
    elif member.part == PlanMember.Part.LEAD and part != member.part:
        _refuse_no_lead(plan, member)
    member.part = part
    member.full_clean()
    member.save()
    return member


@action("took somebody out of a plan's team", allow=keep_plan, on="plan")
def take_out_plan_member(*, by: Any, plan: Plan, member: PlanMember) -> Plan:
    """Somebody keeps it no more; one who leads it stays."""
    if member.plan_id != plan.pk:
        raise DomainError("They are not of this plan's team.")
    if member.part == PlanMember.Part.LEAD:
        lead_plan.require(by, plan)
        _refuse_no_lead(plan, member)
    member.delete()
    return save_changes(plan, {})


def _refuse_no_lead(plan: Plan, member: PlanMember) -> None:
    leads = PlanMember._base_manager.filter(plan=plan, part=PlanMember.Part.LEAD)
    if not leads.exclude(pk=member.pk).exists():
        raise DomainError("Somebody has to lead it. Name another lead first.")
