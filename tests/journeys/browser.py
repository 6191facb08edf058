"""A real browser on a real site: how both are started, and who signs in."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright

from tests.running.commands import CULTUREFIRST, environment

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = {"width": 1280, "height": 900}
TALL = 1400  # so that a picture shows more than the head of a page
# What a browser complains of where a page answers 404 or 409, or where a signal is taken from it.
ON_PURPOSE = ("the server responded with", "ERR_INTERNET_DISCONNECTED")
NARROW = {"width": 375, "height": 812}
A_GREAT_FILE = 60_000  # milliseconds to send it and to have it read


def launched(playwright: Playwright) -> Browser:
    """Chromium as the machine has it (``make system`` installs it)."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return playwright.chromium.launch(executable_path=found, args=FLAGS)
    raise AssertionError("Chromium is needed for the journeys: run make system.")


def invitation_in(var: Path, email: str) -> str:
    """Prepare an empty installation; gives the path by which its first administrator comes."""
    done = subprocess.run(
        [CULTUREFIRST, "administrator", email, "--name", "Ada Dow", "--organisation", "Vale"],
        env=environment(var),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    link = next(line for line in done.stdout.splitlines() if line.startswith("http"))
    return urlsplit(link).path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(var: Path, *options: str) -> Iterator[str]:
    """``culturefirst up`` on that folder and a free port; gives its address."""
    log = (var.parent / "site.log").open("w")
    port = free_port()
    process = subprocess.Popen(
        [CULTUREFIRST, "up", *options, "--port", str(port)],
        env=environment(var),
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=15)
        log.close()
        said = (var.parent / "site.log").read_text()
        print(said, file=sys.stderr)
        assert "Traceback" not in said, said


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, "the site did not start; its log is in the error above"
        try:
            urllib.request.urlopen(f"{address}/healthz/", timeout=2).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the site did not start within a minute")


@dataclass
class Watch:
    """What a browser complained of or asked of strangers, over a whole test."""

    address: str
    faults: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("request", self._requested)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.faults.append(str(error.error)))

    def _requested(self, request: object) -> None:
        url = request.url  # type: ignore[attr-defined]
        if not url.startswith((self.address, "data:", "blob:", "about:")):
            self.strangers.append(url)

    def _said(self, message: object) -> None:
        text = message.text  # type: ignore[attr-defined]
        if message.type == "error" and not any(each in text for each in ON_PURPOSE):  # type: ignore[attr-defined]
            self.faults.append(text)


def leads_on(part: Locator) -> None:
    """Click what opens another page, and go on only once that page stands there.

    On a busy machine the old one stands there a while longer: who counts, reads or goes elsewhere
    straight after a click looks at it, or breaks off what was sent. A great file takes its time.
    """
    with part.page.expect_navigation(timeout=A_GREAT_FILE):
        part.click(timeout=A_GREAT_FILE)


def sign_in(page: Page, email: str, password: str) -> None:
    """By the sign-in page, as a person does."""
    page.goto("/accounts/login/")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


PICTURES = os.environ.get("PICTURES") == "1"
ALBUM = Path(__file__).resolve().parents[2] / "docs" / "pictures"


def picture(page: Page, name: str) -> None:
    """Keep a picture for the docs, where ``PICTURES=1`` asks for it."""
    if PICTURES:
        ALBUM.mkdir(parents=True, exist_ok=True)
        was = page.viewport_size or WIDE
        page.set_viewport_size({"width": was["width"], "height": TALL})
        page.screenshot(path=ALBUM / f"{name}.png")
        page.set_viewport_size(was)
