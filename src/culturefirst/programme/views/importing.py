"""Bringing a document in: upload, look at what was understood, import the whole or nothing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError
from culturefirst.kit.forms import act_on
from culturefirst.kit.urls import changes
from culturefirst.programme import actions
from culturefirst.programme.binding import Proposal, proposals
from culturefirst.programme.forms.importing import Preview, ReadTargetForm, UploadForm
from culturefirst.programme.models import ImportedDocument
from culturefirst.programme.reading.document import Activity, Document, Priority, Programme
from culturefirst.programme.rules import Span
from culturefirst.programme.views.common import seen, sent

State = ImportedDocument.State


@dataclass(frozen=True)
class ReadTarget:
    """A target on the preview: its form, what is proposed, and what a person should check."""

    form: ReadTargetForm
    proposal: Proposal
    activity: Activity
    check: str

    @property
    def changed(self) -> bool:
        """Whether the person has put something right that is not imported yet."""
        return self.form.is_bound and self.form.has_changed()

    @property
    def anchor(self) -> str:
        return f"read-{self.form.prefix}"


@dataclass(frozen=True)
class ReadActivity:
    """An activity with its targets as read."""

    activity: Activity
    targets: list[ReadTarget]


@dataclass(frozen=True)
class ReadStrand:
    """A programme of a priority, with its activities as read."""

    programme: Programme
    activities: list[ReadActivity]


@dataclass(frozen=True)
class ReadPriority:
    """A priority with its programmes as read."""

    priority: Priority
    hue: int
    programmes: list[ReadStrand]


@changes
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; it is kept and read, and its preview shown."""
    form = UploadForm(sent(request), request.FILES or None)
    if request.method == "POST":
        received = act_on(form, lambda file: _receive(request.user, file))
        if received is not None:
            return redirect("programme_preview", received.pk)
    waiting = ImportedDocument.objects.visible_to(request.user).exclude(state=State.IMPORTED)
    context = {"form": form, "waiting": waiting[:10]}
    return render(request, "programme/import.html", context, status=422 if form.errors else 200)


def _receive(by: Any, file: Any) -> ImportedDocument:
    return actions.receive_document(by=by, name=file.name, content=file.read())


def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What was understood; importing makes it whole or not at all."""
    received = seen(request, ImportedDocument, pk)
    if received.state != State.WAITING:
        return _not_waiting(request, received)
    document = Document.from_json(received.document)
    page = Preview(document, sent(request))
    refusal = ""
    if request.method == "POST" and page.is_valid():
        try:
            made = _import(request.user, received, page)
        except DomainError as fault:
            refusal = str(fault)
        else:
            messages.success(request, f"“{made.title}” is here, with everything in the document.")
            return redirect("programme", made.pk)
    context = _context(received, document, page) | {"refusal": refusal}
    status = 422 if request.method == "POST" else 200
    return render(request, "programme/preview.html", context, status=status)


@changes
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a kept file once more."""
    received = seen(request, ImportedDocument, pk)
    if request.method == "POST":
        actions.read_again(by=request.user, received=received)
    return redirect("programme_preview", received.pk)


def _import(by: Any, received: ImportedDocument, page: Preview) -> Any:
    return actions.import_document(
        by=by, received=received, document=page.agreed(), state=page.state
    )


def _not_waiting(request: HttpRequest, received: ImportedDocument) -> HttpResponse:
    status = 422 if received.state == State.REFUSED else 200
    return render(request, "programme/not_waiting.html", {"received": received}, status=status)


def _context(received: ImportedDocument, document: Document, page: Preview) -> dict[str, Any]:
    read = _read(document, page)
    every = [t for p in read for s in p.programmes for a in s.activities for t in a.targets]
    return {
        "received": received,
        "document": document,
        "preview": page,
        "form": page.programme,
        "priorities": read,
        "unsure": [target for target in every if target.check],
        "faulty": page.faulty,
        "targets": len(every),
        "measured": sum(target.proposal.measure is not None for target in every),
    }


def _read(document: Document, page: Preview) -> list[ReadPriority]:
    found = proposals(document, year=_year(document), as_at=clock.today())
    told = iter(zip(page.targets, found, strict=True))

    def activity(each: Activity) -> ReadActivity:
        return ReadActivity(each, [_target(each, *next(told)) for _ in each.targets])

    return [
        ReadPriority(
            priority,
            place % 6 + 1,
            [ReadStrand(s, [activity(a) for a in s.activities]) for s in priority.programmes],
        )
        for place, priority in enumerate(document.priorities)
    ]


def _target(activity: Activity, form: ReadTargetForm, proposal: Proposal) -> ReadTarget:
    return ReadTarget(form, proposal, activity, "" if form.read.sure else _check(form.read))


def _check(read: Any) -> str:
    """What a person should look at, in words."""
    undated = read.starts is None and read.due is None
    if undated and read.kind in ("count", "coverage", "milestone"):
        return "It names no time that we could read. Give one, or leave it for the whole programme."
    if undated:
        return "Check what kind of target it is: its words could be read in more than one way."
    return "Check the kind and the time: part of it was inferred from the words around it."


def _year(document: Document) -> Span:
    """The document's period; where it names none, the financial year of today."""
    today = clock.today()
    april = date(today.year - (today.month < 4), 4, 1)
    starts = document.starts or april
    ends = document.ends or date(starts.year + 1, 3, 31)
    return Span(starts, max(starts, ends))
