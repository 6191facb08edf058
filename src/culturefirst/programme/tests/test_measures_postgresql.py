"""The same definitions count the same on PostgreSQL."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.tests import databases
from culturefirst.measures.core import Figure, Question, Window
from culturefirst.measures.figures import figures
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation, Role, SubRegion
from culturefirst.programme.tests.measured_log import logged
from culturefirst.programme.tests.test_measures_figures import check_every_measure
from tests.template_postgresql import fresh, postgresql_server

pytestmark = pytest.mark.postgres
YEAR = Window(date(2011, 4, 1), date(2012, 3, 31))


@pytest.fixture
def on_postgresql(django_db_blocker: Any) -> Iterator[None]:
    """A migrated database of a server of our own in the place of the tests' usual one."""
    with (
        postgresql_server() as host,
        django_db_blocker.unblock(),
        databases.standing_on(fresh(host)),
    ):
        yield


def a_network() -> list[SubRegion | None]:
    """Two sub-regions, a council in one of them, and an officer of it with an account."""
    norfolk, suffolk = (network.add_sub_region(by=SYSTEM, name=n) for n in ("Norfolk", "Suffolk"))
    council = network.add_organisation(
        by=SYSTEM,
        name="Ipswich Borough Council",
        kind=Organisation.Kind.DISTRICT,
        sub_region=suffolk,
        joined_on=date(2010, 4, 1),
    )
    person = network.add_person(by=SYSTEM, name="Priya Nair", email="priya@example.org")
    network.appoint(
        by=SYSTEM,
        person=person,
        title="Culture officer",
        role=Role.OFFICER,
        organisation=council,
        starts=date(2010, 4, 1),
    )
    network.open_account(by=SYSTEM, person=person, email="priya@example.org", on=date(2011, 5, 1))
    return [None, norfolk, suffolk]


def test_every_measure_counts_in_bulk_what_its_records_say_on_postgresql(
    on_postgresql: None,
) -> None:
    activity = logged(by=SYSTEM, places=a_network())
    check_every_measure()
    assert figures(
        [
            Question("programme.milestones", YEAR, {"activity": activity.pk}, when=True),
            Question("programme.sub_regions_reached", YEAR),
            Question("network.registered_users", YEAR, {"role": "officer"}),
        ]
    ) == [Figure(10.0, None, date(2011, 4, 1)), Figure(2.0, 2.0), Figure(1.0)]
