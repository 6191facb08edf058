"""A speed-dating day of eighteen councils: from wishes to introductions, on telephones.

The story has brought them in and heard fifteen; here the last words are said, the timetable becomes
final, somebody does not come, and two find that both want to go on.
"""

import io
import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.journeys.axe import at_both_sizes
from tests.journeys.browser import NARROW, picture
from tests.journeys.conftest import NewPage, enter
from tests.journeys.post import letter
from tests.journeys.test_the_day_of_an_event import on, wait_until_held

BEFORE, EVE, AFTER = "2011-09-19", "2011-10-12", "2011-10-14"
TITLE, COUNCILS, ROUNDS = "Speed-dating of eighteen councils", 18, 8
IPSWICH, NORFOLK, ABSENT = "Ipswich", "Norfolk County Council", "Basildon"
PRIYA, JIM = "priya.nair@ipswich.example", "jim.gotts@norfolk-county-council.example"
WITHOUT_SCRIPT = {"viewport": NARROW, "java_script_enabled": False}


def test_eighteen_councils_go_from_wishes_to_introductions(var: Path, browser: Browser) -> None:
    with on(var, BEFORE, browser) as new_page:
        event = wishes(enter(new_page(viewport=NARROW), "Officer"))
        wants(enter(new_page(**WITHOUT_SCRIPT), "Councillor"), IPSWICH)
        plan_and_make_final(enter(new_page(), "Manager"), event)
    with on(var, EVE, browser) as new_page:
        priya = enter(new_page(viewport=NARROW), "Officer")
        agenda(priya, event)
        on_paper(priya, event, enter(new_page(), "Manager"))
    with on(var, AFTER, browser) as new_page:
        helen = enter(new_page(), "Manager")
        hold(helen, event)
        further(new_page, var, event)
        wait_until_held(helen, event)
        counted(helen, event)


def go(page: Page, event: str, words: str) -> None:
    page.goto(event)
    page.get_by_role("link", name=words).click()


def main(page: Page) -> str:
    return page.locator("main").inner_text()


def wishes(page: Page) -> str:
    """Priya asks for Norfolk before all others; gives the path of the event."""
    page.goto("/meet/?kind=speed_dating")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    event = re.sub(r"^https?://[^/]+", "", page.url)
    page.get_by_role("link", name=f"Whom {IPSWICH} wants to meet").click()
    expect(page.locator(".wishes select")).to_have_count(COUNCILS - 1)
    for select in page.locator(".wishes select").all():
        select.select_option("")
    page.get_by_label(NORFOLK).select_option("1")
    page.get_by_label("Waveney").select_option("2")
    page.get_by_role("button", name="Keep these wishes").click()
    expect(page.get_by_label(NORFOLK)).to_have_value("1")
    return event


def wants(page: Page, other: str) -> None:
    """Jim, on a telephone without JavaScript, adds whom he wants to meet to his wishes."""
    page.goto("/meet/?kind=speed_dating")
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("link", name=f"Whom {NORFOLK} wants to meet").click()
    expect(page.locator(".callout")).to_contain_text(other)  # they asked to meet him
    page.get_by_label(other, exact=True).select_option("5")
    page.get_by_role("button", name="Keep these wishes").click()
    # What is kept has no gaps.
    expect(page.get_by_label(other, exact=True)).to_have_value("5")


def plan_and_make_final(helen: Page, event: str) -> None:
    """The organiser plans anew; the page says how good it is and why two meet."""
    go(helen, event, "Parties, wishes and timetable")
    expect(helen.locator("main")).to_contain_text(f"{COUNCILS} parties, {ROUNDS} rounds")
    helen.get_by_role("button", name="Plan it anew").click()
    expect(helen.locator("main")).to_contain_text("it is proved that no timetable has more")
    pair = helen.get_by_role("link", name=f"{IPSWICH} and {NORFOLK}")
    expect(pair).to_have_count(1)
    pair.click()
    expect(helen.locator("main")).to_contain_text(f"{IPSWICH} asked to meet them (1st wish)")
    helen.go_back()
    helen.get_by_role("link", name="Make it final").click()
    helen.get_by_role("button", name="Make it final").click()
    expect(helen.locator(".lede")).to_contain_text("Final timetable")


def agenda(priya: Page, event: str) -> None:
    """The next meeting is large at the top, each with a reason, and nothing to tick yet."""
    go(priya, event, "Whom you meet, and when")
    expect(priya.locator(".next-meeting h2")).to_have_text("Next")
    expect(priya.locator(".agenda > li")).to_have_count(ROUNDS)
    row = priya.locator(".agenda > li", has=priya.get_by_role("heading", name=NORFOLK))
    expect(row).to_contain_text("You asked to meet them, your 1st wish")
    expect(row).to_contain_text("They asked to meet you")
    expect(row).to_contain_text("Jim Gotts")
    expect(priya.get_by_role("button", name="Take it further")).to_have_count(0)
    picture(priya, "agenda-375")


