"""Who is in the room's tests besides the cast of all."""

import pytest

from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions as network
from culturefirst.network.models import Role, User


@pytest.fixture
def colleague(priya: User) -> User:
    """Somebody else in Ipswich, who leads nothing."""
    person = network.add_person(by=SYSTEM, name="Ola Berg", email="ola@example.org")
    network.appoint(
        by=SYSTEM, person=person, title="Arts officer", role=Role.OFFICER,
        organisation=priya.posts_today[0].organisation, starts=clock.today(),
    )  # fmt: skip
    return network.open_account(by=SYSTEM, person=person, email="ola@example.org")


@pytest.fixture
def head(priya: User) -> User:
    """Who leads Ipswich."""
    person = network.add_person(by=SYSTEM, name="Ruth Vane", email="ruth@example.org")
    network.appoint(
        by=SYSTEM, person=person, title="Head of culture", role=Role.OFFICER,
        organisation=priya.posts_today[0].organisation, starts=clock.today(), leads=True,
    )  # fmt: skip
    return network.open_account(by=SYSTEM, person=person, email="ruth@example.org")
