"""The template tags give exact HTML, in words as well as in colour, without a style attribute."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory

from culturefirst.kit import marks
from culturefirst.kit.errors import Conflict, DomainError
from culturefirst.kit.pagination import address, pager


def rendered(source: str, **context: Any) -> str:
    return engines["django"].from_string(source).render(context).strip()


def test_a_status_is_a_glyph_and_a_word() -> None:
    assert rendered('{% status "at_risk" "At risk" %}') == (
        '<span class="status is-at_risk"><span class="glyph" aria-hidden="true">▲</span>'
        "At risk</span>"
    )


def test_every_status_has_a_glyph_of_its_own() -> None:
    assert len(set(marks.GLYPHS.values())) == 6


def test_words_from_people_are_escaped() -> None:
    assert "<script>" not in rendered('{% status "met" word %}', word="<script>")


def test_a_meter_says_what_it_shows() -> None:
    assert rendered('{% meter 0.66 0.47 "on_track" "6 e-bulletins" %}') == (
        '<svg class="meter is-on_track" role="img" '
        'aria-label="6 e-bulletins: 66\u202f% reached, 47\u202f% expected by now">'
        '<rect class="ground" y="3" width="100%" height="6" rx="3"/>'
        '<rect class="value" y="3" width="66%" height="6" rx="3"/>'
        '<line class="expected" x1="47%" x2="47%" y1="0" y2="12"/></svg>'
    )


def test_a_meter_never_runs_past_its_end_and_is_empty_without_a_figure() -> None:
    over = rendered('{% meter 1.4 1.0 "met" "x" %}')
    assert 'width="100%" height="6" rx="3"/></svg>' in over
    assert "140\u202f% reached" in over
    none = rendered('{% meter share None "not_started" %}', share=None)
    assert none.count("<rect") == 1
    assert 'aria-label="no figure yet"' in none


def test_a_tally_is_one_bar_and_words_that_link() -> None:
    counts = [
        ("met", "Met", 3, "?status=met"),
        ("missed", "Missed", 1, ""),
        ("closed", "C", 0, "?"),
    ]
    html = rendered("{% tally counts %}", counts=counts)
    assert (
        '<rect class="is-met" x="0%" width="75%" height="14"/>'
        '<rect class="is-missed" x="75%" width="25%" height="14"/>'
        '<line x1="75%" x2="75%" y1="0" y2="14"/></svg>'
    ) in html
    assert '<li><a href="?status=met"><b>3</b> <span class="status is-met">' in html
    assert '<li class="none"><b>0</b> ' in html
    assert html.count("<a ") == 1


def test_a_tally_marks_the_status_that_is_shown_alone() -> None:
    html = rendered('{% tally counts "met" %}', counts=[("met", "Met", 3, "?")])
    assert '<a href="?" aria-current="true">' in html


def test_a_tally_of_nothing_is_a_blank_bar() -> None:
    assert '<rect class="blank" width="100%" height="14"/>' in rendered("{% tally c %}", c=[])


def test_a_period_shows_its_day_and_names_whole_months() -> None:
    html = rendered(
        "{% period s e a %}", s=date(2011, 4, 1), e=date(2012, 3, 31), a=date(2011, 9, 19)
    )
    assert (
        'aria-label="19 September 2011: 47\u202f% of the time from 1 April 2011 to '
        '31 March 2012 has gone"'
    ) in html
    assert html.count('class="tick"') == 11
    assert "<span>April 2011</span><span>March 2012</span>" in html


def test_a_day_outside_the_period_stays_on_its_rail() -> None:
    before = rendered(
        "{% period s e a %}", s=date(2011, 4, 1), e=date(2011, 4, 5), a=date(2011, 1, 1)
    )
    after = rendered(
        "{% period s e a %}", s=date(2011, 4, 1), e=date(2011, 4, 5), a=date(2012, 1, 1)
    )
    assert '<text x="0%" y="13" text-anchor="start">' in before
    assert '<text x="100%" y="13" text-anchor="end">' in after


def test_a_figure_says_whether_it_is_measured_or_declared() -> None:
    assert rendered('{% measured "declared" %}') == (
        '<span class="badge declared" title="Said by a person, with a reason">declared</span>'
    )


def test_tabs_name_the_page_that_is_open() -> None:
    html = rendered(
        "{% tabs items %}", items=[("Activities", "/a", True), ("Changes", "/c", False)]
    )
    assert html == (
        '<nav class="tabs" aria-label="Views"><a href="/a" aria-current="page">Activities</a>'
        '<a href="/c">Changes</a></nav>'
    )


def test_nothing_yet_says_what_to_do() -> None:
    assert rendered('{% empty "No milestones" "Record one." "/m" "Record" %}') == (
        '<div class="empty"><h2>No milestones</h2>\n<p>Record one.</p>'
        '<a class="button" href="/m">Record</a></div>'
    )


def test_each_form_gets_a_key_of_its_own() -> None:
    first, second = rendered("{% once %}"), rendered("{% once %}")
    assert first.startswith('<input type="hidden" name="once" value="')
    assert first != second


def test_filters_write_dates_spans_and_figures() -> None:
    source = "{{ a|day }}; {{ a|month }}; {{ a|span:b }}; {{ n|figure }}; {{ n|plural:'target' }}"
    html = rendered(source, a=date(2011, 4, 1), b=date(2012, 3, 31), n=1200.0)
    assert html == ("1 April 2011; Apr 2011; Apr 2011 – Mar 2012; 1\u202f200; 1\u202f200 targets")


def test_the_pager_keeps_the_rest_of_the_address() -> None:
    page = Paginator(range(120), 50).page(2)
    links = pager(page, QueryDict("words=arts&page=2"))
    assert (links.first, links.last, links.total) == (51, 100, 120)
    assert (links.previous, links.next) == ("?words=arts&page=1", "?words=arts&page=3")


def test_an_address_drops_what_is_emptied() -> None:
    assert address(QueryDict("a=1&b=2"), a="", c=3) == "?b=2&c=3"


def test_the_pager_tag_stands_without_a_request() -> None:
    page = Paginator([1, 2], 50).page(1)
    request = RequestFactory().get("/?page=1")
    assert "2 in all" in rendered("{% pager page %}", page=page)
    assert "2 in all" in rendered("{% pager page %}", page=page, request=request)


def refused(error: Exception) -> str:
    request = RequestFactory().get("/targets/4/edit/")
    return render_to_string("kit/refused.html", {"error": error, "request": request})


def test_a_refusal_shows_its_sentence_and_the_way_on() -> None:
    html = refused(DomainError("The year is <closed>. Open the next one first."))
    assert "<h1>This could not be done</h1>" in html
    assert "<p>The year is &lt;closed&gt;. Open the next one first.</p>" in html
    assert '<a href="/targets/4/edit/">Open the page afresh</a>' in html


def test_a_lost_update_shows_both_versions() -> None:
    html = refused(Conflict({"due_on": "May"}, {"due_on": "June"}))
    assert "<h1>Somebody else changed this</h1>" in html
    assert '<tr><th scope="row">Due on</th><td>May</td><td>June</td></tr>' in html
