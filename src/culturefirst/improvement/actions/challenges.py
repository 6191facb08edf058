"""A challenge from its proposal to its end: accepted, opened, visited, reported, answered."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from culturefirst.collaboration.queries.listings import works_at
from culturefirst.improvement import letters_challenges as letters
from culturefirst.improvement.models import (
    Assessment,
    AssessmentMember,
    Challenge,
    ChallengePeer,
    ChallengeRound,
    Finding,
    RoundEntry,
)
from culturefirst.improvement.policy import (
    do_challenge,
    lead_assessment,
    lead_side,
    open_to_peers,
    send_report,
    take_part,
)
from culturefirst.improvement.policy.challenges import leads_host, leads_peers
from culturefirst.improvement.queries.pairing import field_of_two
from culturefirst.improvement.rules_challenges import due_after
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import one_line
from culturefirst.network.models import Organisation, Person

State = Challenge.State
OVER = (State.CLOSED, State.CALLED_OFF)


def begin_challenge(
    *, by: Any, round: ChallengeRound, entry: RoundEntry, peers: RoundEntry, reason: dict[str, Any]
) -> Challenge:
    """One of the challenges of a round, inside the action that confirms its pairing."""
    return _begin(
        by,
        assessment=entry.assessment,
        challenger=peers.organisation,
        lead=peers.lead,
        reason=reason,
        round=round,
        serves=round.serves,
    )


@action("proposed a peer challenge", allow=lead_assessment, on="assessment")
def propose_challenge(
    *, by: Any, assessment: Assessment, challenger: Organisation, lead: Person
) -> Challenge:
    """Ask another body to challenge one's own, outside a round; ``lead`` is whom to ask there."""
    if assessment.stage == Assessment.Stage.WITHDRAWN:
        raise DomainError("That assessment was withdrawn.")
    if challenger.pk == assessment.organisation_id:
        raise ValidationError({"challenger": "That is your own organisation. Choose another."})
    field = field_of_two(challenger, assessment.organisation)
    reason = field.reason(challenger.pk, assessment.organisation_id)
    return _begin(
        by,
        assessment=assessment,
        challenger=challenger,
        lead=lead,
        reason=reason,
        serves=assessment.serves,
    )


@action("accepted a peer challenge", allow=lead_side, on="challenge")
def accept_challenge(*, by: Any, challenge: Challenge) -> Challenge:
    """Accept for the side that one leads; once both have, it goes ahead."""
    _refuse_unless(challenge, State.PROPOSED, says="It is not waiting to be accepted.")
    today, given = clock.today(), {}
    if leads_host(by, challenge) and challenge.host_accepted_on is None:
        given["host_accepted_on"] = today
    elif leads_peers(by, challenge) and challenge.challenger_accepted_on is None:
        given["challenger_accepted_on"] = today
    if not given:
        raise DomainError("Your side has accepted already; the other has not yet.")
    saved = save_changes(challenge, given)
    if saved.host_accepted_on and saved.challenger_accepted_on:
        save_changes(saved, {"state": State.ACCEPTED})
        letters.tell_accepted(saved)
    return saved


@action("took the acceptance of a peer challenge back", allow=lead_side, on="challenge")
def take_back_acceptance(*, by: Any, challenge: Challenge) -> Challenge:
    """Accept no more; possible until the host has opened something."""
    _refuse_unless(
        challenge,
        State.PROPOSED,
        State.ACCEPTED,
        says="Something was opened already. Call the challenge off instead, and say why.",
    )
    given: dict[str, Any] = {"state": State.PROPOSED}
    if leads_host(by, challenge) and challenge.host_accepted_on is not None:
        given["host_accepted_on"] = None
    elif leads_peers(by, challenge) and challenge.challenger_accepted_on is not None:
        given["challenger_accepted_on"] = None
    else:
        raise DomainError("Your side has not accepted it.")
    return save_changes(challenge, given)


