"""That somebody answered; what they answered is laid down apart (``envelopes``)."""

from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.surveys.models import Invitation, Unfinished
from culturefirst.surveys.policy.surveys import answer_survey

CLOSED = "This survey takes no more answers."
ONCE = "You have answered already. Nobody can tell your answers from others’, so they stay."
FOR_ALL = "Somebody has answered for {} already. One answer an organisation is asked for."


@action("answered a survey", allow=answer_survey, on="invitation")
def tick_off(*, by: Any, invitation: Invitation, unfinished: Unfinished) -> Invitation:
    """Note that an answer came, and that this unfinished sheet may count.

    Of an anonymous survey the trail says who answered and never what: the sheet goes its own way.
    """
    wave = invitation.wave
    if not wave.is_open(clock.today()):
        raise DomainError(CLOSED)
    if wave.survey.is_anonymous and invitation.answered:
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
    others = Invitation._base_manager.select_for_update().filter(
        wave=invitation.wave, organisation=invitation.organisation
    )
    if any(each.answered and each.pk != invitation.pk for each in others.order_by("pk")):
        raise DomainError(FOR_ALL.format(invitation.organisation))
