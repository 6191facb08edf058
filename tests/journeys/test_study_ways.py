"""How far people come, by mode of travel, asked without any script; several studies at once."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import conftest
from tests.journeys.axe import at_both_sizes
from tests.journeys.browser import NARROW
from tests.journeys.conftest import NewPage, enter
from tests.journeys.test_studies import choose

WITHOUT_SCRIPT = {"viewport": NARROW, "java_script_enabled": False}


@pytest.fixture(scope="module")
def var(story: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration as it is: it has small areas, libraries and rates."""
    return conftest.copied(story, tmp_path_factory)


def test_two_studies_by_mode_are_asked_for_at_once(new_page: NewPage) -> None:
    priya = enter(new_page(**WITHOUT_SCRIPT), "Officer")
    looked_at(enter(new_page(), "Manager"))
    filled_in(priya)
    priya.get_by_text("Or by walking, public transport and car").click()
    priya.get_by_label("Walking: per cent of visits").fill("30")
    priya.get_by_role("button", name="See how many that makes").click()
    expect(priya.locator("main")).to_contain_text("Say for walking how many per cent of visits")
    priya.get_by_label("Walking: at most, minutes").fill("30")
    priya.get_by_label("Walking: km/h, without a table").fill("5")
    priya.get_by_label("Car: per cent of visits").fill("70")
    priya.get_by_label("Car: at most, minutes").fill("20")
    priya.get_by_label("Car: km/h, without a table").fill("40")
    priya.get_by_role("button", name="See how many that makes").click()
    expect(priya.locator("main")).to_contain_text("That makes 1 study")
    priya.get_by_role("button", name="Make 1 study").click()
    read_side_by_side(priya)


def looked_at(helen: Page) -> None:
    """Both forms hold to the rules at both sizes, with what is folded open."""
    for address in ("new", "several"):
        helen.goto(f"/evidence/studies/{address}/")
        for summary in ("Or by minutes of a table", "Or by walking, public transport and car"):
            helen.get_by_text(summary).click()
        assert at_both_sizes(helen) == []
    helen.goto("/evidence/people/")
    assert at_both_sizes(helen) == []


def filled_in(priya: Page) -> None:
    """All that is asked but how people come."""
    priya.goto("/evidence/studies/several/")
    priya.get_by_label("Title of them all").fill("Libraries on foot and by car")
    priya.get_by_label("Library", exact=True).check()
    priya.get_by_role("group", name="Who lives where").get_by_role("checkbox").first.check()
    choose(priya, "Who takes part", "Public libraries, 2010/11")
    priya.get_by_label("Times a week, where the rates").fill("0.1")
    priya.get_by_label("Farthest ways, in metres").fill("3000, 9000")
    priya.get_by_label("Visits a week that a unit takes").fill("5")
    priya.get_by_label("Size to assume where a place’s own is not known").fill("300")


def read_side_by_side(priya: Page) -> None:
    """The page waits for its figures; the study's parameters tell both modes."""
    expect(priya.get_by_role("heading", level=1)).to_have_text("Libraries on foot and by car")
    address = priya.url
    for _ in range(60):
        if priya.get_by_text("They are being worked out.").count() == 0:
            break
        priya.wait_for_timeout(500)
        priya.goto(address)
    expect(priya.get_by_role("table")).to_contain_text("worked out")
    priya.get_by_role("link", name="Libraries on foot and by car: Library").click()
    priya.get_by_role("link", name="Parameters").click()
    expect(priya.locator("main")).to_contain_text("70 % of visits, at most 20 minutes")
