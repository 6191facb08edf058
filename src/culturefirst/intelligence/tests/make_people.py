"""Areas and people for tests: files as somebody brings them, and what becomes of them."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from culturefirst.intelligence import actions
from culturefirst.intelligence.bringing import long_tables, shapes
from culturefirst.intelligence.bringing.examples import EXAMPLES
from culturefirst.intelligence.bringing.reading import ending_of, rows_in, table
from culturefirst.intelligence.models import (
    AreaSet,
    Asset,
    AssetKind,
    Classification,
    PeopleFile,
    Population,
    Rates,
    TravelTimes,
)
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM

SAID = {"source": "Made up", "licence": "CC0", "year": "2011"}


def read(what: str, text: str | bytes, name: str = "") -> Any:
    """What a file of that text holds, read here and not in the child, which takes its time."""
    content = text if isinstance(text, bytes) else text.encode()
    name = name or ("a.geojson" if what == "boundaries" else "a.csv")
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"file{ending_of(name)}"
        path.write_bytes(content)
        if what == "times":
            return long_tables.rows_in(long_tables.read(str(path)))
        return rows_in(shapes.read(str(path)) if what == "boundaries" else table(str(path)))


def brought(
    what: str, text: str | bytes, choice: dict[str, Any] | None = None, by: Any = SYSTEM,
    name: str = "",
) -> PeopleFile:  # fmt: skip
    """A file with what is said of it, looked at; columns that are not said are guessed."""
    content = text if isinstance(text, bytes) else text.encode()
    name = name or ("a.geojson" if what == "boundaries" else "a.csv")
    rows, said = read(what, content, name), dict(choice or {})
    columns = said.pop("columns", {})
    file = actions.bring_people_file(
        by=by, what=what, name=name, content=content, rows=rows, choice=said
    )
    if columns:
        kept = file.choice | {"columns": file.choice["columns"] | columns}
        actions.choose_in_people_file(by=by, file=file, rows=rows, choice=kept)
    return PeopleFile.objects.get(pk=file.pk)


def imported(
    what: str, text: str | bytes, choice: dict[str, Any] | None = None, by: Any = SYSTEM,
    name: str = "",
) -> PeopleFile:  # fmt: skip
    """A file that was imported."""
    file = brought(what, text, choice, by, name)
    assert not file.found["faulty"], file.found["faults"]
    rows = read(what, text, file.name)
    return actions.import_people(by=by, file=file, rows=rows, agreed=file.found["digest"])


def faults(file: PeopleFile) -> list[str]:
    """The sentences of what stands in the way."""
    return [each["says"] for each in file.found["faults"]]


def example(what: str) -> bytes:
    """A file that is shipped as an example."""
    return EXAMPLES[what].read_bytes()


def an_area_set(name: str = "Vales") -> AreaSet:
    """The forty areas of the examples."""
    imported("areas", example("areas"), SAID | {"name": name})
    return AreaSet.objects.get(name=name)


def a_population(areas: AreaSet, name: str = "People of the vales") -> Population:
    """Their people by age and sex."""
    imported("people", example("people"), SAID | {"name": name, "area_set": areas.pk})
    return Population.objects.get(name=name)


def a_classification(
    areas: AreaSet, name: str = "Kinds of vale", licensed: bool = False
) -> Classification:
    """Their segments A to D."""
    said = SAID | {"classification_name": name, "area_set": areas.pk, "licensed": licensed}
    imported("segments", example("segments"), said)
    return Classification.objects.get(name=name)


def some_rates(classification: Classification | None = None) -> Rates:
    """Swimming by age; by segment where a classification is given."""
    if classification is None:
        imported("rates", example("rates"))
        return Rates.objects.get(activity="Swimming")
    text = "activity,segment,share\nReading,A,40\nReading,B,30\nReading,C,20\nReading,D,10\n"
    imported("rates", text, SAID | {"classification": classification.pk})
    return Rates.objects.get(activity="Reading")


def places_of_the_vales() -> list[Asset]:
    """The two places to which the example has minutes, by the keys of their list."""
    kind = AssetKind.objects.get_or_create(
        key="hall", defaults={"sector": "community", "name": "Hall", "unit": "people"}
    )[0]
    return [
        Asset.objects.create(
            name=name, plain_name=name.lower(), kind=kind, easting=east, northing=258_100,
            source_ref=key, known_since=clock.today(),
        )
        for key, name, east in (("X7", "Hall", 545_000), ("X8", "Meadow", 545_300))
    ]  # fmt: skip


def a_travel_table(areas: AreaSet, name: str = "Ways of the vales") -> TravelTimes:
    """The minutes of the example, to two places."""
    places_of_the_vales()
    said = SAID | {"name": name, "area_set": areas.pk, "day": "2011-09-19", "places_by": "key"}
    imported("times", example("times"), said)
    return TravelTimes.objects.get(name=name)
