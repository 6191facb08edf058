"""Word records out and back in: taken out, brought, looked at, put in whole or not."""

from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify

from culturefirst.improvement import actions
from culturefirst.improvement.forms.records import BringForm
from culturefirst.improvement.models import Assessment, BroughtRecord, Respondent
from culturefirst.improvement.queries import papers
from culturefirst.improvement.queries.assessments import criteria_of
from culturefirst.improvement.queries.brought import (
    cannot_stand,
    evidence_of,
    of_record,
    seen_of,
)
from culturefirst.improvement.records import word_in, word_out
from culturefirst.improvement.records.understood import Said, understood
from culturefirst.improvement.views.answer_ways import Way, of_guest, of_person
from culturefirst.improvement.views.assess_common import at, worked
from culturefirst.kit import untrusted
from culturefirst.kit.deeds import sent
from culturefirst.kit.downloads import attachment
from culturefirst.kit.errors import Conflict, DomainError, NotAllowed
from culturefirst.kit.forms import act_on
from culturefirst.kit.urls import changes

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
READER = f"{word_in.__name__}:tables"
PUT_IN = "What the record says is put in."
CHOICE = "choice-"
Keep = Callable[[str, list[Said]], BroughtRecord]


def word(request: HttpRequest, pk: int) -> HttpResponse:
    """What the team has agreed, as a Word file to be filled in."""
    found = worked(request, pk)
    made = word_out.write(papers.paper_of_assessment(found, request.user))
    return attachment(made, f"record-{slugify(found.title)[:60] or found.pk}.docx", WORD)


def answers_word(request: HttpRequest, way: Way) -> HttpResponse:
    """One's own scores, as a Word file to be filled in."""
    made = word_out.write(papers.paper_of_answers(way.respondent))
    return attachment(made, "my-scores.docx", WORD)


@changes
def bring(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring the team's record back."""
    found = worked(request, pk)

    def keep(name: str, said: list[Said]) -> BroughtRecord:
        return actions.bring_record(by=request.user, assessment=found, name=name, said=said)

    def onward(record: BroughtRecord) -> str:
        return reverse("assessment_brought", args=[found.pk, record.pk])

    return _bring(request, found, None, keep, onward, at(found))


def answers_bring(request: HttpRequest, way: Way) -> HttpResponse:
    """Bring one's own scores back."""

    def keep(name: str, said: list[Said]) -> BroughtRecord:
        return actions.bring_answers(by=way.by, respondent=way.respondent, name=name, said=said)

    def onward(record: BroughtRecord) -> str:
        return way.url("_brought", record.pk)

    one = way.respondent
    return _bring(request, one.assessment, one, keep, onward, way.url())


@changes
def brought(request: HttpRequest, pk: int, record: int) -> HttpResponse:
    """What the team's record would change, and the button that does it."""
    found = worked(request, pk)
    rows = BroughtRecord.objects.visible_to(request.user).filter(assessment=found, respondent=None)
    waits = get_object_or_404(rows.select_related("assessment__organisation"), pk=record)

    def put_in(**given: Any) -> Any:
        return actions.put_in_record(by=request.user, assessment=found, record=waits, **given)

    return _brought(request, waits, request.user, put_in, at(found), at(found, "_criteria"))


def answers_brought(request: HttpRequest, way: Way, record: int) -> HttpResponse:
    """What one's own record would change, and the button that does it."""
    waits = get_object_or_404(BroughtRecord.objects.visible_to(way.by),
                              respondent=way.respondent, pk=record)  # fmt: skip

    def put_in(**given: Any) -> Any:
        return actions.put_in_answers(by=way.by, respondent=way.respondent, record=waits, **given)

    return _brought(request, waits, way.by, put_in, way.url(), way.url())


def _bring(
    request: HttpRequest,
    found: Assessment,
    respondent: Respondent | None,
    keep: Keep,
    onward: Callable[[BroughtRecord], str],
    back: str,
) -> HttpResponse:
    form = BringForm(sent(request), request.FILES or None)
    faults: list[str] = []

    def run(file: Any) -> BroughtRecord:
        said, wrong = understood(_tables(file), papers.asking_of(found, respondent))
        faults.extend(wrong)
        if wrong:
            raise DomainError("Nothing was put in. Mend what is listed below, then bring it again.")
        return keep(file.name, said)

    if request.method == "POST" and (record := act_on(form, run)) is not None:
        return redirect(onward(record))
    context = {"form": form, "faults": faults, "back": back, "assessment": found}
    status = 422 if form.errors else 200
    return render(request, "improvement/assess/bring.html", context, status=status)


def _tables(file: Any) -> Any:
    """The file's tables, read in the limited process; it lies on the disk for that time only."""
    with NamedTemporaryFile(suffix=".docx") as kept:
        for piece in file.chunks():
            kept.write(piece)
        kept.flush()
        return untrusted.call(READER, Path(kept.name))


def _brought(
    request: HttpRequest,
    record: BroughtRecord,
    user: Any,
    put_in: Callable[..., Any],
    back: str,
    onward: str,
) -> HttpResponse:
    choices = {
        name.removeprefix(CHOICE): str(value)[:20]
        for name, value in request.POST.items()
        if name.startswith(CHOICE)
    }
    refusal = ""
    if request.method == "POST":
        try:
            put_in(seen=request.POST.get("seen", "")[:64], choices=choices)
        except (NotAllowed, Conflict):
            raise
        except DomainError as fault:
            refusal = str(fault)
        else:
            messages.success(request, PUT_IN)
            return redirect(onward)
    context = _waiting(record, user, choices) | {"back": back, "refusal": refusal}
    status = 422 if refusal else 200
    return render(request, "improvement/assess/brought.html", context, status=status)


def _waiting(record: BroughtRecord, user: Any, choices: dict[str, str]) -> dict[str, Any]:
    """What would be changed, with what was chosen so far."""
    criteria = criteria_of(record.assessment)
    titles = {each.key: each.title for each in criteria}
    found, own = of_record(record), record.respondent_id is not None
    standing = {} if own else papers.judged(record.assessment, criteria)
    return {
        "record": record,
        "changes": [(titles[each.key], each, choices.get(each.mark, each.usual)) for each in found],
        "pieces": [] if own else evidence_of(record, user),
        "met": sum(each.met for each in found),
        "faults": [] if own else cannot_stand(found, standing, choices),
        "seen": seen_of(record, user),
    }


MEMBER: dict[str, Callable[..., HttpResponse]] = {
    "word": of_person(answers_word),
    "bring": changes(of_person(answers_bring)),
    "brought": changes(of_person(answers_brought)),
}
GUEST: dict[str, Callable[..., HttpResponse]] = {
    "word": of_guest(answers_word),
    "bring": changes(of_guest(answers_bring)),
    "brought": changes(of_guest(answers_brought)),
}
