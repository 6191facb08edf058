"""The desk review and the visit: programme, documents, questions, and scores beside each other."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.forms.challenges import (
    AgreeForm,
    AnswerForm,
    AskDocumentForm,
    AskForm,
    EditItemForm,
    GiveForm,
    HostForm,
    ItemForm,
    PeersForm,
)
from culturefirst.improvement.models import (
    Challenge,
    ChallengeQuestion,
    Criterion,
    DocumentAsked,
    Evidence,
    Judgement,
    PeerScore,
    VisitItem,
)
from culturefirst.improvement.policy import do_challenge, host_challenge, take_part
from culturefirst.improvement.policy.challenges import is_host, is_peer
from culturefirst.improvement.queries import challenges as queries
from culturefirst.improvement.views.challenge_common import (
    WORDS,
    back_to,
    criterion_of,
    one,
    page_of,
    part,
)
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes


@acts_once
def add_item(request: HttpRequest, pk: int) -> HttpResponse:
    """One item more of the programme."""
    found = one(request, pk, take_part)
    where = page_of(found, "visit")
    deed = Deed("Add to the programme", "Add it", "It is in the programme.", where, str(found))

    def run(**said: Any) -> VisitItem:
        return actions.add_visit_item(by=request.user, challenge=found, **said)

    return answer(request, ItemForm(sent(request)), run, deed)


@changes
def edit_item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Change an item."""
    found = one(request, pk, take_part)
    row = part(request, found, VisitItem, item)
    form = EditItemForm(sent(request), initial=EditItemForm.held(row))
    page = EditPage(
        title="Change the programme",
        words=WORDS,
        cancel=page_of(found, "visit"),
        save=lambda changed, version: actions.edit_visit_item(
            by=request.user, item=row, changes=changed, seen=version
        ),
        afresh=lambda: part(request, found, VisitItem, item),
    )
    return edited(request, row, form, page)


@changes
@require_POST
def remove_item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Take an item out."""
    found = one(request, pk, take_part)
    actions.remove_visit_item(by=request.user, item=part(request, found, VisitItem, item))
    return back_to(request, page_of(found, "visit"), "It is taken out.")


@acts_once
def ask_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for something to read."""
    found = one(request, pk, do_challenge)
    where = page_of(found, "documents")
    deed = Deed("Ask for a document", "Ask for it", "The host reads it here.", where, str(found))

    def run(**said: Any) -> DocumentAsked:
        return actions.ask_document(by=request.user, challenge=found, **said)

    return answer(request, AskDocumentForm(sent(request)), run, deed)


@acts_once
def answer_document(request: HttpRequest, pk: int, document: int) -> HttpResponse:
    """Give what shows it, or say why there is none."""
    found = one(request, pk, host_challenge)
    row = part(request, found, DocumentAsked, document)
    evidence = Evidence.objects.visible_to(request.user).filter(
        assessment=found.assessment_id, opened=True, withdrawn_on__isnull=True
    )
    initial = {"given": row.given_id, "answer": row.answer}
    form = GiveForm(sent(request), initial=initial, evidence=evidence)
    deed = Deed(
        row.what,
        "Save",
        "Saved. The peers read it here.",
        page_of(found, "documents"),
        str(found),
        note=""
        if found.opens_evidence
        else "Your evidence is not open to the peers yet: they "
        "read that it is given, and open it once you let them.",
    )

    def run(**said: Any) -> DocumentAsked:
        return actions.answer_document(by=request.user, document=row, **said)

    return answer(request, form, run, deed)


