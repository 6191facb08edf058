"""Who is asked, and who is asked again."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.network.models import Organisation, Person
from culturefirst.surveys import letters
from culturefirst.surveys.envelopes import digest_of
from culturefirst.surveys.models import Invitation, Wave
from culturefirst.surveys.policy.surveys import keep_survey

APART = timedelta(days=3)  # between two letters to somebody who has not answered
MOST_REMINDERS = 3
NOBODY = "Nobody is to be reminded just now: all have answered, or were written to lately."


@action("invited people to a survey", allow=keep_survey, on="wave")
def invite_people(*, by: Any, wave: Wave, people: Iterable[Person]) -> Wave:
    """Ask these people, each once, with a letter and a link of their own. Twice adds nobody."""
    _refuse_closed(wave)
    there = set(Invitation._base_manager.filter(wave=wave).values_list("person", flat=True))
    for person in people:
        if person.pk in there:
            continue
        body = _body_of(person)
        _asked(wave, person=person, organisation=body)
    return wave


@action("invited people outside the network to a survey", allow=keep_survey, on="wave")
def invite_others(*, by: Any, wave: Wave, others: Sequence[tuple[str, str]]) -> Wave:
    """Ask people by name and address who are not in the network."""
    _refuse_closed(wave)
    if wave.survey.per_body:
        raise DomainError("This survey asks one answer an organisation. Invite members of them.")
    there = set(Invitation._base_manager.filter(wave=wave).values_list("email", flat=True))
    for number, (name, email) in enumerate(others, start=1):
        try:
            validate_email(email)
        except ValidationError:
            raise DomainError(
                f"Line {number}: “{email}” is no email address. Write: Name, name@example.org."
            ) from None
        if email.lower() not in there:
            there.add(email.lower())
            _asked(wave, name=name.strip(), email=email.lower())
    return wave


@action("reminded people of a survey", allow=keep_survey, on="wave")
def remind_people(*, by: Any, wave: Wave) -> Wave:
    """Write again to those who have not answered, with a new link; never twice in three days."""
    if not wave.is_open(clock.today()):
        raise DomainError("This wave is not open, so that nobody can answer.")
    due = [each for each in unanswered(wave) if _is_due(each)]
    if not due:
        raise DomainError(NOBODY)
    for each in due:
        secret = secrets.token_urlsafe(24)
        each.digest, each.reminded_on = digest_of(secret), clock.today()
        each.reminders += 1
        each.save(update_fields=["digest", "reminded_on", "reminders"])
        letters.reminded(each, secret)
    return wave


def unanswered(wave: Wave) -> list[Invitation]:
    """Those who have not answered; of a survey of bodies, nobody whose body has."""
    rows = Invitation._base_manager.filter(wave=wave, answered=False)
    if wave.survey.per_body:
        done = Invitation._base_manager.filter(wave=wave, answered=True)
        rows = rows.exclude(organisation__in=done.values("organisation"))
    return list(rows.select_related("person__account", "wave__survey").order_by("pk"))


def _is_due(invitation: Invitation) -> bool:
    last = invitation.reminded_on or invitation.asked_on
    return invitation.reminders < MOST_REMINDERS and clock.today() - last >= APART


def _body_of(person: Person) -> Organisation | None:
    """The organisation for which somebody is asked: that of their first post that lasts."""
    posts = person.posts.held_on(clock.today()).select_related("organisation__sub_region")
    found: Organisation | None = next(
        (post.organisation for post in posts.order_by("starts", "pk") if post.organisation), None
    )
    return found


def _asked(wave: Wave, organisation: Organisation | None = None, **who: Any) -> None:
    secret = secrets.token_urlsafe(24)
    made = Invitation(
        wave=wave, organisation=organisation, digest=digest_of(secret), asked_on=clock.today(),
        sub_region=organisation.sub_region if organisation else None,
        kind=organisation.kind if organisation else "", **who,
    )  # fmt: skip
    made.full_clean()
    made.save()
    letters.invited(made, secret)


def _refuse_closed(wave: Wave) -> None:
    if not wave.is_open(clock.today()):
        raise DomainError("This wave is not open. Open it first; nobody is asked of a draft.")
