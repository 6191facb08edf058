"""What may be done with one contribution, and its files."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.discussions import actions
from culturefirst.discussions.addresses import of_contribution
from culturefirst.discussions.forms import ConcernForm, WhyForm, WordsForm
from culturefirst.discussions.models import Attachment, Concern, Contribution
from culturefirst.discussions.policy import edit_words, remove_words
from culturefirst.discussions.queries import forums as queries
from culturefirst.discussions.views.common import answer, contribution_seen
from culturefirst.kit.deeds import Deed, sent
from culturefirst.kit.downloads import sealed
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes


def _deed(found: Contribution, title: str, button: str, done: str, **more: Any) -> Deed:
    return Deed(title, button, done, of_contribution(found), found.thread.title, **more)


@acts_once
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Put one's own words otherwise."""
    found = contribution_seen(request, pk)
    edit_words.require(request.user, found)
    deed = _deed(found, "Edit what you wrote", "Save", "Saved.", lede="It will say “edited”.")
    form = WordsForm(sent(request), initial={"text": found.text})

    def run(text: str) -> Contribution:
        return actions.edit_contribution(by=request.user, contribution=found, text=text)

    return answer(request, form, run, deed)


@acts_once
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take words away for good."""
    found = contribution_seen(request, pk)
    remove_words.require(request.user, found)
    of_title = " The thread's title goes with them." if found.position == 1 else ""
    deed = _deed(
        found,
        "Remove this",
        "Remove it",
        "Removed.",
        lede=f"The words and files are gone for good; that something stood here stays.{of_title}",
        note=found.text[:300],
        danger=True,
    )
    form = WhyForm(sent(request))

    def run(why: str) -> Contribution:
        return actions.remove_contribution(by=request.user, contribution=found, why=why)

    return answer(request, form, run, deed)


@changes
@require_POST
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that this answers what was asked, or that it does not."""
    found, marks = contribution_seen(request, pk), request.POST.get("answers") == "yes"
    answered = found if marks else None
    actions.mark_answer(by=request.user, thread=found.thread, contribution=answered)
    messages.success(request, "Marked as the answer." if marks else "The mark is gone.")
    return redirect(of_contribution(found))


@acts_once
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the moderators to look."""
    found = contribution_seen(request, pk)
    deed = _deed(
        found,
        "Tell the moderators",
        "Tell them",
        "Thank you: the moderators will look.",
        lede="They see who told them; whoever wrote it does not.",
        note=found.text[:300],
    )

    def run(why: str) -> Concern:
        return actions.raise_concern(by=request.user, contribution=found, why=why)

    return answer(request, ConcernForm(sent(request)), run, deed)


def concern(request: HttpRequest, pk: int) -> HttpResponse:
    """What somebody told the moderators, with the words it is about."""
    found = get_object_or_404(queries.concerns(request.user), pk=pk)
    context = {"concern": found, "there": of_contribution(found.contribution)}
    return render(request, "discussions/concern.html", context)


@changes
@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the words stand."""
    found = get_object_or_404(queries.concerns(request.user), pk=pk)
    actions.settle_concern(by=request.user, concern=found)
    messages.success(request, "The words stand.")
    return redirect(reverse("forums"))


def file(request: HttpRequest, pk: int) -> HttpResponse:
    """A file itself, to be saved and never opened as a page."""
    found = get_object_or_404(Attachment.objects.visible_to(request.user), pk=pk)
    return sealed(found.file, found.name, found.media_type)
