"""Every page, for a stranger and for the manager, wide and narrow: axe finds nothing."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import at_both_sizes, faults
from tests.journeys.conftest import NewPage, enter
from tests.journeys.pages import STARTS, crawl
from tests.journeys.steps import upload

MEMBERS = (
    *(start for start in STARTS if start not in ("/join/", "/accounts/login/")),
    "/my-work/",
    "/people/",
    "/people/duplicates/",
    "/joining/",
    "/invitations/",
    "/audiences/",
    "/account/",
    "/account/preferences/",
    "/account/privacy/",
    "/privacy/retention/",
    "/programme/import/",
)


@pytest.mark.parametrize("who", ["a stranger", "the manager"])
def test_axe_finds_nothing_on_any_page(who: str, new_page: NewPage, site: str) -> None:
    page = new_page()
    starts: tuple[str, ...] = STARTS
    least = 20
    if who == "the manager":
        enter(page, "Manager")
        starts, least = MEMBERS, 60
    opened, wrong = 0, []
    for _ in crawl(page, site, starts):
        opened += 1
        wrong += at_both_sizes(page)
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


def test_axe_finds_nothing_on_forms_with_faults(new_page: NewPage, tmp_path: Path) -> None:
    page = new_page()
    page.goto("/accounts/login/")
    page.get_by_label("Email address").fill("helen.marsh@culture-first.example")
    page.get_by_label("Password", exact=True).fill("not this one")
    page.get_by_role("button", name="Sign in", exact=True).click()
    wrong = refused(page)
    enter(page, "Manager")
    (tmp_path / "letter.txt").write_text("Dear Helen, thank you for the day in Ely.")
    upload(page, tmp_path / "letter.txt")
    wrong += at_both_sizes(page)
    page.goto("/programme/import/")
    wrong += sent_as_it_is(page)
    for form, empty in (("edit", "Target"), ("milestone", "On which day?")):
        page.goto("/programme/")
        page.get_by_role("link", name="At least 3 case studies a year").first.click()
        page.goto(f"{page.url.split('?')[0]}{form}/")
        page.get_by_label(empty, exact=True).fill("")
        wrong += sent_as_it_is(page)
    assert wrong == []


def sent_as_it_is(page: Page) -> list[str]:
    """Send the form past the browser's own checks, then look at what comes back."""
    page.evaluate("document.querySelector('main form[method=post]').noValidate = true")
    page.locator("main form[method=post] button[type=submit]").first.click()
    return refused(page)


def refused(page: Page) -> list[str]:
    expect(page.locator(".error-summary")).to_be_visible()
    return at_both_sizes(page)
