"""The actions of areas, people, segments and rates."""

from functools import partial

from culturefirst.intelligence import actions
from culturefirst.intelligence.models import PeopleFile
from culturefirst.intelligence.tests.make_people import (
    SAID,
    a_classification,
    a_population,
    a_travel_table,
    an_area_set,
    brought,
    example,
    read,
    some_rates,
)
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage

ROOM = "intelligence"


def waiting() -> PeopleFile:
    return brought("areas", example("areas"), SAID | {"name": "Vales"})


@scenario(ROOM)
def bring_people_file(stage: Stage) -> Call:
    content = example("rates")
    rows = read("rates", content)
    return partial(
        actions.bring_people_file, by=stage.helen, what="rates", name="rates.csv",
        content=content, rows=rows, choice={},
    )  # fmt: skip


@scenario(ROOM)
def choose_in_people_file(stage: Stage) -> Call:
    file, rows = waiting(), read("areas", example("areas"))
    choice = file.choice | {"name": "The vales of 2011"}
    return partial(
        actions.choose_in_people_file, by=stage.helen, file=file, rows=rows, choice=choice
    )


@scenario(ROOM, through=("intelligence.import_people",))
def ask_to_import_people(stage: Stage) -> Call:
    file = waiting()
    return partial(
        actions.ask_to_import_people, by=stage.helen, file=file, agreed=file.found["digest"]
    )


@scenario(ROOM)
def import_people(stage: Stage) -> Call:
    file, rows = waiting(), read("areas", example("areas"))
    return partial(
        actions.import_people, by=stage.helen, file=file, rows=rows, agreed=file.found["digest"]
    )


@scenario(ROOM)
def drop_people_file(stage: Stage) -> Call:
    return partial(actions.drop_people_file, by=stage.helen, file=waiting())


@scenario(ROOM)
def load_national_rates(stage: Stage) -> Call:
    return partial(actions.load_national_rates, by=stage.helen)


@scenario(ROOM)
def remove_area_set(stage: Stage) -> Call:
    return partial(actions.remove_area_set, by=stage.helen, area_set=an_area_set())


@scenario(ROOM)
def remove_population(stage: Stage) -> Call:
    found = a_population(an_area_set())
    return partial(actions.remove_population, by=stage.helen, population=found)


@scenario(ROOM)
def remove_classification(stage: Stage) -> Call:
    found = a_classification(an_area_set())
    return partial(actions.remove_classification, by=stage.helen, classification=found)


@scenario(ROOM)
def remove_rates(stage: Stage) -> Call:
    return partial(actions.remove_rates, by=stage.helen, rates=some_rates())


@scenario(ROOM)
def remove_travel_times(stage: Stage) -> Call:
    found = a_travel_table(an_area_set())
    return partial(actions.remove_travel_times, by=stage.helen, travel_times=found)
