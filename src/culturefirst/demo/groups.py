"""The groups of the sub-regions, the councillors' own network, and who is in them."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from culturefirst.demo.papers import made
from culturefirst.demo.people import Member
from culturefirst.demo.stage import Event, Happening, Stage
from culturefirst.demo.tables import rows
from culturefirst.network import actions
from culturefirst.network.models import Group

Row = dict[str, str]
ASKS_ON, WHY = date(2011, 9, 15), "I run the events for 2012 in our district."
LAST_ENTRY = date(2011, 9, 9)
# Of the cast, who is in which group besides those whom chance draws.
NAMED = {"cogs": ("priya",), "holders": ("jim",), "executive": ("helen", "tom", "dee")}


def events(members: Sequence[Member], founded: date) -> Iterator[Event]:
    """The groups, each with its convenor, its members, its bodies and its papers."""
    for row in rows("groups"):
        drawn = _drawn(row, members)
        first = row["convenor"] or drawn[0].key
        begins = max(date.fromisoformat(row["starts"]), _registered(first, members), founded)
        yield Event(begins, _begin(row, first))
        for member in drawn:
            if member.key != first:
                yield Event(_enters(row, member, begins), _joins(row, member, first))
        for paper in rows("papers"):
            if paper["group"] == row["key"]:
                by = first if paper["by"] == "convenor" else paper["by"]
                yield Event(date.fromisoformat(paper["day"]), _puts_up(paper, by))
    yield Event(ASKS_ON, _asks(_outsider(members)))


def _drawn(row: Row, members: Sequence[Member]) -> list[Member]:
    """Who is in the group: those named, then officers of its place (or councillors) by chance."""
    chance = Random(f"members of {row['key']}")  # noqa: S311  (a story, not a secret)
    named = [member for member in members if member.key in NAMED.get(row["key"], ())]
    drawn = chance.sample(_eligible(row, members), int(row["size"]))
    drawn.sort(key=lambda member: (member.registered, member.name))
    return drawn + named


def _eligible(row: Row, members: Sequence[Member]) -> list[Member]:
    cast = {each["key"] for each in rows("cast")}
    there = [m for m in members if m.left is None and m.registered < LAST_ENTRY]
    return [
        m
        for m in there
        if m.key not in cast
        and m.role == (row["only_role"] or "officer")
        and row["sub_region"] in ("", PLACES.get(m.organisation))
    ]


PLACES = {row["authority"]: row["sub_region"] for row in rows("authorities")}


def _registered(key: str, members: Sequence[Member]) -> date:
    return next(member.registered for member in members if member.key == key)


def _enters(row: Row, member: Member, begins: date) -> date:
    """Some weeks after both were there, on a working day."""
    there = max(begins, member.registered)
    drawn = there + timedelta(days=7 * Random(member.name + row["key"]).randint(1, 12))  # noqa: S311
    return min(drawn, LAST_ENTRY) if there < LAST_ENTRY else there


def _begin(row: Row, first: str) -> Happening:
    def happens(stage: Stage) -> None:
        helen = stage.actor("helen")
        stage.groups[row["key"]] = group = actions.add_group(
            by=helen,
            name=row["name"],
            short_name=row["short_name"],
            kind=row["kind"],
            access=row["access"],
            only_role=row["only_role"],
            sub_region=stage.sub_regions.get(row["sub_region"]),
            terms=row["terms"].replace("|", "\n"),
            meets=row["meets"],
            starts=date.fromisoformat(row["starts"]),
            convenor=stage.people[first],
        )
        if row["body"]:
            body = stage.organisations[row["body"]]
            actions.add_body(by=helen, group=group, organisation=body)

    return happens


def _joins(row: Row, member: Member, first: str) -> Happening:
    def happens(stage: Stage) -> None:
        group = stage.groups[row["key"]]
        if group.access == Group.Access.OPEN:
            actions.join_group(by=stage.actor(member.key), group=group)
        else:
            person = stage.people[member.key]
            # Into a private space of one role only those who sit there let anybody in.
            by = first if group.is_space else "amara" if member.key == "helen" else "helen"
            adds: Any = stage.actor(by)
            actions.add_to_group(by=adds, group=group, person=person)

    return happens


def _outsider(members: Sequence[Member]) -> Member:
    """An officer of Norfolk who is not in its partnership."""
    [row] = [row for row in rows("groups") if row["key"] == "norfolk"]
    inside = _drawn(row, members)
    return next(member for member in _eligible(row, members) if member not in inside)


def _asks(member: Member) -> Happening:
    def happens(stage: Stage) -> None:
        actions.join_group(by=stage.actor(member.key), group=stage.groups["norfolk"], why=WHY)

    return happens


def _puts_up(paper: Row, by: str) -> Happening:
    def happens(stage: Stage) -> None:
        actions.add_paper(
            by=stage.actor(by),
            group=stage.groups[paper["group"]],
            title=paper["title"],
            upload=made(paper),
            on=date.fromisoformat(paper["day"]),
        )

    return happens
