"""The list at the door on a telephone: without a signal, opened again, caught up, forgotten."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from culturefirst.events.models import Booking, Event
from culturefirst.events.tests.booked import an_event, book
from culturefirst.kit import clock
from culturefirst.kit.models import AuditEvent, Installation
from culturefirst.network.models import Person, Post

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "correct horse battery staple"
PHONE = {"width": 375, "height": 812}
Steps = Callable[[Page, str], None]
KEPT = """async () => ({
  caches: await caches.keys(),
  databases: (await indexedDB.databases()).map((each) => each.name),
  workers: (await navigator.serviceWorker.getRegistrations())
    .map((each) => new URL(each.scope).pathname),
})"""
TICKS = """() => new Promise((done) => {
  const request = indexedDB.open(NAME);
  request.onsuccess = () => {
    const all = request.result.transaction("ticks").objectStore("ticks").getAll();
    all.onsuccess = () => done(all.result);
  };
})"""


@pytest.fixture
def site(live_server: Any) -> str:
    """A running site that stands on the tests' day; a worker wants a host that it trusts."""
    installation = Installation.current()
    installation.stands_on = date(2011, 9, 19)
    installation.save()
    clock.forget()
    return str(live_server.url.replace("127.0.0.1", "localhost"))


@pytest.fixture
def event(helen: Any, priya: Any, jim: Any, dee: Any) -> Event:
    """An event of tomorrow at which three have a place; then its day is today."""
    now = clock.now()
    made = an_event(
        made_by=helen.person, starts_at=now + timedelta(hours=1), ends_at=now + timedelta(hours=7)
    )
    for user in (priya, jim, dee):
        book(user, made, dietary="No nuts")
    return made


def travel(site: str, event: Event, steps: Steps) -> None:
    """Helen's telephone on the list of the door.

    In a thread of its own, because Playwright keeps an event loop in its thread.
    """
    with ThreadPoolExecutor(1) as thread:
        thread.submit(_travel, site, f"/meet/events/{event.pk}/door/", steps).result()


def _travel(site: str, path: str, steps: Steps) -> None:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "Chromium is needed for the browser tests: run make system."
    faults: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        page = browser.new_context(base_url=site, viewport=PHONE).new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda said: faults.append(said.text) if _is_fault(said) else None)
        page.set_default_timeout(15_000)
        page.goto("/accounts/login/")
        page.get_by_label("Email address").fill("helen@example.org")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(lambda url: "/login/" not in url)
        page.goto(path)
        ready(page)
        steps(page, path)
        browser.close()
    assert faults == []


def _is_fault(said: Any) -> bool:
    # Being without a signal, or refused, is what is tried; what a script does wrong is a fault.
    tried = ("ERR_INTERNET_DISCONNECTED", "the server responded with")
    return said.type == "error" and not any(words in said.text for words in tried)


def ready(page: Page) -> None:
    expect(page.locator("#door[data-ready]")).to_be_visible()


def press(page: Page, who: str, what: str) -> None:
    page.get_by_role("group", name=who).get_by_role("button", name=what, exact=True).click()


def waiting(page: Page, path: str) -> list[dict[str, Any]]:
    name = f'"door-{path.split("/")[3]}"'
    found: list[dict[str, Any]] = page.evaluate(TICKS.replace("NAME", name))
    return found


def attended(event: Event) -> dict[str, bool | None]:
    return {row.who: row.attended for row in Booking._base_manager.filter(event=event)}


def test_three_ticks_without_a_signal_outlast_the_page_and_arrive_once(
    site: str, event: Event
) -> None:
    def steps(page: Page, path: str) -> None:
        page.context.set_offline(True)
        press(page, "Priya Nair", "Here")
        press(page, "Jim Gotts", "Not here")
        press(page, "Dee Fuller", "Here")
        expect(page.locator("#door-signal")).to_contain_text("3 ticks are kept on this telephone")
        page.reload()
        ready(page)
        expect(page.locator("#door-signal")).to_contain_text("3 ticks are kept on this telephone")
        expect(page.locator("[data-count=came]")).to_have_text("2")
        held = waiting(page, path)
        assert [sorted(each) for each in held] == [["at", "booking", "came", "key"]] * 3
        page.context.set_offline(False)
        expect(page.locator("#door-signal")).to_be_hidden()
        assert waiting(page, path) == []
        page.context.set_offline(True)
        page.reload()
        ready(page)
        expect(page.locator("[data-count=came]")).to_have_text("2")
        expect(page.locator("[data-count=away]")).to_have_text("1")

    travel(site, event, steps)
    assert attended(event) == {"Priya Nair": True, "Jim Gotts": False, "Dee Fuller": True}
    assert AuditEvent.objects.filter(verb="events.note_delegate").count() == 3
    assert {row.version for row in Booking._base_manager.all()} == {2}


