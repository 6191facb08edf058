"""One challenge: its page, and what leads from its proposal to its end."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.forms.challenges import (
    BecauseForm,
    OpenForm,
    PersonForm,
    ProposeForm,
    VisitedForm,
    VisitForm,
)
from culturefirst.improvement.letters_challenges import leading
from culturefirst.improvement.models import (
    Challenge,
    ChallengePeer,
    ChallengeQuestion,
    DocumentAsked,
    Evidence,
    VisitItem,
)
from culturefirst.improvement.policy import (
    do_challenge,
    lead_side,
    open_to_peers,
    send_report,
    take_part,
)
from culturefirst.improvement.policy.challenges import (
    is_host,
    is_peer,
    leads_host,
    leads_peers,
)
from culturefirst.improvement.queries import challenges as queries
from culturefirst.improvement.views.challenge_common import WORDS, back_to, one, page_of, part
from culturefirst.kit import clock
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.downloads import sealed
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.errors import DomainError
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.policy import Policy
from culturefirst.kit.urls import changes
from culturefirst.network.models import Organisation

State = Challenge.State


def challenge(request: HttpRequest, pk: int) -> HttpResponse:
    """All of one, as far as this side may read it."""
    found, user = one(request, pk), request.user
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
        "evidence": queries.evidence_of(found, user),
        "opens": _opened(found),
        "before": found.state in (State.ACCEPTED, State.OPENED, State.VISITED),
        "planning": found.state in (State.ACCEPTED, State.OPENED),
        "told": found.state in Challenge.TOLD,
        "over": found.state in (State.CLOSED, State.CALLED_OFF),
        "lead": lead_side.allows(user, found),
    } | _accepting(user, found)
    return render(request, "improvement/challenges/challenge.html", context)


def _accepting(user: Any, found: Challenge) -> dict[str, Any]:
    """For whom this person may accept it, and whether they may take it back."""
    accepts, back = "", False
    if leads_host(user, found):
        accepts = "" if found.host_accepted_on else str(found.host)
        back = found.host_accepted_on is not None
    elif leads_peers(user, found):
        accepts = "" if found.challenger_accepted_on else str(found.challenger)
        back = found.challenger_accepted_on is not None
    early = found.state in (State.PROPOSED, State.ACCEPTED)
    return {"may_accept": accepts, "may_take_back": back and early}


def _parts(user: Any, found: Challenge, model: Any) -> Any:
    return model.objects.visible_to(user).filter(challenge=found)


def _opened(found: Challenge) -> list[str]:
    """What is open to the peers, in words."""
    names = ("opens_judgements", "opens_evidence", "opens_spread")
    fields: list[Any] = [found._meta.get_field(name) for name in names if getattr(found, name)]
    return [str(field.verbose_name) for field in fields]


@acts_once
def propose(request: HttpRequest) -> HttpResponse:
    """Ask another body, outside a round."""
    assessments = queries.to_propose(request.user)
    bodies = Organisation.objects.visible_to(request.user).standing_on(clock.today())
    form = ProposeForm(sent(request), assessments=assessments, bodies=bodies)
    deed = Deed(
        "Ask another organisation to challenge you",
        "Ask them",
        "They are asked by letter. Accept it for your own side, too.",
        reverse("challenges"),
        "Peer challenges",
        lede="Whoever leads that organisation is asked by letter. They read nothing of your "
        "self-assessment until both have accepted and you have said what is open.",
        note="" if assessments.exists() else "You lead no self-assessment yet. Begin one first.",
    )

    def run(assessment: Any, challenger: Organisation) -> Challenge:
        people = leading(challenger.pk)
        if not people:
            raise DomainError(f"Nobody leads {challenger} here yet: ask the network to name them.")
        return actions.propose_challenge(
            by=request.user, assessment=assessment, challenger=challenger, lead=people[0]
        )

    return answer(request, form, run, deed, to=page_of)


def _post(action: Callable[..., Any], says: str, policy: Policy, anchor: str = "") -> Any:
    """A view that does one thing to a challenge."""

    @changes
    @require_POST
    def do(request: HttpRequest, pk: int) -> HttpResponse:
        found = one(request, pk, policy)
        action(by=request.user, challenge=found)
        return back_to(request, page_of(found, anchor), says)

    return do


accept = _post(actions.accept_challenge, "Your side has accepted.", lead_side)
take_back = _post(actions.take_back_acceptance, "Your side accepts it no more.", lead_side)
close = _post(actions.close_challenge, "It is closed. Both sides keep the report.", lead_side)


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


@changes
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """When and where the peers come."""
    found = one(request, pk, take_part)
    form = VisitForm(sent(request), initial=VisitForm.held(found))
    page = EditPage(
        title="The visit",
        words=WORDS,
        cancel=page_of(found, "visit"),
        save=lambda changed, version: _set_visit(request, found, changed, version),
        afresh=lambda: one(request, pk),
    )
    return edited(request, found, form, page)


def _set_visit(request: HttpRequest, found: Challenge, changed: Any, version: int) -> Challenge:
    given = {"visit_on": found.visit_on, "visit_at": found.visit_at} | changed
    return actions.set_visit(by=request.user, challenge=found, seen=version, **given)


@acts_once
def visited(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the visit was."""
    found = one(request, pk, take_part)
    form = VisitedForm(sent(request), initial={"visited_on": found.visit_on or clock.today()})
    deed = Deed(
        "Note that the visit took place",
        "Note it",
        "It is noted. The months for report, plan and review run from that day.",
        page_of(found),
        str(found),
    )

    def run(**said: Any) -> Challenge:
        return actions.record_visit(by=request.user, challenge=found, **said)

    return answer(request, form, run, deed)


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


@acts_once
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """End it before there is a report."""
    found = one(request, pk, lead_side)
    deed = Deed(
        "Call this challenge off",
        "Call it off",
        "It is called off, and what was open is closed.",
        page_of(found),
        str(found),
        lede="The other side is told by letter and reads why.",
    )

    def run(**said: Any) -> Challenge:
        return actions.call_off_challenge(by=request.user, challenge=found, **said)

    return answer(request, BecauseForm(sent(request)), run, deed)


def evidence(request: HttpRequest, pk: int, piece: int) -> HttpResponse:
    """A piece of evidence that was opened: its file, or where its link leads."""
    found = one(request, pk)
    shown = [each for each in queries.evidence_of(found, request.user) if each.pk == piece]
    if not shown:
        raise Http404
    if shown[0].kind == Evidence.Kind.FILE:
        return sealed(shown[0].file, shown[0].name, shown[0].media_type)
    return redirect(shown[0].url or page_of(found))
