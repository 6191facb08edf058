"""Every page, as four people see it, wide and narrow: axe finds nothing, and nothing is lost."""

from collections import defaultdict
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import at_both_sizes, faults, rules
from tests.journeys.bearing import faults_in_bearing
from tests.journeys.browser import WIDE, leads_on
from tests.journeys.conftest import NewPage, enter
from tests.journeys.pages import MEMBERS, STARTS, crawl
from tests.journeys.steps import upload

# Each kind of part that a page has, by its parent: what is of a kind looked at before is not
# looked at again for the next person.
PARTS = """() => {
  const named = (part) => [part.localName, part.getAttribute("class"), part.getAttribute("role"),
    part.getAttribute("type"), part.getAttribute("aria-current")].join(".");
  const all = [...document.body.querySelectorAll("*")];
  return [...new Set(all.map((part) => `${named(part.parentElement)} > ${named(part)}`))];
}"""


class Seen:
    """Which parts of which page have been looked at, whoever saw them, by the page's name."""

    def __init__(self) -> None:
        self.parts: dict[str, set[str]] = defaultdict(set)

    def anew(self, name: str, page: Page) -> bool:
        """Whether the page that stands open has a part that was not looked at yet."""
        parts = set(page.evaluate(PARTS))
        new = not parts <= self.parts[name]
        self.parts[name] |= parts
        return new


@pytest.fixture(scope="module")
def seen() -> Seen:
    return Seen()


@pytest.mark.parametrize(
    ("who", "starts", "least"),
    [
        ("Manager", MEMBERS, 110),
        ("", STARTS, 25),
        ("Officer", MEMBERS, 45),
        ("Councillor", MEMBERS, 45),
    ],
    ids=["the manager", "a stranger", "an officer", "a councillor"],
)
def test_every_page_is_for_everybody(
    who: str, starts: tuple[str, ...], least: int, new_page: NewPage, site: str, seen: Seen
) -> None:
    page = new_page()
    if who:
        enter(page, who)
    opened, wrong = 0, []
    for name in crawl(page, site, starts):
        opened += 1
        if seen.anew(name, page):
            wrong += at_both_sizes(page) + faults_in_bearing(page)
    assert wrong == []
    assert opened >= least


def test_axe_measures_the_size_of_targets(page: Page) -> None:
    page.goto("/organisations/")
    assert {"target-size", "color-contrast", "label"} <= rules(page)


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("h1 { white-space: nowrap; letter-spacing: 1em; }", "scrolls sideways at 320 pixels"),
        ("h1 { white-space: nowrap; font-size: 28px; }", "sideways with its text set wider"),
        (".lede { height: 6em; overflow: hidden; }", "cuts off, with its text set wider"),
        (".map text, .map-area { fill: Canvas !important; }", "in forced colours"),
    ],
)
def test_what_a_page_does_not_bear_is_found(page: Page, rule: str, says: str) -> None:
    page.goto("/coverage/")
    assert faults_in_bearing(page) == []
    page.set_viewport_size(WIDE)
    page.evaluate(
        """rule => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(rule);
          document.adoptedStyleSheets.push(sheet);
        }""",
        rule,
    )
    assert says in "\n".join(faults_in_bearing(page))


@pytest.mark.parametrize("address", ["/nothing/here/", "/programme/targets/999999/"])
def test_axe_finds_nothing_on_pages_that_refuse(address: str, page: Page) -> None:
    page.goto(address)
    assert faults(page) == []


def test_axe_finds_nothing_on_forms_with_faults(new_page: NewPage, tmp_path: Path) -> None:
    page = new_page()
    page.goto("/accounts/login/")
    page.get_by_label("Email address").fill("helen.marsh@culture-first.example")
    page.get_by_label("Password", exact=True).fill("not this one")
    page.get_by_role("button", name="Sign in", exact=True).click()
    wrong = refused(page)
    enter(page, "Manager")
    (tmp_path / "letter.txt").write_text("Dear Helen, thank you for the day in Ely.")
    upload(page, tmp_path / "letter.txt")
    wrong += at_both_sizes(page)
    for address in (
        "/programme/import/",
        "/organisations/add/",
        "/organisations/norwich/people/add/",
        "/groups/add/",
        "/audiences/new/",
        "/invitations/new/",
    ):
        page.goto(address)
        wrong += sent_as_it_is(page)
    for form, empty in (("edit", "Target"), ("milestone", "On which day?")):
        page.goto("/programme/")
        leads_on(page.get_by_role("link", name="At least 3 case studies a year").first)
        page.goto(f"{page.url.split('?')[0]}{form}/")
        page.get_by_label(empty, exact=True).fill("")
        wrong += sent_as_it_is(page)
    assert wrong == []


def sent_as_it_is(page: Page) -> list[str]:
    """Send the form past the browser's own checks, then look at what comes back."""
    page.evaluate("document.querySelector('main form[method=post]').noValidate = true")
    page.locator("main form[method=post] button[type=submit]").last.click()
    return refused(page)


def refused(page: Page) -> list[str]:
    expect(page.locator(".error-summary")).to_be_visible()
    return at_both_sizes(page)
