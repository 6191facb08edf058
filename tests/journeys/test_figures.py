"""Two councils give their yearly figures; the day comes, and each reads what was promised."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.journeys.axe import at_both_sizes
from tests.journeys.browser import NARROW, leads_on
from tests.journeys.conftest import NewPage, enter

OURS, THEIRS = "Ipswich", "Norfolk County Council"
NOW, BEFORE = "Figures of 2010/11 (invented)", "Figures of 2009/10 (invented)"
MUSEUMS = "Net cost per visit to museums"
LOW = "Residents: 500 people is below 1000 people, the least that is expected."
GIVEN = {
    "residents": 859_000,
    "library-spend": 12_300_000,
    "library-income": 900_000,
    "library-visits": 4_100_000,
}
WITHOUT_SCRIPT = {"viewport": NARROW, "java_script_enabled": False}


def test_from_a_figure_to_where_one_stands_and_what_a_stranger_reads(
    new_page: NewPage, var: Path, tmp_path: Path
) -> None:
    priya, jim = enter(new_page(), "Officer"), enter(new_page(**WITHOUT_SCRIPT), "Councillor")
    helen, stranger = enter(new_page(), "Manager"), new_page()
    by_form(priya)
    by_workbook(jim, tmp_path)
    this_year = path_of(priya, NOW)
    hidden_until_the_day((helen, jim, stranger), this_year)
    the_day_comes(var)
    where_one_stands(priya, this_year, tmp_path)
    before = path_of(priya, BEFORE)
    without_names(stranger, before, this_year)


def path_of(page: Page, title: str) -> str:
    page.goto("/improve/figures/")
    link = page.get_by_role("region", name="By year").get_by_role("link", name=title)
    return str(link.get_attribute("href"))


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def by_form(priya: Page) -> None:
    """The rule is read first; a slip asks for its reason; what is half done is there again."""
    priya.goto("/improve/figures/")
    leads_on(priya.get_by_role("link", name=f"{OURS}: {NOW}"))
    own = priya.url
    expect(priya.get_by_role("region", name="Who reads it when")).to_contain_text("rounded")
    priya.get_by_role("link", name="Culture and sport as a whole").click()
    expect(priya.locator("main")).to_contain_text("Who reads it: you and your colleagues now")
    spend = priya.get_by_label("Expenditure (£)").input_value()
    assert int(spend) > 1_000_000
    priya.get_by_label("Residents, people").fill("500")
    press(priya, "Save and go on")
    expect(priya.locator("main")).to_contain_text(LOW)
    assert at_both_sizes(priya) == []
    priya.goto(own)
    expect(priya.locator("main")).to_contain_text("1 without a reason")
    press(priya, "Send the figures")
    expect(priya.locator("main")).to_contain_text("Put it right, or give the reason.")
    priya.goto(own)
    priya.get_by_role("link", name="Put it right, or give the reason").click()
    expect(priya.get_by_label("Residents, people")).to_have_value("500")
    expect(priya.get_by_label("Expenditure (£)")).to_have_value(spend)
    priya.get_by_label("Why it is so").fill("The quay alone, by our new boundary.")
    press(priya, "Save and go on")
    expect(priya.locator("h1")).to_have_text("Sport and leisure centres")
    priya.goto(own)
    press(priya, "Send the figures")
    expect(priya.locator(".lede .badge")).to_have_text("Sent")
    assert at_both_sizes(priya) == []


def by_workbook(jim: Page, folder: Path) -> None:
    """A workbook with a slip is refused whole; put right, it is shown and taken over."""
    jim.goto("/improve/figures/")
    jim.get_by_role("link", name=f"{THEIRS}: {NOW}").click()
    with jim.expect_download() as taken:
        jim.get_by_role("link", name="Download as a workbook").click()
    file = folder / "figures.xlsx"
    taken.value.save_as(file)
    jim.get_by_role("link", name="Bring a filled-in workbook").click()
    expect(jim.locator("main")).to_contain_text("rounded medians of six organisations or more")
    bring(jim, file, GIVEN | {"library-visits": "plenty"})
    expect(jim.locator("main")).to_contain_text("“plenty” is not a number.")
    expect(jim.get_by_role("button", name="Take it over")).to_have_count(0)
    bring(jim, file, GIVEN)
    expect(jim.locator("main")).to_contain_text("4100000")
    press(jim, "Take it over")
    press(jim, "Send the figures")
    expect(jim.locator(".lede .badge")).to_have_text("Sent")


def bring(jim: Page, file: Path, given: dict[str, object]) -> None:
    book = load_workbook(file)
    for row in book.active.iter_rows(min_row=2):  # type: ignore[union-attr]
        if row[0].value in given:
            row[5].value, row[6].value = given[row[0].value], "As audited."  # type: ignore[index]
    book.save(file)
    jim.get_by_label("File").set_input_files(file)
    jim.get_by_role("button", name=re.compile("^Read")).click()


def hidden_until_the_day(pages: tuple[Page, ...], this_year: str) -> None:
    """Nobody compares, and the team reads the flagged figure with its reason, and no other."""
    for page in pages:
        for part in ("compare/", "public/"):
            answer = page.goto(f"{this_year}{part}")
            assert answer is not None
            assert answer.status == 404 or "/accounts/login/" in page.url
    helen = pages[0]
    helen.goto(this_year)
    expect(helen.locator("main")).to_contain_text(LOW)
    expect(helen.locator("main")).to_contain_text("The quay alone, by our new boundary.")
    assert not re.search(r"4\s?100\s?000|As audited", helen.locator("main").inner_text())
    assert at_both_sizes(helen) == []


def the_day_comes(var: Path) -> None:
    """A served site stands on its day, so it is the days of the collection that move."""
    with closing(sqlite3.connect(var / "culturefirst.sqlite3")) as database, database:
        moved = database.execute(
            "UPDATE improvement_collection SET opens_on = '2011-07-01', "
            "closes_on = '2011-08-31', members_on = '2011-09-19' WHERE year = 2010"
        )
        assert moved.rowcount == 1


def where_one_stands(priya: Page, this_year: str, folder: Path) -> None:
    """Medians and quartiles beside her own, her place in a drawing, and all of it in Excel."""
    priya.goto(this_year)
    priya.get_by_role("link", name="Compare", exact=True).click()
    expect(priya.locator("h1")).to_have_text(f"Where {OURS} stands")
    row = priya.get_by_role("row", name=re.compile("^Cost recovery")).first
    expect(row).to_contain_text(re.compile(r"\d(st|nd|rd|th) of 7"))
    assert at_both_sizes(priya) == []
    with priya.expect_download() as taken:
        priya.get_by_role("link", name="Download (Excel)").click()
    file = folder / "comparison.xlsx"
    taken.value.save_as(file)
    book = load_workbook(file)
    (cost,) = [each for each in book["Comparison"].values if each[0] == "Cost recovery"]
    assert cost[3] == 7
    assert {each[0] for each in book["Organisations"].values} >= {OURS, THEIRS, "Luton"}
    row.get_by_role("link").click()
    expect(priya.locator("main svg").first).to_contain_text("You are here")
    expect(priya.locator("main")).to_contain_text("Over the years")
    assert at_both_sizes(priya) == []


def without_names(stranger: Page, before: str, this_year: str) -> None:
    """Rounded medians and quartiles of last year, nothing of five, and nobody's name."""
    stranger.goto(f"{before}public/")
    main = stranger.locator("main")
    rows = main.get_by_role("row")
    expect(rows.filter(has_text=MUSEUMS).first).to_contain_text("14")
    expect(rows.filter(has_text="Loans per visit").first).to_contain_text("fewer than 6")
    said = main.inner_text()
    assert not [name for name in (OURS, THEIRS, "Luton", "Thurrock") if name in said]
    assert at_both_sizes(stranger) == []
    assert stranger.request.get(f"{this_year}public/").status == 404
    told = stranger.request.get(f"{before}public/?format=xlsx")
    assert told.headers["content-disposition"].endswith('.xlsx"')
