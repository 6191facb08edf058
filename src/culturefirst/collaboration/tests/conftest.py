"""Offers and needs of Ipswich, Norfolk County Council and Waveney Arts Forum."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from culturefirst.collaboration import actions
from culturefirst.collaboration.models import Listing
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation, Role, User
from culturefirst.programme import actions as programme
from culturefirst.programme.models import Activity
from culturefirst.programme.reading import document as printed

Says = Callable[..., Listing]
STORE = {"title": "A dry store for museum objects", "arrangement": "space", "service": "museums"}


def body_of(user: User) -> Organisation:
    return user.posts_today[0].organisation


def fresh(listing: Listing) -> Listing:
    return Listing._base_manager.get(pk=listing.pk)


@pytest.fixture
def says(db: None) -> Says:
    """``says(priya, "offer", title=…)``: this person's body offers or needs something."""

    def say(by: User, side: str = "offer", **said: Any) -> Listing:
        given: dict[str, Any] = STORE | {"organisation": body_of(by), "contact": by.person} | said
        return actions.publish_listing(by=by, side=side, **given)

    return say


@pytest.fixture
def offer(says: Says, priya: User) -> Listing:
    """Ipswich has room in a store."""
    return says(priya, "offer", amount=120, unit="metres", readiness="ready")


@pytest.fixture
def need(says: Says, jim: User) -> Listing:
    """Norfolk looks for a store."""
    return says(jim, "need", title="Somewhere to keep costumes", amount=40, unit="metres")


@pytest.fixture
def colleague(priya: User) -> User:
    """Somebody else in Ipswich."""
    person = network.add_person(by=SYSTEM, name="Ola Berg", email="ola@example.org")
    network.appoint(
        by=SYSTEM, person=person, title="Arts officer", role=Role.OFFICER,
        organisation=body_of(priya), starts=clock.today(),
    )  # fmt: skip
    return network.open_account(by=SYSTEM, person=person, email="ola@example.org")


@pytest.fixture
def activity(helen: User) -> Activity:
    """An activity of the work programme of this year."""
    row = printed.Activity("Meet as peers", targets=[printed.Target("Meet", "ongoing")])
    told = printed.Document(
        title="This year",
        starts=date(2011, 4, 1),
        ends=date(2012, 3, 31),
        priorities=[printed.Priority("1", "Improve", [printed.Programme("1.1", "Peers", [row])])],
    )
    programme.create_programme(by=helen, document=told, state="current")
    return Activity.objects.get()
