"""Erasing a person: everything that is held goes or is emptied, as each holding says."""

from django.db import transaction

from culturefirst.kit import clock
from culturefirst.kit.holdings import HOLDINGS, Holding, Whom
from culturefirst.network.models import Erasure, Person
from culturefirst.network.privacy import apart, derived
from culturefirst.network.privacy.whom import whom, with_unconfirmed


def erase(person: Person) -> None:
    """Erase a person, in the caller's transaction; the log apart is written on commit."""
    known = whom(person)
    everything = with_unconfirmed(known)
    _end_today(everything)
    for holding in HOLDINGS:
        _take_away(holding, everything)
    _keep_digests(known)
    transaction.on_commit(apart.settle)


def was_erased(email: str) -> bool:
    """Whether somebody with this address asked to be forgotten."""
    return bool(email.strip()) and Erasure.objects.filter(digest=apart.digest_of(email)).exists()


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
    digests = {apart.digest_of(address) for address in everything.addresses} or {""}
    now = clock.wall()
    for person in everything.people:
        for digest in sorted(digests):
            Erasure.objects.get_or_create(person=person.pk, digest=digest, defaults={"at": now})
