"""Meeting: an event is planned, filled and given back, and an offer finds who needs it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import at_both_sizes
from tests.journeys.browser import NARROW, leads_on, picture
from tests.journeys.conftest import NewPage, enter
from tests.journeys.post import letter

JIM = "jim.gotts@norfolk-county-council.example"


def plan(page: Page, title: str, day: str) -> str:
    """Plan a workshop for one delegate, announce it, and give its address."""
    page.goto("/meet/")
    page.get_by_role("link", name="Plan an event", exact=True).first.click()
    page.get_by_label("Kind").select_option(label="Workshop")
    page.get_by_label("Title").fill(title)
    page.get_by_label("Summary").fill("An afternoon on lending what stands idle.")
    page.get_by_label("Begins").fill(f"{day}T14:00")
    page.get_by_label("Ends").fill(f"{day}T16:30")
    page.get_by_label("Venue").fill("The Maltings, Ely")
    page.get_by_role("spinbutton", name="Places (optional)").fill("1")
    page.get_by_role("button", name="Keep the draft").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.get_by_role("button", name="Announce it").click()
    expect(page.get_by_role("button", name="Announce it")).to_have_count(0)
    return page.url


def book(page: Page, address: str, door: str, button: str) -> None:
    page.goto(address)
    page.get_by_role("link", name=door).click()
    leads_on(page.get_by_role("button", name=button))
    page.goto(address)


@pytest.mark.parametrize(
    ("script", "size"), [(True, None), (False, NARROW)], ids=["with JavaScript", "without, narrow"]
)
def test_who_waits_first_moves_up_when_a_place_is_given_back(
    new_page: NewPage, var: Path, script: bool, size: dict[str, int] | None
) -> None:
    def browser() -> Page:
        return new_page(java_script_enabled=script, **({"viewport": size} if size else {}))

    title = f"Lending what stands idle {'one' if script else 'two'}"
    helen, priya, jim = (enter(browser(), who) for who in ("Manager", "Officer", "Councillor"))
    address = plan(helen, title, "2011-10-12" if script else "2011-10-13")
    book(priya, address, "Book a place", "Book the place")
    expect(priya.locator("main")).to_contain_text("You have a place.")
    book(jim, address, "Join the waiting list", "Join the line")
    expect(jim.locator("main")).to_contain_text("number 1 in line")
    if script:
        picture(jim, "event")
    priya.get_by_role("link", name="Give your place back").click()
    leads_on(priya.get_by_role("button", name="Give it back"))
    jim.goto(address)
    expect(jim.locator("main")).to_contain_text("You have a place.")
    assert title in letter(var, JIM, f"You have a place now: “{title}”")
    helen.goto(f"{address}delegates/")
    expect(helen.get_by_role("table").first).to_contain_text("Jim Gotts")


def test_an_offer_finds_who_needs_it(new_page: NewPage) -> None:
    priya = enter(new_page(), "Officer")
    priya.goto("/share/")
    priya.get_by_role("link", name="Racks in a dry store for museum objects").click()
    expect(priya.get_by_role("heading", level=1)).to_have_text(
        "Racks in a dry store for museum objects"
    )
    priya.goto("/share/mine/")
    expect(
        priya.get_by_role("link", name="Staging for two weeks on the seafront", exact=True)
    ).to_be_visible()
    picture(priya, "offers-and-needs")


def test_axe_finds_nothing_where_people_plan_book_and_share(new_page: NewPage) -> None:
    wrong = []
    stranger, priya, helen = new_page(), *(enter(new_page(), w) for w in ("Officer", "Manager"))
    for page, addresses in (
        (stranger, ("/meet/", "/meet/2011/10/", "/meet/past/", "/meet/calendars/", "/share/")),
        (priya, ("/meet/bookings/", "/share/", "/share/new/", "/share/mine/", "/share/words/")),
        (helen, ("/meet/new/", "/meet/series/", "/meet/coverage/")),
    ):
        for address in addresses:
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, address
            wrong += at_both_sizes(page)
    assert wrong == []
