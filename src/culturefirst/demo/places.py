"""Where the story happens: sub-regions, authorities, and the bodies of the programme."""

from collections.abc import Iterator
from datetime import date
from random import Random

from culturefirst.demo import particulars
from culturefirst.demo.chance import weekday_between
from culturefirst.demo.stage import Event, Happening, Stage
from culturefirst.demo.tables import day, rows
from culturefirst.network import actions

FOUNDED = date(2009, 4, 6)
FIRST_JOINING, LAST_JOINING = date(2009, 4, 20), date(2010, 5, 28)
HOST = "Culture First"
SUB_REGIONS = {
    "Bedfordshire and Luton": ["Beds/Luton", "Luton/Beds", "Beds", "Bedfordshire"],
    "Cambridgeshire": ["Cambs"],
    "Essex": [],
    "Hertfordshire": ["Herts"],
    "Norfolk": [],
    "Suffolk": [],
}
# Five authorities have nobody in the network: who they are is invented.
OUTSIDE = frozenset({"Broxbourne", "Castle Point", "Forest Heath", "Maldon", "Three Rivers"})


def joining(chance: Random) -> dict[str, date]:
    """The day on which each authority joined, by its name; those outside are left out."""
    names = [row["authority"] for row in rows("authorities") if row["authority"] not in OUTSIDE]
    return {name: weekday_between(FIRST_JOINING, LAST_JOINING, chance) for name in names}


def founding() -> Iterator[Event]:
    """The sub-regions are named, and the network's own team stands."""
    yield Event(FOUNDED, _name_sub_regions)
    yield from (Event(FOUNDED, _body(row)) for row in rows("bodies") if row["name"] == HOST)


def events(joins: dict[str, date]) -> Iterator[Event]:
    """Each body in its time."""
    for row in rows("bodies"):
        if row["name"] != HOST:
            yield Event(day(row["joined_on"]) or FOUNDED, _body(row))
    for row in rows("authorities"):
        yield Event(FOUNDED, _authority(row))
    for name, joined in joins.items():
        yield Event(joined, _join(name, joined))


def _name_sub_regions(stage: Stage) -> None:
    for name, short_names in SUB_REGIONS.items():
        stage.sub_regions[name] = actions.add_sub_region(
            by=stage.actor("amara"), name=name, short_names=short_names
        )


def _body(row: dict[str, str]) -> Happening:
    def happens(stage: Stage) -> None:
        stage.organisations[row["name"]] = actions.add_organisation(
            by=stage.actor("helen"),
            name=row["name"],
            short_name=row["short_name"],
            kind=row["kind"],
            sub_region=stage.sub_regions.get(row["sub_region"]),
            joined_on=day(row["joined_on"]),
        )
        if row["name"] != HOST:
            particulars.known_by_mail(stage, row["name"])

    return happens


def _authority(row: dict[str, str]) -> Happening:
    def happens(stage: Stage) -> None:
        stage.organisations[row["authority"]] = actions.add_organisation(
            by=stage.actor("helen"),
            name=row["authority"],
            kind=row["kind"],
            sub_region=stage.sub_regions[row["sub_region"]],
            upper_tier=stage.organisations.get(row["county"]),
            codes=_codes(row),
            map_column=int(row["map_column"]),
            map_row=int(row["map_row"]),
            services=particulars.services(row["authority"], row["kind"]),
        )
        particulars.known_by_mail(stage, row["authority"])

    return happens


def _codes(row: dict[str, str]) -> list[tuple[str, date | None, date | None]]:
    changed = day(row["later_from"])
    later = [(row["later_code"], changed, None)] if row["later_code"] else []
    return [(row["code"], day(row["code_from"]), changed), *later]


def _join(name: str, joined: date) -> Happening:
    def happens(stage: Stage) -> None:
        actions.join_network(
            by=stage.actor("helen"), organisation=stage.organisations[name], on=joined
        )

    return happens
