"""Self-assessments: the list, a new one, one with what comes next, and its stages."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.actions.assessments import not_agreed, scope_lacks
from culturefirst.improvement.forms.assessments import BeginForm, ReasonForm, ScopeForm
from culturefirst.improvement.models import Assessment, AssessmentMember
from culturefirst.improvement.policy import begin_assessment, lead_assessment, work_on_assessment
from culturefirst.improvement.queries import assessments as queries
from culturefirst.improvement.queries.answers import asked
from culturefirst.improvement.queries.results import result
from culturefirst.improvement.queries.spread import progress
from culturefirst.improvement.views.assess_common import WORDS, at, led, seen, worked
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.forms import Form
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.pagination import paged
from culturefirst.kit.starts import start
from culturefirst.kit.urls import changes
from culturefirst.network.models import Service

A_PAGE = 20
Stage = Assessment.Stage


def assessments(request: HttpRequest) -> HttpResponse:
    """One's own organisation's, what one was asked to score, and what others let one read."""
    user = request.user
    context = {
        "page": paged(queries.own(user), request.GET.get("page"), A_PAGE),
        "asked": list(asked(user).filter(assessment__stage=Stage.SCORING)),
        "others": paged(queries.of_others(user), request.GET.get("others"), A_PAGE),
        "may_begin": begin_assessment.allows(user) and queries.bodies_to_assess(user).exists(),
    }
    return render(request, "improvement/assess/assessments.html", context)


@acts_once
def new(request: HttpRequest) -> HttpResponse:
    """Begin one."""
    form = BeginForm(sent(request), user=request.user)
    deed = Deed(
        "Begin a self-assessment",
        "Begin it",
        "It is begun, and you lead it. Say next what is looked at and what is left out.",
        back=reverse("assessments"),
        back_to="Self-assessments",
        lede="Nobody reads it but those you take in, until you agree on it.",
    )

    def run(**said: Any) -> Assessment:
        return actions.begin_assessment(by=request.user, **said)

    return answer(request, form, run, deed, to=at)


def assessment(request: HttpRequest, pk: int) -> HttpResponse:
    """What comes next, for those who work on it; for all others what was agreed."""
    found = seen(request, pk)
    if not work_on_assessment.allows(request.user, found):
        return redirect(at(found, "_result"))
    members = AssessmentMember.objects.visible_to(request.user).filter(assessment=found)
    looked = result(found, texts=False)
    context = {
        "assessment": found,
        "members": members.select_related("person"),
        "lacks": scope_lacks(found) if found.stage == Stage.SCOPE else "",
        "asked": progress(found),
        "result": looked,
        "criteria": looked.score.items,
        "missing": len(not_agreed(found)) if found.stage == Stage.AGREEING else 0,
        "services": [Service(each).label for each in found.services if each in Service],
        "serves": start(request.user, f"programme.activity:{found.serves_id}"),
        "may_lead": lead_assessment.allows(request.user, found),
    }
    return render(request, "improvement/assess/assessment.html", context)


@changes
def scope(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is looked at, with whom, by when, and who may read it."""
    found = led(request, pk)
    form = ScopeForm(
        sent(request), initial=ScopeForm.held(found), user=request.user, assessment=found
    )
    page = EditPage(
        title="Scope",
        words=WORDS,
        cancel=at(found),
        save=lambda changes, version: actions.edit_scope(
            by=request.user, assessment=found, changes=changes, seen=version
        ),
    )
    return edited(request, found, form, page)


@changes
@require_POST
def open_(request: HttpRequest, pk: int) -> HttpResponse:
    """Let people score."""
    says = "It is open: ask people to score, or agree by yourselves and end the scoring."
    return _do(request, pk, actions.open_scoring, says)


@changes
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End the scoring."""
    says = "The scoring is over. Go through the criteria and agree on each."
    return _do(request, pk, actions.close_scoring, says)


@changes
@require_POST
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree the whole."""
    says = "It is agreed. Everybody of your organisation can read it now, and nobody else."
    return _do(request, pk, actions.agree_assessment, says)


@acts_once
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree it anew, and say why."""
    return _because(
        request,
        pk,
        actions.reopen_assessment,
        "Reopen this self-assessment",
        "Reopen it",
        "It is open again. What was agreed of each criterion stands until you change it.",
    )


@acts_once
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """End it for good, and say why."""
    return _because(
        request,
        pk,
        actions.withdraw_assessment,
        "Withdraw this self-assessment",
        "Withdraw it",
        "It is withdrawn. Only those who worked on it still read it.",
    )


@acts_once
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Who will read what, and the button that lets them."""
    found = led(request, pk)
    deed = Deed(
        "Release to all members",
        "Let every member read it",
        "Every member can read it now. You can take that back today.",
        at(found),
        found.title,
    )

    def run() -> Assessment:
        return actions.release_assessment(by=request.user, assessment=found)

    return answer(
        request, Form(sent(request)), run, deed, template="improvement/assess/release.html",
        more={"assessment": found},
    )  # fmt: skip


@changes
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a release of today."""
    return _do(request, pk, actions.take_release_back, "Only your organisation reads it again.")


def _do(request: HttpRequest, pk: int, act: Callable[..., Any], says: str) -> HttpResponse:
    found = worked(request, pk)
    act(by=request.user, assessment=found)
    messages.success(request, says)
    return redirect(at(found))


def _because(
    request: HttpRequest, pk: int, act: Callable[..., Any], title: str, button: str, done: str
) -> HttpResponse:
    found = led(request, pk)

    def run(because: str) -> Assessment:
        return act(by=request.user, assessment=found, because=because)  # type: ignore[no-any-return]

    return answer(
        request, ReasonForm(sent(request)), run, Deed(title, button, done, at(found), found.title)
    )
