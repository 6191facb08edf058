"""One meeting of the timetable: why it is there, and its changes by hand."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.collaboration import actions
from culturefirst.collaboration.dating_words import reasons
from culturefirst.collaboration.forms_dating import ExchangeForm, MeetForm, MoveForm
from culturefirst.collaboration.models import DatingDay
from culturefirst.collaboration.queries import parties as queries
from culturefirst.collaboration.queries.dating import board
from culturefirst.collaboration.rules_dating import slots
from culturefirst.collaboration.views.dating.common import (
    back_to_day,
    kept_day,
    kept_meeting,
    number,
)
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes


def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Who meets whom, when and why; below it, what may be done."""
    found = kept_meeting(request, pk)
    known = board(found.day)
    context = {
        "meeting": found,
        "day": found.day,
        "slot": next((each for each in slots(found.day) if each.number == found.round), None),
        "reasons": reasons(known, frozenset((found.a_id, found.b_id))),
        "held": found.round < found.day.start,
        "stands": known.stands(found),
        "over": found.day.state == DatingDay.State.OVER,
    }
    return render(request, "collaboration/dating/meeting.html", context)


@acts_once
def exchange(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one of the two change seats with another party in the same round."""
    found = kept_meeting(request, pk)
    parties = list(queries.parties(request.user).filter(day=found.day))
    two = [each for each in parties if each.pk in (found.a_id, found.b_id)]
    form = ExchangeForm(
        sent(request), day=found.day, parties=parties, initial={"seen": found.day.version}
    )
    form.fields["one"].choices = [(each.pk, str(each)) for each in two]  # type: ignore[attr-defined]
    deed = _deed(
        found,
        "Exchange seats",
        "The seats are exchanged.",
        f"In round {found.round}, one of the two goes where the other party sat, who comes here. "
        "Who has no meeting in that round just sits in.",
    )

    def run(one: int, other: int, seen: int) -> DatingDay:
        return actions.exchange_seats(
            by=request.user, day=found.day, round_=found.round, one=one, other=other, seen=seen
        )

    return answer(request, form, run, deed, to=_to_day)


@acts_once
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold it in another round or at another table."""
    found = kept_meeting(request, pk)
    first = {"seen": found.day.version, "to": found.round, "table": found.table}
    form = MoveForm(sent(request), day=found.day, parties=[], initial=first)
    deed = _deed(found, "Move this meeting", "The meeting is moved.", "")

    def run(to: int, table: int | None, seen: int) -> DatingDay:
        return actions.move_meeting(
            by=request.user, day=found.day, a=found.a_id, b=found.b_id, to=to, table=table,
            seen=seen,
        )  # fmt: skip

    return answer(request, form, run, deed, to=_to_day)


@changes
@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Fix it where it is, release it, or take it out."""
    found = kept_meeting(request, pk)
    two: dict[str, Any] = {"a": found.a_id, "b": found.b_id, "seen": number(request, "seen")}
    given = {"by": request.user, "day": found.day} | two
    if "fix" in request.POST:
        actions.fix_meeting(**given, round_=found.round, table=found.table)
        return back_to_day(request, found.day, f"{found} meet in round {found.round} for certain.")
    if "release" in request.POST:
        actions.release_meeting(**given)
        return back_to_day(request, found.day, f"{found} may be planned anew.")
    actions.take_out_meeting(**given)
    return back_to_day(request, found.day, f"The meeting of {found} is taken out.")


@acts_once
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Let two meet in a round, whatever is planned."""
    day = kept_day(request, pk)
    parties = list(queries.parties(request.user).filter(day=day))
    form = MeetForm(sent(request), day=day, parties=parties, initial={"seen": day.version})
    deed = Deed(
        "Let two meet for certain",
        "Fix the meeting",
        "The meeting is fixed: planning leaves it where it is.",
        reverse("dating", args=[day.pk]),
        day.event.title,
    )

    def run(a: int, b: int, round_: int, table: int | None, seen: int) -> DatingDay:
        return actions.fix_meeting(
            by=request.user, day=day, a=a, b=b, round_=round_, table=table, seen=seen
        )

    return answer(request, form, run, deed, to=_to_day)


def _deed(found: Any, title: str, done: str, lede: str) -> Deed:
    back = reverse("dating_meeting", args=[found.pk])
    return Deed(title, title, done, back, str(found), lede=lede)


def _to_day(day: DatingDay) -> str:
    return reverse("dating", args=[day.pk])
