"""What the database itself refuses of areas, people and rates."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from culturefirst.intelligence.models import (
    Area,
    AreaPeople,
    AreaSet,
    Classification,
    Population,
    Rate,
    Rates,
    Segment,
)
from culturefirst.kit import clock

pytestmark = pytest.mark.django_db
SAID = {"source": "Made up", "licence": "CC0"}


def an_area_set() -> AreaSet:
    return AreaSet.objects.create(name="Small areas", year=2011, loaded_at=clock.now(), **SAID)


def refused(make: object, constraint: str, **fields: object) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make.objects.create(**fields)  # type: ignore[attr-defined]


def test_an_area_lies_on_the_grid_and_its_code_is_there_once() -> None:
    areas = an_area_set()
    Area.objects.create(area_set=areas, code="A1", easting=0, northing=1_299_999)
    refused(Area, "area_lies_on_the_grid", area_set=areas, code="A2", easting=700_000, northing=0)
    refused(Area, "code", area_set=areas, code="A1", easting=1, northing=1)


def test_what_is_loaded_says_its_source() -> None:
    refused(
        AreaSet, "area_set_says_its_source", name="X", year=2011, source="", licence="CC0",
        loaded_at=clock.now(),
    )  # fmt: skip


def test_an_area_with_no_people_is_allowed_once() -> None:
    areas = an_area_set()
    area = Area.objects.create(area_set=areas, code="A1", easting=1, northing=1)
    held = Population.objects.create(
        area_set=areas, name="People", year=2011, loaded_at=clock.now(), **SAID
    )
    AreaPeople.objects.create(population=held, area=area, total=0)
    refused(AreaPeople, "population", population=held, area=area, total=4)


def test_a_rate_is_a_share_and_rates_by_segment_name_their_classification() -> None:
    said = {"activity": "Libraries", "year": "2010/11", "source": "X", "loaded_at": clock.now()}
    refused(Rates, "rates_by_segment_name_a_classification", by="segment", **said)
    kind = Classification.objects.create(name="Kinds", loaded_at=clock.now(), **SAID)
    rates = Rates.objects.create(by="segment", classification=kind, **said)
    segment = Segment.objects.create(classification=kind, code="1", name="Rural")
    made = Rate.objects.create(rates=rates, segment=segment, share=Decimal("0.397"))
    assert str(made) == "1 Rural: 0.397"
    refused(Rate, "rate", rates=rates, segment=segment, share=Decimal("0.2"))
    refused(Rate, "rate_is_a_share", rates=rates, share=Decimal("1.01"))
    refused(Rate, "rate_ages_in_order", rates=rates, share=0, from_age=50, to_age=40)
