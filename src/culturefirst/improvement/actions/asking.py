"""Asking another body for a challenge, outside a round or by one, and what each side answers."""

from typing import Any

from django.core.exceptions import ValidationError

from culturefirst.improvement import letters_challenges as letters
from culturefirst.improvement.actions.challenge_common import State, refuse_unless
from culturefirst.improvement.actions.challenges import begun, refuse_twice
from culturefirst.improvement.models import Assessment, Challenge
from culturefirst.improvement.policy import lead_assessment, lead_side
from culturefirst.improvement.policy.challenges import leads_host, leads_peers
from culturefirst.improvement.queries.asking import open_conflicts, who_leads_there
from culturefirst.improvement.queries.pairing import field_of_two
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.wording import one_line
from culturefirst.network.models import Organisation, Person


@action("asked for a peer challenge", allow=lead_assessment, on="assessment")
def propose_challenge(
    *,
    by: Any,
    assessment: Assessment,
    challenger: Organisation,
    lead: Person,
    each_other: bool = False,
    words: str = "",
    despite: str = "",
) -> Challenge:
    """Ask another body to challenge one's own; who asks has accepted for their side.

    ``lead`` is whom to ask there, ``each_other`` asks to be challenged by us in return. Where
    something that is known speaks against it, ``despite`` says why it is right all the same.
    """
    _refuse_asking(assessment, challenger, lead)
    against = open_conflicts(challenger, assessment.organisation, by)
    if against and not one_line(despite):
        raise ValidationError({"despite": f"{'; '.join(against)}. Say why it is right even so."})
    reason = field_of_two(challenger, assessment.organisation).reason(
        challenger.pk, assessment.organisation_id
    )
    if against:
        reason |= {"against": against, "despite": one_line(despite)}
    made = begun(
        by,
        assessment=assessment,
        challenger=challenger,
        lead=lead,
        reason=reason,
        serves=assessment.serves,
        each_other=each_other,
        asks=words.strip(),
        host_accepted_on=clock.today(),
    )
    letters.tell_asked(made)
    return made


@action("accepted a peer challenge", allow=lead_side, on="challenge")
def accept_challenge(
    *, by: Any, challenge: Challenge, in_return: Assessment | None = None
) -> Challenge:
    """Accept for the side that one leads; once both have, it goes ahead.

    ``in_return`` is with what the challenger is challenged by the host, who asked for that.
    """
    refuse_unless(challenge, State.PROPOSED, says="It is not waiting to be accepted.")
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
    if in_return is not None:
        _return(by, saved, in_return)
    return saved


@action("declined a peer challenge", allow=lead_side, on="challenge")
def decline_challenge(*, by: Any, challenge: Challenge, because: str) -> Challenge:
    """Say no for the side that one leads, and why; the other side reads it."""
    refuse_unless(
        challenge,
        State.PROPOSED,
        says="It is not waiting to be accepted. Call it off instead, and say why.",
    )
    if not one_line(because):
        raise ValidationError({"because": "Say why, in a sentence: the other side reads it."})
    side, accepted_on = _side(by, challenge)
    if accepted_on is not None:
        raise DomainError("Your side has accepted it. Call it off instead, and say why.")
    saved = save_changes(
        challenge,
        {
            "state": State.CALLED_OFF,
            "called_off_on": clock.today(),
            "called_off_because": one_line(because),
            "declined_by": side,
        },
    )
    letters.tell_declined(saved)
    return saved


@action("took the acceptance of a peer challenge back", allow=lead_side, on="challenge")
def take_back_acceptance(*, by: Any, challenge: Challenge) -> Challenge:
    """Accept no more; possible until the host has opened something."""
    refuse_unless(
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


def _side(by: Any, challenge: Challenge) -> tuple[Organisation, Any]:
    """The side that somebody leads, with when it accepted; of both, the one that has not yet."""
    sides = []
    if leads_peers(by, challenge):
        sides.append((challenge.challenger, challenge.challenger_accepted_on))
    if leads_host(by, challenge):
        sides.append((challenge.host, challenge.host_accepted_on))
    if not sides:
        raise DomainError("Whoever leads a side declines for it.")
    return min(sides, key=lambda side: side[1] is not None)


def _return(by: Any, asked: Challenge, assessment: Assessment) -> None:
    """The challenge in return: who asked for it accepted by asking, and we do by naming ours."""
    if asked.state != State.ACCEPTED:
        raise DomainError("They took their request back: nothing is agreed between you.")
    if not asked.each_other or not leads_peers(by, asked):
        raise DomainError("They did not ask to be your peers in return.")
    if assessment.organisation_id != asked.challenger_id:
        raise ValidationError({"in_return": "That self-assessment is not of your organisation."})
    if not lead_assessment.allows(by, assessment):
        raise NotAllowed("It is led by somebody else of your organisation. Ask them to name it.")
    _refuse_withdrawn(assessment)
    today = clock.today()
    made = begun(
        by,
        assessment=assessment,
        challenger=asked.host,
        lead=who_leads_there(asked.host, asked.proposed_by),
        reason=asked.reason,
        serves=assessment.serves,
        in_return_for=asked,
        state=State.ACCEPTED,
        host_accepted_on=today,
        challenger_accepted_on=today,
    )
    letters.tell_accepted(made)


def _refuse_asking(assessment: Assessment, challenger: Organisation, lead: Person) -> None:
    _refuse_withdrawn(assessment)
    if challenger.pk == assessment.organisation_id:
        raise ValidationError({"challenger": "That is your own organisation. Choose another."})
    refuse_twice(assessment, challenger)
    if not getattr(getattr(lead, "account", None), "is_active", False):
        raise ValidationError({"lead": f"{lead} has no account here yet, so cannot answer."})


def _refuse_withdrawn(assessment: Assessment) -> None:
    if assessment.stage == Assessment.Stage.WITHDRAWN:
        raise DomainError("That assessment was withdrawn.")
