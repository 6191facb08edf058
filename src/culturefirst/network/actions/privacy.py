"""Erasing a person, and forgetting what has been kept long enough."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.retention import RULES
from culturefirst.network.models import Person, Role, Unsettled
from culturefirst.network.policy import appoint_directors, erase, manage_network
from culturefirst.network.privacy import erasure
from culturefirst.network.privacy.whom import whom
from culturefirst.network.queries import administrators
from culturefirst.network.rules import refuse_gone, refuse_to_leave_nobody_in_charge


@action("erased a person", allow=erase, on="person")
def erase_person(
    *,
    by: Any,
    person: Person,
    reason: str = "",
    decided: Mapping[str, bool] = MappingProxyType({}),
) -> Person:
    """Take everything away that is held about somebody, for good; dates behind figures stay.

    Whoever erases somebody else says why (that they asked), without naming them. ``decided``
    says of places in others' texts (``erasure.places``) whether the name goes or is another's;
    of the rest the team decides later. Raises ``DomainError`` where nobody would be left to run
    the network, and for a record that is nobody's any more.
    """
    refuse_gone(person)
    _refuse_without_a_reason(by, person, reason)
    _refuse_what_is_a_directors(by, person)
    was_in_charge = administrators().filter(person=person).exists()
    erasure.erase(person, decided=decided)
    if was_in_charge:
        refuse_to_leave_nobody_in_charge(by=by)
    person.refresh_from_db()
    return person


@action("settled where texts named somebody who was erased", allow=manage_network, on="unsettled")
def settle_names(*, by: Any, unsettled: Unsettled, decided: Mapping[str, bool]) -> Unsettled:
    """Take the name of somebody who was erased out of others' texts, where that was decided.

    Once nothing is left to decide, the name itself is forgotten.
    """
    erasure.settle(erasure.unsettled_names(unsettled), decided=decided)
    return unsettled


def _refuse_without_a_reason(by: Any, person: Person, reason: str) -> None:
    if getattr(by, "person_id", None) == person.pk:
        return
    if not reason.strip():
        raise DomainError("Say why: that they asked for it, and when.")
    if whom(person).speaks_of(reason):
        raise DomainError("Say why without naming them: the reason stays when they have gone.")


def _refuse_what_is_a_directors(by: Any, person: Person) -> None:
    if getattr(by, "person_id", None) == person.pk:
        return
    if person.posts.held_on(clock.today()).filter(role=Role.DIRECTOR).exists():
        appoint_directors.require(by)


@action("forgot what was kept long enough", allow=manage_network)
def forget_in_time(*, by: Any) -> dict[str, int]:
    """Take away what each rule says is kept long enough; gives how many by the rule's key.

    Rules that ask a person are left to them. Done twice on one day, the second finds nothing.
    """
    today = clock.today()
    gone = {}
    for key, rule in RULES.entries().items():
        if rule.asks:
            continue
        rows = rule.rows(today)
        if count := rows.count():
            rule.forget(rows)
            gone[key] = count
    return gone
