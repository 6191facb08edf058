"""The website's editor, as the team uses it: axe finds nothing, and no policy is broken.

The journeys' ``watch`` fails a test on whatever a browser complains of, broken policies included.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import faults
from tests.journeys.browser import leads_on
from tests.journeys.conftest import NewPage, enter

PLACES = (
    "/cms/",
    "/cms/pages/",
    "/cms/images/",
    "/cms/images/add/",
    "/cms/images/multiple/add/",
    "/cms/documents/",
    "/cms/documents/add/",
    "/cms/documents/multiple/add/",
)
# Each kind of page is written in a form of its own.
SECTIONS = ("news", "policy-watch", "resources", "case-studies", "briefings")


def edited(page: Page, section: str) -> str:
    """The address in the editor of the section's latest page."""
    page.goto(f"/learn/{section}/")
    leads_on(page.locator(".entries h3 a").first)
    return str(page.get_by_role("link", name="Change this page").get_attribute("href"))


def settled(page: Page, address: str) -> Page:
    """The page of the editor once its scripts have run."""
    page.goto(address, wait_until="networkidle")
    return page


def test_axe_finds_nothing_where_the_team_keeps_pages_pictures_and_files(as_helen: Page) -> None:
    wrong = [fault for place in PLACES for fault in faults(settled(as_helen, place))]
    assert wrong == []


@pytest.mark.parametrize("section", SECTIONS)
def test_axe_finds_nothing_where_a_page_is_written(section: str, as_helen: Page) -> None:
    edit = edited(as_helen, section)
    wrong = faults(settled(as_helen, edit))
    for also in ("history/", "unpublish/"):
        wrong += faults(settled(as_helen, edit.replace("edit/", also)))
    assert wrong == []


def test_the_editor_checks_a_page_in_its_own_frame(as_helen: Page) -> None:
    settled(as_helen, edited(as_helen, "case-studies"))
    as_helen.locator("[data-side-panel-toggle=checks]").click()
    checks = as_helen.locator("[data-side-panel=checks]")
    expect(checks).to_contain_text(re.compile(r"Words\s+\d{2,}"), timeout=30_000)
    expect(checks).to_contain_text(re.compile(r"Issues found\s*0"))
    assert faults(as_helen) == []


@pytest.fixture
def waiting(new_page: NewPage) -> Iterator[str]:
    """A page that a member handed in; its address in the editor."""
    page = enter(new_page(), "Officer")
    page.goto("/learn/write/new/")
    page.get_by_label("Title", exact=True).fill("For the editor")
    for label in ("In a sentence or two", "The challenge", "What was done", "The outcomes"):
        page.get_by_label(label).fill("Words.")
    leads_on(page.get_by_role("button", name="Save the draft"))
    number = re.search(r"/write/(\d+)/", page.url)
    assert number is not None
    leads_on(page.get_by_role("button", name="Hand it in"))
    yield f"/cms/pages/{number[1]}/edit/"


def test_a_page_that_waits_is_answered_in_the_editor_too(waiting: str, as_helen: Page) -> None:
    settled(as_helen, waiting)
    wrong = faults(as_helen)
    as_helen.get_by_role("button", name="More actions").click()
    wrong += faults(as_helen)
    as_helen.get_by_role("button", name="Request changes").click()
    dialog = as_helen.get_by_role("dialog")
    expect(dialog).to_have_css("opacity", "1")  # it fades in
    wrong += faults(as_helen)
    dialog.get_by_label("Comment").fill("Say more.")
    dialog.get_by_role("button").last.click()
    expect(as_helen.locator("body")).to_contain_text(re.compile("changes", re.IGNORECASE))
    assert wrong == []
