"""Where demand is high and provision low: on the map, in the table, down to one small area."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.axe import at_both_sizes
from tests.journeys.browser import picture
from tests.journeys.conftest import NewPage, enter


def test_from_the_door_to_the_working_of_one_small_area(new_page: NewPage) -> None:
    page = enter(new_page(), "Officer")
    page.goto("/evidence/")
    page.get_by_role("link", name="Where to look first").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Demand and provision")
    drawn = page.locator("svg.map-choropleth")
    expect(drawn.locator("title", has_text="look here first").first).to_be_attached()
    assert at_both_sizes(page) == []
    picture(page, "demand-and-provision")
    first = page.get_by_role("table").first.get_by_role("row").nth(1).get_by_role("link").first
    name = first.inner_text()
    first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Demand and provision in {name}")
    assert at_both_sizes(page) == []
    ask(page, "Within (metres, straight line)", "9000")
    expect(page.locator("main")).to_contain_text("within 9\u202f000 metres in a straight line")
    page.get_by_role("table").first.get_by_role("row").nth(1).get_by_role("link").first.click()
    expect(page.locator("main")).to_contain_text("Demand index:")
    assert at_both_sizes(page) == []


def ask(page: Page, label: str, value: str) -> None:
    """Open what is folded away, and ask for something else."""
    page.get_by_label(label).fill(value)
    page.locator("details.filters").get_by_role("button", name="Show").click()


def test_each_way_to_look_at_it_is_a_link_and_a_file(new_page: NewPage) -> None:
    page = enter(new_page(), "Councillor")
    page.goto("/evidence/need/?map=areas")
    assert at_both_sizes(page) == []
    for words, title in (("Demand", "Demand"), ("Provision", "Provision")):
        page.get_by_label("Ways to look at it").get_by_role("link", name=words, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        expect(page).to_have_url(re.compile("map=areas"))
        assert at_both_sizes(page) == []
    page.get_by_label("Ways to look at it").get_by_role("link", name="Change").click()
    expect(page.locator("main")).to_contain_text("a second count of the people")
    assert at_both_sizes(page) == []
    page.goto("/evidence/need/")
    with page.expect_download() as begun:
        page.get_by_role("link", name="Authorities as CSV").click()
    lines = Path(begun.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("code,name,authority_code,authority,people,asked,expected")
    assert len(lines) == 48
