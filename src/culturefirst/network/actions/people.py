"""People: added, corrected, described in their own words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from culturefirst.kit.act import action
from culturefirst.network import addresses
from culturefirst.network.actions.posts import appoint
from culturefirst.network.actions.saving import saved
from culturefirst.network.models import Organisation, Person, Post
from culturefirst.network.policy import (
    correct_name,
    keep_organisation,
    own_preferences,
)
from culturefirst.network.rules import refuse_gone

OWN = frozenset({"telephone", "profile", "shows_email"})


@action("added a person", allow=keep_organisation)
def add_person(*, by: Any, name: str, email: str = "") -> Person:
    """Add somebody who takes part in the network's work; an account is opened separately."""
    address = addresses.normalised(email) if email.strip() else ""
    person = Person(name=name.strip(), email=address)
    return saved(person)


@action("added a colleague", allow=keep_organisation, on="organisation")
def add_colleague(
    *,
    by: Any,
    organisation: Organisation,
    name: str,
    title: str,
    role: str,
    starts: date,
    email: str = "",
    portfolio: str = "",
) -> Post:
    """Add somebody who is not in the network yet, straight into a post of this body."""
    person = add_person(by=by, name=name, email=email)
    return appoint(
        by=by,
        person=person,
        title=title,
        role=role,
        organisation=organisation,
        starts=starts,
        portfolio=portfolio,
    )


@action("corrected a person's name", allow=correct_name, on="person")
def correct_person(*, by: Any, person: Person, name: str) -> Person:
    """Set somebody's name right."""
    refuse_gone(person)
    person.name = name.strip()
    return saved(person)


@action("changed a person's profile", allow=correct_name, on="person")
def edit_profile(*, by: Any, person: Person, changes: Mapping[str, Any]) -> Person:
    """Set a name, and of oneself the telephone number, some words and who sees the address."""
    refuse_gone(person)
    if changes.keys() & OWN:
        own_preferences.require(by, person)
    for name in changes.keys() & (OWN | {"name"}):
        value = changes[name]
        setattr(person, name, value.strip() if isinstance(value, str) else value)
    return saved(person)
