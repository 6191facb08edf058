"""The tables of places behind a figure of provision: those that count, and those that do not."""

import math
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from culturefirst.intelligence.crossing.ground import NOWHERE
from culturefirst.intelligence.queries.crossing import Crossed
from culturefirst.kit.tables import Column, Table


@dataclass(frozen=True)
class Counted:
    """A place that counts: what it has, the number of its authority, whether that was guessed."""

    key: int
    name: str
    amount: float
    zone: int
    guessed: bool

    @property
    def room(self) -> float | None:
        """What it has; ``None`` where that is not known."""
        return None if math.isnan(self.amount) else self.amount

    @property
    def how(self) -> str:
        """By what it was put there."""
        if self.zone == NOWHERE:
            return "Not near any of the areas, or not known where"
        return "The nearest small area" if self.guessed else "Recorded"


def places_table(found: Crossed, zone: str, request: HttpRequest) -> Table:
    """The places that count, of one authority or all, each with where it was counted."""
    places, ground = found.places, found.ground
    at = ground.zone_at(zone)
    rows = [
        Counted(*values)
        for values in zip(
            places.keys,
            places.names,
            places.amount.tolist(),
            places.zone.tolist(),
            places.guessed.tolist(),
            strict=True,
        )
        if at is None or values[3] == at
    ]
    names = [name for _, name in ground.zones] + ["Outside of all"]  # the last for ``NOWHERE``
    columns = [
        Column("name", "Place", url=lambda row: reverse("asset", args=[row.key]), sort=True),
        Column("zone", "Counted in", value=lambda row: names[row.zone], sort=True),
        Column("how", "As", value=lambda row: row.how, sort=True),
    ]
    if found.asked.by_room:
        room = Column("room", "Room", value=lambda row: row.room, numeric=True, sort=True)
        columns.append(room)
    return Table(
        columns=columns, rows=rows, request=request, name="places", prefix="places_",
        label="Table: places that count", empty="No place counts here.",
    )  # fmt: skip


def left_table(found: Crossed, request: HttpRequest) -> Table:
    """Places of the kind that do not count, and why."""
    return Table(
        columns=[
            Column("name", "Place", url=lambda row: reverse("asset", args=[row.key]), sort=True),
            Column("why", "Why", sort=True),
        ],
        rows=found.left_out, request=request, name="left-out", prefix="left_",
        label="Table: places that do not count", empty="All places of the kind count.",
    )  # fmt: skip
