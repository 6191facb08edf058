"""A member writes a case study, the manager publishes it, and the work programme's figure moves."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from culturefirst.demo.accounts import ACCOUNTS
from tests.journeys.axe import at_both_sizes
from tests.journeys.browser import leads_on
from tests.journeys.conftest import NewPage, enter
from tests.journeys.post import letter, link_in
from tests.journeys.test_working_on_the_programme import CASE_STUDIES, open_target, standing

TITLE = "Nine villages, one van of books"
WORDS = {
    "In a sentence or two": "A van that stops where the bus does doubled what was borrowed.",
    "The challenge": "The branch closed.\n\n- No bus on Sundays\n- No shop",
    "What was done": "A van, twice a week.",
    "Cost in pounds": "18500",
    "How they were worked out": "A year’s hire and a driver’s wages.",
    "The outcomes": "**412** people borrowed, of whom 160 never had.",
}


def counted(page: Page, target: str) -> int:
    """How many case studies the target says there are."""
    page.goto(target)
    found = re.search(r"(\d+) of 3", standing(page))
    assert found is not None, standing(page)[:500]
    return int(found[1])


def officer_of(new_page: NewPage) -> tuple[Page, str]:
    [account] = [each for each in ACCOUNTS if each.title == "Officer"]
    return enter(new_page(), "Officer"), account.email


def test_a_case_study_goes_from_a_member_to_the_target(
    new_page: NewPage, as_helen: Page, var: Path
) -> None:
    target = open_target(as_helen, CASE_STUDIES)
    before = counted(as_helen, target)
    page, email = officer_of(new_page)
    page.goto(target)
    page.get_by_role("link", name="Write a case study").click()
    expect(page.locator("main .note")).to_contain_text("Keep the Culture First website current")
    wrong = at_both_sizes(page)
    page.get_by_label("Title", exact=True).fill(TITLE)
    leads_on(page.get_by_role("button", name="Save the draft"))
    expect(page.locator("main")).to_contain_text("A draft, not handed in")
    wrong += at_both_sizes(page)
    page.get_by_role("link", name="Say what the difficulty was.").click()
    for label, words in WORDS.items():
        page.get_by_label(label).fill(words)
    page.get_by_role("button", name="Save").click()
    leads_on(page.get_by_role("button", name="Hand it in"))
    expect(page.locator("main")).to_contain_text("Waits to be looked at")
    wrong += at_both_sizes(page)

    as_helen.goto("/my-work/")
    leads_on(as_helen.get_by_role("link", name=f"“{TITLE}” waits"))
    wrong += at_both_sizes(as_helen)
    as_helen.get_by_role("button", name="Send it back").click()
    expect(as_helen.locator(".error-summary")).to_contain_text("Say what is to change")
    wrong += at_both_sizes(as_helen)
    as_helen.get_by_label("What is to change").fill("Which villages?")
    as_helen.get_by_role("button", name="Send it back").click()
    expect(as_helen.locator("main")).to_contain_text("Sent back")
    assert counted(as_helen, target) == before

    page.goto(link_in(letter(var, email, f"“{TITLE}” was sent back")))
    expect(page.locator("main")).to_contain_text("Helen Marsh says: Which villages?")
    page.get_by_role("link", name="Write on").click()
    page.get_by_label("What was done").fill("A van, twice a week, to Elsworth and eight others.")
    page.get_by_role("button", name="Save").click()
    leads_on(page.get_by_role("button", name="Hand it in"))

    as_helen.goto("/my-work/")
    leads_on(as_helen.get_by_role("link", name=f"“{TITLE}” waits"))
    as_helen.get_by_role("button", name="Publish it").click()
    expect(as_helen.locator("main")).to_contain_text("Published")
    assert counted(as_helen, target) == before + 1
    as_helen.get_by_role("link", name=TITLE).click()
    expect(as_helen.get_by_role("heading", level=1)).to_have_text(TITLE)

    stranger = new_page()
    stranger.goto(link_in(letter(var, email, f"“{TITLE}” was approved")))
    expect(stranger.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(stranger.locator("article")).to_contain_text("to Elsworth and eight others")
    expect(stranger.locator("main aside")).to_contain_text("Keep the Culture First website current")
    assert wrong == []


def test_two_windows_lose_nothing_of_either(new_page: NewPage) -> None:
    page, _ = officer_of(new_page)
    page.goto("/learn/write/new/")
    page.get_by_label("Title", exact=True).fill("Two windows")
    leads_on(page.get_by_role("button", name="Save the draft"))
    address = page.url
    page.goto(f"{address}change/")
    other = page.context.new_page()
    other.goto(f"{address}change/")
    other.get_by_label("What was done").fill("As the one window has it.")
    other.get_by_role("button", name="Save").click()
    page.get_by_label("What was done").fill("As the other has it.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Somebody else changed this")
    expect(page.locator("main")).to_contain_text("As the one window has it.")
    assert at_both_sizes(page) == []
    page.get_by_role("button", name="Save").click()
    expect(page.locator("article")).to_contain_text("As the other has it.")
