"""Letters that ask: an invitation and a reminder, each with a link of one's own."""

from django.conf import settings
from django.urls import reverse

from culturefirst.kit import outbox
from culturefirst.kit.models import Installation
from culturefirst.kit.wording import day
from culturefirst.surveys.models import Invitation, Survey

PROMISES = {
    Survey.Privacy.ANONYMOUS: (
        "Your answers are anonymous: nothing that is kept tells who answered what. So nobody can "
        "show you your answers, or change them, once you have sent them."
    ),
    Survey.Privacy.CONFIDENTIAL: (
        "Your answers are confidential: they are kept with your name, and no page shows whose an "
        "answer is. You can change them until the last day."
    ),
    Survey.Privacy.NAMED: (
        "Your answers are kept with your name, which those who run the survey read. You can change "
        "them until the last day."
    ),
}


def promise_of(survey: Survey) -> str:
    """What is promised to those who answer, in words."""
    return PROMISES[Survey.Privacy(survey.privacy)]


def invited(invitation: Invitation, secret: str) -> None:
    """What is asked, by whom, what is promised, until when."""
    _send(invitation, secret, "asked", f"{invitation.wave.survey.title}: your answers")


def reminded(invitation: Invitation, secret: str) -> None:
    """The same once more, to somebody who has not answered."""
    title = f"Still open: {invitation.wave.survey.title}"
    _send(invitation, secret, f"reminded:{invitation.reminders}", title)


def _send(invitation: Invitation, secret: str, what: str, subject: str) -> None:
    wave, survey = invitation.wave, invitation.wave.survey
    to = invitation.email or getattr(getattr(invitation.person, "account", None), "email", "")
    if not to:
        return
    name = invitation.name or str(invitation.person)
    asks = ", ".join([Installation.current().network, *survey.partner_names])
    link = f"{settings.ADDRESS}{reverse('survey_link', args=[secret])}"
    whose = f"Please answer for {invitation.organisation}. " if survey.per_body else ""
    parts = [
        f"Dear {name},",
        f"{asks} asks for your answers: {survey.title}, {wave.title}.",
        survey.says,
        f"{whose}{promise_of(survey)}",
        f"Answer until {day(wave.closes_on)}; you can stop and go on later:",
        link,
        "The link is for you alone. Please do not pass it on.",
    ]
    outbox.send(
        key=f"survey-invitation:{invitation.pk}:{what}",
        to=to,
        subject=subject,
        text="\n\n".join(parts) + "\n",
        kind="notice",
    )
