"""Who works on a self-assessment, and who is asked to score it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.forms.assessments import BodyForm, GuestForm, InviteForm, MemberForm
from culturefirst.improvement.models import Assessment, AssessmentMember, Respondent
from culturefirst.improvement.policy import lead_assessment
from culturefirst.improvement.queries.asked import asked_by_view
from culturefirst.improvement.queries.assessments import people_of
from culturefirst.improvement.queries.spread import progress
from culturefirst.improvement.views.assess_common import at, led, worked
from culturefirst.kit import clock
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes
from culturefirst.network.models import Organisation


def people(request: HttpRequest, pk: int) -> HttpResponse:
    """The team, and those who were asked: who has handed in, never what."""
    found, user = worked(request, pk), request.user
    members = AssessmentMember.objects.visible_to(user).filter(assessment=found)
    context = {
        "assessment": found,
        "members": members.select_related("person"),
        "views": asked_by_view(found, user),
        "asked": progress(found),
        "may_lead": lead_assessment.allows(user, found),
        "is_scoring": found.stage == Assessment.Stage.SCORING,
        "today": clock.today(),
    }
    return render(request, "improvement/assess/people.html", context)


@acts_once
def add_member(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody of the body into the team."""
    found = led(request, pk)
    form = MemberForm(sent(request), people=people_of(found.organisation, request.user))

    def run(**said: Any) -> AssessmentMember:
        return actions.add_assessment_member(by=request.user, assessment=found, **said)

    deed = Deed("Take somebody in", "Take them in", "They work on it now.", _people(found),
                found.title)  # fmt: skip
    return answer(request, form, run, deed)


@changes
@require_POST
def take_out_member(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Let somebody work on it no more."""
    found = led(request, pk)
    rows = AssessmentMember.objects.visible_to(request.user).filter(assessment=found)
    row = get_object_or_404(rows, pk=member)
    actions.take_out_assessment_member(by=request.user, assessment=found, member=row)
    messages.success(request, f"{row} works on it no more.")
    return redirect(at(found, "_people"))


@acts_once
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask people of one body, one's own unless another is chosen."""
    found = worked(request, pk)
    bodies = Organisation.objects.visible_to(request.user).standing_on(clock.today())
    chosen = BodyForm(request.GET if "body" in request.GET else None, bodies=bodies,
                      initial={"body": found.organisation_id})  # fmt: skip
    body = chosen.cleaned_data["body"] if chosen.is_valid() else found.organisation
    form = InviteForm(sent(request), people=_not_asked(found, body, request.user))

    def run(people: Any) -> Assessment:
        return actions.invite_people(by=request.user, assessment=found, people=people)

    deed = Deed("Ask people to score", "Ask them", "Each of them gets a letter.", _people(found),
                found.title)  # fmt: skip
    return answer(
        request, form, run, deed, template="improvement/assess/invite.html",
        more={"assessment": found, "body": body, "chosen": chosen},
    )  # fmt: skip


@acts_once
def invite_guest(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask somebody outside the network by e-mail."""
    found = worked(request, pk)
    deed = Deed(
        "Ask somebody outside the network",
        "Send them a link",
        "The letter with their link is on its way.",
        _people(found),
        found.title,
        lede="They need no account: the link in their letter is theirs alone.",
    )

    def run(**said: Any) -> Respondent:
        return actions.invite_guest(by=request.user, assessment=found, **said)

    return answer(request, GuestForm(sent(request)), run, deed)


@changes
@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Write once more to those who have not handed in."""
    found = worked(request, pk)
    actions.remind_respondents(by=request.user, assessment=found)
    messages.success(request, "Those who have not handed in get a letter.")
    return redirect(at(found, "_people"))


@changes
@require_POST
def let_off(request: HttpRequest, pk: int, respondent: int) -> HttpResponse:
    """Withdraw an invitation."""
    found = worked(request, pk)
    rows = Respondent.objects.visible_to(request.user).filter(assessment=found)
    row = get_object_or_404(rows, pk=respondent)
    actions.withdraw_invitation(by=request.user, assessment=found, respondent=row)
    messages.success(request, f"{row} is not asked any more.")
    return redirect(at(found, "_people"))


def _people(assessment: Assessment) -> str:
    return reverse("assessment_people", args=[assessment.pk])


def _not_asked(assessment: Assessment, body: Organisation, user: Any) -> Any:
    asked = Respondent.objects.visible_to(user).filter(
        assessment=assessment, declined_on__isnull=True, withdrawn_on__isnull=True
    )
    return people_of(body, user).exclude(pk__in=asked.exclude(person=None).values("person"))
