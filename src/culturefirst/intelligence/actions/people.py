"""What was brought can be put right in name and source, and taken away while nothing uses it."""

from typing import Any

from django.db.models import ProtectedError

from culturefirst.intelligence.bringing import plan_rates
from culturefirst.intelligence.bringing.columns import guessed
from culturefirst.intelligence.bringing.examples import NATIONAL
from culturefirst.intelligence.bringing.plan import Choice
from culturefirst.intelligence.bringing.reading import shipped_rows
from culturefirst.intelligence.models import (
    AreaSet,
    Classification,
    Population,
    Rates,
    TravelTimes,
)
from culturefirst.intelligence.policy.people import keep_people
from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.jobs import nobody

USED = "{} is used by {} and cannot be taken away. Take these away first."


@action("took a set of areas away", allow=keep_people, on="area_set")
def remove_area_set(*, by: Any, area_set: AreaSet) -> None:
    """Take away areas with their outlines and segments, of which no population is kept."""
    _removed(area_set)


@action("took a population away", allow=keep_people, on="population")
def remove_population(*, by: Any, population: Population) -> None:
    """Take away who lives in the areas; the areas stay."""
    _removed(population)


@action("took a classification away", allow=keep_people, on="classification")
def remove_classification(*, by: Any, classification: Classification) -> None:
    """Take away segments and the areas' shares, where no rates are by them."""
    _removed(classification)


@action("took rates away", allow=keep_people, on="rates")
def remove_rates(*, by: Any, rates: Rates) -> None:
    """Take away one table of rates."""
    _removed(rates)


@action("took travel times away", allow=keep_people, on="travel_times")
def remove_travel_times(*, by: Any, travel_times: TravelTimes) -> None:
    """Take away one table of minutes, where no study asks by it."""
    _removed(travel_times)


def _removed(record: Any) -> None:
    try:
        record.delete()
    except ProtectedError as used:
        names = sorted({str(each) for each in used.protected_objects})
        told = ", ".join(names[:3]) + (" and others" if len(names) > 3 else "")
        raise DomainError(USED.format(record, told)) from used


@action("loaded national rates of taking part", allow=keep_people)
def load_national_rates(*, by: Any) -> int:
    """Load the published rates that come with the software; returns how many tables are new."""
    rows = shipped_rows(NATIONAL)
    plan = plan_rates.planned(rows, Choice({"columns": guessed("rates", rows.heads)}))
    before = Rates.objects.count()
    plan.write(clock.now(), nobody)
    return Rates.objects.count() - before
