"""The page of letters that wait for a person."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from culturefirst.kit import outbox
from culturefirst.kit.forms import Form, act_on
from culturefirst.kit.outbox.doubts import doubtful, held
from culturefirst.kit.outbox.models import Message
from culturefirst.kit.tables import Column, Table
from culturefirst.kit.wording import day


class ReleaseForm(Form):
    """Why the letters of before a restore may go."""

    reason = forms.CharField(label="Why they may go", max_length=500)


class Letters(forms.ModelChoiceField[Message]):
    """A choice among letters, each shown with whom it is to."""

    def label_from_instance(self, letter: Message) -> str:
        return f"{letter.title}, to {letter.to}"


class AgainForm(Form):
    """Which letter in doubt goes out once more, and why."""

    message = Letters(
        queryset=Message.objects.none(), label="Letter", empty_label="Choose a letter"
    )
    reason = forms.CharField(label="Why it is sent again", max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Letters, self.fields["message"]).queryset = doubtful()


def letters(request: HttpRequest) -> HttpResponse:
    """What may not have arrived and what waits since a restore; a form lets each go."""
    asked = request.POST.get("do", "") if request.method == "POST" else ""
    posted = request.POST if request.method == "POST" else None
    release = ReleaseForm(posted if asked == "release" else None, auto_id="release_%s")
    again = AgainForm(posted if asked != "release" else None, auto_id="again_%s")
    if request.method == "POST" and (said := _done(request, release, again)):
        messages.success(request, said)
        return redirect("letters")
    table = _table(request)
    if (file := table.response()) is not None:
        return file
    shown: Mapping[str, Any] = {
        "table": table,
        "doubtful": doubtful().exists(),
        "held": held().count(),
        "release": release,
        "again": again,
        "faulty": release if release.errors else again,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "kit/letters.html", dict(shown), status=status)


def _done(request: HttpRequest, release: ReleaseForm, again: AgainForm) -> str:
    if release.is_bound:
        count = act_on(release, lambda **said: outbox.release(by=request.user, **said))
        return "" if count is None else f"Let go: {count}."
    letter = act_on(again, lambda **said: outbox.send_again(by=request.user, **said))
    return "" if letter is None else f"“{letter.title}” goes out again."


def _table(request: HttpRequest) -> Table:
    columns = [
        Column("title", "Letter", sort="subject"),
        Column("to", "To", sort="to"),
        Column("written", "Written", value=lambda m: day(m.written_at), sort="written_at"),
        Column("state", "State", value=lambda m: m.get_state_display(), sort="state"),
        Column("reason", "Why", value=lambda m: m.reason or "Written before the restore"),
    ]
    return Table(
        columns,
        doubtful() | held(),
        request=request,
        name="letters",
        search=("subject", "mailing__title", "to", "reason"),
        empty="No letter waits for you.",
    )