def on_paper(priya: Page, event: str, helen: Page) -> None:
    with priya.expect_download() as waiting:
        priya.get_by_role("link", name="On paper (PDF)").click()
    [own] = PdfReader(io.BytesIO(waiting.value.path().read_bytes())).pages
    assert NORFOLK in own.extract_text()
    for words, pages in (("All agendas on paper (PDF)", COUNCILS), ("A sign for each table", 9)):
        helen.goto(event)
        with helen.expect_download() as waiting:
            helen.get_by_role("link", name=words).click()
        assert len(PdfReader(io.BytesIO(waiting.value.path().read_bytes())).pages) == pages


def hold(helen: Page, event: str) -> None:
    """After the first round somebody turns out not to have come: the rest is planned anew."""
    go(helen, event, "Parties, wishes and timetable")
    first = helen.locator(".rounds tbody tr").first
    before = first.inner_text()
    helen.get_by_role("button", name="Round 1 was held").click()
    helen.get_by_role("link", name=ABSENT, exact=True).click()
    helen.get_by_role("button", name="They left").click()
    go(helen, event, "Parties, wishes and timetable")
    expect(helen.locator("main")).to_contain_text("cannot be held as planned")
    helen.get_by_role("button", name="Plan the rest anew").click()
    expect(helen.locator("main")).not_to_contain_text("cannot be held as planned")
    held = helen.locator(".rounds tbody tr").first
    assert meetings(held.inner_text()) == meetings(before)
    for number in range(2, ROUNDS + 1):
        helen.get_by_role("button", name=f"Round {number} was held").click()
    expect(helen.locator(".lede")).to_contain_text("Over")


def meetings(row: str) -> list[str]:
    return re.findall(r"[^\t\n]+ and [^\t\n]+", row)


def further(new_page: NewPage, var: Path, event: str) -> None:
    """Priya says so first, which Jim does not learn; then he does, and both are introduced."""
    priya, jim = (
        enter(new_page(viewport=NARROW), "Officer"),
        enter(new_page(**WITHOUT_SCRIPT), "Councillor"),
    )
    go(jim, event, "Whom you meet, and when")
    before = main(jim)
    go(priya, event, "Whom you meet, and when")
    priya.get_by_role("button", name=f"Take it further with {NORFOLK}").click()
    expect(priya.locator("main")).to_contain_text("Noted, for you alone.")
    jim.reload()
    assert main(jim) == before
    jim.get_by_role("link", name=f"Write a note for yourselves on {IPSWICH}").click()
    jim.get_by_label("Yes, we want to").check()
    jim.get_by_label("A note for yourselves").fill("Ring on Monday about the store.")
    jim.get_by_role("button", name="Keep it").click()
    expect(jim.locator("main")).to_contain_text("You both want to take it further")
    picture(jim, "agenda-ticked-375")
    priya.reload()
    assert "Ring on Monday" not in main(priya)
    assert JIM in letter(var, PRIYA, f"You and {NORFOLK} both want to take it further")
    assert PRIYA in letter(var, JIM, f"You and {IPSWICH} both want to take it further")
    open_initiative(priya)


def open_initiative(priya: Page) -> None:
    """The draft waits in “My work”, with both as partners; it is opened to the members."""
    priya.goto("/my-work/")
    priya.get_by_role("link", name=f"{IPSWICH} and {NORFOLK}").first.click()
    expect(priya.locator("main")).to_contain_text("a meeting at " + TITLE)
    expect(priya.locator("main")).to_contain_text("Jim Gotts")
    priya.get_by_role("button", name="Open it to the members").click()
    expect(priya.locator("main")).to_contain_text("It is open: every member can read it.")


def counted(helen: Page, event: str) -> None:
    """The organiser reads numbers; they are measures, which lead to their records."""
    go(helen, event, "What came of it")
    told = main(helen)
    assert re.search(r"Meetings both want to take further\s+1\b", told), told
    assert re.search(r"Initiatives that are open\s+1\b", told), told
    helen.get_by_role("link", name="Introductions that became initiatives").click()
    expect(helen.locator("main")).to_contain_text("An initiative out of a meeting")


def test_axe_finds_nothing_where_people_meet_two_by_two(new_page: NewPage) -> None:
    wrong = []
    priya, helen = (enter(new_page(), who) for who in ("Officer", "Manager"))
    for page, addresses in (
        (priya, ("/share/initiatives/", "/share/initiatives/new/", "/meet/dating/1/agenda/")),
        (helen, ("/meet/dating/1/",)),
    ):
        for address in addresses:
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, address
            wrong += at_both_sizes(page)
    assert wrong == []
