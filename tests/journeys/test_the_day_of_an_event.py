"""The day of an event and after: ticks without a signal, a certificate, and figures that move."""

import io
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.journeys.browser import NARROW, Watch, leads_on, picture, served
from tests.journeys.conftest import NewPage, enter, visitors

BEFORE, DAY, AFTER = "2011-09-19", "2011-09-21", "2011-09-22"
TRAINING, LOCAL = "Reading a balance sheet", "Norfolk day on rural museums"
SESSIONS, DELEGATES = "At least 6 training sessions a year", "At least 30 delegates a year"
SUB_REGIONAL = "5 sub-regional events each year"
ACTIVITY = "Local events and ways to meet in each sub-region"
COUNTED = re.compile(r"(\d+) of (\d+)")


@contextmanager
def on(var: Path, day: str, browser: Browser) -> Iterator[NewPage]:
    """The site as it is on that day, and browsers to visit it."""
    with closing(sqlite3.connect(var / "culturefirst.sqlite3")) as database, database:
        database.execute("UPDATE kit_installation SET stands_on = ?", [day])
        # What goes on by itself is due, as it is after a night.
        database.execute("UPDATE kit_schedule SET next_at = datetime('now', '-1 minute')")
    with served(var, "--demo") as address, visitors(browser, address, Watch(address)) as new_page:
        yield new_page


def test_a_session_is_held_and_the_targets_move(var: Path, browser: Browser) -> None:
    with on(var, BEFORE, browser) as new_page:
        helen = enter(new_page(), "Manager")
        add_target(
            helen, SESSIONS, "Events held", "6", "training sessions", kind="Training session"
        )
        add_target(
            helen, DELEGATES, "Delegates who came", "30", "delegates", kind="Training session"
        )
        before = {name: counted(helen, name) for name in (SESSIONS, DELEGATES, SUB_REGIONAL)}
        training = plan(helen, "Training session", TRAINING, "10:00", "12:00")
        plan(helen, "Sub-regional event", LOCAL, "14:00", "15:00")
        for who in ("Officer", "Councillor"):
            book(enter(new_page(), who), training)
    with on(var, DAY, browser) as new_page:
        tick_without_a_signal(enter(new_page(viewport=NARROW), "Manager"), training)
    with on(var, AFTER, browser) as new_page:
        helen, priya = enter(new_page(), "Manager"), enter(new_page(viewport=NARROW), "Officer")
        wait_until_held(helen, training)
        after = {name: counted(helen, name) for name in before}
        assert after == {
            SESSIONS: before[SESSIONS] + 1,
            DELEGATES: before[DELEGATES] + 2,
            SUB_REGIONAL: before[SUB_REGIONAL] + 1,
        }
        certificate(priya, training, new_page())
        say_how_it_was(priya, training)
        pledge(priya, training)
        helen.goto(f"{training}feedback/results/")
        expect(helen.locator("main")).to_contain_text("1 of 2 who came have answered")
        expect(helen.locator("main")).to_contain_text("1 pledge")


def add_target(page: Page, text: str, measure: str, many: str, of: str, *, kind: str) -> None:
    """A target of the activity on local events, bound to a measure of events of that kind."""
    page.goto("/programme/")
    page.get_by_role("link", name=f"Add a target to {ACTIVITY}").click()
    page.get_by_label("Target", exact=True).fill(text)
    page.get_by_label("What kind of target is it?").select_option(
        label="A number each year, quarter or month"
    )
    page.get_by_label("How many?").fill(many)
    page.get_by_label("Of what?").fill(of)
    page.get_by_label("How often?").select_option(label="a year")
    page.get_by_role("button", name="Add it").click()
    expect(page.locator("main").get_by_role("link", name=text).first).to_be_visible()
    open_target(page, text)
    page.get_by_role("link", name="Choose what counts it").first.click()
    page.get_by_role("link", name=measure).first.click()
    page.get_by_label("Kind of event").select_option(label=kind)
    page.get_by_role("button", name="Save").click()


