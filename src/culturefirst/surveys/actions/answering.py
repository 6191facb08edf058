"""That somebody answered; what they answered is laid down apart (``envelopes``)."""

from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.network.models import Organisation
from culturefirst.surveys.models import Invitation, Unfinished
from culturefirst.surveys.policy.surveys import answer_survey

CLOSED = "This survey takes no more answers."
ONCE = "You have answered already, and your answers stay as they are."
FOR_ALL = "Somebody has answered for {} already. One answer an organisation is asked for."


@action("answered a survey", allow=answer_survey, on="invitation")
def tick_off(*, by: Any, invitation: Invitation, unfinished: Unfinished) -> Invitation:
    """Note that an answer came, and that this unfinished sheet may count.

    Of an anonymous survey the trail says who answered and never what: the sheet goes its own way.
    """
    wave = invitation.wave
    if not wave.is_open(clock.today()):
        raise DomainError(CLOSED)
    if invitation.answered and not invitation.may_change:
        raise DomainError(ONCE)
    if wave.survey.per_body:
        _refuse_second(invitation)
    paid = Unfinished._base_manager.filter(pk=unfinished.pk, wave=wave, test=False)
    if not paid.update(paid=True):
        raise DomainError("These answers are not here any more. Begin again by your link.")
    invitation.answered = True
    if not wave.survey.is_anonymous:
        invitation.answered_on = clock.today()
    invitation.save(update_fields=["answered", "answered_on"])
    return invitation


def _refuse_second(invitation: Invitation) -> None:
    if invitation.organisation_id is None:
        raise DomainError("This survey asks organisations, and you were asked for none.")
    # The body's own row is the one lock of all who answer for it: each has their invitation's
    # already, and asking for each other's would tie two in a knot.
    Organisation.objects.select_for_update().get(pk=invitation.organisation_id)
    others = Invitation._base_manager.filter(
        wave=invitation.wave, organisation=invitation.organisation, answered=True
    )
    if others.exclude(pk=invitation.pk).exists():
        raise DomainError(FOR_ALL.format(invitation.organisation))
