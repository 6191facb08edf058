"""What is written before figures are shown: to those who sent them, and to those who did not yet.

A letter holds the days and never a figure.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from culturefirst.improvement.models import Collection, Return
from culturefirst.kit import clock, outbox
from culturefirst.kit.models import Installation
from culturefirst.kit.wording import day as in_words
from culturefirst.network.models import Person, Post


def tell_of_members(collection: Collection) -> None:
    """That members read the figures by name soon: a last chance to put something right."""
    on = in_words(collection.members_on)
    for found in _returns(collection):
        if found.is_draft:
            says = f"Your figures are not sent yet. Those sent before {on} are compared."
        elif found.stage == Return.Stage.QUERIED:
            says = f"A question about them waits for you. Without an answer before {on} they are "
            says += "left out."
        else:
            says = "Until then you may take them back and put something right."
        parts = [f"From {on} on, members read the figures of {collection} by name.", says]
        _write(found, "members", f"{collection}: members read the figures from {on}", parts)


def tell_of_all(collection: Collection) -> None:
    """That everybody reads quartiles and medians soon, without names."""
    on = in_words(collection.public_on)
    says = f"From {on} on, everybody reads quartiles and medians of {collection}, without names."
    for found in _returns(collection, Q(stage__in=Return.COMPARED)):
        _write(found, "public", f"{collection}: public without names from {on}", [says])


def _returns(collection: Collection, which: Q | None = None) -> Iterable[Any]:
    rows = Return._base_manager.filter(which or Q(), collection=collection)
    return rows.select_related("organisation", "named")


def _write(found: Any, what: str, subject: str, parts: list[str]) -> None:
    where = f"{settings.ADDRESS}{reverse('figures_return', args=[found.pk])}"
    text = "\n\n".join([*parts, where, Installation.current().network]) + "\n"
    for address in addresses(found, clock.today()):
        outbox.send(
            key=f"improvement:figures:{what}:{found.pk}:{address}",
            to=address,
            subject=subject,
            text=text,
            kind="notice",
        )


def addresses(found: Any, on: date) -> list[str]:
    """Where those read letters who lead the body, and whoever is named to send."""
    posts = Post.objects.held_on(on).filter(organisation=found.organisation_id)
    who = Q(posts__in=posts.filter(leads=True))
    if found.named_id:
        who |= Q(pk=found.named_id, posts__in=posts)
    people = Person.objects.filter(who).select_related("account").distinct().order_by("pk")
    return [address for person in people if (address := _address_of(person))]


def _address_of(person: Person) -> str:
    """Their open account's address, else their own."""
    if person.erased_on is not None:
        return ""
    account = getattr(person, "account", None)
    return account.email if account is not None and account.is_active else person.email
