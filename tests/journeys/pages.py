"""Every page that a person can come to, found by following links from where they start."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from playwright.sync_api import Error, Page, Response

# One page of each kind is enough: keys and slugs stand for all their like.
KEY = re.compile(r"/\d+/")
SLUG = re.compile(r"^/(organisations|places|groups|audiences|figures)/(?!add/|new/|import/)[^/]+/")
FILES = (
    "/download/",
    "/print/",
    "restatement.json",
    "/recovery-codes/download/",
    "/static/",
    "format=csv",
)
STARTS = (
    "/",
    "/programme/",
    "/organisations/",
    "/places/",
    "/coverage/",
    "/groups/",
    "/measures/",
    "/open-data/",
    "/privacy/",
    "/join/",
    "/accounts/login/",
)


def kind(address: str) -> str:
    """The path with its keys taken out."""
    return SLUG.sub(r"/\1/…/", KEY.sub("/…/", urlsplit(address).path))


def crawl(page: Page, site: str, starts: Iterable[str] = STARTS, most: int = 250) -> Iterator[str]:
    """Open one page of each kind, in the order found; gives its address while it stands open."""
    found: set[str] = set()
    waiting = deque(starts)
    while waiting and len(found) < most:
        address = waiting.popleft()
        if kind(address) in found or any(part in address for part in FILES):
            continue
        answer = _opened(page, address)
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            continue
        found.add(kind(address))
        waiting.extend(_links(page, site))
        yield address


def _opened(page: Page, address: str) -> Response | None:
    """The answer, or ``None`` where the address gives a file to keep and no page."""
    try:
        return page.goto(address)
    except Error as told:
        if "Download is starting" in told.message:
            return None
        raise


def _links(page: Page, site: str) -> list[str]:
    hrefs = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    whole = (urldefrag(urljoin(page.url, href))[0] for href in hrefs)
    return [address.removeprefix(site) for address in whole if address.startswith(site + "/")]