@acts_once
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the host something."""
    found = one(request, pk, do_challenge)
    form = AskForm(
        sent(request), challenge=found, initial={"criterion": request.GET.get("criterion")}
    )
    where = page_of(found, "questions")
    deed = Deed("Ask a question", "Ask it", "The host reads it here.", where, str(found))

    def run(**said: Any) -> ChallengeQuestion:
        return actions.ask_question(by=request.user, challenge=found, **said)

    return answer(request, form, run, deed)


@changes
def answer_question(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    """Answer a question."""
    found = one(request, pk, host_challenge)
    row = part(request, found, ChallengeQuestion, question)
    form = AnswerForm(sent(request), initial=AnswerForm.held(row))
    page = EditPage(
        title="Answer a question",
        words=WORDS,
        cancel=page_of(found, "questions"),
        save=lambda changed, version: actions.answer_question(
            by=request.user, question=row, answer=changed["answer"], seen=version
        ),
        lede=row.words,
        afresh=lambda: part(request, found, ChallengeQuestion, question),
    )
    return edited(request, row, form, page)


def scores(request: HttpRequest, pk: int) -> HttpResponse:
    """The peers' scores beside the body's own, by criterion."""
    found, user = one(request, pk), request.user
    context = {
        "challenge": found,
        "rows": queries.rows_of(found, user),
        "is_host": is_host(user, found),
        "is_peer": is_peer(user, found),
    }
    return render(request, "improvement/challenges/scores.html", context)


def score(request: HttpRequest, pk: int, criterion: int) -> HttpResponse:
    """One criterion with both scores, and what this side may say."""
    found, user = one(request, pk), request.user
    asked = criterion_of(found, criterion)
    context = {
        "challenge": found,
        "row": queries.row_of(
            found, asked, _own(request, found, asked), queries.stored(found, asked)
        ),
        "spread": queries.spread_in_words(found, asked, user),
        "levels": [
            (each["value"], each["name"], asked.levels.get(str(each["value"]), ""))
            for each in found.assessment.framework.levels
        ],
        "is_host": is_host(user, found),
        "is_peer": is_peer(user, found),
        "may_write": found.state in (Challenge.State.OPENED, Challenge.State.VISITED),
        "may_respond": found.state
        in (Challenge.State.OPENED, Challenge.State.VISITED, Challenge.State.REPORTED),
    }
    return render(request, "improvement/challenges/score.html", context)


def _own(request: HttpRequest, found: Challenge, asked: Criterion) -> Judgement | None:
    rows = Judgement.objects.visible_to(request.user).filter(criterion=asked)
    own: Judgement | None = rows.filter(
        assessment=found.assessment_id, agreed_on__isnull=False
    ).first()
    return own


@changes
def peers_score(request: HttpRequest, pk: int, criterion: int) -> HttpResponse:
    """What the peers make of it."""
    found = one(request, pk, do_challenge)
    asked = criterion_of(found, criterion)

    def save(changed: dict[str, Any], version: int) -> PeerScore:
        return actions.score_criterion(
            by=request.user, challenge=found, criterion=asked, changes=changed, seen=version
        )

    return _edited(request, found, asked, PeersForm, "What you make of it", save)


@changes
def host_says(request: HttpRequest, pk: int, criterion: int) -> HttpResponse:
    """What the host says to it."""
    found = one(request, pk, host_challenge)
    asked = criterion_of(found, criterion)

    def save(changed: dict[str, Any], version: int) -> PeerScore:
        return actions.respond_to_score(
            by=request.user, challenge=found, criterion=asked, changes=changed, seen=version
        )

    return _edited(request, found, asked, HostForm, "What you say to it", save)


@changes
def agree(request: HttpRequest, pk: int, criterion: int) -> HttpResponse:
    """What both agree."""
    found = one(request, pk, take_part)
    asked = criterion_of(found, criterion)

    def save(changed: dict[str, Any], version: int) -> PeerScore:
        stored = queries.stored(found, asked)
        given = {"agreed_level": stored.agreed_level, "agreed_why": stored.agreed_why} | changed
        return actions.agree_score(
            by=request.user,
            challenge=found,
            criterion=asked,
            level=given["agreed_level"],
            why=given["agreed_why"],
            seen=version,
        )

    return _edited(request, found, asked, AgreeForm, "What both agree on", save)


def _edited(
    request: HttpRequest, found: Challenge, asked: Criterion, form_of: Any, title: str, save: Any
) -> HttpResponse:
    """The page on which one side's part of a score is edited."""
    record = queries.stored(found, asked)
    more = {} if form_of is HostForm else {"levels": found.assessment.framework.levels}
    form = form_of(sent(request), initial=form_of.held(record), **more)
    page = EditPage(
        title=title,
        words=WORDS,
        cancel=reverse("challenge_score", args=[found.pk, asked.pk]),
        save=save,
        lede=asked.title,
        afresh=lambda: queries.stored(found, asked),
    )
    return edited(request, record, form, page)
