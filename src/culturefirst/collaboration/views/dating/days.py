"""Setting a speed-dating day up, and the organiser's page of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.collaboration import actions, dating_words
from culturefirst.collaboration.actions.dating.timetables import work_out
from culturefirst.collaboration.forms_dating import FrameForm
from culturefirst.collaboration.models import DatingDay
from culturefirst.collaboration.queries import dating_pages as pages
from culturefirst.collaboration.queries import parties as queries
from culturefirst.collaboration.queries.dating import board
from culturefirst.collaboration.views.dating.common import WORDS, back_to_day, kept_day, number
from culturefirst.events.models import Event
from culturefirst.events.policy import keep_event
from culturefirst.events.when import in_words
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.forms import Form
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes

LONG = 60  # parties from which a timetable takes longer than a page may


@acts_once
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a speed-dating event its rounds and tables."""
    event = get_object_or_404(Event.objects.visible_to(request.user), pk=pk)
    keep_event.require(request.user, event)
    first = {"seen": 0, "first_at": event.starts_at, "minutes": 10, "between": 5, "rounds": 8}
    form = FrameForm(sent(request), initial=first)
    deed = Deed(
        "Set up rounds and tables",
        "Set it up",
        "It is set up. Bring in who booked, and let them say whom they want to meet.",
        reverse("event", args=[event.pk]),
        event.title,
        lede="In each round, two organisations sit at each table. All of it can be changed later.",
    )

    def run(seen: int, **said: Any) -> DatingDay:
        return actions.set_up_day(by=request.user, event=event, **said)

    return answer(request, form, run, deed, to=lambda day: reverse("dating", args=[day.pk]))


@changes
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change rounds, tables and times."""
    day = kept_day(request, pk)
    page = EditPage(
        title="Change rounds and tables",
        words=WORDS,
        cancel=reverse("dating", args=[day.pk]),
        save=lambda said, seen: actions.edit_day(by=request.user, day=day, changes=said, seen=seen),
        lede="Meetings that find no place any more are listed, and go when you plan anew.",
    )
    return edited(request, day, FrameForm.for_record(day, sent(request)), page)


def day(request: HttpRequest, pk: int) -> HttpResponse:
    """All that whoever keeps the day needs: how far it is, the timetable, what each party has."""
    found = kept_day(request, pk)
    known = board(found)
    context = {
        "day": found,
        "event": found.event,
        "when": in_words(found.event),
        "lines": pages.lines(known),
        "heard": pages.heard(known),
        "to_bring_in": queries.to_bring_in(found).count(),
        "to_let_go": queries.to_let_go(found).count(),
        "guests": list(queries.without_a_body(found)),
        "rows": pages.grid(known) if found.is_planned else [],
        "tables": range(1, found.tables + 1),
        "value": dating_words.value(known),
        "unmet": dating_words.unmet(known.timetable, known),
        "fallen": known.fallen,
        "over": found.state == DatingDay.State.OVER,
        "final": found.state == DatingDay.State.FINAL,
        "last_held": found.start - 1,
    }
    return render(request, "collaboration/dating/day.html", context)


@changes
@require_POST
def bring_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Seat who booked, and let go who gave their place back."""
    found = kept_day(request, pk)
    actions.bring_in(by=request.user, day=found)
    return back_to_day(request, found, "Everybody who booked sits with their organisation.")


@changes
@require_POST
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Look for the best timetable: here and now, or for very many in the background."""
    found = kept_day(request, pk)
    if queries.parties(request.user).filter(day=found).count() > LONG:
        ordered = actions.order_plan(by=request.user, day=found)
        return redirect("job", ordered.job.pk)  # type: ignore[attr-defined]
    # Looked for before anything is locked: nobody waits for it.
    worked_out = work_out(found)
    actions.plan_day(by=request.user, day=found, worked_out=worked_out)
    again = "The rounds to come are planned anew." if found.start > 1 else "The day is planned."
    return back_to_day(request, found, again)


@acts_once
def final(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the timetable hold, and write to everybody."""
    found = kept_day(request, pk)
    deed = Deed(
        "Make the timetable final",
        "Make it final and write to everybody",
        "It is final, and the letters are on their way.",
        reverse("dating", args=[found.pk]),
        found.event.title,
        lede="Each delegate gets one letter: whom they meet, when and at which table. It can still "
        "be planned anew on the day, for which nobody is written to again.",
    )
    return answer(
        request, Form(sent(request)), lambda: actions.make_final(by=request.user, day=found), deed
    )


@changes
@require_POST
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a round was held, or that it was not after all."""
    found, which = kept_day(request, pk), number(request, "round")
    if "undo" in request.POST:
        actions.reopen_round(by=request.user, day=found, round_=which)
        return back_to_day(request, found, f"Round {which} is still on.")
    actions.close_round(by=request.user, day=found, round_=which)
    return back_to_day(request, found, f"Round {which} was held, and is not moved any more.")
