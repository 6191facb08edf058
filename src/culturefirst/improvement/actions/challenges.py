"""A challenge: begun, opened to the peers, closed, called off."""

from typing import Any

from django.core.exceptions import ValidationError

from culturefirst.improvement import letters_challenges as letters
from culturefirst.improvement.actions.challenge_common import OVER, SHUT, State, refuse_unless
from culturefirst.improvement.actions.peers import join, may_join
from culturefirst.improvement.models import Assessment, Challenge, ChallengeRound, RoundEntry
from culturefirst.improvement.policy import lead_side, open_to_peers
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import one_line
from culturefirst.network.models import Organisation, Person


def begin_challenge(
    *, by: Any, round: ChallengeRound, entry: RoundEntry, peers: RoundEntry, reason: dict[str, Any]
) -> Challenge:
    """One of the challenges of a round, inside the action that confirms its pairing."""
    # Who left the body since it entered does not hold the others up: whoever leads it is asked.
    able = may_join(peers.lead, peers.organisation, entry.assessment)
    made = begun(
        by,
        assessment=entry.assessment,
        challenger=peers.organisation,
        lead=peers.lead if able else None,
        reason=reason,
        round=round,
        serves=round.serves,
    )
    letters.tell_proposed(made)
    return made


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
    refuse_unless(
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


@action("closed a peer challenge", allow=lead_side, on="challenge")
def close_challenge(*, by: Any, challenge: Challenge) -> Challenge:
    """End it: the report stays with both sides, and what was opened is closed."""
    refuse_unless(challenge, State.ANSWERED, says="It is closed once the report is answered.")
    return save_changes(challenge, {"state": State.CLOSED, "closed_on": clock.today()} | SHUT)


@action("called a peer challenge off", allow=lead_side, on="challenge")
def call_off_challenge(*, by: Any, challenge: Challenge, because: str) -> Challenge:
    """End it before there is a report; what was opened is closed."""
    if challenge.state in (*OVER, State.REPORTED, State.ANSWERED):
        raise DomainError("It has its report or is over: it cannot be called off any more.")
    if not one_line(because):
        raise ValidationError({"because": "Say why, in a sentence: both sides read it."})
    off = {"state": State.CALLED_OFF, "called_off_on": clock.today()}
    saved = save_changes(challenge, off | {"called_off_because": one_line(because)} | SHUT)
    letters.tell_called_off(saved)
    return saved


def begun(
    by: Any, *, assessment: Assessment, challenger: Organisation, lead: Person | None, **said: Any
) -> Challenge:
    """A challenge that is not there yet, with whoever leads the peers."""
    refuse_twice(assessment, challenger)
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
        join(made, lead, leads=True)
    return made


def refuse_twice(assessment: Assessment, challenger: Organisation) -> None:
    """One challenge of an assessment by a body at a time."""
    rows = Challenge._base_manager.filter(assessment=assessment, challenger=challenger)
    if rows.exclude(state=State.CALLED_OFF).exists():
        raise DomainError(f"{challenger} challenges this assessment already.")
