"""Organisations that returned figures, and returns that were accepted.

Both count everything and name nobody: anybody may look at figures.
"""

from typing import Any

from django.db.models import Count

from culturefirst.improvement.figures.core import year_in_words
from culturefirst.improvement.models import Collection, Return
from culturefirst.measures.core import Dimension, Measure, Shown
from culturefirst.measures.register import measure
from culturefirst.network.measures.common import place_of_body

BODY = "organisation"


def _returned() -> Any:
    announced = Return._base_manager.filter(collection__stage=Collection.Stage.ANNOUNCED)
    return announced.exclude(stage=Return.Stage.DRAFT)


def _accepted() -> Any:
    return _returned().filter(stage=Return.Stage.ACCEPTED)


def _years() -> list[tuple[Any, str]]:
    rows = Collection.objects.order_by("year").values_list("year", flat=True).distinct()
    return [(year, year_in_words(year)) for year in rows]


def _dimensions() -> dict[str, Dimension]:
    return {
        "sub_region": place_of_body(f"{BODY}__sub_region", BODY),
        "figures_of": Dimension("collection__year", "Figures of", _years),
    }


measure(
    Measure(
        key="improvement.figures_returned",
        title="Organisations that returned figures",
        definition=(
            "Organisations that sent their yearly figures on a day within the window, each counted "
            "once, however many years they sent. What was taken back and not sent again, and what "
            "was withdrawn with its collection, does not count."
        ),
        unit="organisations",
        records=_returned,
        dated="sent_on",
        numerator=Count(BODY, distinct=True),
        show=lambda row: Shown(label="Yearly figures of an organisation", on=row.sent_on),
        words=(
            "organisations that returned figures",
            "authorities benchmarking",
            "organisations comparing figures",
        ),
        dimensions=_dimensions(),
    )
)

measure(
    Measure(
        key="improvement.figures_accepted",
        title="Returns of figures accepted",
        definition=(
            "Returns of yearly figures that the network's team accepted on a day within the "
            "window: nothing is left to ask about them."
        ),
        unit="returns",
        records=_accepted,
        dated="accepted_on",
        show=lambda row: Shown(label="Yearly figures of an organisation", on=row.accepted_on),
        words=("returns of figures accepted", "benchmarking returns accepted"),
        dimensions=_dimensions(),
    )
)
