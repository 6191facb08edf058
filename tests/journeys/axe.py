"""What axe finds on a page, wide and narrow."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.journeys.browser import NARROW, WIDE

# Every rule looks at every part; that each part which passed is described takes as long again.
RUN = "tags => axe.run({runOnly: tags, resultTypes: ['violations']})"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def faults(page: Page) -> list[str]:
    """What axe finds on the page that stands open, one line each."""
    return [
        f"{page.url} at {page.viewport_size}: {each['id']}: {each['nodes'][0]['html'][:160]}"
        for each in _ran(page)["violations"]
    ]


def rules(page: Page) -> set[str]:
    """The rules that looked at something on the page that stands open."""
    ran = _ran(page)
    return {each["id"] for each in ran["passes"] + ran["violations"]}


def _ran(page: Page) -> dict[str, list[dict[str, Any]]]:
    if not page.evaluate("'axe' in window"):  # half a megabyte: once a page, not once a size
        page.evaluate(AXE_SCRIPT)
    ran: dict[str, list[dict[str, Any]]] = page.evaluate(RUN, TAGS)
    return ran


def at_both_sizes(page: Page) -> list[str]:
    """The same at 375 and at 1280 pixels, and whether the page is wider than its window."""
    found = []
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        found += faults(page)
        if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
            found.append(f"{page.url} is wider than {size['width']} pixels")
    return found
