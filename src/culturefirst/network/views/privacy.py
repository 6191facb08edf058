"""What is held about you, who looked at it, taking it away, and having it erased."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from culturefirst.kit import clock
from culturefirst.kit.downloads import attachment
from culturefirst.kit.forms import act_on
from culturefirst.kit.holdings import HOLDINGS
from culturefirst.kit.tables import Column, Table
from culturefirst.kit.urls import changes
from culturefirst.network import actions, queries
from culturefirst.network.forms.privacy import EraseForm, ErasePersonForm, NamesForm
from culturefirst.network.models import Person, Unsettled
from culturefirst.network.privacy import erasure, export, removing
from culturefirst.network.privacy.telling import told, when_erased
from culturefirst.network.queries.privacy import looks_at
from culturefirst.network.queries.privacy import namesakes as namesakes_of
from culturefirst.network.who_it_is import asked_anew, shown_lately


def privacy_own(request: HttpRequest) -> HttpResponse:
    """What is held about you, why and how long; who looked; what you can do about it."""
    person = queries.account_of(request.user).person
    looks = Table(
        columns=[
            Column("viewer", "Who", sort="viewer__name"),
            Column("what", "Looked at", sort="what"),
            Column("at", "When", sort="at"),
        ],
        rows=looks_at(person),
        request=request,
        name="looks",
        label="Who looked at your private details",
        empty="Nobody has looked at your address or telephone number.",
        default_sort="-at",
    )
    context = {"person": person, "looks": looks, "holdings": [*HOLDINGS]}
    return looks.response() or render(request, "network/privacy_own.html", context)


@shown_lately
def privacy_everything(request: HttpRequest) -> HttpResponse:
    """Everything that is held about you, to read and to print."""
    person = queries.account_of(request.user).person
    parts = [(part.holding, [told(row) for row in part.rows]) for part in export.parts(person)]
    context = {"person": person, "parts": parts, "made_at": clock.now()}
    return render(request, "network/privacy_everything.html", context)


@shown_lately
def privacy_download(request: HttpRequest) -> HttpResponse:
    """The same as a file that other programs read."""
    person = queries.account_of(request.user).person
    content = json.dumps(export.as_data(person), cls=export.Encoder, ensure_ascii=False, indent=1)
    name = f"What is held about me, {clock.today().isoformat()}.json"
    return attachment(content.encode(), name, "application/json")


@changes
@asked_anew
def privacy_erase(request: HttpRequest) -> HttpResponse:
    """Have yourself erased."""
    person = queries.account_of(request.user).person
    form = EraseForm(request.POST if request.method == "POST" else None)

    def run(word: str) -> Person:
        return actions.erase_person(by=request.user, person=person)

    if request.method == "POST" and act_on(form, run) is not None:
        logout(request)
        messages.success(request, "You were erased. Thank you for having been part of this.")
        return redirect("home")
    context = {"form": form, "person": person, "effects": when_erased()}
    return render(request, "network/privacy_erase.html", context)


@changes
@asked_anew
def person_erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase somebody who asked for it."""
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    namesakes = namesakes_of(person)
    form = ErasePersonForm(
        request.POST if request.method == "POST" else None,
        places=erasure.places(person, by=request.user),
        ticked=not namesakes,
    )

    def run(word: str, reason: str, decided: dict[str, bool]) -> Any:
        return actions.erase_person(by=request.user, person=person, reason=reason, decided=decided)

    if request.method == "POST" and act_on(form, run) is not None:
        messages.success(request, "They were erased.")
        mine = person.pk == getattr(request.user, "person_id", None)
        return redirect("home" if mine else "people")
    context = {
        "form": form,
        "person": person,
        "effects": when_erased(),
        "namesakes": namesakes,
        "named": "take" in form.fields,
    }
    return render(request, "network/person_erase.html", context)


@changes
def erased_names(request: HttpRequest, pk: int) -> HttpResponse:
    """Say out of which texts the name of somebody goes who was erased."""
    unsettled = get_object_or_404(Unsettled, pk=pk)
    whom = erasure.unsettled_names(unsettled)
    form = NamesForm(
        request.POST if request.method == "POST" else None,
        places=removing.places(whom, by=request.user),
    )

    def run(decided: dict[str, bool]) -> Any:
        return actions.settle_names(by=request.user, unsettled=unsettled, decided=decided)

    if request.method == "POST" and act_on(form, run) is not None:
        messages.success(request, "That is settled.")
        return redirect("my_work")
    context = {"form": form, "unsettled": unsettled, "named": "take" in form.fields}
    return render(request, "network/erased_names.html", context)
