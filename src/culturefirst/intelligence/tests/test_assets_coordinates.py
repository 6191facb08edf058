"""Every bad coordinate is told in a sentence with its remedy; good ones come out in metres."""

import pytest

from culturefirst.intelligence.places.coordinates import from_degrees, on_grid, to_degrees
from culturefirst.kit.cells import Unclear


@pytest.mark.parametrize(
    ("read", "one", "other", "says"),
    [
        (on_grid, "52.4", "0.26", "degrees where metres are wanted"),
        (on_grid, "280250", "1200000000", "outside of Great Britain's grid"),
        (on_grid, "1000000", "300000", "look swapped"),
        (on_grid, "29000", "6870000", "metres of web maps"),
        (on_grid, "0", "0", "Leave both cells empty"),
        (on_grid, "TL54", "280250", "is no easting"),
        (on_grid, "nan", "280250", "is no easting"),
        (from_degrees, "0.26", "52.4", "look swapped"),
        (from_degrees, "554050", "280250", "metres where degrees are wanted"),
        (from_degrees, "48.85", "2.35", "outside of Great Britain"),
        (from_degrees, "0", "0", "sea off Africa"),
        (from_degrees, "52.4", "", "is no longitude"),
    ],
)
def test_a_bad_coordinate_is_told_with_its_remedy(read, one, other, says):
    with pytest.raises(Unclear, match=says):
        read(one, other)


def test_degrees_become_metres_and_back_to_five_metres():
    # Ely Cathedral: TL 5409 8026 on the national maps.
    east, north = from_degrees("52.39857", "0.26367")
    assert (east, north) == pytest.approx((554090, 280260), abs=100)
    lon, lat = to_degrees(east, north)
    assert (lat, lon) == pytest.approx((52.39857, 0.26367), abs=0.0001)


def test_metres_with_commas_and_points_are_whole_metres():
    assert on_grid("554,050.4", "280250.0") == (554050, 280250)
