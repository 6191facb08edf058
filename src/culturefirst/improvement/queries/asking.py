"""Asking for a challenge outside a round: whom, and what is known that speaks against it."""

from typing import Any

from django.db.models import QuerySet

from culturefirst.collaboration.queries.listings import people_at, works_at
from culturefirst.improvement.letters_challenges import leading
from culturefirst.improvement.models import Assessment, Challenge
from culturefirst.improvement.queries.challenges import to_propose
from culturefirst.improvement.queries.pairing import Field, field_of_two
from culturefirst.kit import clock
from culturefirst.network.models import Organisation, Person


def conflicts(one: Organisation, other: Organisation, user: Any) -> list[str]:
    """What speaks against the two as far as this person may know: with what they declared."""
    return _against(field_of_two(one, other, user), one, other)


def conflicts_of(challenge: Challenge, user: Any) -> list[str]:
    """The same of a challenge that was asked for, which is no earlier one of itself."""
    one, other = challenge.challenger, challenge.host
    return _against(field_of_two(one, other, user, before=challenge), one, other)


def open_conflicts(one: Organisation, other: Organisation, user: Any) -> list[str]:
    """The same without what was declared in confidence: both sides may read it."""
    return _against(field_of_two(one, other, user, declared=False), one, other)


def _against(field: Field, one: Organisation, other: Organisation) -> list[str]:
    return field.against(one.pk, other.pk)


def who_leads_there(body: Organisation, first: Person | None = None) -> Person | None:
    """Who leads challenges for a body: this person while they work there, else its lead."""
    if works_at(first, body, clock.today()):
        return first
    return next(iter(leading(body.pk)), None)


def to_be_asked(body: Organisation, user: Any) -> "QuerySet[Person]":
    """Who answers for a body: whoever leads it; where nobody does, all who work there.

    Only those with an open account, since others could not answer.
    """
    people = people_at([body], user, clock.today()).filter(account__is_active=True)
    leads = people.filter(pk__in=[each.pk for each in leading(body.pk)])
    return (leads if leads.exists() else people).select_related("account")


def in_return(challenge: Challenge, user: Any) -> "QuerySet[Assessment]":
    """With what the challenger can be challenged in return: this person's own there."""
    return to_propose(user).filter(organisation=challenge.challenger_id)
