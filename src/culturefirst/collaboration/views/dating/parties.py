"""A party of a speed-dating day: when it is there, who sits in it, what was seen on the day."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.collaboration import actions
from culturefirst.collaboration.forms_dating import PartyForm, TableForm
from culturefirst.collaboration.models import Delegate, Party
from culturefirst.collaboration.queries import parties as queries
from culturefirst.collaboration.views.dating.common import (
    WORDS,
    back_to_day,
    kept_day,
    kept_party,
    number,
)
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes

SEEN = {
    "absent": (actions.did_not_come, "{} did not come. Plan the rest anew."),
    "left": (actions.left_early, "{} left. Plan the rest anew."),
    "late": (actions.came_late, "{} came. Plan the rest anew, so that they sit with somebody."),
    "mistake": (actions.was_there, "{} is there, as was planned."),
}


def party(request: HttpRequest, pk: int) -> HttpResponse:
    """Who sits there and when, and what may be done about it."""
    found = kept_party(request, pk)
    context = {
        "party": found,
        "day": found.day,
        "delegates": queries.sitting_in(found, request.user),
        "others": [
            each
            for each in queries.parties(request.user).filter(
                day=found.day, organisation=found.organisation
            )
            if each.pk != found.pk
        ],
        "over": found.day.state == found.day.State.OVER,
    }
    return render(request, "collaboration/dating/party.html", context)


@changes
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Say when they are there, their breaks, and how many meetings they want."""
    found = kept_party(request, pk)
    form = PartyForm(sent(request), initial=PartyForm.held(found), day=found.day)
    page = EditPage(
        title="When they are there",
        words=WORDS,
        cancel=reverse("dating_party", args=[found.pk]),
        save=lambda said, seen: actions.edit_party(
            by=request.user, day=found.day, party=found, changes=said, seen=seen
        ),
        done=lambda _: "Saved. Plan the timetable anew, so that it holds.",
    )
    return edited(request, found, form, page)


@acts_once
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """Let some of them sit at a table of their own."""
    found = kept_party(request, pk)
    rows = Delegate.objects.visible_to(request.user).filter(party=found)
    form = TableForm(sent(request), delegates=rows.select_related("booking__person"))
    deed = Deed(
        "Another table for them",
        "Give them the table",
        "They have a table of their own. The two never meet each other.",
        reverse("dating_party", args=[found.pk]),
        str(found),
        lede="For an organisation that sends several people, who can meet more others so.",
    )

    def run(**said: Any) -> Party:
        return actions.add_table(by=request.user, day=found.day, party=found, **said)

    return answer(request, form, run, deed)


@changes
@require_POST
def seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a delegate sit in this party of their organisation."""
    found = kept_party(request, pk)
    rows = Delegate.objects.visible_to(request.user).select_related("party", "booking__person")
    who = get_object_or_404(rows, pk=number(request, "delegate"))
    actions.move_delegate(by=request.user, day=found.day, delegate=who, to=found)
    messages.success(request, f"{who} sits at {found}.")
    return redirect("dating_party", found.pk)


@changes
@require_POST
def there(request: HttpRequest, pk: int) -> HttpResponse:
    """They did not come, left, came late, or that was a mistake."""
    found = kept_party(request, pk)
    act, says = SEEN.get(request.POST.get("seen", ""), (None, ""))
    if act is None:
        messages.error(request, "Say what was seen: choose one of the buttons.")
        return redirect("dating_party", found.pk)
    act(by=request.user, day=kept_day(request, found.day_id), party=found)
    return back_to_day(request, found.day, says.format(found))
