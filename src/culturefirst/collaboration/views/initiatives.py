"""Initiatives: the list, one, and what its partners do with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.collaboration import actions
from culturefirst.collaboration.forms_initiatives import (
    AddPartnerForm,
    DraftForm,
    DropForm,
    EditInitiativeForm,
    PartnerForm,
)
from culturefirst.collaboration.models import Initiative, InitiativePartner, Introduction
from culturefirst.collaboration.policy import begin_initiatives, keep_initiative
from culturefirst.collaboration.queries import initiatives as queries
from culturefirst.collaboration.views.common import WORDS
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.pagination import paged
from culturefirst.kit.starts import Start, grown_from, start
from culturefirst.kit.urls import changes

A_PAGE = 20
SAVED = "It is a draft: only its partners read it. Open it to the members when you agree on it."


def initiatives(request: HttpRequest) -> HttpResponse:
    """What is open, and one's own, drafts first."""
    mine = [each for each in queries.own(request.user) if each.stage != Initiative.Stage.OPEN]
    context = {
        "page": paged(queries.open_ones(request.user), request.GET.get("page"), A_PAGE),
        "drafts": [each for each in mine if each.is_draft],
        "dropped": [each for each in mine if not each.is_draft],
    }
    return render(request, "collaboration/initiatives.html", context)


def initiative(request: HttpRequest, pk: int) -> HttpResponse:
    """One, with who takes part and what it grew out of."""
    found, user = _seen(request, pk), request.user
    made = found.grew_from_meeting
    context = {
        "initiative": found,
        "partners": queries.partners_of(found, user),
        "may_keep": keep_initiative.allows(user, found),
        "grown_from": grown_from(user, found),
        "met_at": start(user, f"events.event:{made.day.event_id}") if made else None,
        "serves": start(user, f"programme.activity:{found.serves_id}"),
    }
    return render(request, "collaboration/initiative.html", context)


@acts_once
def new(request: HttpRequest) -> HttpResponse:
    """Draft one: out of an introduction, out of another record, or from nothing."""
    begun = start(request.user, request.GET.get("from", ""))
    made = begun.record if begun and isinstance(begun.record, Introduction) else None
    if made is not None:
        there = queries.initiatives(request.user).filter(grew_from_introduction=made).first()
        if there is not None:
            messages.info(request, "This is what grew out of that introduction.")
            return redirect(_page(there))
        begin_initiatives.require(request.user, [b for b, _ in queries.of_introduction(made)])
    initial = {"title": begun.title[:120], "serves": begun.serves} if begun else {}
    form = DraftForm(sent(request), initial=initial, user=request.user, known=made is not None)
    deed = _deed_of_new(begun, made)

    def run(**said: Any) -> Initiative:
        named = _named(request.user, said.pop("organisation", None), said.pop("other", None), made)
        record = begun.record if begun else None
        return actions.draft_initiative(by=request.user, start=record, partners=named, **said)

    return answer(request, form, run, deed, to=_page)


@changes
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what it says."""
    found = _kept(request, pk)
    initial = EditInitiativeForm.held(found)
    form = EditInitiativeForm(sent(request), initial=initial, user=request.user)
    page = EditPage(
        title="Change this initiative",
        words=WORDS,
        cancel=_page(found),
        save=lambda changes, version: actions.edit_initiative(
            by=request.user, initiative=found, changes=changes, seen=version
        ),
    )
    return edited(request, found, form, page)


@changes
@require_POST
def open_(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it to the members."""
    return _do(request, pk, actions.open_initiative, "It is open: every member can read it.")


@changes
@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with one that was dropped."""
    return _do(request, pk, actions.resume_initiative, "You go on with it.")


@acts_once
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """End it, and say why."""
    found = _kept(request, pk)
    deed = Deed(
        "Drop this initiative",
        "Drop it",
        "It is dropped. Its partners still read it and can take it up again.",
        _page(found),
        found.title,
    )

    def run(**said: Any) -> Initiative:
        return actions.drop_initiative(by=request.user, initiative=found, **said)

    return answer(request, DropForm(sent(request)), run, deed)


@acts_once
def add_partner(request: HttpRequest, pk: int) -> HttpResponse:
    """Take another body in; whom to ask there is said on the next page."""
    found = _kept(request, pk)
    form = AddPartnerForm(sent(request), bodies=queries.bodies_outside(found, request.user))
    deed = Deed(
        "Add a partner",
        "Add it",
        "It takes part. Say whom to ask there: that person gets a letter.",
        _page(found),
        found.title,
    )

    def run(**said: Any) -> InitiativePartner:
        return actions.add_partner(by=request.user, initiative=found, **said)

    return answer(request, form, run, deed, to=_partner_page)


@acts_once
def partner(request: HttpRequest, pk: int, partner: int) -> HttpResponse:
    """Say whom to ask at a partner."""
    found = _kept(request, pk)
    one = _partner(request, found, partner)
    form = PartnerForm(
        sent(request),
        initial={"person": one.person_id},
        body=one.organisation,
        user=request.user,
    )
    deed = Deed(f"Whom to ask at {one.organisation}", "Save", "Saved.", _page(found), found.title)

    def run(**said: Any) -> InitiativePartner:
        return actions.name_partner(by=request.user, initiative=found, partner=one, **said)

    return answer(request, form, run, deed)


@changes
@require_POST
def end_partner(request: HttpRequest, pk: int, partner: int) -> HttpResponse:
    """A body takes part no more."""
    found = _kept(request, pk)
    one = _partner(request, found, partner)
    actions.end_partner(by=request.user, initiative=found, partner=one)
    messages.success(request, f"{one.organisation} takes part no more.")
    still = queries.initiatives(request.user).filter(pk=found.pk).exists()
    return redirect(_page(found) if still else reverse("initiatives"))


def _deed_of_new(begun: Start | None, made: Introduction | None) -> Deed:
    note = f"It grows out of “{begun.title}”." if begun else ""
    if made is not None:
        note = f"It grows out of the introduction of {made.organisation} and "
        note += f"{made.listing.organisation}, who are its partners."
    return Deed(
        "Draft an initiative",
        "Save the draft",
        SAVED,
        begun.url if begun else reverse("initiatives"),
        begun.title if begun else "Initiatives",
        lede="What two organisations or more want to do together. Only its partners read a draft.",
        note=note,
    )


def _named(user: Any, own: Any, other: Any, made: Introduction | None) -> list[Any]:
    """Who takes part, each with whom to ask."""
    if made is not None:
        return queries.of_introduction(made)
    return [(own, user.person)] + ([(other, None)] if other is not None else [])


def _do(
    request: HttpRequest, pk: int, action: Callable[..., Initiative], said: str
) -> HttpResponse:
    found = action(by=request.user, initiative=_kept(request, pk))
    messages.success(request, said)
    return redirect(_page(found))


def _seen(request: HttpRequest, pk: int) -> Initiative:
    rows = queries.initiatives(request.user).select_related("grew_from_meeting__day")
    found: Initiative = get_object_or_404(rows, pk=pk)
    return found


def _kept(request: HttpRequest, pk: int) -> Initiative:
    found = _seen(request, pk)
    keep_initiative.require(request.user, found)
    return found


def _partner(request: HttpRequest, found: Initiative, pk: int) -> InitiativePartner:
    one: InitiativePartner = get_object_or_404(queries.partners_of(found, request.user), pk=pk)
    return one


def _page(found: Initiative) -> str:
    return reverse("initiative", args=[found.pk])


def _partner_page(joined: InitiativePartner) -> str:
    return reverse("initiative_partner", args=[joined.initiative_id, joined.pk])
