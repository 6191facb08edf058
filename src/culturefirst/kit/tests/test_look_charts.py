"""Charts are plain SVG that the content security policy allows, each with its table."""

from datetime import date

import pytest
from django.core.cache import cache
from django.template import engines

from culturefirst.kit import charts

POINTS = [(date(2011, 4, 1), 0), (date(2011, 7, 1), 3), (date(2011, 9, 19), None)]
EXPECTED = [(date(2011, 4, 1), 0), (date(2012, 3, 31), 6)]


def all_kinds() -> list[charts.Chart]:
    named = [("Norfolk", 3), ("Suffolk", 5.5)]
    return [
        charts.line(POINTS, "E-bulletins", "sent", expected=EXPECTED),
        charts.bars(named, "Visits", "visits"),
        charts.strip(named, "Cost", "pounds", here="Suffolk"),
    ]


def test_every_kind_of_chart_is_free_of_styles_scripts_and_roles() -> None:
    for chart in all_kinds():
        assert chart.svg.startswith("<svg ")
        assert charts.REFUSED.search(chart.svg) is None
        assert "role=" not in chart.svg
        assert "aria-" not in chart.svg


def test_words_in_a_chart_cannot_become_markup() -> None:
    chart = charts.bars([("<script>alert(1)</script>", 1)], "t", "x")
    assert "<script" not in chart.svg


def test_months_are_written_as_everywhere() -> None:
    assert "Sept 2011" in all_kinds()[0].svg


@pytest.mark.parametrize(
    ("top", "ticks"),
    [
        (1, [0, 1]),
        (6, [0, 2, 4, 6]),
        (5, [0, 1, 2, 3, 4, 5]),
        (17, [0, 5, 10, 15, 20]),
        (194, [0, 50, 100, 150, 200]),
        (0.4, [0, 0.1, 0.2, 0.3, 0.4]),
    ],
)
def test_an_axis_counts_in_round_and_whole_steps(top: float, ticks: list[float]) -> None:
    assert charts.steps(top) == ticks


def test_thousands_are_grouped_as_everywhere() -> None:
    assert "1\u202f000" in charts.bars([("Norfolk", 1000)], "t", "visits").svg


def test_the_table_has_every_day_of_both_lines() -> None:
    assert all_kinds()[0].table == charts.DataTable(
        ("Day", "Counted", "Expected"),
        (
            ("1 April 2011", "0", "0"),
            ("1 July 2011", "3", "–"),
            ("19 September 2011", "–", "–"),
            ("31 March 2012", "–", "6"),
        ),
    )


def test_a_chart_is_shown_with_its_caption_and_its_table() -> None:
    chart = charts.bars([("Norfolk", 3)], "Visits <2011>", "visits")
    html = engines["django"].from_string("{% chart c %}").render({"c": chart})
    assert "<figcaption>Visits &lt;2011&gt;</figcaption>" in html
    assert '<th scope="row">Norfolk</th><td class="num">3</td>' in html


def test_the_same_chart_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    spec = {"data": {"values": [{"x": 7}]}, "mark": "point", "encoding": {}}
    first = charts.draw(spec)
    monkeypatch.setattr(charts, "_convert", lambda spec: "<svg >drawn again</svg>")
    assert charts.draw(spec) == first
    assert charts.draw(spec | {"width": 99}) != first


@pytest.mark.parametrize(
    "bad",
    [
        "<svg><style>a{}</style></svg>",
        '<svg style="a"></svg>',
        "<svg><script/></svg>",
        '<svg onload="a"></svg>',
    ],
)
def test_a_drawing_that_the_policy_forbids_is_refused(bad: str) -> None:
    with pytest.raises(charts.NotPlain):
        charts.plain(bad, "x")


def test_ids_of_two_drawings_cannot_meet() -> None:
    svg = '<svg id="clip0"><g clip-path="url(#clip0)"/></svg>'
    assert charts.plain(svg, "ab") == (
        '<svg focusable="false" id="ab-clip0"><g clip-path="url(#ab-clip0)"/></svg>'
    )
