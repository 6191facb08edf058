"""Who may do what with frameworks and self-assessments."""

from typing import Any

from culturefirst.improvement.models import Assessment, Assessments, bodies_of, led_by
from culturefirst.kit.policy import is_member, is_system, policy, roles
from culturefirst.network.policy import TEAM


@policy("a director or a manager of the network")
def keep_frameworks(user: Any, subject: Any) -> bool:
    """Frameworks are the network's own."""
    return is_system(user) or bool(roles(user) & TEAM)


@policy("anybody who holds a role in the network")
def see_assessments(user: Any, subject: Any) -> bool:
    """Which of them somebody sees follows from ``Assessment.objects.visible_to``."""
    return is_member(user)


@policy("anybody who holds a post of that organisation")
def begin_assessment(user: Any, subject: Any) -> bool:
    """``subject`` is a body, or ``None``: everybody who holds a post has one to assess."""
    if is_system(user):
        return True
    return is_member(user) and (subject is None or subject.pk in bodies_of(user))


@policy("those who work on it, or whoever leads that body")
def work_on_assessment(user: Any, subject: Any) -> bool:
    """``subject`` is an assessment; the network's team does not work on those of others."""
    if subject is None or is_system(user):
        return is_system(user) or is_member(user)
    rows = Assessment._base_manager.filter(pk=subject.pk)
    return is_member(user) and rows.filter(Assessments.worked_on_by(user)).exists()


@policy("whoever leads the assessment or the body")
def lead_assessment(user: Any, subject: Any) -> bool:
    """``subject`` is an assessment: its scope, its release and what peers may see."""
    if subject is None or is_system(user):
        return is_system(user) or is_member(user)
    if subject.organisation_id in led_by(user):
        return True
    person = getattr(user, "person_id", None)
    leads = subject.members.model._base_manager.filter(
        assessment=subject, part="lead", person=person
    )
    mine = subject.organisation_id in bodies_of(user)
    return is_member(user) and mine and bool(leads.exists())


@policy("whoever was asked to score on their own")
def answer_alone(user: Any, subject: Any) -> bool:
    """``subject`` is a respondent; who has no account comes by a signed link."""
    if subject is None or is_system(user):
        return is_system(user) or is_member(user)
    person = getattr(user, "person_id", None)
    return is_member(user) and person is not None and subject.person_id == person
