"""What may be done to a body: add, edit, rename it, and keep its dated particulars."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from culturefirst.kit import clock
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.forms import Form, act_on
from culturefirst.network import actions
from culturefirst.network.forms import organisations as forms
from culturefirst.network.models import (
    BoundaryCode,
    FormerPlace,
    MailDomain,
    Organisation,
    OrganisationName,
    Succession,
)
from culturefirst.network.policy import keep_organisation, manage_network
from culturefirst.network.views.keeping import Deed, Said, body_seen
from culturefirst.network.views.organisation_words import WORDS


def add(request: HttpRequest) -> HttpResponse:
    """A new body."""
    form = forms.AddOrganisationForm(request.POST if request.method == "POST" else None)

    def run(**said: Any) -> Organisation:
        return actions.add_organisation(by=request.user, **said)

    if request.method == "POST":
        body = act_on(form, run)
        if body is not None:
            messages.success(request, f"{body} was added.")
            return redirect("organisation", body.slug)
    context = {"form": form}
    status = 422 if form.errors else 200
    return render(request, "network/organisation_add.html", context, status=status)


def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """What is known of a body, edited by whoever keeps it."""
    body = body_seen(request, slug)
    keep_organisation.require(request.user, body)
    team = manage_network.allows(request.user)
    kind = forms.EditTeamsFacts if team else forms.EditOwnFacts
    form = kind.for_record(body, request.POST if request.method == "POST" else None)

    def save(changes: dict[str, Any], seen: int) -> Organisation:
        return actions.edit_organisation(
            by=request.user, organisation=body, changes=changes, seen=seen
        )

    here = reverse("organisation", args=[slug])
    page = EditPage(title="Edit this organisation", words=WORDS, cancel=here, save=save)
    return edited(request, body, form, page)


def _services(body: Organisation) -> Said:
    running = body.services.held_on(clock.today())
    return {"services": list(running.values_list("service", flat=True)), "on": clock.today()}


def _end_code(by: Any, code: BoundaryCode, said: Said) -> Any:
    return actions.end_code(by=by, code=code, **said)


rename = Deed(
    title="Give it a new name",
    lede="The name that it has now is kept as a former one, and it is still found by it.",
    button="Rename it",
    done="Renamed. It is still found by its former name.",
    form=forms.RenameForm,
    policy=manage_network,
    run=lambda by, body, said: actions.rename_organisation(by=by, organisation=body, **said),
)
move = Deed(
    title="Move it to another sub-region",
    lede="From a day on. Figures of days before count it where it belonged then.",
    button="Move it",
    done="Moved. It can be taken back on this page.",
    form=forms.MoveBodyForm,
    policy=manage_network,
    initial=lambda body: {"sub_region": body.sub_region},
    run=lambda by, body, said: actions.move_to_sub_region(by=by, organisation=body, **said),
)
take_back_move = Deed(
    title="Take this move back?",
    lede="It belongs again where it belonged before, as if it had never moved.",
    button="Take it back",
    done="Taken back.",
    form=Form,
    policy=manage_network,
    of=FormerPlace,
    danger=True,
    run=lambda by, place, said: actions.take_back_move(
        by=by, organisation=place.organisation, former_place=place
    ),
)
add_name = Deed(
    title="Add another name",
    lede="A former name, or one that people use too. It is found by all of them.",
    button="Add it",
    done="Added: it is found by this name too.",
    form=forms.OtherNameForm,
    run=lambda by, body, said: actions.add_other_name(by=by, organisation=body, **said),
)
remove_name = Deed(
    title="Remove this name?",
    lede="For a name that it never had. It is no longer found by it.",
    button="Remove it",
    done="Removed.",
    form=Form,
    of=OrganisationName,
    danger=True,
    run=lambda by, name, said: actions.remove_other_name(by=by, other_name=name),
)
services = Deed(
    title="Which services does it run?",
    lede="Choose all that it runs from the day you give. What it ran before is kept.",
    button="Save",
    done="Saved.",
    form=forms.ServicesForm,
    initial=_services,
    run=lambda by, body, said: actions.set_services(by=by, organisation=body, **said),
)
join = Deed(
    title="Take it into membership",
    button="It joins",
    done="It is a member from that day.",
    form=forms.JoinForm,
    policy=manage_network,
    run=lambda by, body, said: actions.join_network(by=by, organisation=body, **said),
)
leave = Deed(
    title="End its membership",
    lede="The membership so far stays on record. Its people keep their accounts and posts.",
    button="End the membership",
    done="The membership ends on that day.",
    form=forms.LeaveForm,
    policy=manage_network,
    danger=True,
    undo="organisation_resume",
    run=lambda by, body, said: actions.leave_network(by=by, organisation=body, **said),
)
resume = Deed(
    title="Let its membership go on?",
    lede="For a membership that was ended by mistake: it goes on as if it had never ended. Where "
    "the body was away for a time, let it join again instead.",
    button="Let it go on",
    done="The membership goes on.",
    form=Form,
    policy=manage_network,
    run=lambda by, body, said: actions.resume_membership(by=by, organisation=body),
)
add_code = Deed(
    title="Add a boundary code",
    button="Add it",
    done="Added.",
    form=forms.CodeForm,
    policy=manage_network,
    run=lambda by, body, said: actions.add_code(by=by, organisation=body, **said),
)
end_code = Deed(
    title="Until when does this code hold?",
    button="Save",
    done="Saved.",
    form=forms.CodeEndForm,
    policy=manage_network,
    of=BoundaryCode,
    initial=lambda code: {"ends": code.ends or clock.today()},
    run=_end_code,
)
remove_code = Deed(
    title="Remove this code?",
    lede="For a code that never was this body's. One that held for a time is given its last day.",
    button="Remove it",
    done="Removed.",
    form=Form,
    policy=manage_network,
    of=BoundaryCode,
    danger=True,
    run=lambda by, code, said: actions.remove_code(by=by, code=code),
)
add_domain = Deed(
    title="Add an email domain",
    button="Add it",
    done="Added: who joins with such an address is known to work here.",
    form=forms.DomainForm,
    policy=manage_network,
    run=lambda by, body, said: actions.add_mail_domain(by=by, organisation=body, **said),
)
remove_domain = Deed(
    title="Remove this email domain?",
    lede="Who joins with such an address waits until somebody lets them in.",
    button="Remove it",
    done="Removed.",
    form=Form,
    policy=manage_network,
    of=MailDomain,
    danger=True,
    run=lambda by, domain, said: actions.remove_mail_domain(by=by, mail_domain=domain),
)
undo_succession = Deed(
    title="Take this back?",
    lede="All that was recorded together is taken back: who took over, the dissolution, the "
    "memberships that ended and began with it, and the posts, services and email domains that "
    "went over.",
    button="Take it back",
    done="Taken back: all stands as it did before.",
    form=Form,
    policy=manage_network,
    of=Succession,
    danger=True,
    run=lambda by, row, said: actions.undo_succession(by=by, succession=row),
)
