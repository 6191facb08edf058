"""Inviting: one person, or a list from a file that is looked at and put right before it is sent."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.kit.downloads import csv_file
from culturefirst.kit.forms import act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.limits import Limit, by_person, limited
from culturefirst.kit.outbox.models import Message
from culturefirst.kit.tables import Column, Table
from culturefirst.kit.wording import plural
from culturefirst.network import actions, inviting
from culturefirst.network.actions.joining import Asked
from culturefirst.network.forms.invitations import InviteForm, ListForm
from culturefirst.network.models import InvitationList, Joining
from culturefirst.network.queries.joining import handed_over, invitation_lists, to_remind
from culturefirst.network.views.inviting import answered, corrected, preview
from culturefirst.network.views.tabs import tabs

LISTS_A_DAY = Limit("lists of invitations", 20, timedelta(days=1), by_person)
State = InvitationList.State


@acts_once
@limited(LISTS_A_DAY)
def invitations(request: HttpRequest) -> HttpResponse:
    """The lists so far, and a file to begin a new one."""
    bound = request.method == "POST"
    form = ListForm(request.POST if bound else None, request.FILES if bound else None)

    def run(**told: Any) -> InvitationList:
        return actions.receive_invitations(by=request.user, **told)

    if bound and (received := act_on(form, run)) is not None:
        return redirect("invitation_list", received.pk)
    lists = invitation_lists(request.user).exclude(state=State.DROPPED)
    context = {"form": form, "lists": lists[:20], "tabs": tabs(request, "joinings")}
    return render(request, "network/invitations.html", context)


def invitations_example(request: HttpRequest) -> HttpResponse:
    """A file with the heads that are understood, and one row to write over."""
    heads = list(inviting.TITLES)
    row = ["Ann Lee", "ann.lee@council.example", "The council's name", "officer", "Museums officer"]
    return csv_file("people-to-invite", heads, [[*row, "", "no"]])


def invitation_list(request: HttpRequest, pk: int) -> HttpResponse:
    """A list: what is ready, what has to be put right; or whom it has brought in."""
    found = _one(request, pk)
    if found.state != State.DRAFT:
        return render(request, "network/invitation_list_sent.html", _sent(request, found))
    return render(request, "network/invitation_list.html", preview(request, found))


@acts_once
@require_POST
def invitation_list_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was put right, and look again."""
    found = _one(request, pk)
    lines = inviting.checked(found.rows, request.user)
    cells = corrected(request, lines)
    actions.correct_invitations(
        by=request.user,
        invitations=found,
        cells=cells,
        left_out=[number for number, told in cells.items() if told["left_out"]],
        meant=answered(request, lines),
    )
    return redirect("invitation_list", pk)


@acts_once
@require_POST
def invitation_list_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Let everybody on the list be invited, and show how far that is."""
    asked = actions.ask_to_send(by=request.user, invitations=_one(request, pk))
    return redirect("job", asked.job_id)


@acts_once
@require_POST
def invitation_list_remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Write again to those who have not answered."""
    found = _one(request, pk)
    count = to_remind(found).count()
    actions.remind_list(by=request.user, invitations=found)
    messages.success(request, f"Reminded: {plural(count, 'person,people')}.")
    return redirect("invitation_list", pk)


@acts_once
@require_POST
def invitation_list_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a list away."""
    actions.drop_invitations(by=request.user, invitations=_one(request, pk))
    messages.success(request, "The list was thrown away; nobody was written to.")
    return redirect("invitations")


@acts_once
def invitation_new(request: HttpRequest) -> HttpResponse:
    """Invite one person."""
    form = InviteForm(
        request.POST if request.method == "POST" else None,
        by=request.user,
        initial={"organisation": request.GET.get("organisation", "")},
    )

    def run(email: str, **told: Any) -> Joining:
        return actions.invite(by=request.user, email=email, asked=Asked(**told))

    if request.method == "POST" and (made := act_on(form, run)) is not None:
        messages.success(request, f"{made.name} has been invited.")
        return redirect("joinings")
    return render(request, "network/invitation_new.html", {"form": form})


def _one(request: HttpRequest, pk: int) -> InvitationList:
    return get_object_or_404(invitation_lists(request.user), pk=pk)


def _sent(request: HttpRequest, found: InvitationList) -> dict[str, Any]:
    rows: QuerySet[Joining] = found.joinings.select_related("organisation").order_by("name")
    table = Table(
        columns=[
            Column("name", "Name", url=lambda row: reverse("joining", args=[row.pk])),
            Column("email", "Address"),
            Column("body", "Organisation"),
            Column("state", "Standing", value="get_state_display"),
        ],
        rows=rows,
        request=request,
        name="invited",
        label="People invited by this list",
    )
    joined = rows.filter(state=Joining.State.JOINED).count()
    letters = handed_over(found)
    return {
        "list": found,
        "table": table,
        "count": rows.count(),
        "joined": joined,
        "waiting": letters.get(Message.State.QUEUED, 0) + letters.get("handing_over", 0),
        "refused": letters.get(Message.State.FAILED, 0),
        "to_remind": to_remind(found).count(),
    }
