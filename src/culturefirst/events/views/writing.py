"""A keeper's own words to delegates: written, looked at with how many get them, sent."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from culturefirst.events import actions
from culturefirst.events.actions.writing import why_not_written
from culturefirst.events.forms.after import WriteForm
from culturefirst.events.models import Event
from culturefirst.events.queries.attendance import to_write
from culturefirst.events.views.common import kept, sent
from culturefirst.kit.forms import act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.wording import plural


@acts_once
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """First the words, then the same with the number of those who get them; only then they go."""
    event = kept(request, pk)
    form = WriteForm(sent(request))
    asked = request.POST.get("number", "")
    number = _number(event, form) if form.is_bound and form.is_valid() else None
    if number is not None and request.POST.get("do") == "send" and asked == str(number):

        def run(**said: Any) -> Event:
            return actions.write_to_delegates(by=request.user, event=event, **said)

        if act_on(form, run) is not None:
            messages.success(request, f"Written to {plural(number, 'delegate')}.")
            return redirect("event_attendance", pk)
    context = {
        "event": event, "form": form, "why_not": why_not_written(event),
        "number": None if form.errors else number,
        "changed": request.POST.get("do") == "send" and number is not None and not form.errors,
    }  # fmt: skip
    return render(request, "events/door_write.html", context, status=422 if form.errors else 200)


def _number(event: Event, form: WriteForm) -> int:
    return len(to_write(event, form.cleaned_data["whom"]))
