"""What is invented about real bodies: the services they run, and where their mail comes from."""

from collections.abc import Iterator
from datetime import date
from random import Random

from django.utils.text import slugify

from culturefirst.demo.stage import Event, Happening, Stage
from culturefirst.demo.tables import rows
from culturefirst.network import actions

# What nearly each authority of the kind runs, and what some of them run besides.
ALWAYS = {
    "county": ("libraries", "archives", "heritage"),
    "unitary": ("libraries", "arts", "sport", "parks"),
    "district": ("sport", "parks"),
}
SOMETIMES = {
    "county": ("arts", "museums", "sport", "tourism", "parks", "play"),
    "unitary": ("museums", "archives", "heritage", "tourism", "play", "events"),
    "district": ("arts", "museums", "heritage", "tourism", "play", "events"),
}
REORGANISED = date(2009, 4, 1)


def services(name: str, kind: str) -> list[str]:
    """The services of an authority: always the same for the same name."""
    chance = Random(f"services of {name}")  # noqa: S311  (a story, not a secret)
    some = SOMETIMES[kind]
    return [*ALWAYS[kind], *chance.sample(some, chance.randint(2, len(some) - 1))]


def mail_domain(name: str) -> str:
    """A body's part after the @, where nothing is ever delivered."""
    return f"{slugify(name)}.example"


def known_by_mail(stage: Stage, name: str) -> None:
    """Whoever has an address at the body's domain works there."""
    actions.add_mail_domain(
        by=stage.actor("helen"),
        organisation=stage.organisations[name],
        domain=mail_domain(name),
    )


def events(founded: date) -> Iterator[Event]:
    """What was known of bodies from before the network: former ones, and who took over."""
    for row in rows("former"):
        yield Event(founded, _former(row))
    for row in rows("former"):
        yield Event(founded, _taken_over(row))
    for row in rows("other_names"):
        yield Event(founded, _other_name(row))


def _former(row: dict[str, str]) -> Happening:
    def happens(stage: Stage) -> None:
        stage.organisations[row["name"]] = actions.add_organisation(
            by=stage.actor("helen"),
            name=row["name"],
            kind=row["kind"],
            sub_region=stage.sub_regions[row["sub_region"]],
            upper_tier=stage.organisations.get(row["county"]),
        )

    return happens


def _taken_over(row: dict[str, str]) -> Happening:
    def happens(stage: Stage) -> None:
        actions.record_succession(
            by=stage.actor("helen"),
            predecessors=[stage.organisations[row["name"]]],
            successors=[stage.organisations[name] for name in row["successors"].split(";")],
            on=REORGANISED,
            how=row["how"],
        )

    return happens


def _other_name(row: dict[str, str]) -> Happening:
    def happens(stage: Stage) -> None:
        actions.add_other_name(
            by=stage.actor("helen"),
            organisation=stage.organisations[row["organisation"]],
            name=row["name"],
        )

    return happens
