"""Sixty places of the East, all of them invented, brought as one list and looked through since."""

from collections.abc import Iterator
from datetime import date

from culturefirst.demo.stage import Event, Stage
from culturefirst.demo.tables import HERE
from culturefirst.intelligence import actions
from culturefirst.intelligence.places import geofiles, kinds

BROUGHT = date(2011, 7, 4)
SOURCE = "Places invented for the demonstration"
LICENCE = "Open Government Licence v3.0; every name in it is invented"


def events() -> Iterator[Event]:
    """The kinds are loaded, and the list is brought as anybody brings one."""
    yield Event(BROUGHT, _bring)


def _bring(stage: Stage) -> None:
    by, path = stage.actor("helen"), HERE / "places.csv"
    actions.load_asset_kinds(by=by, text=kinds.shipped())
    source = actions.add_asset_source(
        by=by, name=SOURCE, publisher="The demonstration", licence=LICENCE, as_at=BROUGHT, open=True
    )
    sheet = geofiles.read(path, path.name)
    brought = actions.bring_asset_list(by=by, sheet=sheet, source=source)
    # The outlines of the demonstration are invented, too, so that they settle nothing.
    brought = actions.map_asset_list(
        by=by, brought=brought, mapping=brought.mapping, source=source, outside="take"
    )
    actions.import_assets(by=by, brought=brought)
