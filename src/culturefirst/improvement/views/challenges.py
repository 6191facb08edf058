"""One challenge: its page, what the peers may read, and its end."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from culturefirst.improvement import actions
from culturefirst.improvement.forms.challenges import (
    OpenForm,
)
from culturefirst.improvement.models import (
    Challenge,
    ChallengePeer,
    ChallengeQuestion,
    DocumentAsked,
    Evidence,
    VisitItem,
)
from culturefirst.improvement.policy import (
    lead_side,
    open_to_peers,
)
from culturefirst.improvement.policy.challenges import (
    is_host,
    is_peer,
    leads_host,
    leads_peers,
)
from culturefirst.improvement.queries import asking
from culturefirst.improvement.queries import challenges as queries
from culturefirst.improvement.views.challenge_common import one, page_of
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.downloads import sealed
from culturefirst.kit.idempotency import acts_once

State = Challenge.State


def challenge(request: HttpRequest, pk: int) -> HttpResponse:
    """All of one, as far as this side may read it."""
    found, user = one(request, pk), request.user
    evidence = queries.evidence_of(found, user)
    context = {
        "challenge": found,
        "is_host": is_host(user, found),
        "is_peer": is_peer(user, found),
        "leads_host": leads_host(user, found),
        "leads_peers": leads_peers(user, found),
        "peers": list(_parts(user, found, ChallengePeer).select_related("person")),
        "programme": list(_parts(user, found, VisitItem)),
        "documents": list(_parts(user, found, DocumentAsked).select_related("given")),
        "questions": list(_parts(user, found, ChallengeQuestion).select_related("criterion")),
        "evidence": evidence,
        "shown": {each.pk for each in evidence},
        "opens": _opened(found),
        "before": found.state in (State.ACCEPTED, State.OPENED, State.VISITED),
        "may_redate": found.state == State.VISITED,
        "planning": found.state in (State.ACCEPTED, State.OPENED),
        "told": found.state in Challenge.TOLD,
        "over": found.state in (State.CLOSED, State.CALLED_OFF),
        "lead": lead_side.allows(user, found),
        "other_way": queries.other_way(user, found),
    } | _accepting(user, found)
    return render(request, "improvement/challenges/challenge.html", context)


def _accepting(user: Any, found: Challenge) -> dict[str, Any]:
    """For whom this person may accept it, what speaks against, and whether it can be taken back."""
    accepts, back, offers = "", False, False
    if leads_host(user, found):
        accepts = "" if found.host_accepted_on else str(found.host)
        back = found.host_accepted_on is not None
    elif leads_peers(user, found):
        accepts = "" if found.challenger_accepted_on else str(found.challenger)
        back, offers = found.challenger_accepted_on is not None, found.each_other
    waits = found.state == State.PROPOSED
    # Who asked takes the request back as a whole, and says why.
    asked = waits and found.round_id is None
    against = asking.conflicts_of(found, user) if asked else []
    return {
        "may_accept": accepts if waits else "",
        "offers": offers,
        "asked": asked,
        "against": against or found.reason.get("against", []),
        "may_take_back": back and (found.state == State.ACCEPTED or (waits and not asked)),
    }


def _parts(user: Any, found: Challenge, model: Any) -> Any:
    return model.objects.visible_to(user).filter(challenge=found)


def _opened(found: Challenge) -> list[str]:
    """What is open to the peers, in words."""
    names = ("opens_judgements", "opens_evidence", "opens_spread")
    fields: list[Any] = [found._meta.get_field(name) for name in names if getattr(found, name)]
    return [str(field.verbose_name) for field in fields]


@acts_once
def open_(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what the peers may read."""
    found = one(request, pk, open_to_peers)
    initial = {
        "judgements": found.opens_judgements,
        "evidence": found.opens_evidence,
        "spread": found.opens_spread,
    }
    deed = Deed(
        "What the peers may read",
        "Save",
        "Saved. The peers read exactly what you ticked.",
        page_of(found),
        str(found),
        lede="Nothing is open by itself. Untick something and it is closed again at once.",
    )

    def run(**said: Any) -> Challenge:
        return actions.open_challenge(by=request.user, challenge=found, **said)

    return answer(request, OpenForm(sent(request), initial=initial), run, deed)


def evidence(request: HttpRequest, pk: int, piece: int) -> HttpResponse:
    """A piece of evidence that was opened: its file, or where its link leads."""
    found = one(request, pk)
    shown = [each for each in queries.evidence_of(found, request.user) if each.pk == piece]
    if not shown:
        raise Http404
    if shown[0].kind == Evidence.Kind.FILE:
        return sealed(shown[0].file, shown[0].name, shown[0].media_type)
    return redirect(shown[0].url or page_of(found))
