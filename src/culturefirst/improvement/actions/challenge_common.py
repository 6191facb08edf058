"""What the actions of peer challenge share: in which states what may be done."""

from django.core.exceptions import ValidationError

from culturefirst.collaboration.queries.listings import works_at
from culturefirst.improvement.models import Challenge, Criterion
from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError
from culturefirst.network.models import Organisation, Person

State = Challenge.State
OVER = (State.CLOSED, State.CALLED_OFF)
BEFORE_REPORT = (State.ACCEPTED, State.OPENED, State.VISITED)
WRITING = (State.OPENED, State.VISITED)
SHUT = {"opens_judgements": False, "opens_evidence": False, "opens_spread": False}


def refuse_unless(challenge: Challenge, *states: str, says: str = "") -> None:
    """Only in these states."""
    if challenge.state in states:
        return
    if challenge.state in (State.PROPOSED, State.ACCEPTED):
        raise DomainError(says or "It begins once the host has opened something to the peers.")
    raise DomainError(says or "The report is sent, or the challenge is over: this stands as it is.")


def refuse_over(challenge: Challenge) -> None:
    """Not once it is over."""
    if challenge.state in OVER:
        raise DomainError("This challenge is over.")


def refuse_foreign(challenge: Challenge, criterion: Criterion | None) -> None:
    """A criterion is of the framework of the assessment that is challenged."""
    if criterion is not None and criterion.version_id != challenge.assessment.framework_id:
        raise DomainError("That criterion is of another framework.")


def refuse_stranger(person: Person | None, body: Organisation, field: str) -> None:
    """Somebody who holds a post of the body today."""
    if not works_at(person, body, clock.today()):
        raise ValidationError({field: f"{person} holds no post at {body} today. Choose another."})
