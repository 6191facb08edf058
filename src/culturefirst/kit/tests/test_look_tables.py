"""Tables sort, filter, page and leave as CSV, in a settled number of statements."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from django.utils.html import format_html
from pytest_django import DjangoAssertNumQueries

from culturefirst.kit.downloads import attachment, csv_text, file_name, safe
from culturefirst.kit.tables import Column, Table

BODIES = [
    SimpleNamespace(name="Norwich", visits=1200, joined=date(2011, 4, 2)),
    SimpleNamespace(name="ely", visits=None, joined=date(2010, 1, 1)),
    SimpleNamespace(name="Braintree", visits=30, joined=None),
]
COLUMNS = [
    Column("name", "Name", url=lambda body: f"/o/{body.name}", sort=True),
    Column("visits", "Visits", numeric=True, sort=True),
    Column("joined", "Joined", sort=True),
]


def get(address: str) -> HttpRequest:
    return RequestFactory().get(address)


def table(address: str = "/", **options: Any) -> Table:
    asked = {"request": get(address), "name": "bodies", "search": ("name",)} | options
    return Table(COLUMNS, BODIES, **asked)


def names(made: Table) -> list[str]:
    return [cells[0].text for cells in made.shown]


def shown(made: Table) -> str:
    return engines["django"].from_string("{% table t %}").render({"t": made})


def test_rows_stand_in_the_order_given_until_a_head_is_followed() -> None:
    assert names(table()) == ["Norwich", "ely", "Braintree"]


def test_words_sort_without_regard_to_capitals() -> None:
    assert names(table("/?sort=name")) == ["Braintree", "ely", "Norwich"]
    assert names(table("/?sort=-name")) == ["Norwich", "ely", "Braintree"]


def test_what_is_missing_comes_last_either_way() -> None:
    assert names(table("/?sort=visits")) == ["Braintree", "Norwich", "ely"]
    assert names(table("/?sort=-visits")) == ["Norwich", "Braintree", "ely"]
    assert names(table("/?sort=-joined")) == ["Norwich", "ely", "Braintree"]


def test_an_unknown_sort_changes_nothing() -> None:
    assert names(table("/?sort=password")) == ["Norwich", "ely", "Braintree"]


def test_a_head_says_how_it_is_sorted_and_turns_the_order_round() -> None:
    head = table("/?sort=name&page=2&words=e").heads[0]
    assert (head.sorted, head.url) == ("ascending", "?sort=-name&words=e")
    assert '<th scope="col" role="columnheader" aria-sort="ascending">' in shown(
        table("/?sort=name")
    )


def test_every_word_of_the_filter_must_occur() -> None:
    assert names(table("/?words=EL")) == ["ely"]
    assert names(table("/?words=n+r")) == ["Norwich", "Braintree"]


def test_a_filter_that_finds_nothing_offers_the_way_back() -> None:
    html = shown(table("/?words=%3Cb%3E&sort=name"))
    assert "Nothing here has “&lt;b&gt;” in it." in html
    assert '<a href="?sort=name">Show all</a>' in html


def test_the_filter_keeps_the_rest_of_the_address() -> None:
    assert table("/?kind=county&kind=unitary&page=3&words=x&sort=name").kept == [
        ("kind", "county"),
        ("kind", "unitary"),
        ("sort", "name"),
    ]


def test_a_table_comes_in_pages_and_takes_nonsense_for_the_nearest() -> None:
    assert names(table("/?page=2", per_page=2)) == ["Braintree"]
    assert names(table("/?page=99", per_page=2)) == ["Braintree"]
    assert names(table("/?page=6e37", per_page=2)) == ["Norwich", "ely"]


def test_two_tables_share_a_page() -> None:
    first, second = table("/?a-sort=name", prefix="a-"), table("/?a-sort=name", prefix="b-")
    assert names(first) == ["Braintree", "ely", "Norwich"]
    assert names(second) == ["Norwich", "ely", "Braintree"]


def test_cells_show_dates_figures_and_gaps() -> None:
    assert [cell.text for cell in next(iter(table().shown))] == [
        "Norwich",
        "1\u202f200",
        "2 April 2011",
    ]
    assert '<td role="cell" data-label="Visits" class="num">–</td>' in shown(table())
    assert '<th scope="row" role="rowheader"><a href="/o/Norwich">Norwich</a></th>' in shown(
        table()
    )


def test_without_a_request_everything_is_shown_and_nothing_offered() -> None:
    made = Table(COLUMNS, BODIES, per_page=1)
    html = shown(made)
    assert len(names(made)) == 3
    assert "CSV" not in html
    assert "<form" not in html


def test_an_empty_table_says_so() -> None:
    made = Table(COLUMNS, [], request=get("/"), empty="No body has joined yet.")
    assert "No body has joined yet." in shown(made)


def test_csv_has_all_filtered_rows_with_plain_values() -> None:
    response = table("/?words=r&format=csv", per_page=1).response()
    assert response is not None
    assert response["Content-Disposition"] == 'attachment; filename="bodies.csv"'
    assert response.content.decode("utf-8-sig") == (
        "Name,Visits,Joined\r\nNorwich,1200,2011-04-02\r\nBraintree,30,\r\n"
    )


def test_csv_is_given_only_when_asked_for_and_of_the_table_asked_for() -> None:
    assert table("/").response() is None
    assert table("/?format=csv&table=others").response() is None


def test_markup_is_taken_off_for_a_spreadsheet() -> None:
    column = Column("name", "Name", value=lambda body: format_html("<b>{}</b>", body.name))
    made = Table([column], BODIES[:1], request=get("/?format=csv"))
    response = made.response()
    assert response is not None
    assert response.content.decode("utf-8-sig") == "Name\r\nNorwich\r\n"
    assert "<b>Norwich</b>" in shown(made)


@pytest.mark.parametrize("text", ["=1+1", "+44 1223", "-2", "@SUM(A1)", "\t=1", " =1", "|x", "＝1"])
def test_text_that_looks_like_a_formula_gets_a_quote(text: str) -> None:
    assert safe(text) == f"'{text}"


def test_numbers_and_ordinary_words_are_left_alone() -> None:
    assert [safe(value) for value in (-2, 1.5, "Ely", None, True, date(2011, 4, 1))] == [
        -2,
        1.5,
        "Ely",
        "",
        "yes",
        "2011-04-01",
    ]


def test_heads_are_guarded_too() -> None:
    assert csv_text(["=x"], [["a, b"]]) == '\'=x\r\n"a, b"\r\n'


def test_a_file_name_cannot_break_its_header() -> None:
    assert file_name('Work programme 2011–12".csv\r\nX: y') == "Work-programme-2011-12-.csv-X-y"
    assert file_name("…") == "download"
    assert attachment(b"", "a.pdf", "application/pdf")["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_a_table_takes_two_statements_whatever_its_length(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        ContentType.objects.create(app_label="look", model=f"thing{number}")
    columns = [Column("model", "Model", sort="model"), Column("app_label", "Room")]
    rows = ContentType.objects.filter(app_label="look").order_by("pk")
    made = Table(columns, rows, request=get("/?sort=-model&words=thing"), search=("model",))
    with django_assert_num_queries(2):
        shown(made)
    assert names(made) == [f"thing{number}" for number in reversed(range(count))]


def test_a_search_of_a_rooms_own_takes_the_place_of_the_tables() -> None:
    def begins(rows: Any, words: str) -> Any:
        return [row for row in rows if row.name.startswith(words)]

    found = table("/?words=Nor", search=(), find=begins)
    assert names(found) == ["Norwich"]
    assert names(table("/", search=(), find=begins)) == ["Norwich", "ely", "Braintree"]
    assert 'type="search"' in shown(found)
    assert 'type="search"' not in shown(table("/", search=()))


def test_what_is_not_given_out_is_shown_and_is_no_file() -> None:
    made = table("/?format=csv&table=bodies", given_out=False)
    assert made.response() is None
    template = engines["django"].from_string("{% load kit %}{% table made %}")
    page = template.render({"made": made})
    assert "Norwich" in page
    assert "Download" not in page
    assert "Download as CSV" in template.render({"made": table()})
