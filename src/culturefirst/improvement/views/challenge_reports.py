"""The feedback report: drafted by the peers, sent to the host, answered finding by finding."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions, challenge_papers
from culturefirst.improvement.forms.feedback import (
    AnswerFindingForm,
    EditFindingForm,
    FindingForm,
    SummaryForm,
)
from culturefirst.improvement.models import Challenge, Finding
from culturefirst.improvement.policy import (
    do_challenge,
    host_challenge,
    open_to_peers,
    send_report,
)
from culturefirst.improvement.policy.challenges import (
    is_host,
    is_peer,
    leads_host,
    leads_peers,
)
from culturefirst.improvement.queries import challenges as queries
from culturefirst.improvement.views.challenge_common import WORDS, back_to, one, part, report_of
from culturefirst.kit import clock
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.downloads import attachment
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The report: the peers' draft is theirs alone until they send it."""
    found, user = one(request, pk), request.user
    findings = queries.findings_of(found, user)
    context = {
        "challenge": found,
        "told": _told(user, found),
        "findings": queries.by_kind(findings),
        "waiting": sum(not each.answer for each in findings)
        if found.state == Challenge.State.REPORTED
        else 0,
        "rows": queries.rows_of(found, user) if _told(user, found) else [],
        "is_host": is_host(user, found),
        "is_peer": is_peer(user, found),
        "leads_host": leads_host(user, found),
        "leads_peers": leads_peers(user, found),
        "may_take_back": found.state == Challenge.State.REPORTED
        and found.reported_on == clock.today()
        and not any(each.answer for each in findings),
        "writing": found.state in (Challenge.State.OPENED, Challenge.State.VISITED),
    }
    return render(request, "improvement/challenges/report.html", context)


def _told(user: Any, found: Challenge) -> bool:
    """Whether this person may read the report: the host once it is sent."""
    return found.state in Challenge.TOLD or is_peer(user, found)


@changes
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the summary."""
    found = one(request, pk, do_challenge)
    form = SummaryForm(sent(request), initial=SummaryForm.held(found))
    page = EditPage(
        title="The summary",
        words=WORDS,
        cancel=report_of(found),
        save=lambda changed, version: actions.write_summary(
            by=request.user, challenge=found, summary=changed["summary"], seen=version
        ),
        lede="The few sentences that most people read.",
        afresh=lambda: one(request, pk),
    )
    return edited(request, found, form, page)


@acts_once
def add_finding(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a finding down."""
    found = one(request, pk, do_challenge)
    form = FindingForm(sent(request), challenge=found, initial={"kind": request.GET.get("kind")})
    where = report_of(found)
    deed = Deed("Write a finding down", "Save", "It is in the report.", where, "The report")

    def run(**said: Any) -> Finding:
        return actions.add_finding(by=request.user, challenge=found, **said)

    return answer(request, form, run, deed)


@changes
def edit_finding(request: HttpRequest, pk: int, finding: int) -> HttpResponse:
    """Change a finding."""
    found = one(request, pk, do_challenge)
    row = part(request, found, Finding, finding)
    form = EditFindingForm(sent(request), initial=EditFindingForm.held(row), challenge=found)
    page = EditPage(
        title="Change a finding",
        words=WORDS,
        cancel=report_of(found),
        save=lambda changed, version: actions.edit_finding(
            by=request.user, finding=row, changes=changed, seen=version
        ),
        afresh=lambda: part(request, found, Finding, finding),
    )
    return edited(request, row, form, page)


@changes
@require_POST
def remove_finding(request: HttpRequest, pk: int, finding: int) -> HttpResponse:
    """Take a finding out."""
    found = one(request, pk, do_challenge)
    actions.remove_finding(by=request.user, finding=part(request, found, Finding, finding))
    return back_to(request, report_of(found), "It is taken out.")


@changes
def answer_finding(request: HttpRequest, pk: int, finding: int) -> HttpResponse:
    """Accept a finding or not, with a reason."""
    found = one(request, pk, host_challenge)
    rows = [each for each in queries.findings_of(found, request.user) if each.pk == finding]
    if not rows:
        raise Http404
    row = rows[0]
    form = AnswerFindingForm(sent(request), initial=AnswerFindingForm.held(row))

    def save(changed: dict[str, Any], version: int) -> Finding:
        given = {"answer": row.answer, "answer_why": row.answer_why} | changed
        return actions.answer_finding(
            by=request.user,
            finding=row,
            answer=given["answer"],
            why=given["answer_why"],
            seen=version,
        )

    page = EditPage(
        title="Answer a finding",
        words=WORDS,
        cancel=report_of(found),
        save=save,
        lede=row.words,
        afresh=lambda: part(request, found, Finding, finding),
    )
    return edited(request, row, form, page)


@changes
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the report to the host."""
    found = one(request, pk, send_report)
    actions.report_challenge(by=request.user, challenge=found)
    return back_to(request, report_of(found), "The report is sent. The host is told by letter.")


@changes
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend a slip on the day it was sent."""
    found = one(request, pk, send_report)
    actions.take_report_back(by=request.user, challenge=found)
    return back_to(request, report_of(found), "It is a draft again, which only the peers read.")


@changes
@require_POST
def answered(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the answers stand."""
    found = one(request, pk, open_to_peers)
    actions.answer_report(by=request.user, challenge=found)
    return back_to(request, report_of(found), "Your answers stand. The peers are told by letter.")


def word(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as a Word file."""
    found = _to_print(request, pk)
    content = challenge_papers.word(challenge_papers.told(found, request.user))
    return attachment(content, "feedback-report.docx", WORD)


def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as a PDF."""
    found = _to_print(request, pk)
    content = challenge_papers.pdf(challenge_papers.told(found, request.user))
    return attachment(content, "feedback-report.pdf", "application/pdf")


def _to_print(request: HttpRequest, pk: int) -> Challenge:
    found = one(request, pk)
    if not _told(request.user, found):
        raise Http404
    return found
