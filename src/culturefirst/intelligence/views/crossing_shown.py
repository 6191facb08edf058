"""How the answer to a question is shown: which rows, in two tables, on a map, as a file."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from culturefirst.intelligence.crossing import drawing
from culturefirst.intelligence.crossing.quarters import numbered
from culturefirst.intelligence.queries import areas as areas_queries
from culturefirst.intelligence.queries.crossing_places import authority_of
from culturefirst.intelligence.queries.zone_maps import zone_outlines
from culturefirst.intelligence.views.crossing_common import Question
from culturefirst.intelligence.views.crossing_tables import table
from culturefirst.kit.maps import Map
from culturefirst.kit.tables import Column, Table

Draw = Callable[[Sequence[tuple[Any, Any]], str, drawing.Link], Map]
Columns = Callable[[str, drawing.Link], Sequence[Column]]


class Answer:
    """Rows of authorities and of small areas, as one page shows them."""

    def __init__(self, asked: Question, zones: Sequence[Any], areas: Sequence[Any]) -> None:
        self.asked, self.zones = asked, zones
        zone = asked.zone
        self.areas = [row for row in areas if row.zone == zone] if zone else areas

    def tables(self, columns: Columns, quarter: str = "") -> dict[str, Table]:
        """Authorities (all of them, or where one is chosen none), and small areas."""
        at = numbered(quarter)
        shown = {"zones_table": self.zones, "areas_table": self.areas}
        links = {"zones_table": self.asked.to_zone, "areas_table": self.asked.to_area}
        return {
            name: table(
                name.split("_")[0],
                rows if at is None else [row for row in rows if row.quarter == at],
                columns(name.split("_")[0], links[name]),
                self.asked.request,
                given_out=self.asked.given_out,
            )
            for name, rows in shown.items()
        }

    @property
    def here(self) -> Any:
        """The row of the authority that is looked at."""
        return next((row for row in self.zones if row.code == self.asked.zone), None)

    def map(self, title: str, draw: Draw) -> Map | None:
        """Authorities, or small areas where they or an authority are asked for."""
        found = self.asked.crossed
        assert found is not None
        if self.asked.zone or self.asked.form.cleaned_data.get("map") == "areas":
            codes = [row.code for row in self.areas] if self.asked.zone else None
            outlines = areas_queries.outlines(found.asked.population.area_set, codes)
            drawn = drawing.squared(self.areas, outlines, found.ground)
            return draw(drawn, f"{title}, by small area", self.asked.to_area) if drawn else None
        drawn = drawing.outlined(self.zones, zone_outlines(row.code for row in self.zones))
        return draw(drawn, f"{title}, by authority", self.asked.to_zone) if drawn else None

    def context(self) -> dict[str, Any]:
        """What every page of an answer shows."""
        return self.asked.context() | {"here": self.here, "highest": self.highest}

    @property
    def highest(self) -> Any:
        """The authority by which the page shows how an index is worked out."""
        return self.here or next(iter(self.zones), None)


def file_of(tables: Iterable[Table]) -> HttpResponse | None:
    """The table that the address asks for as a file."""
    return next((file for each in tables if (file := each.response()) is not None), None)


def list_of(asked: Question) -> str:
    """The list of all recorded places of the kind, in the authority that is looked at."""
    found = asked.crossed
    assert found is not None and found.asked.kind is not None
    told = {"kind": found.asked.kind.key}
    if asked.zone and (slug := authority_of(asked.request.user, asked.zone)):
        told["authority"] = slug
    return f"{reverse('assets')}?{urlencode(told)}"
