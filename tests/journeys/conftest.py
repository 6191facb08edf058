"""The demonstration, served for real on a free port, and browsers to visit it."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from culturefirst.demo.accounts import ACCOUNTS
from tests.journeys.browser import WIDE, Watch, launched, served, sign_in

# Playwright keeps an event loop in this thread, where Django would refuse its database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
NewPage = Callable[..., Page]
# As long as any other step: a machine that does two things at once is no fault of a page.
PATIENCE = 15_000  # milliseconds
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def var(story: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a demonstration of this module's own; letters lie in its folder ``mail``."""
    return copied(story, tmp_path_factory)


def copied(story: Path, factory: pytest.TempPathFactory) -> Path:
    """The same, for a module that puts more into it."""
    made = factory.mktemp("site") / "var"
    shutil.copytree(story, made)
    return made


@pytest.fixture(scope="module")
def site(var: Path) -> Iterator[str]:
    """The address of the running demonstration."""
    with served(var, "--demo") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = launched(playwright)
        yield started
        started.close()


@pytest.fixture
def watch(site: str) -> Watch:
    return Watch(site)


@pytest.fixture
def new_page(browser: Browser, site: str, watch: Watch) -> Iterator[NewPage]:
    """Another person's browser; complaints and requests to strangers fail the test."""
    with visitors(browser, site, watch) as make:
        yield make


@contextmanager
def visitors(browser: Browser, site: str, watch: Watch) -> Iterator[NewPage]:
    """The same for a site that a test serves itself."""
    opened: list[BrowserContext] = []

    def make(**options: object) -> Page:
        settings = {"viewport": WIDE, "locale": "en-GB", "reduced_motion": "reduce"} | options
        context = browser.new_context(base_url=site, **settings)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        watch.over(context)
        opened.append(context)
        return context.new_page()

    yield make
    for context in opened:
        context.close()
    assert (watch.faults, watch.strangers) == ([], [])


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A stranger's browser."""
    return new_page()


@pytest.fixture
def as_helen(page: Page) -> Page:
    """The manager's browser."""
    return enter(page, "Manager")


def enter(page: Page, title: str) -> Page:
    """Sign in as the demonstration's manager, officer or councillor."""
    [account] = [each for each in ACCOUNTS if each.title == title]
    sign_in(page, account.email, account.password)
    return page
