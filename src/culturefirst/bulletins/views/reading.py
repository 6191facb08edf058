"""The archive, and what readers do: follow a link, subscribe, choose, stop."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from culturefirst.bulletins import actions, queries
from culturefirst.bulletins.content import Content
from culturefirst.bulletins.counting import count
from culturefirst.bulletins.forms import ReadingForm, TopicsForm
from culturefirst.bulletins.models import Subscriber
from culturefirst.bulletins.policy import write_bulletins
from culturefirst.bulletins.tokens import Token, read
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.forms import act_on
from culturefirst.kit.limits import Limit, by_machine, limited
from culturefirst.kit.pagination import paged
from culturefirst.kit.urls import changes

A_PAGE = 20
ASKING = Limit("bulletins.ask", 10, timedelta(hours=1), by_machine)


def bulletins(request: HttpRequest) -> HttpResponse:
    """What was sent, the latest first; drafts for those who write them."""
    found = queries.bulletins(request.user)
    may_write = write_bulletins.allows(request.user)
    shown = {
        "drafts": list(found.filter(sent_on__isnull=True)) if may_write else [],
        "page": paged(found.filter(sent_on__isnull=False), request.GET.get("page"), A_PAGE),
        "may_write": may_write,
    }
    return render(request, "bulletins/bulletins.html", shown)


def bulletin(request: HttpRequest, pk: int) -> HttpResponse:
    """One bulletin on the web."""
    found = get_object_or_404(queries.bulletins(request.user), pk=pk)
    shown = {
        "bulletin": found,
        "pieces": Content(found, request.user, clock.today()).pieces,
        "may_write": write_bulletins.allows(request.user),
    }
    return render(request, "bulletins/bulletin.html", shown)


def link(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """On to where a link of a bulletin leads; only addresses that stand in it."""
    url = queries.followed_link(pk, number)
    if not url:
        raise Http404
    if request.method == "GET":
        count(pk, number)
    return HttpResponseRedirect(url)


@changes
@csrf_exempt
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop letters about a topic: by the mail reader's own button, or by ours.

    A mail reader posts without cookie or page before, so there is no token of a form to check;
    opening the page changes nothing (RFC 8058).
    """
    found = _token(token)
    stopped = request.method == "POST"
    if stopped:
        actions.stop_letters(by=SYSTEM, token=found)
    shown = {
        "stopped": stopped,
        "topic": get_object_or_404(queries.topics(), pk=found.topic),
        "choose": reverse("reading", args=[token]) if found.who == "s" else reverse("preferences"),
    }
    return render(request, "bulletins/stop.html", shown)


@changes
@limited(ASKING)
def subscribe(request: HttpRequest) -> HttpResponse:
    """Ask for bulletins from outside the network; a letter has to be answered first."""
    form = ReadingForm(request.POST if request.method == "POST" else None)

    def run(**given: object) -> bool:
        actions.ask_for_bulletins(by=SYSTEM, **given)  # type: ignore[arg-type]
        return True

    done = request.method == "POST" and act_on(form, run) is not None
    status = 422 if form.errors else 200
    return render(request, "bulletins/subscribe.html", {"form": form, "done": done}, status=status)


@changes
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm the address and what to read; opening the page confirms nothing."""
    reader = _reader(_token(token))
    asked = [int(each) for each in request.GET.get("topics", "").split(".") if each.isdigit()]
    return _topics(request, reader, asked, confirming=True)


@changes
def reading(request: HttpRequest, token: str) -> HttpResponse:
    """Choose anew what to read."""
    reader = _reader(_token(token))
    held = reader.subscriptions.filter(ended_at__isnull=True).values_list("topic", flat=True)
    return _topics(request, reader, list(held), confirming=False)


def _topics(
    request: HttpRequest, reader: Subscriber, asked: list[int], *, confirming: bool
) -> HttpResponse:
    form = TopicsForm(request.POST if request.method == "POST" else None, initial={"topics": asked})
    act = actions.confirm_reading if confirming else actions.choose_topics

    def run(topics: object) -> Subscriber:
        return act(by=SYSTEM, reader=reader, topics=topics)  # type: ignore[arg-type]

    done = request.method == "POST" and act_on(form, run) is not None
    shown = {"form": form, "done": done, "confirming": confirming}
    return render(request, "bulletins/reading.html", shown)


def _token(text: str) -> Token:
    found = read(text)
    if found is None:
        raise Http404
    return found


def _reader(token: Token) -> Subscriber:
    found = queries.reader(token.pk) if token.who == "s" else None
    if found is None:
        raise Http404
    return found
