"""The cast: who takes part in tests, on the day on which the design's sketches stand."""

import gc
from collections.abc import Callable, Generator, Iterator
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.test import Client
from pytest_django.plugin import blocking_manager_key

from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions
from culturefirst.network.models import Organisation, Role, SubRegion, User
from tests import order
from tests.again import COURSE, same_again
from tests.template import begin_again, give_a_head_start

TODAY = date(2011, 9, 19)
LONG_AGO = date(2010, 4, 1)
PASSWORD = "correct horse battery staple"  # noqa: S105
Body = Organisation.Kind


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The test database begins as an earlier run left it after its migrations."""
    give_a_head_start()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    order.order(items)


def pytest_collection_finish() -> None:
    """Whatever is loaded by now stays: the garbage collector need not look through it again.

    It goes on looking through what tests make, at longer intervals; what is left open is told.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    """A test with transactions of its own empties every table: the next begins as ever."""
    marker = item.get_closest_marker("django_db")
    yield
    if marker is not None and marker.kwargs.get("transaction"):
        with item.config.stash[blocking_manager_key].unblock():
            begin_again()


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any]) -> Generator[None, Any, Any]:
    """Whatever stands in a test's database from here on, somebody put it there."""
    given = yield
    if fixturedef.argname == "_django_db_helper":
        COURSE.begin()
    return given


@pytest.fixture(autouse=True)
def today() -> Iterator[date]:
    """Every test stands on 19 September 2011, with nothing counted against rate limits."""
    cache.clear()
    with clock.standing(TODAY):
        yield TODAY
    clock.forget()


@pytest.fixture
@same_again
def cambridgeshire(db: None) -> SubRegion:
    return _sub_region("Cambridgeshire", "Cambs")


@pytest.fixture
@same_again
def norfolk(db: None) -> SubRegion:
    return _sub_region("Norfolk")


@pytest.fixture
@same_again
def suffolk(db: None) -> SubRegion:
    return _sub_region("Suffolk")


@pytest.fixture
@same_again
def team(db: None) -> Organisation:
    """The network's own team, which employs the director and the managers."""
    return _body("Culture First", Body.NETWORK)


@pytest.fixture
@same_again
def ipswich(suffolk: SubRegion) -> Organisation:
    return _body("Ipswich Borough Council", Body.DISTRICT, suffolk)


@pytest.fixture
@same_again
def norfolk_county(norfolk: SubRegion) -> Organisation:
    return _body("Norfolk County Council", Body.COUNTY, norfolk)


@pytest.fixture
@same_again
def amara(team: Organisation) -> User:
    """The director."""
    return _account("Amara Okafor", "amara@example.org", "Network Director", Role.DIRECTOR, team)


@pytest.fixture
@same_again
def helen(team: Organisation) -> User:
    """The manager."""
    title = "Culture First Manager"
    return _account("Helen Marsh", "helen@example.org", title, Role.MANAGER, team)


@pytest.fixture
@same_again
def tom(team: Organisation, cambridgeshire: SubRegion) -> User:
    """The improvement manager who is seconded to Cambridgeshire."""
    title, role = "Improvement Manager (Cambs)", Role.IMPROVEMENT_MANAGER
    return _account("Tom Reeve", "tom@example.org", title, role, team, cambridgeshire)


@pytest.fixture
@same_again
def priya(ipswich: Organisation) -> User:
    """An officer in Ipswich."""
    return _account("Priya Nair", "priya@example.org", "Culture officer", Role.OFFICER, ipswich)


@pytest.fixture
@same_again
def jim(norfolk_county: Organisation) -> User:
    """A councillor of Norfolk County Council."""
    title = "Portfolio holder for culture"
    return _account("Jim Gotts", "jim@example.org", title, Role.COUNCILLOR, norfolk_county)


@pytest.fixture
@same_again
def dee(suffolk: SubRegion) -> User:
    """A partner, from a civil society body."""
    body = _body("Waveney Arts Forum", Body.CIVIL_SOCIETY, suffolk)
    return _account("Dee Fuller", "dee@example.org", "Co-ordinator", Role.PARTNER, body)


@pytest.fixture
def nobody() -> AnonymousUser:
    """The public."""
    return AnonymousUser()


@pytest.fixture
def signed_in(db: None) -> Callable[[Any], Client]:
    """A client signed in as this person; ``nobody`` gives one that is not."""

    def sign_in(user: Any) -> Client:
        client = Client()
        if user.is_authenticated:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def _sub_region(name: str, *short_names: str) -> SubRegion:
    return actions.add_sub_region(by=SYSTEM, name=name, short_names=short_names)


def _body(name: str, kind: str, sub_region: SubRegion | None = None) -> Organisation:
    return actions.add_organisation(
        by=SYSTEM, name=name, kind=kind, sub_region=sub_region, joined_on=LONG_AGO
    )


def _account(
    name: str,
    email: str,
    title: str,
    role: str,
    organisation: Organisation,
    sub_region: SubRegion | None = None,
) -> User:
    person = actions.add_person(by=SYSTEM, name=name, email=email)
    actions.appoint(
        by=SYSTEM,
        person=person,
        title=title,
        role=role,
        organisation=organisation,
        sub_region=sub_region,
        starts=LONG_AGO,
    )
    return actions.open_account(
        by=SYSTEM, person=person, email=email, on=LONG_AGO, password=PASSWORD
    )
