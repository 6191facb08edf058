"""Small areas of the East with who lives there, and its public libraries, put into a site's data.

Run as a program with the folder of real data; without it, an invented square of villages stands in
for the East: ``python -m tests.journeys.east [FOLDER]``.
"""

import csv
import sys
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
SAID = {"source": "Office for National Statistics, 2021", "licence": "Open Government Licence v3.0"}
DAY = date(2011, 4, 1)
Home = tuple[str, str, int, int, str, str, int]
Spot = tuple[str, int, int]


def real(folder: Path) -> tuple[list[Home], list[Spot]]:
    """What the Office for National Statistics and the Arts Council publish."""
    with (folder / "lsoa21_east_of_england.csv").open(encoding="utf-8") as file:
        homes = [
            (
                row["lsoa21cd"],
                row["lsoa21cd"],
                round(float(row["e"])),
                round(float(row["n"])),
                row["ladcd"],
                row["LADNM"],
                round(float(row["residents_2021"])),
            )
            for row in csv.DictReader(file)
        ]
    here = {home[4] for home in homes}
    with (folder / "libraries_england_2023.csv").open(encoding="utf-8") as file:
        spots = [
            (row["name"], round(float(row["e"])), round(float(row["n"])))
            for row in csv.DictReader(file)
            if row["e"] and row["ladcd"] in here and not row["closed"]
        ]
    return homes, spots


def invented() -> tuple[list[Home], list[Spot]]:
    """A hundred villages in a square, and four libraries."""
    homes: list[Home] = [
        (
            f"V{east}{north}",
            f"Village {east}{north}",
            550_000 + 2_500 * east,
            250_000 + 2_500 * north,
            f"E0700000{east // 5}",
            ("Westshire", "Eastshire")[east // 5],
            1_000,
        )
        for east, north in product(range(10), range(10))
    ]
    spots = [(f"Library {at}", 552_500 + 5_000 * at, 260_000) for at in range(4)]
    return homes, spots


def _alone(spots: list[Spot]) -> Iterator[Spot]:
    """Each name once: a form is filled in by it."""
    seen: set[str] = set()
    for name, east, north in spots:
        if name not in seen:
            seen.add(name)
            yield name, east, north


def put(homes: list[Home], spots: list[Spot]) -> None:
    """Everything that a study needs but the study."""
    from culturefirst.intelligence.models import (
        Area,
        AreaPeople,
        AreaSet,
        Asset,
        AssetKind,
        AssetSource,
        Population,
        Rate,
        Rates,
    )
    from culturefirst.kit import clock

    now: Any = {"loaded_at": clock.now()}
    areas = AreaSet.objects.create(name="Small areas of the East", year=2021, **SAID, **now)
    Area.objects.bulk_create(
        Area(
            area_set=areas, code=code, name=name, easting=east, northing=north, zone=zone,
            zone_name=zone_name,
        )
        for code, name, east, north, zone, zone_name, _ in homes
    )  # fmt: skip
    keys = dict(Area.objects.filter(area_set=areas).values_list("code", "pk"))
    held = Population.objects.create(area_set=areas, name="Census", year=2021, **SAID, **now)
    AreaPeople.objects.bulk_create(
        AreaPeople(population=held, area_id=keys[home[0]], total=home[6]) for home in homes
    )
    rates = Rates.objects.create(
        activity="Borrowing books", year="2010/11", source="Taking Part", licence="OGL", **now
    )
    Rate.objects.create(rates=rates, share="0.397", times_a_week="0.25")
    kind, _ = AssetKind.objects.get_or_create(
        key="library", defaults={"sector": "libraries", "name": "Library", "unit": "m²"}
    )
    source = AssetSource.objects.create(name="Libraries of 2023", licence="OGL", open=True)
    Asset.objects.bulk_create(
        Asset(
            name=name, plain_name=name.lower(), kind=kind, easting=east, northing=north,
            known_since=DAY, source=source,
        )
        for name, east, north in _alone(spots)
    )  # fmt: skip


if __name__ == "__main__":
    import django

    django.setup()
    put(*(real(Path(sys.argv[1])) if len(sys.argv) > 1 else invented()))
