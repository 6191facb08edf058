"""Which body took over from one that stands no more: first who and when, then what goes where."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from culturefirst.kit.forms import act_on
from culturefirst.network import actions
from culturefirst.network.forms.succession import HandoverForm, SuccessionForm
from culturefirst.network.models import Organisation
from culturefirst.network.policy import manage_network
from culturefirst.network.views.keeping import body_seen

DONE = "Recorded. It can be taken back on this page."


def succession(request: HttpRequest, slug: str) -> HttpResponse:
    """Two steps on one address: the first is asked by GET, the second acts once."""
    body = body_seen(request, slug)
    manage_network.require(request.user, body)
    posted = request.method == "POST"
    told = request.POST if posted else request.GET
    form = SuccessionForm(told if posted or "how" in told else None)
    if not form.is_bound or not form.is_valid():
        return _first(request, body, form)
    said = form.cleaned_data
    old, new = [body, *said["others"]], said["successors"]
    where = HandoverForm(told if posted else None, old=old, new=new, on=said["on"])

    def run(**chosen: Any) -> Organisation:
        return actions.record_succession(
            by=request.user, predecessors=old, successors=new, on=said["on"], how=said["how"],
            handover=where.handover(),
        )  # fmt: skip

    if posted and act_on(where, run) is not None:
        messages.success(request, DONE)
        return redirect("organisation", body.slug)
    return _second(request, body, form, where)


def _first(request: HttpRequest, body: Organisation, form: SuccessionForm) -> HttpResponse:
    context = {"body": body, "form": form}
    status = 422 if form.errors else 200
    return render(request, "network/succession.html", context, status=status)


def _second(
    request: HttpRequest, body: Organisation, form: SuccessionForm, where: HandoverForm
) -> HttpResponse:
    said = form.cleaned_data
    context = {
        "body": body,
        "on": said["on"],
        "several": bool(said["others"]),
        "before": _together([body, *said["others"]]),
        "after": _together(said["successors"]),
        # Carried on as they were written.
        "carried": [(name, form[name].value()) for name in form.fields],
        "form": where,
    }
    status = 422 if where.errors else 200
    return render(request, "network/succession_handover.html", context, status=status)


def _together(bodies: list[Organisation]) -> str:
    """“A, B and C”."""
    names = [str(body) for body in bodies]
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
