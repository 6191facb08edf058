"""What the team does with a collection: its days, announcing it, taking it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.forms.figures import CollectionForm, EditCollectionForm, ReasonForm
from culturefirst.improvement.models import Collection
from culturefirst.improvement.views.figure_common import collection, collection_page
from culturefirst.kit.changes import Words
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes

WORDS = Words(labels={"uses": "Definitions", "later_because": "Why a day comes later"})


@acts_once
def new(request: HttpRequest) -> HttpResponse:
    """Plan one."""
    form = CollectionForm(sent(request), user=request.user)
    deed = Deed(
        "Plan a collection",
        "Save it",
        "It is planned. Nobody but the team sees it until you announce it.",
        reverse("figures"),
        "Figures",
        lede="Say the days before anybody sends: once figures are sent, none comes earlier.",
    )

    def run(**said: Any) -> Collection:
        return actions.plan_collection(by=request.user, **said)

    return answer(request, form, run, deed, to=collection_page)


@changes
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change its days."""
    found = collection(request, pk)
    form = EditCollectionForm(
        sent(request),
        initial=EditCollectionForm.held(found),
        user=request.user,
        collection=found,
    )
    page = EditPage(
        title="Change this collection",
        words=WORDS,
        cancel=collection_page(found),
        save=lambda given, version: actions.edit_collection(
            by=request.user, collection=found, changes=given, seen=version
        ),
    )
    return edited(request, found, form, page)


@changes
@require_POST
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it to the members."""
    actions.announce_collection(by=request.user, collection=collection(request, pk))
    messages.success(request, "It is announced, with its days.")
    return redirect("figures_collection", pk)


@acts_once
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back, and say why."""
    found = collection(request, pk)
    deed = Deed(
        "Withdraw this collection",
        "Withdraw it",
        "It is withdrawn.",
        collection_page(found),
        str(found),
        lede="What was sent stays with those who sent it, and is compared with nothing.",
    )

    def run(reason: str) -> Collection:
        return actions.withdraw_collection(by=request.user, collection=found, reason=reason)

    return answer(request, ReasonForm(sent(request)), run, deed)
