"""Every page, for a stranger and for the manager, wide and narrow: axe finds nothing."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.journeys.browser import NARROW, WIDE
from tests.journeys.conftest import NewPage, enter
from tests.journeys.pages import STARTS, crawl

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MEMBERS = (*STARTS[:-1], "/my-work/", "/people/", "/account/", "/programme/import/")


def faults(page: Page) -> list[str]:
    """What axe finds on the page that stands open, one line each."""
    page.evaluate(AXE_SCRIPT)
    return [
        f"{page.url} at {page.viewport_size}: {each['id']}: {each['nodes'][0]['html'][:160]}"
        for each in page.evaluate("tags => axe.run({runOnly: tags}).then(r => r.violations)", TAGS)
    ]


@pytest.mark.parametrize("who", ["a stranger", "the manager"])
def test_axe_finds_nothing_on_any_page(who: str, new_page: NewPage, site: str) -> None:
    page = new_page()
    starts, least = STARTS, 12
    if who == "the manager":
        enter(page, "Manager")
        starts, least = MEMBERS, 40
    opened, wrong = 0, []
    for address in crawl(page, site, starts):
        opened += 1
        for size in (NARROW, WIDE):
            page.set_viewport_size(size)
            wrong += faults(page)
            if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
                wrong.append(f"{address} is wider than {size['width']} pixels")
    assert wrong == []
    assert opened > least


@pytest.mark.parametrize("address", ["/nothing/here/", "/programme/targets/999999/"])
def test_axe_finds_nothing_on_pages_that_refuse(address: str, page: Page) -> None:
    page.goto(address)
    assert faults(page) == []


def test_a_narrow_window_at_double_size_needs_no_sideways_scrolling(new_page: NewPage) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    for address in STARTS:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
