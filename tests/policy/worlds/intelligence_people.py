"""Areas with people, segments and rates, and a file that waits to be imported."""

from typing import Any

from culturefirst.intelligence.models import Rates
from culturefirst.intelligence.tests.make_people import (
    SAID,
    a_classification,
    a_population,
    a_travel_table,
    an_area_set,
    brought,
    some_rates,
)
from culturefirst.network.models import User

Given = dict[str, dict[str, Any]]


def given(*, by: User, officer: User) -> Given:
    """One of each; what is to be taken away is a table of rates, which nothing uses."""
    areas = an_area_set()
    rates: Rates = some_rates()
    text = "code,easting,northing\nA1,545000,255000\n"
    file = brought("areas", text, SAID | {"name": "Waiting areas"})
    return {
        "area_set": {"pk": areas.pk},
        "population": {"pk": a_population(areas).pk},
        "classification": {"pk": a_classification(areas).pk},
        "rates": {"pk": rates.pk},
        "travel_times": {"pk": a_travel_table(areas).pk},
        "travel_points": {"what": "places"},
        "people_file": {"pk": file.pk},
        "people_file_drop": {"pk": file.pk},
        "people_example": {"what": "areas"},
        "need_area": {"pk": areas.areas.order_by("code")[0].pk},
        "need_file": {"name": "datapackage.json"},
        "people_remove": {"kind": "rates", "pk": rates.pk},
    }
