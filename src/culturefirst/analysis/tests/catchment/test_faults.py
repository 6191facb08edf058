"""Bad places are refused with the row, what the trouble is, and a remedy."""

from typing import Any

import numpy as np
import pytest

from culturefirst.analysis.catchment import Areas, BadInput, Facilities, Region

NORWICH, LONDON = (623_000, 308_000), (530_000, 180_000)
EAST = Region(480_000, 180_000, 660_000, 350_000)


def _areas(*points: tuple[float, float], demand: Any = None, codes: Any = None) -> Areas:
    east, north = np.array(points, float).T
    names = codes or tuple(f"A{at}" for at in range(len(points)))
    return Areas(names, east, north, np.ones(len(points)) if demand is None else np.array(demand))


def _told(refused: pytest.ExceptionInfo[BadInput]) -> list[tuple[int | None, str]]:
    return [(fault.row, fault.problem) for fault in refused.value.faults]


def test_sound_places_come_back_as_whole_metres() -> None:
    found = _areas(NORWICH, LONDON, demand=[0, 12]).checked()
    assert (found.easting.dtype, found.northing.tolist()) == (np.int32, [308_000, 180_000])
    assert found.demand.tolist() == [0.0, 12.0]


@pytest.mark.parametrize(
    ("point", "problem"),
    [
        ((1.3, 52.6), "1.3, 52.6 are degrees and not metres"),
        ((52.6, 1.3), "52.6, 1.3 are degrees and not metres"),
        ((200_000, 623_000), None),  # on Kintyre: without a region nobody can know
        ((50_000, 450_000), "50000, 450000 seem to be swapped"),
        ((308_000, 1_623_000), "308000, 1623000 are in the sea or outside Great Britain"),
        ((0, 0), "0, 0 are in the sea or outside Great Britain"),
        ((900_000, 308_000), "900000, 308000 seem to be swapped"),
        ((308_000.5, 308_000), "308000.5, 308000 are not whole metres"),
        ((float("nan"), 308_000), "there are no coordinates"),
    ],
)
def test_a_point_that_is_no_place_is_refused(point: Any, problem: str | None) -> None:
    if problem is None:
        assert len(_areas(NORWICH, point).checked()) == 2
        return
    with pytest.raises(BadInput) as refused:
        _areas(NORWICH, point).checked()
    assert _told(refused) == [(2, problem)]


def test_swapped_coordinates_are_named_where_only_swapped_they_are_on_land() -> None:
    with pytest.raises(BadInput) as refused:
        _areas(NORWICH, (90_000, 600_000), (610_000, 90_000)).checked()
    assert _told(refused) == [
        (2, "90000, 600000 are in the sea or outside Great Britain"),
        (3, "610000, 90000 are in the sea or outside Great Britain"),
    ]
    with pytest.raises(BadInput) as refused:
        _areas(NORWICH, (1_050_000, 300_000)).checked()
    assert _told(refused) == [(2, "1050000, 300000 seem to be swapped")]


def test_with_a_region_swapped_and_outside_are_told_apart() -> None:
    with pytest.raises(BadInput) as refused:
        _areas(NORWICH, NORWICH[::-1], (400_000, 300_000)).checked(EAST)
    assert _told(refused) == [
        (2, "308000, 623000 seem to be swapped"),
        (3, "400000, 300000 are outside the region"),
    ]
    assert refused.value.faults[0].remedy == "Easting comes first, then northing"


def test_a_code_twice_and_one_that_is_missing_are_refused() -> None:
    with pytest.raises(BadInput) as refused:
        _areas(NORWICH, LONDON, NORWICH, codes=("A", "A", "")).checked()
    assert _told(refused) == [(2, "A stands in row 1 already"), (3, "there is no code")]


def test_an_area_without_people_is_allowed_and_one_with_fewer_or_unknown_is_not() -> None:
    assert _areas(NORWICH, demand=[0]).checked().demand.tolist() == [0]
    with pytest.raises(BadInput) as refused:
        _areas(NORWICH, LONDON, demand=[-1, float("nan")]).checked()
    assert sorted(_told(refused)) == [(1, "-1 is less than nought"), (2, "it is not known")]


def test_a_capacity_of_nought_is_a_candidate_and_an_unknown_one_needs_an_assumption() -> None:
    places = Facilities(
        ("a", "b", "c"),
        np.array([623_000, 623_001, 623_002]),
        np.array([308_000] * 3),
        np.array([0, np.nan, -2]),
    )
    with pytest.raises(BadInput) as refused:
        places.checked()
    assert sorted(_told(refused)) == [(2, "it is not known"), (3, "-2 is less than nought")]
    with pytest.raises(BadInput) as refused:
        places.checked(assumed=40)
    assert _told(refused) == [(3, "-2 is less than nought")]
    assert places.candidates == 1


def test_nothing_at_all_and_columns_of_unlike_length_are_refused() -> None:
    none = np.zeros(0)
    with pytest.raises(BadInput, match="there are no areas"):
        Areas((), none, none, none).checked()
    with pytest.raises(BadInput, match=r"numbers: it has 2 dimensions\. Give one value after"):
        _areas(NORWICH, demand=[[1.0]]).checked()
    with pytest.raises(BadInput, match="1 values stand beside 2 codes"):
        Areas(("a", "b"), np.array([623_000]), np.array([308_000] * 2), np.ones(2)).checked()


def test_the_sentence_tells_five_faults_and_counts_the_rest() -> None:
    with pytest.raises(BadInput) as refused:
        _areas(*[NORWICH] * 9, demand=[-1] * 9).checked()
    assert str(refused.value).startswith("Row 1, demand: -1 is less than nought. Give 0 or more.")
    assert str(refused.value).endswith("And 4 more.")
    assert len(refused.value.faults) == 9
