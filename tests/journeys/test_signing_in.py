"""Signing in and out, by mouse and by keyboard."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.browser import leads_on, picture
from tests.journeys.conftest import NewPage, enter

EMAIL, PASSWORD = "helen.marsh@culture-first.example", "Rochford and Ely"


def test_the_manager_signs_in_and_finds_what_needs_her(page: Page) -> None:
    enter(page, "Manager")
    expect(page.get_by_role("heading", level=1)).to_have_text("My work")
    expect(page.get_by_role("link", name="Helen Marsh")).to_be_visible()
    picture(page, "my-work")
    page.get_by_role("button", name="Sign out").first.click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()


def test_a_wrong_password_is_told_in_a_sentence_and_says_nothing_of_the_account(
    page: Page,
) -> None:
    told = []
    for email in (EMAIL, "nobody@nowhere.example"):
        page.goto("/accounts/login/")
        page.get_by_label("Email address").fill(email)
        page.get_by_label("Password", exact=True).fill("not this one")
        leads_on(page.get_by_role("button", name="Sign in", exact=True))
        told.append(page.locator(".error-summary").inner_text())
    assert told[0] == told[1] != ""


def test_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").startswith("Skip to")
    page.keyboard.press("Enter")
    tab_to(page, "See the work programme")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/programme/"))
    page.goto("/accounts/login/")
    for words in (EMAIL, PASSWORD):
        while page.evaluate("document.activeElement.tagName") != "INPUT":
            page.keyboard.press("Tab")
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.get_by_label("Password", exact=True).press("Enter")
    page.wait_for_url(lambda url: "login" not in url)
    expect(page.get_by_role("link", name="Helen Marsh")).to_be_visible()


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the focus, which must be visible, stands on these words."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.textContent"):
            assert page.evaluate("document.activeElement.matches(':focus-visible')")
            box = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert box != "none"
            return
    raise AssertionError(f"{words!r} cannot be reached with Tab")


def test_a_page_for_members_asks_a_stranger_to_sign_in_and_leads_on(page: Page) -> None:
    page.goto("/people/")
    expect(page).to_have_url(re.compile(r"/accounts/login/\?next=/people/"))
    page.get_by_label("Email address").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(re.compile("/people/$"))


def test_what_an_officer_may_not_do_is_not_offered(new_page: NewPage) -> None:
    page = enter(new_page(), "Officer")
    page.goto("/programme/")
    expect(page.get_by_role("link", name=re.compile("^(Edit|Add a target)"))).to_have_count(0)
    answer = page.goto("/programme/import/")
    assert answer is not None
    assert answer.status == 403
    expect(page.locator("main")).to_contain_text("it is for the network's director and managers")