def open_target(page: Page, text: str) -> None:
    page.goto("/programme/")
    page.locator("main").get_by_role("link", name=text).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def counted(page: Page, target: str) -> int:
    """How many a target's page says there are."""
    open_target(page, target)
    found = COUNTED.search(page.locator("main").inner_text())
    assert found is not None, page.locator("main").inner_text()[:500]
    return int(found[1])


def plan(page: Page, kind: str, title: str, begins: str, ends: str) -> str:
    """Plan an event of the day, announce it, and give its path."""
    page.goto("/meet/new/")
    page.get_by_label("Kind").select_option(label=kind)
    page.get_by_label("Title").fill(title)
    page.get_by_label("Summary").fill("What every service will be asked about next year.")
    page.get_by_label("Begins").fill(f"{DAY}T{begins}")
    page.get_by_label("Ends").fill(f"{DAY}T{ends}")
    page.get_by_label("Venue").fill("The Maltings, Ely")
    page.get_by_role("button", name="Keep the draft").click()
    page.get_by_role("button", name="Announce it").click()
    expect(page.get_by_role("button", name="Announce it")).to_have_count(0)
    return re.sub(r"^https?://[^/]+", "", page.url)


def book(page: Page, event: str) -> None:
    page.goto(event)
    page.get_by_role("link", name="Book a place").click()
    leads_on(page.get_by_role("button", name="Book the place"))
    page.goto(event)
    expect(page.locator("main")).to_contain_text("You have a place.")


def tick_without_a_signal(phone: Page, event: str) -> None:
    phone.goto(f"{event}door/")
    expect(phone.locator("#door[data-ready]")).to_be_visible()
    phone.context.set_offline(True)
    for who in ("Priya Nair", "Jim Gotts"):
        here = phone.get_by_role("group", name=who).get_by_role("button", name="Here", exact=True)
        here.click()
    signal = phone.locator("#door-signal")
    expect(signal).to_contain_text("2 ticks are kept on this telephone")
    picture(phone, "door-375")
    phone.context.set_offline(False)
    expect(signal).to_be_hidden()
    phone.reload()
    expect(phone.locator("[data-count=came]")).to_have_text("2")


def wait_until_held(page: Page, event: str) -> None:
    """The site notes by itself that it took place."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        page.goto(event)
        if page.get_by_role("button", name="Close it").count():
            return
        time.sleep(0.5)
    raise AssertionError("the event was not noted as held within a minute")


def certificate(page: Page, event: str, stranger: Page) -> None:
    """It names who was there, and a stranger who is shown its code learns that it is good."""
    page.goto(event)
    with page.expect_download() as waiting_for:
        page.get_by_role("link", name="Your certificate (PDF)").click()
    printed = PdfReader(io.BytesIO(waiting_for.value.path().read_bytes())).pages[0].extract_text()
    assert "Priya Nair" in printed
    assert TRAINING in printed
    code = re.search(r"\d+(-[A-Z2-7]{4}){4}", printed)
    assert code is not None, printed
    stranger.goto(f"/meet/certificates/{code[0]}/")
    expect(stranger.get_by_role("heading", level=1)).to_have_text("This certificate is good")
    expect(stranger.locator("main")).not_to_contain_text("Priya")


def say_how_it_was(page: Page, event: str) -> None:
    page.goto(event)
    page.get_by_role("link", name="Say how it was").click()
    page.get_by_role("group", name="All in all").get_by_role("radio").nth(4).check()
    page.get_by_label("What was best").fill("The worked example of a small museum")
    page.get_by_role("button", name="Say it").click()
    expect(page.locator("main")).to_contain_text("Thank you")


def pledge(page: Page, event: str) -> None:
    page.goto(event)
    page.get_by_role("link", name="Pledge what you will do next").click()
    page.get_by_label("What you will do next").fill("Read ours with the treasurer")
    leads_on(page.get_by_role("button", name="Pledge it"))
    page.goto("/meet/pledges/")
    expect(page.locator("main")).to_contain_text("Read ours with the treasurer")
