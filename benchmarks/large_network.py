"""A network of 100,000 people and 5,000 bodies, as skewed as real ones: always the same.

Few titles are held by many and many by few; half of all bodies are councils; a handful of bodies
and groups have thousands of people; many people have the name of somebody else. It is written in
bulk and not through actions, because reading is what is measured.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from django.db import transaction

from benchmarks.database import keep
from culturefirst.demo.tables import rows as demo_rows
from culturefirst.network import models as m
from culturefirst.network.models.words import words_in

PEOPLE, BODIES, PLACES, TOPICS, GROUPS = 100_000, 5_000, 20, 12, 40
CHANCE = Random(2011)  # noqa: S311  (a draw that repeats itself, no secret)


def _listed(text: str) -> list[str]:
    return text.split()


BEGINNINGS = _listed(
    "Ald Ash Bar Bever Black Brad Burn Camb Chel Clare Cold Corn Dal East Ell Fair Farn Green "
    "Hal Har Hat High Holm Hunting Kings Lang Lin Long Mal Mar Mel Mill New Nor Oak Old Pem "
    "Peter Red Rich Saff Sand South Stan Stoke Sud Thet Tun Up Wal West Whit Wick Win Wood "
    "Wor"
)
ENDINGS = _listed(
    "borough bourne bridge bury by combe cross dale den don field ford gate ham hampton head "
    "hill hurst ingham land leigh ley low market marsh mere minster moor mouth ness over pool "
    "port sea stead stoke stone stow ton vale wade wall well wick worth"
)
COUNCILS = (
    ("{} District Council", "district"),
    ("{} Borough Council", "district"),
    ("{} City Council", "unitary"),
    ("{} Council", "unitary"),
    ("{} County Council", "county"),
)
OTHERS = (
    ("{} Arts Trust", "civil_society"),
    ("Friends of {} Museum", "civil_society"),
    ("{} Community Theatre Company", "company"),
    ("{} and District Local History Society", "civil_society"),
    ("{} Sports and Leisure Partnership", "agency"),
    ("{} Music Education Hub", "professional"),
)
FIELDS = _listed("Arts Museums Libraries Archives Heritage Sports Parks Tourism Play Festivals")
DUTIES = (
    "Development Officer", "Manager", "Officer", "Assistant", "Outreach and Learning Officer",
    "Strategy and Commissioning Manager", "Service Lead", "Projects Officer (fixed term)",
)  # fmt: skip
COMMON = (
    "Culture Officer", "Head of Culture and Leisure Services", "Community Arts Officer",
    "Councillor", "Portfolio holder for culture, leisure and tourism", "Trustee",
)  # fmt: skip


def fill() -> None:
    """Write the whole network."""
    CHANCE.seed(2011)
    with transaction.atomic():
        for write in (_places_and_bodies, _people, _posts, _topics, _groups, _accounts):
            write()


def _places_and_bodies() -> None:
    keep(m.SubRegion, "id name slug", (
        (n + 1, f"Place {n}", f"place-{n}") for n in range(PLACES)
    ))  # fmt: skip
    named = list(enumerate(_bodies(), 1))
    keep(m.Organisation, "id name slug kind sub_region_id", (
        (pk, name, f"body-{pk}", kind, pk % PLACES + 1 if pk % 9 else None)
        for pk, (name, kind) in named
    ))  # fmt: skip
    _words(m.OrganisationWord, ((pk, name) for pk, (name, _) in named))
    keep(m.Membership, "organisation_id starts", (
        (pk, "2008-04-01") for pk, _ in named if pk % 5
    ))  # fmt: skip
    keep(m.ServiceRun, "organisation_id service", (
        (pk, service) for pk, _ in named if pk % 3
        for service in CHANCE.sample(m.Service.values, 3)
    ))  # fmt: skip


def _bodies() -> Iterator[tuple[str, str]]:
    """Names and kinds: the team's own first, then councils and others in turn."""
    yield "Culture First", "network"
    places = [f"{first}{last}" for first in BEGINNINGS for last in ENDINGS]
    CHANCE.shuffle(places)
    for n in range(BODIES - 1):
        form, kind = CHANCE.choice(COUNCILS if n % 2 else OTHERS)
        yield form.format(places[n // 2]), kind


def _words(model: Any, named: Iterable[tuple[int, str]]) -> None:
    """The words by which records are found, as saving each would have kept them."""
    keep(model, "of_id word", ((pk, word) for pk, name in named for word in words_in(name)))


def _people() -> None:
    """People by name; of each hundred one was erased."""
    names = list(enumerate(_names(), 1))
    keep(m.Person, "id name erased_on", (
        (pk, name, None if pk % 100 else "2011-01-01") for pk, name in names
    ))  # fmt: skip
    _words(m.PersonWord, ((pk, name) for pk, name in names if pk % 100))


def _names() -> Iterator[str]:
    pool = demo_rows("names")
    first, last = [row["first"] for row in pool], [row["last"] for row in pool]
    weight = [1 / (n + 3) for n in range(len(pool))]
    for n in range(PEOPLE):
        name = CHANCE.choices(first, weight)[0]
        middle = f" {CHANCE.choice(first)}" if n % 3 == 0 else ""
        family = CHANCE.choices(last, weight)[0]
        double = f"-{CHANCE.choice(last)}" if n % 7 == 0 else ""
        yield f"{name}{middle} {family}{double}"


def _posts() -> None:
    """Of twenty people one holds none and two hold two; every fourth held another before."""
    titles = [*COMMON, *(f"{field} {duty}" for duty in DUTIES for field in FIELDS)]
    keep(m.PostTitle, "id name", enumerate(titles, 1))
    _words(m.PostTitleWord, enumerate(titles, 1))
    keep(m.Post, "person_id organisation_id title role starts ends sub_region_id", _held(titles))


def _held(titles: list[str]) -> Iterator[tuple[Any, ...]]:
    common = list(accumulate(1 / (n + 1) for n in range(len(titles))))
    sizes = list(accumulate(1 / (n + 20) ** 0.9 for n in range(BODIES - 1)))
    bodies, days = range(2, BODIES + 1), [_day(n) for n in range(2400)]

    def title() -> str:
        return CHANCE.choices(titles, cum_weights=common)[0]

    yield 1, 1, "Culture First Manager", m.Role.MANAGER.value, "2009-01-01", None, None
    for person in range(2, PEOPLE + 1):
        held = 0 if person % 20 == 3 else 2 if person % 10 == 4 else 1
        # Of thirty people one is seconded to another place than that of their body.
        sent = person % PLACES + 1 if person % 30 == 0 else None
        for body in CHANCE.choices(bodies, cum_weights=sizes, k=held):
            now, begun = title(), CHANCE.choice(days)
            yield person, body, now, _role(now), begun, None, sent
            if person % 4 == 0:
                was = CHANCE.choice(titles)
                yield person, body, was, _role(was), "2004-01-01", begun, None
    for body in range(2, BODIES, 2):
        yield None, body, title(), m.Role.OFFICER.value, "2010-01-01", None, None


def _day(number: int) -> str:
    return (date(2005, 1, 1) + timedelta(days=number)).isoformat()


def _role(title: str) -> str:
    if title.startswith(("Councillor", "Portfolio")):
        return m.Role.COUNCILLOR.value
    return m.Role.PARTNER.value if title == "Trustee" else m.Role.OFFICER.value


def _topics() -> None:
    """The first topic is followed by every fifth, each next one by fewer."""
    keep(m.Topic, "id name slug", ((n + 1, f"Topic {n}", f"topic-{n}") for n in range(TOPICS)))
    keep(m.Interest, "person_id topic_id since", (
        (pk, n + 1, "2011-01-01") for n in range(TOPICS) for pk in range(1 + n, PEOPLE + 1, 5 + n)
    ))  # fmt: skip
    keep(m.Consent, "person_id topic_id given_at wording", (
        (pk, n + 1, "2011-01-01 12:00:00", "Yes.")
        for n in range(3) for pk in range(1 + n, PEOPLE + 1, 4 + n)
    ))  # fmt: skip


def _groups() -> None:
    """Two groups of 10,000, some of 2,000 and many small; one private one, for councillors."""
    sizes = [10_000 if n < 2 else 2_000 if n < 8 else 150 for n in range(GROUPS)]
    keep(m.Group, "id name slug kind access only_role", (
        (n + 1, f"Group {n}", f"group-{n}", "forum", "private" if n == 3 else "open",
         m.Role.COUNCILLOR.value if n == 3 else "")
        for n in range(GROUPS)
    ))  # fmt: skip
    keep(m.GroupMember, "group_id person_id starts", (
        (n + 1, pk, "2010-01-01") for n, size in enumerate(sizes)
        for pk in CHANCE.sample(range(2, PEOPLE + 1), size)
    ))  # fmt: skip
    keep(m.GroupBody, "group_id organisation_id starts", (
        (n + 1, pk, "2010-01-01") for n in range(0, GROUPS, 2) for pk in range(2 + n, BODIES, 50)
    ))  # fmt: skip


def _accounts() -> None:
    """Every fifth has an account, of which one in twenty was closed."""
    keys = [1, 2, *range(6, PEOPLE + 1, 5)]
    keep(m.User, "id email person_id registered_on is_active", (
        (pk, f"p{pk}@example.org", pk, "2011-01-01", pk % 100 != 6) for pk in keys
    ))  # fmt: skip
    keep(m.Registration, "user_id starts ends", (
        (pk, "2011-01-01", None if pk % 100 != 6 else "2011-09-19") for pk in keys
    ))  # fmt: skip
