"""Expected participants out of what is kept."""

import pytest

from culturefirst.intelligence import actions
from culturefirst.intelligence.models import Rates
from culturefirst.intelligence.queries.need import expected
from culturefirst.intelligence.tests.make_people import (
    SAID,
    a_classification,
    a_population,
    an_area_set,
    imported,
    some_rates,
)
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError

pytestmark = pytest.mark.django_db


def test_by_age_and_sex_each_group_has_its_rate() -> None:
    population = a_population(an_area_set())
    found = expected(some_rates(), population)
    assert (found.codes[0], found.people[0]) == ("V001", 984)
    # Of women: 71 to 15 (11 of 16 years at 22 %), 47 to 24 and 125 to 44 (14 %), 139, 59, 51 older
    # (7 %); as many men.
    by_hand = 2 * (71 * 11 / 16 * 0.22 + (47 + 125) * 0.14 + (139 + 59 + 51) * 0.07)
    assert found.expected.people[0] == pytest.approx(by_hand)
    assert found.expected.asked[0] == pytest.approx(984 - 2 * 71 * 5 / 16)


def test_by_segment_shares_are_weighed_by_people() -> None:
    areas = an_area_set()
    population, kinds = a_population(areas), a_classification(areas)
    found = expected(some_rates(kinds), population)
    by_hand = 984 * (0.49 * 0.4 + 0.29 * 0.3 + 0.14 * 0.2 + 0.08 * 0.1)
    assert found.expected.people[0] == pytest.approx(by_hand)
    assert 0.1 < found.overall < 0.4
    assert found.unknown == 0


def test_totals_alone_take_rates_of_everybody_and_refuse_others() -> None:
    areas = an_area_set()
    imported("people", "code,total\nV001,1000\n", SAID | {"name": "T", "area_set": areas.pk})
    population = areas.populations.get()
    actions.load_national_rates(by=SYSTEM)
    libraries = Rates.objects.filter(activity="Public libraries", year="2010/11")
    found = expected(libraries.get(by="everybody"), population)
    assert found.expected.people.tolist() == pytest.approx([397])
    with pytest.raises(DomainError, match="only totals"):
        expected(libraries.get(by="age and sex"), population)


def test_segments_that_are_not_known_here_are_refused_with_what_to_do() -> None:
    areas, others = an_area_set(), an_area_set("Others")
    rates = some_rates(a_classification(others))
    with pytest.raises(DomainError, match="Bring the segments of the areas first"):
        expected(rates, a_population(areas))
