"""People: added, corrected, described in their own words."""

from collections.abc import Mapping
from typing import Any

from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.network.actions.saving import saved
from culturefirst.network.models import Person
from culturefirst.network.policy import edit_person, keep_organisation, own_preferences

OWN = frozenset({"telephone", "profile", "shows_email"})


@action("added a person", allow=keep_organisation)
def add_person(*, by: Any, name: str, email: str = "") -> Person:
    """Add somebody who takes part in the network's work; an account is opened separately."""
    person = Person(name=name.strip(), email=email.strip().lower())
    return saved(person)


@action("corrected a person's name", allow=edit_person, on="person")
def correct_person(*, by: Any, person: Person, name: str) -> Person:
    """Set somebody's name right."""
    _refuse_gone(person)
    person.name = name.strip()
    return saved(person)


@action("described themselves", allow=own_preferences, on="person")
def edit_profile(*, by: Any, person: Person, changes: Mapping[str, Any]) -> Person:
    """Set one's own telephone number, words about oneself, and whether members see the address."""
    for name in changes.keys() & OWN:
        value = changes[name]
        setattr(person, name, value.strip() if isinstance(value, str) else value)
    return saved(person)


def _refuse_gone(person: Person) -> None:
    if person.erased_on is not None or person.merged_into_id is not None:
        raise DomainError("This record stands for nobody any more, so it is not changed.")
