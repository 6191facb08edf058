"""The peers' scores beside the body's own, criterion by criterion."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from culturefirst.improvement import actions
from culturefirst.improvement.forms.peer_scores import (
    AgreeForm,
    HostForm,
    PeersForm,
)
from culturefirst.improvement.models import (
    Challenge,
    Criterion,
    Judgement,
    PeerScore,
)
from culturefirst.improvement.policy import do_challenge, host_challenge, take_part
from culturefirst.improvement.policy.challenges import is_host, is_peer
from culturefirst.improvement.queries import challenges as queries
from culturefirst.improvement.views.challenge_common import (
    WORDS,
    criterion_of,
    one,
)
from culturefirst.kit.deeds import sent
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.urls import changes


def scores(request: HttpRequest, pk: int) -> HttpResponse:
    """The peers' scores beside the body's own, by criterion."""
    found, user = one(request, pk), request.user
    context = {
        "challenge": found,
        "rows": queries.rows_of(found, user),
        "is_host": is_host(user, found),
        "is_peer": is_peer(user, found),
    }
    return render(request, "improvement/challenges/scores.html", context)


def score(request: HttpRequest, pk: int, criterion: int) -> HttpResponse:
    """One criterion with both scores, and what this side may say."""
    found, user = one(request, pk), request.user
    asked = criterion_of(found, criterion)
    context = {
        "challenge": found,
        "row": queries.row_of(
            found, asked, _own(request, found, asked), queries.stored(found, asked)
        ),
        "spread": queries.spread_in_words(found, asked, user),
        "levels": [
            (each["value"], each["name"], asked.levels.get(str(each["value"]), ""))
            for each in found.assessment.framework.levels
        ],
        "is_host": is_host(user, found),
        "is_peer": is_peer(user, found),
        "may_write": found.state in (Challenge.State.OPENED, Challenge.State.VISITED),
        "may_respond": found.state
        in (Challenge.State.OPENED, Challenge.State.VISITED, Challenge.State.REPORTED),
    }
    return render(request, "improvement/challenges/score.html", context)


def _own(request: HttpRequest, found: Challenge, asked: Criterion) -> Judgement | None:
    rows = Judgement.objects.visible_to(request.user).filter(criterion=asked)
    own: Judgement | None = rows.filter(
        assessment=found.assessment_id, agreed_on__isnull=False
    ).first()
    return own


@changes
def peers_score(request: HttpRequest, pk: int, criterion: int) -> HttpResponse:
    """What the peers make of it."""
    found = one(request, pk, do_challenge)
    asked = criterion_of(found, criterion)

    def save(changed: dict[str, Any], version: int) -> PeerScore:
        return actions.score_criterion(
            by=request.user, challenge=found, criterion=asked, changes=changed, seen=version
        )

    return _edited(request, found, asked, PeersForm, "What you make of it", save)


@changes
def host_says(request: HttpRequest, pk: int, criterion: int) -> HttpResponse:
    """What the host says to it."""
    found = one(request, pk, host_challenge)
    asked = criterion_of(found, criterion)

    def save(changed: dict[str, Any], version: int) -> PeerScore:
        return actions.respond_to_score(
            by=request.user, challenge=found, criterion=asked, changes=changed, seen=version
        )

    return _edited(request, found, asked, HostForm, "What you say to it", save)


@changes
def agree(request: HttpRequest, pk: int, criterion: int) -> HttpResponse:
    """What both agree."""
    found = one(request, pk, take_part)
    asked = criterion_of(found, criterion)

    def save(changed: dict[str, Any], version: int) -> PeerScore:
        stored = queries.stored(found, asked)
        given = {"agreed_level": stored.agreed_level, "agreed_why": stored.agreed_why} | changed
        return actions.agree_score(
            by=request.user,
            challenge=found,
            criterion=asked,
            level=given["agreed_level"],
            why=given["agreed_why"],
            seen=version,
        )

    return _edited(request, found, asked, AgreeForm, "What both agree on", save)


def _edited(
    request: HttpRequest, found: Challenge, asked: Criterion, form_of: Any, title: str, save: Any
) -> HttpResponse:
    """The page on which one side's part of a score is edited."""
    record = queries.stored(found, asked)
    more = {} if form_of is HostForm else {"levels": found.assessment.framework.levels}
    form = form_of(sent(request), initial=form_of.held(record), **more)
    page = EditPage(
        title=title,
        words=WORDS,
        cancel=reverse("challenge_score", args=[found.pk, asked.pk]),
        save=save,
        lede=asked.title,
        afresh=lambda: queries.stored(found, asked),
    )
    return edited(request, record, form, page)
