"""Who takes part in a challenge as a peer, and who leads them."""

from typing import Any

from django.core.exceptions import ValidationError

from culturefirst.collaboration.queries.listings import works_at
from culturefirst.improvement.actions.challenge_common import refuse_over, refuse_stranger
from culturefirst.improvement.models import (
    Assessment,
    AssessmentMember,
    Challenge,
    ChallengePeer,
)
from culturefirst.improvement.policy import (
    do_challenge,
    send_report,
)
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.network.models import Organisation, Person


@action("named a peer in a challenge", allow=do_challenge, on="challenge")
def name_peer(*, by: Any, challenge: Challenge, person: Person) -> ChallengePeer:
    """Somebody of the challenging body takes part; they read what was opened."""
    refuse_over(challenge)
    return join(challenge, person)


@action("took a peer out of a challenge", allow=send_report, on="challenge")
def take_out_peer(*, by: Any, challenge: Challenge, peer: ChallengePeer) -> Challenge:
    """Somebody takes part no more; whoever leads stays."""
    refuse_over(challenge)
    if peer.challenge_id != challenge.pk:
        raise DomainError("They take no part in this challenge.")
    if peer.leads:
        raise DomainError("They lead it. Let the challenge be led by somebody else first.")
    peer.delete()
    return save_changes(challenge, {})


@action("named who leads a peer challenge", allow=send_report, on="challenge")
def hand_over_peers(*, by: Any, challenge: Challenge, person: Person) -> Challenge:
    """Somebody else of the challenging body leads it from now on."""
    refuse_over(challenge)
    refuse_stranger(person, challenge.challenger, "person")
    rows = ChallengePeer._base_manager.filter(challenge=challenge)
    rows.update(leads=False)
    if rows.filter(person=person).update(leads=True) == 0:
        join(challenge, person, leads=True)
    return save_changes(challenge, {})


def join(challenge: Challenge, person: Person, *, leads: bool = False) -> ChallengePeer:
    """Somebody of the challenger is a peer from now on."""
    refuse_stranger(person, challenge.challenger, "lead" if leads else "person")
    hosts = AssessmentMember._base_manager.filter(assessment=challenge.assessment_id)
    if hosts.filter(person=person).exists():
        raise ValidationError({"person": f"{person} works on the assessment that is challenged."})
    if ChallengePeer._base_manager.filter(challenge=challenge, person=person).exists():
        raise ValidationError({"person": f"{person} takes part already."})
    joined = ChallengePeer(challenge=challenge, person=person, leads=leads, since=clock.today())
    joined.full_clean()
    joined.save()
    return joined


def may_join(person: Person | None, body: Organisation, assessment: Assessment) -> bool:
    """Whether somebody of the body can be a peer: not who works on what is challenged."""
    hosts = AssessmentMember._base_manager.filter(assessment=assessment, person=person)
    return works_at(person, body, clock.today()) and not hosts.exists()
