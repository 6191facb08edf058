"""Who takes part as a peer, and who leads them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.forms.challenges import (
    PersonForm,
)
from culturefirst.improvement.models import (
    Challenge,
    ChallengePeer,
)
from culturefirst.improvement.policy import (
    do_challenge,
    send_report,
)
from culturefirst.improvement.views.challenge_common import back_to, one, page_of, part
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes


@acts_once
def name_peer(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody of the challenger take part."""
    found = one(request, pk, do_challenge)
    form = PersonForm(sent(request), body=found.challenger, user=request.user)
    deed = Deed(
        "Name a peer",
        "Name them",
        "They take part, and read what is open.",
        page_of(found, "peers"),
        str(found),
    )

    def run(person: Any) -> ChallengePeer:
        return actions.name_peer(by=request.user, challenge=found, person=person)

    return answer(request, form, run, deed)


@acts_once
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody else lead the peers."""
    found = one(request, pk, send_report)
    form = PersonForm(sent(request), body=found.challenger, user=request.user)
    deed = Deed(
        "Who leads the peers",
        "Save",
        "They lead it from now on.",
        page_of(found, "peers"),
        str(found),
    )

    def run(person: Any) -> Challenge:
        return actions.hand_over_peers(by=request.user, challenge=found, person=person)

    return answer(request, form, run, deed, to=lambda _: reverse("challenges"))


@changes
@require_POST
def take_out_peer(request: HttpRequest, pk: int, peer: int) -> HttpResponse:
    """Somebody takes part no more."""
    found = one(request, pk, send_report)
    row = part(request, found, ChallengePeer, peer)
    actions.take_out_peer(by=request.user, challenge=found, peer=row)
    return back_to(request, page_of(found, "peers"), f"{row.person} takes part no more.")
