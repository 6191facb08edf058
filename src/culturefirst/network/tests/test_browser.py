"""Second factors in a real browser: a passkey made and used, and a code typed from an app.

Passkeys are bound to a host name, so the browser is led to ``localhost`` and not to an address.
"""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from culturefirst.kit import clock
from culturefirst.kit.models import Installation
from culturefirst.network.tests import totp

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
Journey = Callable[[Page], None]


@pytest.fixture
def site(live_server):
    """The address of a running site, whose own threads stand on the tests' day as well."""
    installation = Installation.current()
    installation.stands_on = date(2011, 9, 19)
    installation.save()
    clock.forget()
    return live_server.url.replace("127.0.0.1", "localhost")


def in_a_browser(journey: Journey) -> Callable[..., None]:
    """Make a journey of Priya's a test: signed in by password, console errors fail it.

    It runs in a thread of its own, because Playwright keeps an event loop in its thread, and
    there can be one only: other browser tests of the same process have theirs.
    """

    def test(site: str, priya: Any) -> None:
        with ThreadPoolExecutor(1) as thread:
            thread.submit(_travel, site, journey).result()

    test.__name__, test.__doc__ = journey.__name__, journey.__doc__
    return test


def _travel(site: str, journey: Journey) -> None:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "Chromium is needed for the browser tests: run make system."
    faults: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        page = browser.new_context(base_url=site).new_page()
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.set_default_timeout(15_000)
        type_password(page)
        journey(page)
        browser.close()
    assert faults == []


def type_password(page):
    page.goto("/accounts/login/")
    page.get_by_label("Email address").fill("priya@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/login/" not in url)


def confirm(page):
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def sign_out(page):
    page.goto("/account/")
    page.get_by_role("button", name="Sign out here").click()
    page.goto("/account/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def virtual_key(page):
    """A key that confirms by itself, as a phone's fingerprint reader would."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    return session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@in_a_browser
def test_a_passkey_is_added_and_then_signs_in_without_a_password(page):
    virtual_key(page)
    page.goto("/account/")
    page.get_by_role("link", name="Add a passkey").click()
    confirm(page)
    page.get_by_label("Name").fill("My phone")
    expect(page.get_by_label("Sign in with this passkey alone")).to_be_checked()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    sign_out(page)
    page.goto("/accounts/login/?next=/account/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    expect(page.get_by_text("Priya Nair").first).to_be_visible()


@in_a_browser
def test_a_passkey_is_also_the_second_step_after_a_password(page):
    virtual_key(page)
    page.goto("/accounts/2fa/webauthn/add/")
    confirm(page)
    page.get_by_label("Name").fill("My key")
    page.get_by_label("Sign in with this passkey alone").uncheck()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    sign_out(page)
    type_password(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda url: "/2fa/" not in url)
    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_text("My key").first).to_be_visible()


@in_a_browser
def test_a_passkey_that_cannot_be_used_is_said_on_the_page(page):
    page.context.clear_cookies()
    page.goto(f"http://127.0.0.1:{page.evaluate('location.port')}/accounts/login/")
    expect(page.locator("#passkey_problem")).to_be_hidden()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("open this site by its name")


@in_a_browser
def test_an_authenticator_app_is_set_up_and_its_code_signs_in(page):
    page.goto("/account/")
    page.get_by_role("link", name="Set one up").click()
    confirm(page)
    picture = page.get_by_role("img", name="A square to scan")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    secret = page.locator("#authenticator_secret").inner_text()
    page.get_by_label("Authenticator code").fill(totp.code(secret))
    page.get_by_role("button", name="Start using it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    sign_out(page)
    type_password(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step")
    used = totp.code(secret)
    type_code(page, used)
    page.wait_for_url(lambda url: "/2fa/" not in url)
    page.goto("/account/")
    expect(page.get_by_text("In use")).to_be_visible()
    sign_out(page)
    type_password(page)
    type_code(page, used)
    expect(page.get_by_role("alert")).to_contain_text("Incorrect code")


def type_code(page, code):
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in", exact=True).click()
