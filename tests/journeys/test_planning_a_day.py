"""A speed-dating day is run by its organiser: final, round by round, and around who is missing."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.axe import at_both_sizes
from tests.journeys.bearing import faults_in_bearing
from tests.journeys.browser import NARROW, WIDE, leads_on
from tests.journeys.conftest import NewPage, enter

EVENT = "Speed-dating of eighteen councils"
DAY, WISHES = "Parties, wishes and timetable", re.compile("wants to meet")


def open_day(page: Page, door: "str | re.Pattern[str]") -> str:
    """From the calendar to the event, and on from it."""
    page.goto("/meet/")
    page.get_by_role("link", name=EVENT).first.click()
    leads_on(page.get_by_role("link", name=door))
    return page.url


def looked_at(page: Page) -> list[str]:
    wrong = at_both_sizes(page) + faults_in_bearing(page)
    page.set_viewport_size(WIDE)
    return wrong


def test_every_page_of_a_day_is_for_everybody(new_page: NewPage) -> None:
    helen, priya = enter(new_page(), "Manager"), enter(new_page(), "Officer")
    day = open_day(helen, DAY)
    wrong = looked_at(helen)
    for door in ("Change rounds and tables", "Let two meet for certain", "Make it final"):
        helen.goto(day)
        leads_on(helen.get_by_role("link", name=door))
        wrong += looked_at(helen)
    helen.goto(day)
    leads_on(helen.get_by_role("region", name="Who meets whom").get_by_role("link").first)
    meeting, wrong = helen.url, wrong + looked_at(helen)
    for door in ("Exchange seats", "Move it"):
        helen.goto(meeting)
        leads_on(helen.get_by_role("link", name=door))
        wrong += looked_at(helen)
    helen.goto(day)
    leads_on(helen.get_by_role("link", name="Ipswich", exact=True))
    wrong += looked_at(helen)
    leads_on(helen.get_by_role("link", name="Change when they are there"))
    wrong += looked_at(helen)
    open_day(priya, WISHES)
    assert wrong + looked_at(priya) == []


def test_wishes_are_given_on_a_telephone_and_one_given_twice_is_told(new_page: NewPage) -> None:
    priya = enter(new_page(viewport=NARROW, java_script_enabled=False), "Officer")
    open_day(priya, WISHES)
    priya.get_by_label("Babergh").select_option(label="1st wish")
    priya.get_by_role("button", name="Keep these wishes").click()
    expect(priya.locator("main")).to_contain_text("are both your 1st wish")
    priya.get_by_label("Babergh").select_option(label="5th wish")
    priya.get_by_role("button", name="Keep these wishes").click()
    expect(priya.locator("main")).to_contain_text("The wishes are kept.")
    expect(priya.get_by_label("Babergh")).to_have_value("5")


def test_the_organiser_runs_the_day_on_a_telephone_around_who_does_not_come(
    new_page: NewPage,
) -> None:
    helen = enter(new_page(viewport=NARROW, java_script_enabled=False), "Manager")
    day, main = open_day(helen, DAY), helen.locator("main")
    helen.get_by_role("button", name="Plan it anew").click()
    expect(main).to_contain_text("The day is planned.")
    helen.get_by_role("link", name="Make it final").click()
    helen.get_by_role("button", name="Make it final and write to everybody").click()
    expect(main).to_contain_text("the letters are on their way")
    helen.get_by_role("button", name="Round 1 was held").click()
    expect(main).to_contain_text("is not moved any more")
    held = helen.get_by_role("row", name=re.compile("Round 1 ")).inner_text()
    helen.get_by_role("link", name="Norwich", exact=True).click()
    helen.get_by_role("button", name="They left").click()
    expect(main).to_contain_text(re.compile("[67] meetings cannot be held as planned"))
    helen.get_by_role("button", name="Plan the rest anew").click()
    expect(main).to_contain_text("The rounds to come are planned anew.")
    assert helen.url == day
    assert helen.get_by_role("row", name=re.compile("Round 1 ")).inner_text() == held
    later = helen.get_by_role("row", name=re.compile("Round [2-8] ")).all_inner_texts()
    assert (len(later), [row for row in later if "Norwich" in row]) == (7, [])
    expect(helen.get_by_role("row", name=re.compile("^Norwich "))).to_contain_text(
        "left before round 2"
    )
