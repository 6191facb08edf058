"""Erasing a person: everything that is held goes or is emptied, as each holding says."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction

from culturefirst.kit import clock, outbox
from culturefirst.kit.holdings import HOLDINGS, Holding, Whom
from culturefirst.kit.outbox.addresses import digest_of
from culturefirst.network.models import Erasure, Person, Unsettled
from culturefirst.network.privacy import apart, derived, outside, reasons, removing
from culturefirst.network.privacy.spots import spots
from culturefirst.network.privacy.whom import whom, with_unconfirmed


def erase(person: Person, *, decided: Mapping[str, bool]) -> None:
    """Erase a person, in the caller's transaction; what lies outside goes on commit.

    ``decided`` says of each place in others' texts whether the name goes. Where some are left,
    the names are kept for the team to settle them.
    """
    known = whom(person)
    everything = with_unconfirmed(known)
    _take_all_away(everything)
    _keep_digests(known)
    for address in sorted(known.addresses):
        outbox.suppress(address, reason="erased", why="Asked to be forgotten.")
    settle(removing.of_names(known), decided=decided)
    transaction.on_commit(apart.settle)

    def sweep() -> None:
        outside.sweep(everything)

    transaction.on_commit(sweep, robust=True)  # what fails here goes with the night


def places(person: Person, *, by: Any) -> list[removing.Place]:
    """Where others' texts would still name somebody who has been erased.

    What goes by itself is taken away and put back: so this shows exactly what would be left.
    """
    known = whom(person)
    with transaction.atomic():
        _take_all_away(with_unconfirmed(known))
        found = removing.places(removing.of_names(known), by=by)
        transaction.set_rollback(True)
    return found


def settle(names: Whom, *, decided: Mapping[str, bool]) -> None:
    """Take names out where that was decided; they are kept while something is left to decide."""
    said = [(spot, removing.said_of(spot, decided)) for spot in removing.every(names)]
    removing.take_out(names, [spot for spot, goes in said if goes])
    if any(goes is None for _, goes in said):
        Unsettled.objects.get_or_create(
            person=names.person.pk,
            defaults={"names": sorted(names.names), "on": clock.today()},
        )
    else:
        Unsettled.objects.filter(person=names.person.pk).delete()


def unsettled_names(unsettled: Unsettled) -> Whom:
    """Whoever was erased, as far as their names are still kept."""
    known = whom(Person.objects.get(pk=unsettled.person))
    return replace(known, addresses=frozenset(), names=frozenset(unsettled.names))


def was_erased(email: str) -> bool:
    """Whether somebody with this address asked to be forgotten."""
    return bool(email.strip()) and Erasure.objects.filter(digest=digest_of(email)).exists()


def _take_all_away(everything: Whom) -> None:
    reasons.take_out(everything)
    _end_today(everything)
    for holding in HOLDINGS:
        _take_away(holding, everything)
    addresses = removing.of_addresses(everything)
    removing.take_out(addresses, spots(addresses))


def _take_away(holding: Holding, everything: Whom) -> None:
    if holding.erase is not None:
        holding.erase(everything)
    elif holding.model is not None:
        derived.erase(holding.model, everything)


def _end_today(everything: Whom) -> None:
    """Posts and memberships of groups end; those that had yet to begin are nobody's."""
    today = clock.today()
    for person in everything.people:
        person.posts.filter(starts__gt=today).update(person=None, leads=False)
        person.posts.held_on(today).update(ends=today, leads=False)
        person.groups.filter(starts__isnull=True).delete()
        person.groups.filter(starts__gt=today).delete()
        person.groups.filter(ends__isnull=True).update(ends=today)


def _keep_digests(everything: Whom) -> None:
    # An empty digest says that somebody without an address was erased.
    digests = {digest_of(address) for address in everything.addresses} or {""}
    now = clock.wall()
    for person in everything.people:
        for digest in sorted(digests):
            Erasure.objects.get_or_create(person=person.pk, digest=digest, defaults={"at": now})
