"""The pages on which an event gets its sessions, people, bodies, shares of places."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.events import actions
from culturefirst.events.forms.parts import PartnerForm, QuotasForm, SessionForm, SpeakerForm
from culturefirst.events.models import Event
from culturefirst.events.queries.planning import person_named
from culturefirst.events.views.common import Deed, answer, kept, sent
from culturefirst.kit.forms import Form, act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes


@acts_once
def sessions(request: HttpRequest, pk: int) -> HttpResponse:
    """The programme of the day, and one more part of it."""
    event = kept(request, pk)
    last = event.sessions.order_by("ends_at").last()
    first = {"starts_at": last.ends_at if last else event.starts_at, "ends_at": event.ends_at}
    form = SessionForm(sent(request), initial=first)

    def run(**said: Any) -> Any:
        return actions.add_session(by=request.user, event=event, **said)

    context = {"event": event, "form": form, "sessions": event.sessions.all()}
    return _listed(request, event, "sessions", run, context, "The session is added.")


@acts_once
def session(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """Change a part of the day."""
    event = kept(request, pk)
    found = get_object_or_404(event.sessions, pk=part)
    names = ("title", "starts_at", "ends_at", "track", "room", "led_by")
    form = SessionForm(sent(request), initial={name: getattr(found, name) for name in names})
    back = reverse("event_sessions", args=[event.pk])
    deed = Deed("Change this session", "Save", "Saved.", back=back)

    def run(**said: Any) -> Any:
        return actions.edit_session(by=request.user, event=event, session=found, changes=said)

    return answer(request, event, form, run, deed)


@changes
@require_POST
def session_out(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """Take a part out of the day."""
    event = kept(request, pk)
    found = get_object_or_404(event.sessions, pk=part)
    actions.remove_session(by=request.user, event=event, session=found)
    messages.success(request, f"“{found.title}” is taken out.")
    return redirect("event_sessions", event.pk)


@acts_once
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Who speaks, and one more."""
    event = kept(request, pk)
    form = SpeakerForm(sent(request))

    def run(name: str, **said: Any) -> Any:
        known = person_named(request.user, name)
        return actions.add_speaker(by=request.user, event=event, name=name, person=known, **said)

    context = {"event": event, "form": form, "speakers": event.speakers.select_related("person")}
    return _listed(request, event, "people", run, context, "The name is added.")


@changes
@require_POST
def person_out(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """Take a name off."""
    event = kept(request, pk)
    found = get_object_or_404(event.speakers, pk=part)
    actions.remove_speaker(by=request.user, event=event, speaker=found)
    messages.success(request, f"{found} is taken off.")
    return redirect("event_people", event.pk)


@acts_once
def partners(request: HttpRequest, pk: int) -> HttpResponse:
    """Which bodies carry it along, and one more."""
    event = kept(request, pk)
    form = PartnerForm(sent(request))

    def run(**said: Any) -> Any:
        return actions.add_partner(by=request.user, event=event, **said)

    context = {
        "event": event,
        "form": form,
        "partners": event.partners.select_related("organisation"),
    }
    return _listed(request, event, "partners", run, context, "The partner is added.")


@changes
@require_POST
def partner_out(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """Take a body off."""
    event = kept(request, pk)
    found = get_object_or_404(event.partners.select_related("organisation"), pk=part)
    actions.remove_partner(by=request.user, event=event, partner=found)
    messages.success(request, f"{found} is taken off.")
    return redirect("event_partners", event.pk)


@acts_once
def quotas(request: HttpRequest, pk: int) -> HttpResponse:
    """Share the places among kinds of delegates."""
    event = kept(request, pk)
    form = QuotasForm(sent(request), initial=dict(event.quotas.values_list("role", "places")))
    deed = Deed(
        "Share the places",
        "Save",
        "The places are shared.",
        "At most so many for each kind of delegate. Leave empty what needs no share of its own.",
    )

    def run(**said: Any) -> Any:
        return actions.set_quotas(by=request.user, event=event, quotas=said)

    return answer(request, event, form, run, deed)


def _listed(
    request: HttpRequest,
    event: Event,
    what: str,
    run: Callable[..., Any],
    context: dict[str, Any],
    done: str,
) -> HttpResponse:
    """A list of parts with the form for one more."""
    form: Form = context["form"]
    if request.method == "POST" and act_on(form, run) is not None:
        messages.success(request, done)
        return redirect(f"event_{what}", event.pk)
    status = 422 if form.errors else 200
    return render(request, f"events/{what}.html", context, status=status)
