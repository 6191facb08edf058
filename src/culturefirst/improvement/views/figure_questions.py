"""Questions about single figures: the team asks, settles and accepts; the body answers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.forms.figures import AnswerForm, AskForm
from culturefirst.improvement.models import FigureQuery, Return
from culturefirst.improvement.queries import returns as queries
from culturefirst.improvement.views.figure_common import (
    collection_page,
    own_return,
    page_of,
    sent_return,
)
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes


@acts_once
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a body about one of its figures."""
    found = sent_return(pk)
    names = found.collection.figures.askable
    initial = {"key": request.GET.get("about", "")}
    form = AskForm(sent(request), initial=initial, names=names)
    deed = Deed(
        f"Ask {found.organisation}",
        "Ask",
        "Asked. Their figures wait for the answer before they are compared.",
        collection_page(found.collection),
        str(found.collection),
        lede="They read your question. Of their figures you read those that a check flagged.",
    )

    def run(**said: Any) -> FigureQuery:
        return actions.ask_about_figure(by=request.user, found=found, **said)

    return answer(request, form, run, deed)


@acts_once
def reply(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Answer a question about one's own figures."""
    found = own_return(request, pk)
    asked = [each for each in queries.questions_of(found, request.user) if each.key == key]
    if not asked:
        raise Http404
    name = found.collection.figures.askable.get(key, key)
    deed = Deed(
        f"About {name.lower()}",
        "Answer",
        "Answered.",
        page_of(found),
        str(found.collection),
        note=asked[0].asked,
        lede="To change the figure itself, take your figures back.",
    )

    def run(words: str) -> Return:
        return actions.answer_figure_query(by=request.user, found=found, key=key, words=words)

    return answer(request, AnswerForm(sent(request)), run, deed)


@changes
@require_POST
def settle(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Say that it is clear."""
    found = sent_return(pk)
    actions.settle_figure_query(by=request.user, found=found, key=key)
    messages.success(request, "Settled.")
    return redirect(collection_page(found.collection))


@changes
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that nothing is left to ask."""
    found = sent_return(pk)
    actions.accept_return(by=request.user, found=found)
    messages.success(request, f"The figures of {found.organisation} are accepted.")
    return redirect(collection_page(found.collection))
