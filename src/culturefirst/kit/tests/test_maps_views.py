"""Parts of a map in an address, steps from one to the next, and clicks on a picture of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culturefirst.kit.maps import Classes, Frame, Look, Spot, View, Zone, choropleth, clicked
from culturefirst.kit.maps.views import WIDTHS, was_clicked

WHOLE = Frame(500_000, 200_000, 600_000, 280_000)


def test_a_view_stands_in_an_address_and_reads_back() -> None:
    view = View(530_000, 240_000, 20_000)
    assert view.address == "530000~240000~20000"
    assert View.read(view.address, WHOLE) == view


@pytest.mark.parametrize(
    "told", ["", "whole", "1~2", "1~2~3~4", "nan~240000~9000", "530000~240000~inf",
             "100000~240000~20000", "530000~240000~1", "530000~240000~900000"],
)  # fmt: skip
def test_what_is_no_view_of_the_map_shows_the_whole(told: str) -> None:
    assert View.read(told, WHOLE) is None


def test_a_part_is_as_high_over_its_width_as_the_whole() -> None:
    frame = View(530_000, 240_000, 20_000).frame(WHOLE)
    assert (frame.west, frame.east, frame.south, frame.north) == (
        520_000, 540_000, 232_000, 248_000,
    )  # fmt: skip
    assert frame.height == pytest.approx(WHOLE.height)


def test_from_the_whole_one_comes_nearer_and_goes_back() -> None:
    [(name, nearer)] = View.of(WHOLE).steps(WHOLE)
    assert (name, nearer) == ("Nearer", View(550_000, 240_000, 50_000))
    steps = dict(nearer.steps(WHOLE))
    assert list(steps) == ["Nearer", "Farther", "North", "South", "West", "East", "The whole"]
    assert steps["Farther"] is None
    assert steps["West"] == View(530_000, 240_000, 50_000)
    assert steps["North"] == View(550_000, 256_000, 50_000)


def test_at_the_edge_one_goes_no_farther_out_and_near_the_ground_no_nearer() -> None:
    steps = dict(View(600_000, 280_000, 1_500).steps(WHOLE))
    assert "Nearer" not in steps
    assert steps["East"] == View(600_000, 280_000, 1_500)


@given(
    width=st.sampled_from(WIDTHS),
    east=st.integers(520_000, 540_000),
    north=st.integers(232_000, 248_000),
)
def test_a_click_says_the_place_to_a_pixel_whatever_the_width(
    width: int, east: int, north: int
) -> None:
    frame = View(530_000, 240_000, 20_000).frame(WHOLE)
    x, y = (round(each * width / frame.width) for each in frame.point(east, north))
    found = clicked({f"map-{width}.x": str(x), f"map-{width}.y": str(y)}, frame)
    if x * frame.width / width < frame.margin or y * frame.width / width < frame.margin:
        assert found is None
        return
    assert found is not None
    place, pixel = found
    assert pixel == pytest.approx(20_000 / (frame.width - 24) * frame.width / width)
    assert place == (pytest.approx(east, abs=pixel), pytest.approx(north, abs=pixel))


@pytest.mark.parametrize(
    "said", [{"map-340.x": "0", "map-340.y": "0"}, {"map-340.x": "nan", "map-340.y": "9"},
             {"map-340.x": "9000", "map-340.y": "9"}, {"map-340.x": "90"},
             {"map-123.x": "90", "map-123.y": "90"}, {}],
)  # fmt: skip
def test_the_keyboards_corner_and_nonsense_are_no_place(said: dict[str, str]) -> None:
    assert clicked(said, WHOLE) is None
    assert was_clicked(said) is ("map-340.x" in said)


SQUARE = {
    "type": "Polygon",
    "coordinates": [[[500, 500], [900, 500], [900, 900], [500, 900], [500, 500]]],
}
LAND = {"type": "Polygon", "coordinates": [[[0, 0], [2000, 0], [2000, 2000], [0, 2000], [0, 0]]]}


def test_a_picture_is_a_file_of_its_own_without_links_titles_or_legend() -> None:
    zone = Zone("A", 3, SQUARE, url="/a/", says="three", key="A")
    spots = [Spot(700, 700, "A library", "/there/", key="1")]
    drawn = choropleth([zone], "Need", Classes((2,), 0, 5), spots=spots, look=Look(picture=True))
    svg = str(drawn.svg)
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800"')
    for words in ("href", "three", "map-legend", "data-key"):
        assert words not in svg


def test_greater_areas_lie_beneath_as_land() -> None:
    frame = Frame(0, 0, 2000, 2000)
    drawn = choropleth(
        [Zone("A", 3, SQUARE)], "Need", Classes((), 3, 3), frame=frame, beneath=[LAND]
    )
    svg = str(drawn.svg)
    assert svg.index('class="map-land"') < svg.index('class="map-zones')
    assert 'class="map-land"' not in str(choropleth([Zone("A", 3, SQUARE)], "N", drawn.classes).svg)
