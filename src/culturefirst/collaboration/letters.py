"""The letters by which bodies are introduced to each other and told of initiatives."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from culturefirst.collaboration.models import Initiative, Introduction
from culturefirst.kit import outbox
from culturefirst.kit.models import Installation
from culturefirst.network.models import Organisation, Person


def address_of(person: Person | None) -> str:
    """Where somebody reads letters: their open account's address, else their own."""
    if person is None or person.erased_on is not None:
        return ""
    account = getattr(person, "account", None)
    return account.email if account is not None and account.is_active else person.email


def write_to_contact(made: Introduction, by: Any) -> None:
    """One letter, in the caller's transaction; whoever answers it answers the sender."""
    listing, sender = made.listing, by.person
    side = listing.get_side_display().lower()
    subject = f"{made.organisation} on your {side} “{listing}”"
    said = f"{sender} of {made.organisation} writes about {listing.organisation}’s {side}"
    parts = [
        f"{said} “{listing}”:",
        made.words,
        f"Answer this letter: it goes to {sender}, at {by.email}.",
        _fits(made),
        f"Your {side}: {_address('listing', listing.pk)}",
        Installation.current().network,
    ]
    outbox.send(
        key=f"collaboration:introduction:{made.pk}",
        to=address_of(listing.contact),
        subject=subject,
        text="\n\n".join(part for part in parts if part) + "\n",
        kind="notice",
        headers={"Reply-To": by.email},
    )


def _fits(made: Introduction) -> str:
    if made.own is None:
        return ""
    side = made.own.get_side_display().lower()
    return f"Their {side} that fits, “{made.own}”: {_address('listing', made.own_id)}"


def _address(name: str, pk: Any) -> str:
    return f"{settings.ADDRESS}{reverse(name, args=[pk])}"


def write_to_partner(made: Initiative, body: Organisation, person: Person, by: Any) -> None:
    """Tell whoever is named for a partner, once; the answer goes to whoever named them."""
    sender = by.person
    parts = [
        f"{sender} has named you as whom to ask at {body} in an initiative:",
        f"“{made}”",
        made.words,
        f"Read it and change it: {_address('initiative', made.pk)}",
        f"If it should be somebody else, say so there, or answer this letter: it goes to {sender}, "
        f"at {by.email}.",
        Installation.current().network,
    ]
    outbox.send(
        key=f"collaboration:initiative:{made.pk}:{body.pk}:{person.pk}",
        to=address_of(person),
        subject=f"{body} in the initiative “{made}”",
        text="\n\n".join(part for part in parts if part) + "\n",
        kind="notice",
        headers={"Reply-To": by.email},
    )