def test_typing_narrows_the_list_and_no_need_is_anywhere_on_the_telephone(
    site: str, event: Event
) -> None:
    def steps(page: Page, path: str) -> None:
        page.get_by_label("Find a delegate").fill("waveney")
        expect(page.locator(".door-list li:visible")).to_have_count(1)
        page.get_by_label("Find a delegate").fill("nobody")
        expect(page.locator("#door-none")).to_be_visible()
        told = page.evaluate(
            """async () => { let all = ""; for (const name of await caches.keys()) {
            const cache = await caches.open(name); for (const key of await cache.keys())
            if (!key.url.includes("/static/")) all += await (await cache.match(key)).text(); }
            return all; }"""
        )
        assert "Priya Nair" in told
        assert "No nuts" not in told

    travel(site, event, steps)


def test_signing_out_on_any_page_leaves_nothing_on_the_telephone(site: str, event: Event) -> None:
    def steps(page: Page, path: str) -> None:
        held = page.evaluate(KEPT)
        assert held["caches"] == [f"door:{path}"]
        assert held["workers"] == [path]
        page.goto("/my-work/")
        page.locator("form[action='/accounts/logout/'] button").first.evaluate("it => it.click()")
        page.wait_for_url(lambda url: "/my-work/" not in url)
        assert page.evaluate(KEPT) == {"caches": [], "databases": [], "workers": []}

    travel(site, event, steps)


def test_ticks_outlast_a_session_that_has_ended(site: str, event: Event) -> None:
    def steps(page: Page, path: str) -> None:
        page.context.clear_cookies()
        press(page, "Priya Nair", "Here")
        expect(page.locator("#door-signal")).to_contain_text(
            "You were signed out. 1 tick is kept on this telephone and will be sent. Sign in"
        )
        page.locator("#door-signal").get_by_role("link", name="Sign in").click()
        page.get_by_label("Email address").fill("helen@example.org")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(f"**{path}")
        ready(page)
        assert waiting(page, path) == []

    travel(site, event, steps)
    assert attended(event)["Priya Nair"] is True


def test_whoever_does_not_keep_the_event_any_more_keeps_nothing(site: str, event: Event) -> None:
    def steps(page: Page, path: str) -> None:
        with ThreadPoolExecutor(1) as elsewhere:
            elsewhere.submit(end_posts).result()
        press(page, "Priya Nair", "Here")
        expect(page.locator("#door-signal")).to_contain_text("not yours to keep any more")
        assert page.evaluate(KEPT)["caches"] == []

    travel(site, event, steps)
    assert attended(event)["Priya Nair"] is None


def test_once_the_event_is_closed_nothing_is_left_on_the_telephone(site: str, event: Event) -> None:
    def steps(page: Page, path: str) -> None:
        with ThreadPoolExecutor(1) as elsewhere:
            elsewhere.submit(close, event).result()
        press(page, "Priya Nair", "Here")
        expect(page.locator("#door .callout").first).to_contain_text("It is closed.")
        page.wait_for_function("async () => !(await caches.keys()).length")
        assert page.evaluate(KEPT)["databases"] == []

    travel(site, event, steps)
    assert attended(event)["Priya Nair"] is None


def close(event: Event) -> None:
    day = date(2011, 9, 19)
    Event.objects.filter(pk=event.pk).update(state="closed", held_on=day, closed_on=day)


def end_posts() -> None:
    person = Person.objects.get(email="helen@example.org")
    Post.objects.filter(person=person).update(ends=date(2011, 9, 1))
