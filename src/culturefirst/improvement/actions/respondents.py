"""Who is asked to score on their own: invited, reminded, let off; and who declines."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from culturefirst.improvement import letters_assessments as letters
from culturefirst.improvement.models import Assessment, Respondent
from culturefirst.improvement.policy import answer_alone, work_on_assessment
from culturefirst.improvement.sides import side_of
from culturefirst.kit import clock, outbox
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.network.models import Person, Post, Role, User

View = Respondent.View


@action("asked people to score a self-assessment", allow=work_on_assessment, on="assessment")
def invite_people(*, by: Any, assessment: Assessment, people: Iterable[Person]) -> Assessment:
    """Ask people of the network, a letter each. Their view follows from where they work today."""
    _require_scoring(assessment)
    chosen = list(people)
    if not chosen:
        raise ValidationError({"people": "Choose at least one."})
    rows = [_invite(assessment, person, view_of(person, assessment)) for person in chosen]
    _write(rows)
    return assessment


@action("asked a guest to score a self-assessment", allow=work_on_assessment, on="assessment")
def invite_guest(
    *, by: Any, assessment: Assessment, name: str, email: str, view: str
) -> Respondent:
    """Ask somebody outside the network by e-mail; whoever has an account is asked by that."""
    _require_scoring(assessment)
    address = email.strip().lower()
    known = User.objects.filter(email__iexact=address, is_active=True).first()
    if known is not None and known.person_id is not None:
        row = _invite(assessment, known.person, view_of(known.person, assessment))
    else:
        row = _invite(assessment, None, view, name=" ".join(name.split()), email=address)
    _write([row])
    return row


def view_of(person: Person, assessment: Assessment) -> str:
    """From where somebody looks: a post in the body itself comes before one elsewhere."""
    held = Post.objects.held_on(clock.today()).filter(person=person)
    inside = held.filter(organisation=assessment.organisation_id)
    roles = set(inside.values_list("role", flat=True))
    if not roles:
        return View.PARTNER
    return View.COUNCILLOR if roles == {Role.COUNCILLOR} else View.COLLEAGUE


@action("withdrew an invitation to score", allow=work_on_assessment, on="assessment")
def withdraw_invitation(*, by: Any, assessment: Assessment, respondent: Respondent) -> Assessment:
    """Ask somebody no more; their way in ends, and what they said does not count."""
    _require_scoring(assessment)
    row = Respondent._base_manager.filter(assessment=assessment, pk=respondent.pk).first()
    if row is None or row.withdrawn_on is not None:
        raise DomainError("They are not asked any more. Open the page again.")
    if row.submitted_at is not None:
        raise DomainError("They have handed in their scores, which stay.")
    save_changes(row, {"withdrawn_on": clock.today()})
    return assessment


@action("declined to score", allow=answer_alone, on="respondent")
def decline_invitation(*, by: Any, respondent: Respondent) -> Respondent:
    """Say that one would rather not; what one had said does not count."""
    if not respondent.may_write:
        raise DomainError("There is nothing to decline: you have answered, or scoring is over.")
    return save_changes(respondent, {"declined_on": clock.today()})


@action("reminded people to score a self-assessment", allow=work_on_assessment, on="assessment")
def remind_respondents(*, by: Any, assessment: Assessment) -> Assessment:
    """Write to those who have not handed in, once a day at most and not on the day of asking."""
    _require_scoring(assessment)
    today = clock.today()
    waiting = list(waited_for(assessment).select_related("person__account"))
    if not waiting:
        raise DomainError("Nobody is waited for: all have handed in, or said no.")
    due = [row for row in waiting if today not in (row.invited_on, row.reminded_on)]
    if not due:
        raise DomainError("Everybody who is waited for had a letter today. Try again tomorrow.")
    for row in due:
        row.assessment = assessment
    outbox.send_all(letters.reminded(row, today) for row in due if letters.address_of(row))
    rows = Respondent._base_manager.filter(pk__in=[row.pk for row in due])
    rows.update(reminded_on=today)
    return assessment


def waited_for(assessment: Assessment) -> Any:
    """Those who are asked and have not handed in."""
    rows = Respondent._base_manager.filter(assessment=assessment, submitted_at__isnull=True)
    return rows.filter(declined_on__isnull=True, withdrawn_on__isnull=True)


def _invite(assessment: Assessment, person: Person | None, view: str, **guest: str) -> Respondent:
    """A new row, or the one that was withdrawn or declined, asked afresh."""
    whom = Q(person=person) if person is not None else Q(email=guest["email"])
    row = Respondent._base_manager.filter(whom, assessment=assessment).first()
    if row is not None and row.is_asked:
        raise DomainError(f"{row} has been asked already.")
    if row is None:
        row = Respondent(assessment=assessment, person=person, version=0)
    fresh = {"view": view, "invited_on": clock.today(), "declined_on": None, "withdrawn_on": None}
    if view == View.PARTNER:
        fresh["side"] = side_of(assessment, person, guest.get("email", ""))
    return save_changes(row, fresh | guest)


def _write(rows: list[Respondent]) -> None:
    unreached = [str(row) for row in rows if not letters.address_of(row)]
    if unreached:
        raise DomainError(f"No address is known for {', '.join(unreached)}. Leave them out.")
    outbox.send_all(letters.asked(row) for row in rows)


def _require_scoring(assessment: Assessment) -> None:
    if assessment.stage == Assessment.Stage.SCOPE:
        raise DomainError("Open it for scoring first; then people can be asked.")
    if assessment.stage != Assessment.Stage.SCORING:
        raise DomainError("Scoring is over, so nobody can be asked or let off any more.")
