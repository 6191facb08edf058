"""Whether somebody is among those that a thing is for: a group, or an audience."""

from typing import Any

from culturefirst.kit import clock
from culturefirst.network.models import Audience, GroupMember, Person
from culturefirst.network.queries.audiences import people_of


def groups_of(user: Any) -> set[int]:
    """The keys of the groups that this person is in today."""
    sits = GroupMember.objects.in_on(clock.today()).filter(person=user.person_id)
    return set(sits.values_list("group", flat=True))


def in_audience(user: Any, audience: Audience, maker: Person | None) -> bool:
    """Whether this person is in an audience as whoever put it to people may ask.

    Asked as they might: the question may name what this person cannot see. Nobody is in it where
    they have no account any more.
    """
    account = getattr(maker, "account", None)
    if account is None:
        return False
    people = people_of(audience.question, clock.today(), account)
    return bool(people.filter(pk=user.person_id).exists())
