"""A body's own figures: how far they are, by workbook, sent and taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.figure_workbook import MEDIA, brought, from_json, workbook
from culturefirst.improvement.forms.figures import FileForm, SenderForm
from culturefirst.improvement.models import Return
from culturefirst.improvement.policy import name_senders, send_returns
from culturefirst.improvement.queries import returns as queries
from culturefirst.improvement.views.figure_common import (
    own_return,
    page_of,
    sealed,
    table_in,
    unsealed,
)
from culturefirst.kit import clock
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.downloads import attachment
from culturefirst.kit.errors import Conflict, DomainError
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes

CHANGED = "Somebody changed these figures since the preview. Choose the file again."


def one(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, what is to be explained, what is asked."""
    found, user = own_return(request, pk), request.user
    flags = queries.flags_of(found) if found.is_draft else []
    figures = found.collection.figures
    context = {
        "return": found,
        "collection": found.collection,
        "sections": [
            (section, sum(item.key in found.values for item in section.items), len(section.items))
            for section in figures.sections
        ],
        "missing": sum(key not in found.values for key in figures.items),
        "flags": [
            (flag, found.reasons.get(flag.key, ""), figures.items[flag.at]) for flag in flags
        ],
        "unexplained": sum(not found.reasons.get(flag.key) for flag in flags),
        "questions": queries.questions_of(found, user),
        "names": figures.askable,
        "takes_returns": found.collection.takes_returns(clock.today()),
        "members_read": found.collection.read_by_members(clock.today()),
        "may_send": send_returns.allows(user, found),
        "may_name": name_senders.allows(user, found),
    }
    return render(request, "improvement/figures/return.html", context)


@changes
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand them in."""
    actions.send_return(by=request.user, found=own_return(request, pk))
    messages.success(request, "Sent. Until the members read them you can take them back.")
    return redirect("figures_return", pk)


@changes
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Open them again."""
    actions.take_back_return(by=request.user, found=own_return(request, pk))
    messages.success(request, "They are open again. Send them once more when they are right.")
    return redirect("figures_return", pk)


@acts_once
def sender(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who may send them besides whoever leads."""
    found = own_return(request, pk)
    name_senders.require(request.user, found)
    form = SenderForm(
        sent(request),
        initial={"person": found.named_id},
        body=found.organisation,
        user=request.user,
    )
    deed = Deed("Who may send the figures", "Save", "Saved.", page_of(found), str(found.collection))

    def run(person: Any) -> Return:
        return actions.name_sender(by=request.user, found=found, person=person)

    return answer(request, form, run, deed)


def as_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The form as a workbook, with what was filled in so far."""
    found = own_return(request, pk)
    name = f"figures-{found.collection.year}-{found.organisation.slug}.xlsx"
    return attachment(workbook(found), name, MEDIA)


@changes
def bring(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a filled-in workbook, show what it changes, and take it whole or not at all."""
    found = own_return(request, pk)
    context: dict[str, Any] = {"return": found, "back": page_of(found)}
    if request.method == "POST" and "told" in request.POST:
        return _take(request, found)
    form = FileForm(sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            told = brought(table_in(form.cleaned_data["file"]), found)
        except DomainError as fault:
            form.add_error("file", str(fault))
        else:
            seal = sealed(told.to_json() | {"seen": found.version}, f"return.{found.pk}")
            context |= {"told": told, "seal": "" if told.faults else seal}
    status = 422 if form.errors or (context.get("told") and context["told"].faults) else 200
    context["form"] = form
    return render(request, "improvement/figures/bring.html", context, status=status)


def _take(request: HttpRequest, found: Return) -> HttpResponse:
    told = unsealed(request.POST["told"], f"return.{found.pk}")
    answers, reasons = from_json(told)
    try:
        actions.save_figures(
            by=request.user, found=found, answers=answers, reasons=reasons, seen=told["seen"]
        )
    except Conflict as met:
        raise DomainError(CHANGED) from met
    messages.success(request, "Taken over from the workbook. Look at what needs a reason.")
    return redirect(page_of(found))
