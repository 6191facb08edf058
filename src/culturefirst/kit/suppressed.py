"""The page of addresses that no letter goes to, and of lifting what came back by mistake."""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from culturefirst.kit.forms import Form, act_on
from culturefirst.kit.outbox.doubts import lift_bounce
from culturefirst.kit.outbox.suppression import Suppression, not_written_to
from culturefirst.kit.tables import Column, Table
from culturefirst.kit.wording import day

UNKNOWN = "Not kept any more"


class Addresses(forms.ModelChoiceField[Suppression]):
    """A choice among addresses, each shown with the day since when."""

    def label_from_instance(self, row: Any) -> str:
        return f"{row.address or UNKNOWN}, since {day(row.at)}"


class LiftForm(Form):
    """Which address is written to again, and why."""

    suppression = Addresses(
        queryset=Suppression.objects.none(), label="Address", empty_label="Choose an address"
    )
    reason = forms.CharField(
        label="Why it is written to again",
        max_length=300,
        help_text="Whom did you ask? A full mailbox or a change of system is a good reason.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Addresses, self.fields["suppression"]).queryset = _came_back()


def suppressed(request: HttpRequest) -> HttpResponse:
    """Which addresses get no letters, why and since when; a form lifts a bounce."""
    form = LiftForm(request.POST if request.method == "POST" else None)
    lift: Callable[..., Suppression] = partial(lift_bounce, by=request.user)
    if request.method == "POST" and act_on(form, lift) is not None:
        messages.success(request, "Letters go there again.")
        return redirect("suppressed")
    table = _table(request)
    if (file := table.response()) is not None:
        return file
    shown = {"table": table, "form": form, "liftable": _came_back().exists()}
    return render(request, "kit/suppressed.html", shown, status=422 if form.errors else 200)


def _came_back() -> Any:
    return not_written_to().filter(reason=Suppression.Reason.BOUNCES)


def _table(request: HttpRequest) -> Table:
    columns = [
        Column("address", "Address", value=lambda row: row.address or UNKNOWN, sort="address"),
        Column("reason", "Why", value=lambda row: row.get_reason_display(), sort="reason"),
        Column("why", "What was said"),
        Column("at", "Since", value=lambda row: day(row.at), sort="at"),
    ]
    return Table(
        columns,
        not_written_to(),
        request=request,
        name="suppressed",
        label="Addresses that get no letters",
        search=("address", "why"),
        empty="Every address gets its letters.",
    )
