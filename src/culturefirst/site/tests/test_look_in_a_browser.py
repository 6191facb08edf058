"""The look in a real browser: what scripts quicken, and what works without them."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from culturefirst.kit import clock
from culturefirst.kit.models import Installation
from culturefirst.network.models import Organisation, User
from culturefirst.programme.models import Priority
from culturefirst.site.tests.test_home import begin, record, sessions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync "
    "--disable-background-networking --disable-component-update"
)
WIDE, PHONE, SMALLEST = 1280, 375, 320
OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium as the machine has it (``make system`` installs it)."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "Chromium is needed for the browser tests: run make system."
    # Playwright keeps an event loop in this thread, where Django would refuse its database.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        started = playwright.chromium.launch(executable_path=found, args=FLAGS.split())
        yield started
        started.close()


@pytest.fixture
def site(live_server: Any, helen: User) -> str:
    """A running site with a small programme, whose threads stand on the tests' day as well."""
    Installation.objects.update_or_create(pk=1, defaults={"stands_on": date(2011, 9, 19)})
    clock.forget()
    begin(helen, sessions(4))
    record(helen, "A workshop in Ely", date(2011, 5, 12))
    return str(live_server.url)


@pytest.fixture
def open_page(
    browser: Browser, site: str, helen: User, signed_in: Callable[[Any], Any]
) -> Iterator[OpenPage]:
    """Opens an address as Helen; what the browser complains of fails the test."""
    faults: list[str] = []
    contexts = []

    def open_at(address: str, width: int = WIDE, **options: Any) -> Page:
        options = {
            "viewport": {"width": width, "height": 800},
            "reduced_motion": "reduce",
        } | options
        context = browser.new_context(base_url=site, **options)
        contexts.append(context)
        key = signed_in(helen).cookies["session"].value
        context.add_cookies([{"name": "session", "value": key, "url": site}])
        page = context.new_page()
        page.on("console", lambda said: is_fault(said) and faults.append(said.text))
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.set_default_timeout(10_000)
        page.goto(address)
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert faults == []


def is_fault(said: ConsoleMessage) -> bool:
    """A form sent back with faults answers 422, which is no fault of the page."""
    return said.type == "error" and "the server responded with" not in said.text


def focused(page: Page, what: str) -> str:
    return str(page.evaluate(f"document.activeElement.{what}"))


def too_wide(page: Page) -> int:
    root = "document.documentElement"
    return int(page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))


@pytest.mark.usefixtures("priya", "jim")
def test_a_table_is_filtered_as_its_words_are_typed(open_page: OpenPage) -> None:
    page = open_page("/organisations/")
    page.get_by_role("searchbox").press_sequentially("ipsw")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator(".table-tools [role=status]")).to_have_text("1 in all")
    assert page.url.endswith("/organisations/?words=ipsw")
    assert focused(page, "type") == "search"


@pytest.mark.usefixtures("priya", "jim")
def test_without_scripts_the_filter_has_its_button(open_page: OpenPage) -> None:
    page = open_page("/organisations/", java_script_enabled=False)
    page.get_by_role("searchbox").fill("ipsw")
    page.get_by_role("button", name="Find").click()
    expect(page.locator("tbody tr")).to_have_count(1)


def test_a_link_opens_its_page_in_a_dialog_and_gives_the_focus_back(open_page: OpenPage) -> None:
    page = open_page("/programme/")
    link = page.locator("a[data-dialog]:visible").first
    link.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    assert page.evaluate("document.querySelector('dialog').contains(document.activeElement)")
    assert page.evaluate(
        "[...document.querySelectorAll('[id]')].length"
        " === new Set([...document.querySelectorAll('[id]')].map((part) => part.id)).size"
    )
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(link).to_be_focused()


def test_a_dialogs_form_answers_in_the_dialog_and_then_in_its_place(open_page: OpenPage) -> None:
    page = open_page("/programme/")
    page.locator("a[data-dialog]:visible", has_text="edit").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Priority").fill("")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.locator(".error-summary")).to_be_focused()
    dialog.get_by_role("link", name="Priority: Please fill this in.").click()
    assert focused(page, "name") == "title"
    dialog.get_by_label("Priority").fill("Improve more")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    expect(page.locator(".flash")).to_contain_text("Saved. Undo")
    expect(page.get_by_role("heading", name="Improve more")).to_be_visible()


def test_a_form_with_faults_is_read_from_the_list_of_them(open_page: OpenPage) -> None:
    page = open_page(f"/programme/priorities/{Priority.objects.get().pk}/edit/")
    page.get_by_label("Priority").fill("")
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector(".error-summary")
    assert focused(page, "className") == "error-summary"
    page.get_by_role("link", name="Priority: Please fill this in.").click()
    assert focused(page, "name") == "title"


@pytest.mark.parametrize("width", [SMALLEST, PHONE, WIDE // 2, WIDE])
def test_nothing_runs_off_the_side(open_page: OpenPage, width: int) -> None:
    """640 px is what a screen of 1280 shows at 200 % zoom."""
    page = open_page("/", width)
    for address in ("/", "/organisations/", "/measures/"):
        page.goto(address)
        assert too_wide(page) <= 0, address


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_axe_finds_nothing(open_page: OpenPage, width: int) -> None:
    page = open_page("/", width)
    for address in ("/", "/organisations/", "/measures/"):
        page.goto(address)
        found = Axe().run(page).response["violations"]
        assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == [], address


def test_the_keyboard_comes_first_to_the_way_past_the_doors(open_page: OpenPage) -> None:
    page = open_page("/")
    page.keyboard.press("Tab")
    assert focused(page, "textContent") == "Skip to the page's content"
    page.keyboard.press("Enter")
    assert focused(page, "id") == "main"


def test_on_paper_there_are_no_doors(open_page: OpenPage) -> None:
    page = open_page("/")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="The network in figures")).to_be_visible()
    expect(page.locator(".doors-nav")).to_be_hidden()
    expect(page.locator(".hero .button")).to_be_hidden()


def test_on_paper_an_organisation_tells_of_itself_and_not_of_what_one_may_do(
    open_page: OpenPage, norfolk_county: Organisation
) -> None:
    page = open_page(f"/organisations/{norfolk_county.slug}/")
    expect(page.get_by_role("heading", name="What you may do")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name="Who keeps this page")).to_be_visible()
    for hidden in ("What you may do", "Organisations"):
        expect(page.get_by_text(hidden, exact=True)).to_be_hidden()


def test_in_forced_colours_the_gaps_of_a_tally_take_the_page_colour(open_page: OpenPage) -> None:
    page = open_page("/programme/", forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    fills = "getComputedStyle(document.querySelector('.meter .ground')).fill"
    assert page.evaluate(fills) == "rgb(255, 255, 255)"