@action("said what the peers may read", allow=open_to_peers, on="challenge")
def open_challenge(
    *,
    by: Any,
    challenge: Challenge,
    judgements: bool = False,
    evidence: bool = False,
    spread: bool = False,
) -> Challenge:
    """Open exactly this to the peers, and close what is not named; nothing is open by itself."""
    _refuse_unless(
        challenge,
        State.ACCEPTED,
        *Challenge.WHILE_OPEN,
        says="Both sides accept it first; once it is over, nothing is open.",
    )
    first = challenge.opened_on is None
    if first and challenge.assessment.stage != Assessment.Stage.AGREED:
        raise DomainError("Agree your own scores first: peers challenge what you have agreed.")
    if first and not (judgements or evidence or spread):
        raise DomainError("Tick what the peers may read: nothing is open by itself.")
    given: dict[str, Any] = {
        "opens_judgements": judgements, "opens_evidence": evidence, "opens_spread": spread,
    }  # fmt: skip
    if first:
        given |= {"state": State.OPENED, "opened_on": clock.today()}
    saved = save_changes(challenge, given)
    if first:
        letters.tell_opened(saved)
    return saved


@action("named a peer in a challenge", allow=do_challenge, on="challenge")
def name_peer(*, by: Any, challenge: Challenge, person: Person) -> ChallengePeer:
    """Somebody of the challenging body takes part; they read what was opened."""
    _refuse_over(challenge)
    return _join(challenge, person)


@action("took a peer out of a challenge", allow=send_report, on="challenge")
def take_out_peer(*, by: Any, challenge: Challenge, peer: ChallengePeer) -> Challenge:
    """Somebody takes part no more; whoever leads stays."""
    _refuse_over(challenge)
    if peer.challenge_id != challenge.pk:
        raise DomainError("They take no part in this challenge.")
    if peer.leads:
        raise DomainError("They lead it. Let the challenge be led by somebody else first.")
    peer.delete()
    return save_changes(challenge, {})


@action("named who leads a peer challenge", allow=send_report, on="challenge")
def hand_over_peers(*, by: Any, challenge: Challenge, person: Person) -> Challenge:
    """Somebody else of the challenging body leads it from now on."""
    _refuse_over(challenge)
    _refuse_stranger(person, challenge.challenger, "person")
    rows = ChallengePeer._base_manager.filter(challenge=challenge)
    rows.update(leads=False)
    if rows.filter(person=person).update(leads=True) == 0:
        _join(challenge, person, leads=True)
    return save_changes(challenge, {})


@action("set the day of a visit", allow=take_part, on="challenge")
def set_visit(
    *, by: Any, challenge: Challenge, visit_on: date, visit_at: str = "", seen: int | None = None
) -> Challenge:
    """When and where the peers come."""
    _refuse_unless(
        challenge,
        State.ACCEPTED,
        State.OPENED,
        says="Both sides accept it first; once the visit was, its day stands.",
    )
    return save_changes(
        challenge, {"visit_on": visit_on, "visit_at": one_line(visit_at)}, seen=seen
    )


@action("noted that a visit took place", allow=take_part, on="challenge")
def record_visit(*, by: Any, challenge: Challenge, visited_on: date) -> Challenge:
    """From this day run the months for the report, the plan and the review."""
    _refuse_unless(challenge, State.OPENED, says="The host opens something to the peers first.")
    if visited_on > clock.today():
        raise ValidationError({"visited_on": "That day is to come. Note the visit once it was."})
    if challenge.opened_on is not None and visited_on < challenge.opened_on:
        raise ValidationError({"visited_on": "Nothing was opened by then. Give a later day."})
    due = due_after(visited_on)
    saved = save_changes(
        challenge,
        {
            "state": State.VISITED,
            "visited_on": visited_on,
            "visit_on": visited_on,
            "report_due": due.report,
            "plan_due": due.plan,
            "review_from": due.review_from,
            "review_due": due.review_by,
        },
    )
    letters.tell_visited(saved)
    return saved


