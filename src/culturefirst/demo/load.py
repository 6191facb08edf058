"""Loading the demonstration: the whole story in one transaction, or nothing of it."""

from collections.abc import Iterator
from datetime import date
from random import Random

from django.conf import settings
from django.db import transaction

from culturefirst.demo import (
    actions,
    areas,
    assets,
    audiences,
    bulletins,
    crowd,
    dating,
    discussions,
    events,
    figures,
    groups,
    improving,
    joinings,
    listings,
    particulars,
    people,
    places,
    planning,
    polls,
    studies,
    topics,
    use,
    website,
    year,
)
from culturefirst.demo.people import Member
from culturefirst.demo.stage import Event, Stage, play
from culturefirst.kit import clock, search
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError
from culturefirst.kit.models import Installation
from culturefirst.network.models import Organisation, User
from culturefirst.programme.models import WorkProgramme

STANDS_ON = date(2011, 9, 19)
SEED = 20110919


def load() -> None:
    """Tell the story, unless it has been told here already.

    Raises ``DomainError`` on a production installation, or where there is other data.
    """
    if Installation.current().is_demonstration:
        return
    _refuse_real_installations()
    chance = Random(SEED)  # noqa: S311  (a story, not a secret)
    joins = places.joining(chance)
    # What can be found is written once, at the end: as of the day on which the story stands.
    with transaction.atomic(), clock.standing(STANDS_ON), search.gathered():
        play(_story(joins, crowd.everybody(joins, chance)), Stage())
    clock.forget()


def _story(joins: dict[str, date], members: list[Member]) -> Iterator[Event]:
    """Everything in telling order: within a day, what is told first happens first."""
    yield Event(places.FOUNDED, _become_demonstration)
    yield from places.founding()
    yield from people.events(m for m in members if m.registered == places.FOUNDED)
    yield from topics.offered(places.FOUNDED)
    yield from places.events(joins)
    yield from particulars.events(places.FOUNDED)
    yield from people.events(m for m in members if m.registered > places.FOUNDED)
    yield from people.described()
    yield from topics.events(members)
    yield from groups.events(members, places.FOUNDED)
    yield from joinings.events()
    yield from audiences.events()
    yield use.event(members, STANDS_ON)
    yield from people.vacancy()
    yield from year.events()
    yield from website.events()
    yield from discussions.events()
    yield from polls.events(members)
    yield from listings.events()
    yield from events.events(members)
    yield from dating.events(members)
    yield from improving.events(members)
    yield from planning.events(members)
    yield from figures.events(members)
    yield from areas.events()
    yield from assets.events()
    yield from studies.events()
    yield from bulletins.events()


def _become_demonstration(_stage: Stage) -> None:
    actions.become_demonstration(
        by=SYSTEM,
        network=places.HOST,
        strapline="Culture and sport improvement network for the East",
        on=STANDS_ON,
    )


def _refuse_real_installations() -> None:
    if settings.HTTPS:
        raise DomainError(
            "The demonstration has accounts with known passwords, so it is never loaded on a "
            "production installation: set CULTUREFIRST_HTTPS=no on a machine for trying things."
        )
    for kind in (User, Organisation, WorkProgramme):
        if kind._default_manager.exists():
            raise DomainError(
                f"There are {kind._meta.verbose_name_plural} here already, and the "
                "demonstration does not mix with other data: give it an empty database "
                "(another CULTUREFIRST_VAR)."
            )
