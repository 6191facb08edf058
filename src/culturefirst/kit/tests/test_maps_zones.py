"""Maps of zones: classes, legend, points, and a frame by which points become places again."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culturefirst.kit.maps import Classes, Frame, Look, Named, Paint, Spot, Zone, choropleth
from culturefirst.kit.maps.colours import EDGE, GROUND, colours, contrast, ink_on
from culturefirst.kit.maps.lines import path
from culturefirst.kit.maps.spots import STATES


def square(east: int, north: int, side: int = 1000) -> dict[str, object]:
    ring = [[0, 0], [side, 0], [side, side], [0, side], [0, 0]]
    return {"type": "Polygon", "coordinates": [[[east + x, north + y] for x, y in ring]]}


TWO = [
    Zone("Ely", 12.0, square(550_000, 280_000), url="/ely/", key="E1"),
    Zone("Diss", 40.0, square(551_000, 280_000), url="/diss/"),
]


def test_quantiles_hold_about_as_many_each_and_limits_read_plainly():
    classes = Classes.quantiles(range(1, 101), 5)
    assert classes.limits == (21, 41, 61, 81)
    assert [sum(classes.of(v) == k for v in range(1, 101)) for k in range(5)] == [20] * 5
    assert Classes.quantiles([0.19874, 0.31, 0.4, 0.55, 1.06]).limits == (0.31, 0.4, 0.55, 1.06)


def test_values_that_are_alike_make_fewer_classes_and_none_is_empty():
    assert Classes.quantiles([5, 5, 5]).limits == ()
    assert Classes.quantiles([]).limits == ()
    assert Classes.quantiles([0, 0, 0, 0, 0, 0, 9]).limits == (9,)
    assert Classes.quantiles([None, float("nan"), 3]).words(0) == "3"
    assert Classes.quantiles([0.001, 0.01, 0.0126, 0.03], 2).words(0) == "under 0.0126"


def test_equal_steps_are_equally_wide_and_a_limit_belongs_to_the_class_above():
    classes = Classes.equal_steps([0, 3, 10, 12, 100], 4)
    assert classes.limits == (75,)  # nothing lies between 25 and 75
    classes = Classes.equal_steps([0, 30, 60, 100], 4)
    assert classes.limits == (25, 50, 75)
    assert [classes.of(v) for v in (24.9, 25, 50, 75, 100, None)] == [0, 1, 2, 3, 3, None]


def test_classes_are_said_in_words():
    classes = Classes.given((80, 120), [55, 90, 130])
    told = [classes.words(at, "for 1,000") for at in range(3)]
    assert told == ["under 80 for 1,000", "80 to under 120 for 1,000", "120 for 1,000 and over"]


@given(values=st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60), number=st.integers(2, 7))
def test_every_class_holds_something(values, number):
    for made in (Classes.quantiles(values, number), Classes.equal_steps(values, number)):
        held = {made.of(value) for value in values}
        assert held == set(range(len(made)))
        assert len(made) <= number


def test_zones_are_links_that_say_their_value_and_class():
    drawn = choropleth(TWO, "Towns", Classes.given((20,), [12, 40]), look=Look(unit="visits"))
    told = "Ely: 12 visits (class 1 of 2)"
    assert f'<a href="/ely/" aria-label="{told}" data-key="E1"><title>{told}</title>' in drawn.svg
    assert 'viewBox="0 0 800 412"' in drawn.svg  # 776 units for 2 km, and margins of 12
    assert drawn.counts == (1, 1)
    assert "under 20 visits (1)" in drawn.legend


def test_what_is_not_known_is_told_and_coloured_like_nothing():
    zones = [*TWO, Zone("March", None, square(552_000, 280_000))]
    drawn = choropleth(zones, "Towns", Classes.given((20,), [12, 40]))
    assert "<title>March: not known</title>" in drawn.svg
    assert drawn.unknown == 1
    assert "not known (1)" in drawn.legend


def test_a_drawing_is_plain_enough_for_the_strictest_policy():
    zone = Zone('"><script>', 1.0, square(0, 0), url='/"x', key="<b>")
    drawn = choropleth(
        [zone], "<i>", Classes.given((), [1]), spots=[Spot(5, 5, "<s>", "/y", key='"')]
    )
    for bad in ("<script", "<i>", "<b>", "<s>", "style=", 'href="/"x'):
        assert bad not in drawn.svg
    ElementTree.fromstring(drawn.svg)


def test_a_paper_has_its_legend_inside_and_no_links():
    look = Look(unit="visits", paper=True, states={"closed": "closed in this scenario"})
    drawn = choropleth(
        TWO, "Towns", Classes.given((20,), [12, 40]), look=look,
        spots=[Spot(550_500, 280_500, "Ely library", "/x/", "closed")],
    )  # fmt: skip
    root = ElementTree.fromstring(drawn.svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "<a " not in drawn.svg
    assert "closed in this scenario" in drawn.svg
    assert root.attrib["viewBox"] == "0 0 800 498"  # 412, and three lines of legend


def test_each_state_of_a_point_has_a_shape_of_its_own():
    assert len({(shape, fill) for shape, fill, _ in STATES.values()}) == len(STATES)
    assert len({shape for shape, *_ in STATES.values()}) == len(STATES) - 1  # two are round
    spots = [Spot(550_500, 280_500, f"A {state}", state=state) for state in STATES]
    drawn = choropleth(TWO, "Towns", Classes.given((), [12]), spots=spots)
    assert re.findall(r"map-spot-(\w+)", drawn.svg) == list(STATES)


def test_many_zones_are_drawn_without_lines_numbers_and_links():
    zones = [Zone(f"Z{n}", n, square(n * 1000, 0), url="/x/") for n in range(400)]
    drawn = choropleth(zones, "Areas", Classes.quantiles(range(400)))
    assert "<a " not in drawn.svg
    assert "<title>Z399: 399 (class 5 of 5)</title>" in drawn.svg
    assert 'role="img"' in drawn.svg


def test_many_zones_with_points_that_lead_somewhere_are_no_mere_picture():
    zones = [Zone(f"Z{n}", n, square(n * 1000, 0)) for n in range(400)]
    spot = Spot(1_500, 500, "A place", url="/x/")
    drawn = choropleth(zones, "Areas", Classes.quantiles(range(400)), spots=[spot])
    assert 'role="group"' in drawn.svg


@pytest.mark.parametrize("scale", ["sequential", "diverging"])
@pytest.mark.parametrize("number", range(1, 8))
def test_every_zone_stands_out_from_the_ground_and_its_number_can_be_read(scale, number):
    for fill in colours(number, scale):
        by_line = min(contrast(EDGE, GROUND), contrast(EDGE, fill))
        assert max(by_line, contrast(fill, GROUND)) >= 3
        assert contrast(ink_on(fill), fill) >= 4.5


@given(x=st.floats(0, 800), y=st.floats(0, 600))
def test_a_point_of_the_drawing_turns_back_into_its_place(x, y):
    frame = Frame(500_000, 200_000, 650_000, 345_000)
    e, n = frame.ground(x, y)
    back = frame.point(e, n)
    assert abs(back[0] - x) * frame.metres <= 0.51
    assert abs(back[1] - y) * frame.metres <= 0.51


def test_a_frame_goes_to_a_page_and_comes_back():
    frame = Frame(500_000, 200_000, 650_000, 345_000)
    assert Frame.from_attribute(frame.attribute) == frame
    for bad in ("", "1,2,3", "1,2,3,4,5,6,miles", "nan,2,3,4,5,6,metres"):
        with pytest.raises(ValueError, match=r"."):
            Frame.from_attribute(bad)


def test_degrees_are_narrowed_by_the_cosine_of_the_latitude():
    frame = Frame.around([(0, 52), (1, 53)], "degrees", margin=0)
    assert round(frame.height) == 1314
    assert frame.ground(0, 0) == (0, 53)


def test_a_path_takes_few_bytes_and_leaves_nothing_away():
    assert path([[(1, 1), (2.5, 1), (2.5, 3), (1, 1)]]) == "m1 1l1.5 0l0 2z"
    assert path([[(1, 1), (0.04, 0.96)], [(5, 5), (5, 5)]]) == "m1 1l-1 0zm4 4h1z"
    assert path([[]]) == ""


def test_the_length_below_is_a_round_number_of_kilometres():
    drawn = choropleth(TWO, "Towns", Classes.given((), [12]))
    assert ">200 m</text>" in drawn.svg


KINDS = ("Look here first", "Well provided for")
SIGNED = Look(paints=(Paint("#eba56a", "rising"), Paint("#86bdb3", "dots")))


def test_classes_that_are_kinds_are_told_by_name_by_number_and_by_a_sign():
    zones = [Zone("Ely", 0, TWO[0].boundary), Zone("Diss", 1, TWO[1].boundary, says="ample")]
    drawn = choropleth(zones, "Kinds", Named.of_names(KINDS), look=SIGNED)
    assert drawn.counts == (1, 1)
    assert re.findall(r"<title>([^<]+)", drawn.svg) == [
        "Ely: 0 (class 1 of 2)", "Diss: ample (class 2 of 2)"
    ]  # fmt: skip
    assert re.findall(r"</svg> ([^<]+)</li>", drawn.legend) == [f"{name} (1)" for name in KINDS]
    tree = ElementTree.fromstring(str(drawn.svg))
    assert [each.get("id") for each in tree.iter("pattern")] == ["map-hatch-1", "map-hatch-2"]
    zones_drawn = re.findall(r'class="map-zones map-class-\d" fill="([^"]+)"', drawn.svg)
    assert zones_drawn == ["url(#map-hatch-1)", "url(#map-hatch-2)"]
    assert drawn.legend.count('fill="url(#map-hatch-') == 2


def test_a_class_without_a_sign_is_its_colour_and_other_maps_define_no_signs():
    assert Paint("#ffffff").fill(3) == "#ffffff"
    assert "<defs>" not in choropleth(TWO, "Two", Classes.given((20,), [12, 40])).svg
