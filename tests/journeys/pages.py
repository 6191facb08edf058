"""Every page that a person can come to, found by following links from where they start."""

from collections import deque
from collections.abc import Iterable, Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page, Response

EDITOR = "/cms/"  # a library's pages, which test_the_editor looks at
FILES = (
    "/download/",
    "/print/",
    "restatement.json",
    "/recovery-codes/download/",
    "/static/",
    "format=csv",
    "/as/",
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
    "/bulletins/",
    "/privacy/",
    "/join/",
    "/accounts/login/",
)


# Where members come as well: first those records of a kind that have the most on their pages,
# since one page of each name is opened.
MEMBERS = (
    "/organisations/norfolk-county-council/",
    "/organisations/culture-first/people/",
    "/groups/culture-officers-group-for-suffolk/",
    *(start for start in STARTS if start not in ("/join/", "/accounts/login/")),
    "/my-work/",
    "/people/",
    "/people/duplicates/",
    "/joining/",
    "/invitations/",
    "/audiences/",
    "/topics/",
    "/letters/suppressed/",
    "/account/",
    "/account/preferences/",
    "/account/profile/",
    "/account/privacy/",
    "/accounts/2fa/",
    "/privacy/retention/",
    "/programme/import/",
)


def kind(address: str) -> str:
    """The name of the page at an address: one of each name is enough."""
    path = urlsplit(address).path
    try:
        return resolve(path).url_name or path
    except Resolver404:
        return path


def crawl(page: Page, site: str, starts: Iterable[str] = STARTS, most: int = 250) -> Iterator[str]:
    """Open one page of each name, in the order found.

    Gives, while it stands open, the name of the page that answered: its own, that of the page
    it leads on to, or the number of a refusal.
    """
    found: set[str] = set()
    waiting = deque(starts)
    while waiting and len(found) < most:
        address = waiting.popleft()
        name = kind(address)
        if name in found or any(part in address for part in (EDITOR, *FILES)):
            continue
        answer = _opened(page, address)
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            continue
        found.add(name)
        waiting.extend(_links(page, site))
        yield kind(page.url) if answer.ok else str(answer.status)


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
