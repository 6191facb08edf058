"""Whom a party wants to meet: its delegates say it, or the organiser writes it down from paper."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from culturefirst.collaboration import actions
from culturefirst.collaboration.forms_dating import AVOID, WishesForm, name_of
from culturefirst.collaboration.models import DayWish, Party
from culturefirst.collaboration.policy import keep_day, sits_in, wish_for
from culturefirst.collaboration.queries import parties as queries
from culturefirst.collaboration.queries.dating import worth_of
from culturefirst.kit import clock
from culturefirst.kit.deeds import sent
from culturefirst.kit.forms import act_on
from culturefirst.kit.idempotency import acts_once

MOST = 12  # more than a day of meetings has rounds for


@acts_once
def wishes(request: HttpRequest, pk: int) -> HttpResponse:
    """A place for each of the others, those first with whom something is matched."""
    party = get_object_or_404(queries.parties(request.user), pk=pk)
    wish_for.require(request.user, party)
    inside, keeps = sits_in(request.user, party), keep_day.allows(request.user, party.day)
    others = _others(request.user, party)
    offered = [each for each, _, _ in others]
    form = WishesForm(
        sent(request),
        initial=_said(request.user, party) | {"seen": party.version},
        others=offered,
        most=min(MOST, len(offered)),
        says_no=inside,
    )

    def run(seen: int, **_: Any) -> Party:
        return actions.set_wishes(
            by=request.user, party=party, meet=form.meet, avoid=form.avoid, seen=seen
        )

    if request.method == "POST" and act_on(form, run) is not None:
        messages.success(
            request, "The wishes are kept. They can be changed until the timetable is final."
        )
        return redirect(request.path)
    context = {
        "party": party,
        "day": party.day,
        "form": form,
        "others": [(form[name_of(each)], points, why) for each, points, why in others],
        "parted": _parted(form, others),
        "inside": inside,
        "open": party.day.takes_wishes(clock.now())
        or (keeps and party.day.state != party.day.State.OVER),
        "back": reverse(
            "dating_party" if keeps else "event", args=[pk if keeps else party.day.event_id]
        ),
        "asked_by": _asked_by(request.user, party) if inside else [],
    }
    return render(
        request, "collaboration/dating/wishes.html", context, status=422 if form.errors else 200
    )


def _parted(form: WishesForm, others: list[tuple[Party, int, list[str]]]) -> list[tuple[str, Any]]:
    """First those with whom something fits, then all others."""
    rows = [(form[name_of(each)], points, why) for each, points, why in others]
    fits = [row for row in rows if row[1]]
    rest = "The others" if fits else "Who takes part"
    return [("Something of yours fits", fits), (rest, [row for row in rows if not row[1]])]


def _others(user: Any, party: Party) -> list[tuple[Party, int, list[str]]]:
    """The other bodies' parties: who has most in common with them first, each with why."""
    rows = queries.parties(user).filter(day=party.day).exclude(organisation=party.organisation)
    found = list(rows)
    worth = worth_of([party, *found])
    valued = [(each, *worth.get(frozenset((party.pk, each.pk)), (0, []))) for each in found]
    return sorted(valued, key=lambda each: -each[1])


def _said(user: Any, party: Party) -> dict[str, str]:
    rows = DayWish.objects.visible_to(user).filter(by=party).select_related("of")
    return {name_of(row.of): AVOID if row.kind == AVOID else str(row.rank) for row in rows}


def _asked_by(user: Any, party: Party) -> list[str]:
    """Who asked to meet them: that is told, and nothing else is."""
    rows = DayWish.objects.visible_to(user).filter(of=party, kind=DayWish.Kind.MEET)
    return sorted(str(row.by) for row in rows.select_related("by__organisation"))