@action("sent the report of a peer challenge", allow=send_report, on="challenge")
def report_challenge(*, by: Any, challenge: Challenge) -> Challenge:
    """Send the feedback report to the host; it stands as it is from then on."""
    _refuse_unless(
        challenge, State.VISITED, says="The visit is noted first, and a report is sent once."
    )
    if not challenge.summary:
        raise DomainError("Write the summary first: it is what most people read.")
    if not Finding._base_manager.filter(challenge=challenge).exists():
        raise DomainError("Write down one finding or more first: a strength, or what to improve.")
    saved = save_changes(challenge, {"state": State.REPORTED, "reported_on": clock.today()})
    letters.tell_reported(saved)
    return saved


@action("answered the report of a peer challenge", allow=open_to_peers, on="challenge")
def answer_report(*, by: Any, challenge: Challenge) -> Challenge:
    """Say that the answers to all findings stand."""
    _refuse_unless(challenge, State.REPORTED, says="There is no report that waits for an answer.")
    left = Finding._base_manager.filter(challenge=challenge, answer="").count()
    if left:
        raise DomainError(f"Answer each finding first: {left} of them wait.")
    saved = save_changes(challenge, {"state": State.ANSWERED, "answered_on": clock.today()})
    letters.tell_answered(saved)
    return saved


@action("closed a peer challenge", allow=lead_side, on="challenge")
def close_challenge(*, by: Any, challenge: Challenge) -> Challenge:
    """End it: the report stays with both sides, and what was opened is closed."""
    _refuse_unless(challenge, State.ANSWERED, says="It is closed once the report is answered.")
    shut = {"opens_judgements": False, "opens_evidence": False, "opens_spread": False}
    return save_changes(challenge, {"state": State.CLOSED, "closed_on": clock.today()} | shut)


@action("called a peer challenge off", allow=lead_side, on="challenge")
def call_off_challenge(*, by: Any, challenge: Challenge, because: str) -> Challenge:
    """End it before there is a report; what was opened is closed."""
    if challenge.state in (*OVER, State.REPORTED, State.ANSWERED):
        raise DomainError("It has its report or is over: it cannot be called off any more.")
    if not one_line(because):
        raise ValidationError({"because": "Say why, in a sentence: both sides read it."})
    shut = {"opens_judgements": False, "opens_evidence": False, "opens_spread": False}
    off = {"state": State.CALLED_OFF, "called_off_on": clock.today()}
    saved = save_changes(challenge, off | {"called_off_because": one_line(because)} | shut)
    letters.tell_called_off(saved)
    return saved


def _begin(
    by: Any,
    *,
    assessment: Assessment,
    challenger: Organisation,
    lead: Person | None,
    **said: Any,
) -> Challenge:
    rows = Challenge._base_manager.filter(assessment=assessment, challenger=challenger)
    if rows.exclude(state=State.CALLED_OFF).exists():
        raise DomainError(f"{challenger} challenges this assessment already.")
    made = Challenge(
        assessment=assessment,
        host=assessment.organisation,
        challenger=challenger,
        proposed_by=getattr(by, "person", None),
        proposed_on=clock.today(),
        **said,
    )
    made.full_clean()
    made.save()
    if lead is not None:
        _join(made, lead, leads=True)
    letters.tell_proposed(made)
    return made


def _join(challenge: Challenge, person: Person, *, leads: bool = False) -> ChallengePeer:
    _refuse_stranger(person, challenge.challenger, "lead" if leads else "person")
    hosts = AssessmentMember._base_manager.filter(assessment=challenge.assessment_id)
    if hosts.filter(person=person).exists():
        raise ValidationError({"person": f"{person} works on the assessment that is challenged."})
    if ChallengePeer._base_manager.filter(challenge=challenge, person=person).exists():
        raise ValidationError({"person": f"{person} takes part already."})
    joined = ChallengePeer(challenge=challenge, person=person, leads=leads, since=clock.today())
    joined.full_clean()
    joined.save()
    return joined


def _refuse_stranger(person: Person, body: Organisation, field: str) -> None:
    if not works_at(person, body, clock.today()):
        raise ValidationError({field: f"{person} holds no post at {body} today. Choose another."})


def _refuse_over(challenge: Challenge) -> None:
    if challenge.state in OVER:
        raise DomainError("This challenge is over.")


def _refuse_unless(challenge: Challenge, *states: str, says: str) -> None:
    if challenge.state not in states:
        raise DomainError(says)
