"""Looking: anybody opens the programme, a figure, and the records behind it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import faults
from tests.journeys.browser import NARROW, picture
from tests.journeys.conftest import NewPage, enter

CASE_STUDIES = "At least 3 case studies a year"


def test_a_stranger_goes_from_the_home_page_to_the_records_behind_a_figure(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    picture(page, "home")
    page.get_by_role("link", name="See the work programme").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Work programme 2011–12")
    picture(page, "programme")
    page.get_by_role("link", name=CASE_STUDIES).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(CASE_STUDIES)
    picture(page, "target")
    page.get_by_role("link", name=re.compile("^1 of 3")).click()
    expect(page.get_by_role("heading", name="The records behind it")).to_be_visible()
    rows = page.get_by_role("table").first.get_by_role("row")
    expect(rows).to_have_count(2)
    expect(rows.nth(1)).to_contain_text("Leisure centres run as one service")
    picture(page, "figure")


def test_the_records_leave_as_a_table_that_opens_anywhere(page: Page) -> None:
    page.goto("/programme/")
    page.get_by_role("link", name=CASE_STUDIES).click()
    page.get_by_role("link", name=re.compile("^1 of 3")).click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download as CSV").click()
    assert waiting.value.suggested_filename.endswith(".csv")
    lines = waiting.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 2


def test_the_same_way_on_a_telephone(new_page: NewPage) -> None:
    page = new_page(viewport=NARROW)
    for address, name in (("/", "home-375"), ("/programme/", "programme-375")):
        page.goto(address)
        across = page.evaluate("document.documentElement.scrollWidth")
        assert across <= NARROW["width"]
        picture(page, name)
    page.get_by_role("link", name=CASE_STUDIES).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(CASE_STUDIES)


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_on_a_telephone_the_doors_are_behind_a_menu(new_page: NewPage, script: bool) -> None:
    page = new_page(viewport=NARROW, java_script_enabled=script)
    page.goto("/")
    door = page.get_by_role("link", name="Network", exact=True)
    expect(door).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(door).to_be_visible()
    if script:  # axe is a script itself
        assert faults(page) == []
    page.get_by_role("button", name="Close the menu").click()
    expect(door).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    door.click()
    expect(page).to_have_url(re.compile("/organisations/$"))


def test_every_view_of_the_programme_opens(page: Page) -> None:
    page.goto("/programme/")
    for tab in ("Timeline", "By lead", "As the document", "Activities"):
        page.get_by_role("navigation").get_by_role("link", name=tab, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Work programme 2011–12")
        if tab != "Activities":
            picture(page, f"view-{tab.lower().replace(' ', '-')}")


def test_a_status_in_the_tally_filters_the_targets(page: Page) -> None:
    page.goto("/programme/")
    page.get_by_role("link", name=re.compile(r"Missed")).first.click()
    expect(page.get_by_role("link", name=re.compile("^20 organisations"))).to_be_visible()
    expect(page.get_by_role("link", name=CASE_STUDIES)).to_have_count(0)


def test_the_programme_shows_as_at_another_day(page: Page) -> None:
    page.goto("/programme/")
    page.get_by_label("As at").fill("2011-04-15")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("as_at=2011-04-15"))
    expect(page.locator("main")).to_contain_text("15 April 2011")
    page.get_by_role("link", name=CASE_STUDIES).click()
    expect(page.locator("main")).to_contain_text(re.compile("[01] of 3"))


def test_all_of_it_works_without_javascript(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/programme/")
    page.get_by_label("As at").fill("2011-06-08")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("main")).to_contain_text("8 June 2011")
    page.get_by_role("link", name=CASE_STUDIES).click()
    enter(page, "Councillor")
    page.goto("/my-work/")
    expect(page.get_by_role("heading", level=1)).to_have_text("My work")


def test_a_record_that_is_not_there_is_told_calmly(page: Page) -> None:
    answer = page.goto("/programme/targets/999999/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
