"""Maps: what is drawn is linked, said in words, and plain enough for the strictest policy."""

from hypothesis import given
from hypothesis import strategies as st

from culturefirst.kit import maps
from culturefirst.kit.maps import Area, Tile

SQUARE = {"type": "Polygon", "coordinates": [[[0, 52], [1, 52], [1, 53], [0, 53], [0, 52]]]}


def test_a_tile_is_a_link_with_a_title_a_glyph_and_its_name():
    drawn = maps.tiles([Tile(Area("Ely", "Ely: yes", "/ely/", True), 3, 4)], "Towns")
    assert 'viewBox="0 0 100 100"' in drawn
    assert '<a class="map-yes" href="/ely/" aria-label="Ely: yes"><title>Ely: yes</title>' in drawn
    assert ">✓</text>" in drawn
    assert ">Ely</text>" in drawn


def test_names_cannot_break_out_of_the_drawing():
    drawn = maps.tiles([Tile(Area("<b>", '"><script>', "", None), 0, 0)], "<i>")
    assert "<script" not in drawn
    assert "<b>" not in drawn
    assert "<i>" not in drawn
    assert "style=" not in drawn


def test_an_outline_keeps_its_proportions_by_the_cosine_of_its_latitude():
    drawn = maps.shapes([(Area("A", "A", "/a/", False), SQUARE)], "Areas")
    assert 'viewBox="0 0 800 1315"' in drawn  # 800 / cos 52.5° is 1314.1
    assert ">○</text>" in drawn


def test_nothing_to_draw_is_an_empty_drawing():
    assert 'viewBox="0 0 100 100"' in maps.tiles([], "Towns")
    assert 'viewBox="0 0 800 1"' in maps.shapes([], "Areas")


def test_long_names_stand_in_a_few_short_lines():
    assert maps.short_lines("King's Lynn and West Norfolk") == ["King's Lynn", "W Norfolk"]
    assert maps.short_lines("Great Yarmouth") == ["Gt Yarmouth"]
    assert maps.short_lines("Cambridgeshire County") == ["Cambridge-", "shire", "County"]
    assert maps.short_lines("Southend-on-Sea") == ["Southend-", "on-Sea"]
    assert maps.short_lines("Peterborough") == ["Peterborough"]


def test_only_a_line_that_cannot_be_broken_is_drawn_closer():
    drawn = [Tile(Area(name, name), 0, 0) for name in ("Cambridgeshire", "Peterborough")]
    assert [maps.tiles([tile], "").count("textLength") for tile in drawn] == [0, 1]


POINTS = st.lists(st.tuples(st.floats(0, 800), st.floats(0, 800)), min_size=5, max_size=60)


@given(ring=POINTS)
def test_a_simplified_line_keeps_its_ends_and_only_points_of_its_own(ring):
    kept = maps.simplified(ring, least=5)
    assert (kept[0], kept[-1]) == (ring[0], ring[-1])
    assert set(kept) <= set(ring)
