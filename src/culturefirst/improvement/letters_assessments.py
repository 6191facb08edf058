"""Letters to those who are asked to score; their subjects name no assessment."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from culturefirst.improvement.models import Assessment, Respondent
from culturefirst.improvement.tokens import token_of
from culturefirst.kit.models import Installation
from culturefirst.kit.outbox import Letter
from culturefirst.kit.wording import day
from culturefirst.network.models import Person


def signs_in(person: Person | None) -> bool:
    """Whether somebody has an account by which they can answer."""
    account = getattr(person, "account", None) if person is not None else None
    return account is not None and account.is_active


def address_of(respondent: Respondent) -> str:
    """Where they read letters; nothing where they cannot be written to."""
    person = respondent.person
    if person is None:
        return respondent.email
    if person.erased_on is not None:
        return ""
    return str(person.account.email) if signs_in(person) else str(person.email)


def way_of(respondent: Respondent) -> str:
    """The address at which they answer: their own page, or by a signed link."""
    if signs_in(respondent.person):
        return reverse("answers", args=[respondent.pk])
    return reverse("guest_answers", args=[token_of(respondent.pk)])


def asked(respondent: Respondent) -> Letter:
    """One letter for each time that somebody is asked."""
    assessment = respondent.assessment
    parts = [
        f"{assessment.organisation} looks at itself against “{assessment.framework.title}” and asks"
        f" how you see it, as {_as(respondent)}. You score on your own.",
        f"What is looked at: {assessment.in_scope}" if assessment.in_scope else "",
        f"Answer here: {settings.ADDRESS}{way_of(respondent)}",
        _by(assessment),
        "Whoever works on it sees who was asked and who has handed in, and how all of you scored:"
        " of five or more how many chose which level, of three or four only the median and whether"
        " they lie close together, of fewer nothing, and never who said what. The page says this in"
        " full before you begin.",
        "You can leave off at any time: what you have said is kept. If you would rather not, say so"
        " on that page.",
        Installation.current().network,
    ]
    return _letter(respondent, f"asked:{respondent.version}", "You are asked to score", parts)


def reminded(respondent: Respondent, on: object) -> Letter:
    """One letter a day at most."""
    assessment = respondent.assessment
    parts = [
        f"{assessment.organisation} asked how you see it, and you have not handed in your scores.",
        f"Go on here: {settings.ADDRESS}{way_of(respondent)}",
        _by(assessment),
        "Only what is handed in counts. If you would rather not, say so on that page.",
        Installation.current().network,
    ]
    return _letter(respondent, f"reminded:{on}", "Your scores are still wanted", parts)


def _by(assessment: Assessment) -> str:
    return f"Please score by {day(assessment.scores_by)}." if assessment.scores_by else ""


def _as(respondent: Respondent) -> str:
    words = {
        Respondent.View.COLLEAGUE: "a colleague",
        Respondent.View.PARTNER: "a partner",
        Respondent.View.COUNCILLOR: "a councillor",
        Respondent.View.USER: "somebody who uses the service",
    }
    return words[Respondent.View(respondent.view)]


def _letter(respondent: Respondent, key: str, subject: str, parts: Iterable[str]) -> Letter:
    return Letter(
        key=f"improvement:respondent:{respondent.pk}:{key}",
        to=address_of(respondent),
        subject=subject,
        text="\n\n".join(part for part in parts if part) + "\n",
        kind="notice",
    )
