"""My work: what needs me, from whom, by when; and what I did lately."""

import calendar
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from culturefirst.kit import clock
from culturefirst.kit.attention import Need, needs
from culturefirst.kit.wording import day, plural
from culturefirst.site.recent import recent


@dataclass(frozen=True)
class Group:
    """Needs of one stretch of time."""

    title: str
    needs: list[Need]


def my_work(request: HttpRequest) -> HttpResponse:
    """The page of whoever is signed in."""
    today = clock.today()
    waiting = needs(request.user, today)
    context = {
        "groups": grouped(waiting, today),
        "summary": summary(waiting, today),
        "programme_url": reverse("programmes"),
        "recent": recent(request.user),
    }
    return render(request, "site/my_work.html", context)


def summary(waiting: list[Need], today: date) -> str:
    """One sentence on how much waits."""
    if not waiting:
        return f"Nothing needs you today, {day(today)}."
    late = sum(need.due is not None and need.due < today for need in waiting)
    said = f"{plural(len(waiting), 'thing')} {'needs' if len(waiting) == 1 else 'need'} you"
    return f"{said}, {late} of them overdue." if late else f"{said}."


def grouped(waiting: list[Need], today: date) -> list[Group]:
    """Overdue, this month, later, and what has no day; empty groups are left out."""
    end = today.replace(day=calendar.monthrange(today.year, today.month)[1])
    groups: dict[str, list[Need]] = {"Overdue": [], "This month": [], "Later": [], "No date": []}
    for need in waiting:
        groups[_group(need.due, today, end)].append(need)
    return [Group(title, held) for title, held in groups.items() if held]


def _group(due: date | None, today: date, end: date) -> str:
    if due is None:
        return "No date"
    if due < today:
        return "Overdue"
    return "This month" if due <= end else "Later"
