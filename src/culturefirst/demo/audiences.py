"""The questions over people that the team keeps."""

from collections.abc import Iterator
from datetime import date

from culturefirst.demo.stage import Event, Happening, Stage
from culturefirst.demo.tables import rows
from culturefirst.network import actions


def events() -> Iterator[Event]:
    """Each audience on the day on which somebody first needed it."""
    for row in rows("audiences"):
        yield Event(date.fromisoformat(row["day"]), _kept(row))


def _kept(row: dict[str, str]) -> Happening:
    def happens(stage: Stage) -> None:
        actions.save_audience(
            by=stage.actor(row["by"]),
            name=row["name"],
            says=row["says"],
            question={"all": _part(row["all"]), "none": _part(row["none"])},
        )

    return happens


def _part(text: str) -> dict[str, list[str]]:
    """``role=officer;topic=museums`` as the criteria it stands for."""
    pairs = [each.split("=") for each in text.split(";") if each]
    return {key: values.split(",") for key, values in pairs}
