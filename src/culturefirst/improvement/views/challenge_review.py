"""The desk review and the visit: its day and programme, documents and questions."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.forms.visits import (
    AnswerForm,
    AskDocumentForm,
    AskForm,
    EditItemForm,
    GiveForm,
    ItemForm,
    VisitedForm,
    VisitForm,
)
from culturefirst.improvement.models import (
    Challenge,
    ChallengeQuestion,
    DocumentAsked,
    Evidence,
    VisitItem,
)
from culturefirst.improvement.policy import do_challenge, host_challenge, take_part
from culturefirst.improvement.views.challenge_common import (
    WORDS,
    back_to,
    one,
    page_of,
    part,
)
from culturefirst.kit import clock
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes


@changes
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """When and where the peers come."""
    found = one(request, pk, take_part)
    form = VisitForm(sent(request), initial=VisitForm.held(found))
    page = EditPage(
        title="The visit",
        words=WORDS,
        cancel=page_of(found, "visit"),
        save=lambda changed, version: _set_visit(request, found, changed, version),
        afresh=lambda: one(request, pk),
    )
    return edited(request, found, form, page)


def _set_visit(request: HttpRequest, found: Challenge, changed: Any, version: int) -> Challenge:
    given = {"visit_on": found.visit_on, "visit_at": found.visit_at} | changed
    return actions.set_visit(by=request.user, challenge=found, seen=version, **given)


def _visited_on(found: Challenge) -> date:
    """The day that was noted; before that, the day that was set, or today where it is to come."""
    return found.visited_on or min(found.visit_on or clock.today(), clock.today())


@acts_once
def visited(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the visit was."""
    found = one(request, pk, take_part)
    form = VisitedForm(sent(request), initial={"visited_on": _visited_on(found)})
    deed = Deed(
        "Note that the visit took place",
        "Note it",
        "It is noted. The months for report, plan and review run from that day.",
        page_of(found),
        str(found),
    )

    def run(**said: Any) -> Challenge:
        return actions.record_visit(by=request.user, challenge=found, **said)

    return answer(request, form, run, deed)


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
