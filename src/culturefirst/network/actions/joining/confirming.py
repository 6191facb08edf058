"""Using the link of a letter: in at once, or waiting, with what whoever decides should know."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.hashers import make_password

from culturefirst.kit import clock, outbox
from culturefirst.kit.act import action
from culturefirst.kit.policy import anybody
from culturefirst.network import addresses, letters
from culturefirst.network.actions.joining.coming_in import come_in
from culturefirst.network.actions.joining.known import known_person, shut_out
from culturefirst.network.actions.joining.links import open_joining
from culturefirst.network.actions.saving import saved
from culturefirst.network.models import Joining, Person, Topic
from culturefirst.network.queries.joining import deciders

State = Joining.State


@action("used the link to join", allow=anybody)
def confirm_joining(
    *,
    by: Any,
    token: str,
    password: str,
    interests: Sequence[Topic] = (),
    agreed: Sequence[Topic] = (),
) -> Joining:
    """Confirm the address and come in, or wait to be let in.

    Whoever was invited, and whoever asked from an address by which their organisation is known,
    comes in at once. The others wait; those who may decide are written to.
    """
    joining = open_joining(token, lock=True)
    outbox.lift(joining.email, why="Confirmed the address to join.")
    joining.confirmed_at = clock.now()
    joining.password = make_password(password)
    joining.interests = [topic.slug for topic in interests]
    joining.agreed = [topic.slug for topic in agreed]
    if _comes_in_at_once(joining):
        return come_in(joining)
    joining.state = State.WAITING
    joining.flags = flags_of(joining)
    saved(joining)
    for decider in deciders(joining):
        letters.somebody_waits(joining, decider)
    letters.you_wait(joining)
    return joining


def flags_of(joining: Joining) -> list[str]:
    """What whoever decides should know, each in a sentence."""
    told = addresses.flags(joining.email, joining.organisation)
    if joining.organisation and not joining.organisation.stands_on(clock.today()):
        told.append(f"{joining.organisation} does not stand any more.")
    if shut_out(joining.email):
        told.append("An account with this address was closed by the network's team.")
    elif known_person(joining):
        told.append("Somebody with this address is known here, without an account.")
    else:
        alike = Person.objects.standing().filter(name__iexact=joining.name)
        told += [f"Somebody called {each} is here already." for each in alike[:1]]
    return told


def _comes_in_at_once(joining: Joining) -> bool:
    """Who was invited, or is known by their address; but not into a body that is no more."""
    body = joining.organisation
    if body is None or not body.stands_on(clock.today()):
        return False
    if joining.state == State.INVITED:
        return True
    return _known_by_domain(joining) and not shut_out(joining.email)


def _known_by_domain(joining: Joining) -> bool:
    """Whether the address says for certain that its owner works at the body they named."""
    if joining.organisation is None:
        return False
    domain = addresses.domain_of(joining.email)
    known = joining.organisation.domains.naming_on(clock.today())
    return known.filter(domain=domain).exists()
