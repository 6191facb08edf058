"""Several studies at once: asked for, and read side by side."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from culturefirst.intelligence import actions
from culturefirst.intelligence.actions.askings import MOST_AT_ONCE, TOO_MANY
from culturefirst.intelligence.forms.askings import SeveralForm
from culturefirst.intelligence.queries import askings as queries
from culturefirst.intelligence.queries.study_choices import choices, missing
from culturefirst.kit import clock
from culturefirst.kit.deeds import Deed, sent
from culturefirst.kit.downloads import attachment
from culturefirst.kit.forms import act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.tables import Column, Table
from culturefirst.kit.wording import plural
from culturefirst.kit.workbooks import Page, workbook

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ASKED = "They are being worked out. You can leave this page; each figure is here once it is known."


@acts_once
def several(request: HttpRequest) -> HttpResponse:
    """Say what they ask, see how many that makes, make them."""
    user, found = request.user, choices(request.user)
    deed = Deed(
        "Several studies at once", "See how many that makes", ASKED, reverse("studies"), "Studies",
        lede="Kinds, populations and limits, each with each: every one is a study of its own.",
    )  # fmt: skip
    if lacking := missing(found):
        context = {"deed": deed, "lacking": lacking}
        return render(request, "intelligence/studies/nothing.html", context)
    form = SeveralForm(sent(request), initial={"day": clock.today()}, choices=found)
    asked: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        asked = form.asked(form.cleaned_data)
        if len(asked) > MOST_AT_ONCE:
            form.add_error(None, TOO_MANY.format(len(asked), MOST_AT_ONCE))
        elif _agreed(request, asked) and (made := _made(user, form, asked)) is not None:
            messages.success(request, ASKED)
            return redirect(made.get_absolute_url())
    context = {
        "deed": deed,
        "form": form,
        "titles": [each["title"] for each in asked] if not form.errors else [],
        "number": plural(len(asked), "study,studies"),
    }
    status = 422 if form.errors else 200
    return render(request, "intelligence/studies/several.html", context, status=status)


def _agreed(request: HttpRequest, asked: list[dict[str, Any]]) -> bool:
    return request.POST.get("agreed") == str(len(asked))


def _made(user: Any, form: SeveralForm, asked: list[dict[str, Any]]) -> Any:
    def run(title: str, **_: Any) -> Any:
        return actions.ask_several(by=user, title=title, asked=asked)

    return act_on(form, run)


def asking(request: HttpRequest, pk: int) -> HttpResponse:
    """The studies side by side, each by its figures; as CSV and as a workbook."""
    found = get_object_or_404(queries.askings(request.user), pk=pk)
    rows = queries.beside(found, request.user)
    table = _table(rows, request)
    if request.GET.get("format") == "excel":
        return _workbook(found.title, table, rows)
    if (file := table.response()) is not None:
        return file
    job = found.job if found.under_way else None
    failed = found.job if found.job is not None and found.job.state == "failed" else None
    context = {"asking": found, "table": table, "job": job, "failed": failed, "rows": rows}
    return render(request, "intelligence/studies/asking.html", context)


def _workbook(title: str, table: Table, rows: list[queries.Beside]) -> HttpResponse:
    heads = tuple(column.title for column in table.columns)
    lines = [tuple(column.exported(row) for column in table.columns) for row in rows]
    content = workbook(title, [Page("Studies", heads, lines)])
    return attachment(content, f"{title}.xlsx", EXCEL)


def _table(rows: list[queries.Beside], request: HttpRequest) -> Table:
    shares = (
        ("within", "People within reach (%)", "within", "people"),
        ("met", "Demand met (%)", "satisfied", "demand"),
        ("too_far", "Too far (%)", "too_far", "demand"),
        ("no_room", "No room (%)", "no_room", "demand"),
        ("used", "Room used (%)", "used", "capacity"),
    )
    figures = (("places", "Places"), ("people", "People"), ("demand", "Visits expected"))
    return Table(
        columns=[
            Column(
                "title", "Study", value=lambda row: row.study.title, sort=True,
                url=lambda row: reverse("study", args=[row.study.pk]),
            ),
            *(_figure(name, title) for name, title in figures),
            *(_share(*each) for each in shares),
            Column("state", "State", value=lambda row: row.state),
        ],
        rows=rows, request=request, name="studies", label="Studies side by side", per_page=60,
    )  # fmt: skip


def _figure(name: str, title: str) -> Column:
    return Column(name, title, value=lambda row: row.figure(name), numeric=True, sort=True)


def _share(key: str, title: str, above: str, below: str) -> Column:
    return Column(key, title, value=lambda row: row.share(above, below), numeric=True, sort=True)
