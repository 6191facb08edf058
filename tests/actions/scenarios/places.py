"""The actions of places, and of bringing organisations."""

from functools import partial

from culturefirst.network import actions
from culturefirst.network.models import BoundaryCode
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage


@scenario("network")
def edit_sub_region(stage: Stage) -> Call:
    place = stage.cast("norfolk")
    changes = {"name": "Norfolk and the Broads", "short_names": ["Nfk"]}
    return partial(actions.edit_sub_region, by=stage.helen, sub_region=place, changes=changes)


@scenario("network")
def remove_sub_region(stage: Stage) -> Call:
    return partial(actions.remove_sub_region, by=stage.helen, sub_region=stage.cast("norfolk"))


@scenario("network")
def move_to_sub_region(stage: Stage) -> Call:
    body, there = stage.cast("ipswich"), stage.cast("norfolk")
    return partial(actions.move_to_sub_region, by=stage.helen, organisation=body, sub_region=there)


@scenario("network")
def take_back_move(stage: Stage) -> Call:
    body = move_to_sub_region(stage)()
    place = body.former_places.get()
    return partial(actions.take_back_move, by=stage.helen, organisation=body, former_place=place)


@scenario("network")
def load_outlines(stage: Stage) -> Call:
    body = stage.cast("ipswich")
    BoundaryCode.objects.create(organisation=body, code="E07000202")
    square = [[1.1, 52.0], [1.2, 52.0], [1.2, 52.1], [1.1, 52.0]]
    outline = {"type": "Polygon", "coordinates": [square]}
    return partial(actions.load_outlines, by=stage.helen, outlines={"E07000202": outline})


@scenario("network")
def bring_organisations(stage: Stage) -> Call:
    rows = [{"row": 2, "name": "Ely", "kind": "district"}]
    return partial(actions.bring_organisations, by=stage.helen, name="bodies.csv", rows=rows)


@scenario(
    "network",
    through=("network.add_sub_region", "network.add_organisation", "network.import_organisations"),
)
def ask_to_import(stage: Stage) -> Call:
    rows = [{"row": 2, "name": "Ely", "kind": "district", "sub_region": "The Fens"}]
    brought = actions.bring_organisations(by=stage.helen, name="bodies.csv", rows=rows)
    return partial(actions.ask_to_import, by=stage.helen, brought=brought)


@scenario("network", through=("network.add_sub_region", "network.add_organisation"))
def import_organisations(stage: Stage) -> Call:
    rows = [{"row": 2, "name": "Ely", "kind": "district", "sub_region": "The Fens"}]
    brought = actions.bring_organisations(by=stage.helen, name="bodies.csv", rows=rows)
    return partial(actions.import_organisations, by=stage.helen, brought=brought)
