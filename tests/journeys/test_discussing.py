"""A thread with a poll in a closed group: for its members, and for nobody else by any way."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import leads_on
from tests.journeys.conftest import NewPage, enter

GROUP = "Culture First Executive"
TITLE, QUESTION = "Quillwort for the year to come", "Which quoin of Quillwort suits?"
WORDS = re.compile("quillwort|quoin", re.IGNORECASE)


def test_a_thread_with_a_poll_in_a_closed_group_is_found_by_nobody_outside(
    new_page: NewPage,
) -> None:
    helen = enter(new_page(), "Manager")
    poll = open_a_poll(helen)
    thread = open_a_thread(helen)
    card = helen.get_by_role("region", name="Quick poll")
    card.get_by_label("In October").check()
    leads_on(card.get_by_role("button", name="Answer"))
    helen.goto(thread)
    expect(card).to_contain_text("1 answer")
    helen.get_by_label("Your words").fill("October it is.")
    helen.get_by_role("button", name="Reply").click()
    leads_on(helen.get_by_role("button", name="Mark as the answer").last)
    helen.goto(thread)
    expect(helen.locator("main")).to_contain_text("Answered")
    assert sorted(found(helen)) == sorted([TITLE, QUESTION])
    for outsider in (enter(new_page(), "Officer"), enter(new_page(), "Councillor"), new_page()):
        sees_nothing_of(outsider, [thread, poll])


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_a_poll_is_answered_and_the_answer_changed(new_page: NewPage, script: bool) -> None:
    page = enter(new_page(java_script_enabled=script), "Councillor" if script else "Officer")
    page.goto("/polls/")
    card = page.locator(".poll", has_text="Has your service shared a post").first
    before = int(re.search(r"(\d+) answers", card.inner_text()).group(1))  # type: ignore[union-attr]
    card.get_by_label("Planning to").check()
    leads_on(card.get_by_role("button", name="Answer"))
    expect(page.locator("main")).to_contain_text(f"{before + 1} answers")
    page.goto("/polls/")
    card.get_by_role("link", name=re.compile("^The poll")).click()
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Change my answer").click()
    expect(page.locator("main")).to_contain_text(f"{before + 1} answers")
    expect(page.get_by_label("No", exact=True)).to_be_checked()


def open_a_poll(page: Page) -> str:
    """Write a poll for the group and open it; gives its address."""
    page.goto("/polls/new/")
    page.get_by_label("Question").fill(QUESTION)
    page.get_by_label("Answers to choose from").fill("In October\nIn November")
    page.get_by_label("Only for a group").select_option(label="The Executive")
    page.get_by_label("Last day for answers").fill("2011-10-14")
    page.get_by_role("button", name="Keep the draft").click()
    page.wait_for_url(re.compile(r"/polls/\d+/$"))
    page.get_by_role("button", name="Open the poll").click()
    expect(page.locator("main")).to_contain_text("Open until 14 October 2011")
    return page.url


def open_a_thread(page: Page) -> str:
    """Open the group's forum, and in it a thread with the poll; gives its address."""
    page.goto("/groups/")
    page.get_by_role("link", name=GROUP).click()
    page.get_by_role("link", name="Forum of this group").click()
    page.get_by_role("button", name="Open the forum").click()
    page.get_by_role("link", name="Open a thread").first.click()
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Opening words").fill("We have the choice of two.")
    page.get_by_label("It is a question").check()
    page.locator("summary", has_text="More about it").click()
    page.get_by_label("Quick poll").select_option(label=QUESTION)
    page.get_by_role("button", name="Open it").click()
    page.wait_for_url(re.compile(r"/discussions/threads/\d+/"))
    return page.url.split("#")[0]


def found(page: Page) -> list[str]:
    """What search finds by the rare word."""
    page.goto("/search/?words=quillwort")
    return page.locator("ol.hits h3").all_inner_texts()


def sees_nothing_of(page: Page, addresses: list[str]) -> None:
    """Neither by its address nor by a list, a feed, the programs' interface or a slip of search."""
    for address in addresses:
        answer = page.request.get(address, max_redirects=0)
        assert answer.status in (302, 404), address
        assert not WORDS.search(answer.text())
    assert found(page) == []
    for path in ("/search/?words=quilwort", "/", "/discussions/", "/polls/", "/groups/"):
        page.goto(path)
        assert not WORDS.search(page.locator("main").inner_text().replace("quilwort", "")), path
    for path in ("/learn/feed/", "/sitemap.xml", "/api/"):
        assert not WORDS.search(page.request.get(path).text()), path
