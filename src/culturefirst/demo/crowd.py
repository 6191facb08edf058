"""The invented people of the member bodies: drawn by seeded chance, so always the same.

At the end of March 2011 there are 190 registered users; on 19 September 2011 there are 194, in
47 of the 52 authorities. In between some left, among them councillors who lost their seats on
5 May, whose successors came in June.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import NamedTuple

from culturefirst.demo.chance import weekday_between
from culturefirst.demo.people import Member, cast
from culturefirst.demo.tables import day, rows

IN_MARCH, IN_SEPTEMBER = 190, 194
LAST_BEFORE, MARCH_END = date(2011, 3, 25), date(2011, 3, 31)
AFTER_ELECTIONS = date(2011, 5, 9)
LOST_SEATS, LEAVERS, EARLY_LEAVERS = 5, 11, 5
PEOPLE_BY_KIND = {"county": 5, "unitary": 3, "district": 2}
COUNCILLORS_IN = 22
OFFICERS = (
    "Arts Development Officer",
    "Cultural Services Manager",
    "Events Officer",
    "Head of Leisure and Culture",
    "Heritage Officer",
    "Museums Manager",
    "Parks and Open Spaces Manager",
    "Sports Development Manager",
)
COUNTY_OFFICERS = ("Archives Manager", "Head of Libraries", *OFFICERS)
PORTFOLIOS = (
    "Culture, leisure and tourism",
    "Leisure and communities",
    "Environment, parks and leisure",
    "Communities and heritage",
    "Culture and adult learning",
)
WITHOUT_LEAD = frozenset({"Ipswich"})  # whose officer of the cast is nothing but an officer
PARTNERS, ADVISERS = ("Chair", "Co-ordinator"), ("Adviser",)


class Place(NamedTuple):
    """A post that may be filled from the day ``since``."""

    title: str
    role: str
    organisation: str
    since: date


def everybody(joins: dict[str, date], chance: Random) -> list[Member]:
    """The cast and the crowd, from the founding to 19 September 2011."""
    named = cast()
    names = _names({member.name for member in named}, chance)
    places = _authority_posts(joins, chance) + _other_posts()
    wanted = IN_MARCH - len(named)
    first = [
        _member(post, name, weekday_between(post.since, LAST_BEFORE, chance))
        for post, name in zip(_filled(places, wanted, joins, chance), names, strict=False)
    ]
    settled = [post for post in places if post.since < date(2010, 9, 1)]
    # Who left early makes room for nobody: these five are besides the 190.
    early = [
        replace(
            _member(post, name, post.since),
            left=weekday_between(date(2010, 9, 1), LAST_BEFORE, chance),
        )
        for post, name in zip(chance.sample(settled, EARLY_LEAVERS), names, strict=False)
    ]
    stayed, successors = _elections(first, names, chance)
    remaining = _departures(stayed, chance)
    later = _arrivals(places, names, chance, _missing(named + remaining + successors))
    return _with_parts(named + remaining + early + successors + later)


def _with_parts(members: list[Member]) -> list[Member]:
    """Councillors answer for a portfolio; one officer in every second authority is its lead."""
    led = {row["authority"] for row in rows("authorities")[::2]} - WITHOUT_LEAD
    parted: list[Member] = []
    for member in members:
        leads = member.role == "officer" and member.left is None and member.organisation in led
        if leads:
            led.remove(member.organisation)
        portfolio = member.portfolio or (
            Random(member.name).choice(PORTFOLIOS)  # noqa: S311  (a story, not a secret)
            if member.role == "councillor"
            else ""
        )
        parted.append(replace(member, leads=leads, portfolio=portfolio))
    return parted


def _authority_posts(joins: dict[str, date], chance: Random) -> list[Place]:
    """Places for officers in every authority, and for portfolio holders in some."""
    kinds = {row["authority"]: row["kind"] for row in rows("authorities")}
    posts = []
    for name, joined in joins.items():
        titles = OFFICERS if kinds[name] == "district" else COUNTY_OFFICERS
        chosen = chance.sample(titles, PEOPLE_BY_KIND[kinds[name]])
        posts += [Place(title, "officer", name, joined) for title in chosen]
    with_councillor = chance.sample(sorted(joins), COUNCILLORS_IN)
    title = "Portfolio Holder for Leisure and Culture"
    return posts + [Place(title, "councillor", name, joins[name]) for name in with_councillor]


def _other_posts() -> list[Place]:
    """Partners of the civil society bodies, and advisers of the other bodies."""
    posts: list[Place] = []
    for row in rows("bodies"):
        joined = day(row["joined_on"])
        if joined is None or joined > LAST_BEFORE or row["kind"] == "network":
            continue
        titles = PARTNERS if row["kind"] == "civil_society" else ADVISERS
        posts += [Place(title, "partner", row["name"], joined) for title in titles]
    return posts


def _filled(
    posts: list[Place], wanted: int, joins: dict[str, date], chance: Random
) -> Iterator[Place]:
    """Every post, then further officers anywhere, until there are as many as wanted."""
    yield from posts[:wanted]
    for _ in range(wanted - len(posts)):
        name = chance.choice(sorted(joins))
        yield Place(chance.choice(OFFICERS), "officer", name, joins[name])


def _names(taken: set[str], chance: Random) -> Iterator[str]:
    table = rows("names")
    pairs = [f"{one['first']} {other['last']}" for one, other in product(table, table)]
    chance.shuffle(pairs)
    return iter([name for name in pairs if name not in taken])


def _member(post: Place, name: str, registered: date) -> Member:
    return Member(name, name, post.title, post.role, post.organisation, registered)


def _elections(
    members: list[Member], names: Iterator[str], chance: Random
) -> tuple[list[Member], list[Member]]:
    """Some councillors lose their seats in May; others take over in June."""
    sitting = [member for member in members if member.role == "councillor"]
    gone = set(chance.sample(sitting, LOST_SEATS))
    after = [replace(m, left=AFTER_ELECTIONS) if m in gone else m for m in members]
    successors = [
        replace(m, key=name, name=name, registered=date(2011, 6, 1) + timedelta(days=7 * place))
        for place, (m, name) in enumerate(
            zip(sorted(gone, key=lambda m: m.name), names, strict=False)
        )
    ]
    return after, successors


def _departures(members: list[Member], chance: Random) -> list[Member]:
    """Officers who leave over the summer, never the last of their organisation."""
    staff = Counter(member.organisation for member in members if member.left is None)
    gone: dict[str, date] = {}
    for member in chance.sample(members, len(members)):
        if len(gone) == LEAVERS:
            break
        if member.role == "officer" and staff[member.organisation] > 2:
            staff[member.organisation] -= 1
            gone[member.key] = weekday_between(date(2011, 5, 9), date(2011, 9, 9), chance)
    return [replace(m, left=gone[m.key]) if m.key in gone else m for m in members]


def _missing(members: list[Member]) -> int:
    return IN_SEPTEMBER - sum(member.left is None for member in members)


def _arrivals(
    posts: list[Place], names: Iterator[str], chance: Random, wanted: int
) -> list[Member]:
    """New users of the year; the civil society bodies that joined in it come first."""
    new = [
        Place("Co-ordinator", "partner", row["name"], joined)
        for row in rows("bodies")
        if (joined := day(row["joined_on"])) and joined > MARCH_END
    ]
    officers = [post for post in posts if post.role == "officer"]
    chosen = new + chance.sample(officers, wanted - len(new))
    return [
        _member(
            post, name, weekday_between(max(post.since, AFTER_ELECTIONS), date(2011, 9, 16), chance)
        )
        for post, name in zip(chosen, names, strict=False)
    ]
