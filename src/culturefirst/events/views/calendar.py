"""The calendar: what is to come, what there was, by month, and where there was nothing yet."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from culturefirst.events.forms.calendar import CalendarFilter
from culturefirst.events.policy import ask_for_place
from culturefirst.events.queries import calendar
from culturefirst.events.queries.planning import coverage as covered
from culturefirst.events.views.planning import may_plan
from culturefirst.kit import clock
from culturefirst.kit.calendar import own
from culturefirst.kit.pagination import paged
from culturefirst.kit.wording import plural
from culturefirst.programme.queries import current

A_PAGE = 20
EARLIEST, LATEST = 1990, 2100


def meet(request: HttpRequest) -> HttpResponse:
    """What is to come."""
    now, today = clock.now(), clock.today()
    form = CalendarFilter(request.GET or None, today=today)
    rows = calendar.narrowed(calendar.to_come(request.user, now), form.asked)
    page = paged(rows, request.GET.get("page"), A_PAGE)
    context = {
        "filter": form,
        "narrowed": form.asked != calendar.Asked(),
        "page": page,
        "lines": calendar.lines(page, now),
        "drafts": calendar.lines(calendar.drafts(request.user), now),
        "may_plan": may_plan(request.user),
        "may_book": ask_for_place.allows(request.user),
        "today": today,
    }
    return render(request, "events/meet.html", context)


def past(request: HttpRequest) -> HttpResponse:
    """What there was, the latest first."""
    now = clock.now()
    form = CalendarFilter(request.GET or None, today=clock.today(), months=False)
    rows = calendar.narrowed(calendar.past(request.user, now), form.asked)
    page = paged(rows, request.GET.get("page"), A_PAGE)
    context = {"filter": form, "page": page, "lines": calendar.lines(page, now)}
    return render(request, "events/past.html", context)


def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """A month as a table of its weeks."""
    if not (EARLIEST <= year <= LATEST and 1 <= month <= 12):
        raise Http404
    first = date(year, month, 1)
    rows = calendar.listed(request.user).exclude(state="draft")
    mine = own(request.user, first, first + relativedelta(months=1, days=-1))
    mine = [each for each in mine if not each.off]
    weeks = calendar.weeks(rows, first, clock.now(), mine)
    inside = [day for week in weeks for day in week if day.inside and (day.lines or day.own)]
    context = {
        "first": first,
        "weeks": weeks,
        "days": inside,
        "before": _months(first, -1),
        "after": _months(first, 1),
        "today": clock.today(),
        "says": plural(len({line.event.pk for day in inside for line in day.lines}), "event"),
        "own": plural(len(mine), "date") if mine else "",
    }
    return render(request, "events/month.html", context)


def coverage(request: HttpRequest) -> HttpResponse:
    """Which sub-regions had none yet in the year of the work programme."""
    today = clock.today()
    work_programme = current()
    starts = work_programme.starts if work_programme else date(today.year - (today.month < 4), 4, 1)
    ends = work_programme.ends if work_programme else date(starts.year + 1, 3, 31)
    places = covered(request.user, starts, ends, clock.now())
    context = {
        "places": places,
        "without": [each.place for each in places if not each.held + each.to_come],
        "starts": starts,
        "ends": ends,
    }
    return render(request, "events/coverage.html", context)


def _months(first: date, step: int) -> date | None:
    """The month before or after; ``None`` beyond the years that are shown."""
    at = first.year * 12 + first.month - 1 + step
    year = at // 12
    return date(year, at % 12 + 1, 1) if EARLIEST <= year <= LATEST else None
