"""E-bulletins: composed, tried, frozen, sent and read; stopped, and asked for from outside."""

import re
import urllib.parse
import urllib.request
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import at_both_sizes
from tests.journeys.browser import NARROW, leads_on, picture
from tests.journeys.conftest import NewPage, enter
from tests.journeys.post import letter, letters, link_in, part, received

HELEN = "helen.marsh@culture-first.example"
NEWS = "Museums and libraries: whom to talk to from October"
ARTS = (
    "elena.meadows@broadland.example",
    "hazel.hurrell@broadland.example",
    "kwame.elvin@cambridge.example",
    "olu.jermyn@east-hertfordshire.example",
    "pamela.youngman@north-hertfordshire.example",
    "trevor.aldous@huntingdonshire.example",
)
STOPS_BY_BUTTON, STOPS_ON_THE_PAGE = (
    "chloe.burgoyne@central-bedfordshire.example",
    "ursula.underwood@watford.example",
)
READS_ON = "neil.bacon@thurrock.example"
STRANGER = "librarian@marsh-harrier-trust.example"


def compose(page: Page, subject: str, topic: str, *, outside: bool = False) -> None:
    """A draft about a topic to everybody who agreed to it, with an item picked and words added."""
    page.goto("/bulletins/")
    page.get_by_role("link", name="Write a bulletin").click()
    page.get_by_label("Name").fill(f"Extra: {subject}")
    page.get_by_label("Subject of the letter").fill(subject)
    page.get_by_label("Opening words").fill("One thing that will not wait until November.")
    page.get_by_label("Audience").select_option(label="Everybody in the network")
    page.get_by_label("Topic").select_option(label=topic)
    if outside:
        page.get_by_label("Also to subscribers outside the network").check()
    leads_on(page.get_by_role("button", name="Keep the draft"))
    if not page.get_by_label(NEWS).count():  # another letter has just gone out
        page.get_by_role("link", name="Look further back").click()
    page.get_by_label(NEWS).check()
    page.get_by_role("button", name="Put what is ticked in").click()
    page.get_by_label("Heading").fill("Speak at the November event")
    page.get_by_label("Link").fill("/learn/news/")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("main ol").first).to_contain_text(NEWS)


def freeze_and_send(page: Page, says: str) -> None:
    """Freeze the bulletin that stands open and send it; wait until all letters have gone."""
    page.get_by_role("button", name="Freeze its words").click()
    expect(page.locator("body")).to_contain_text("Frozen: its words stay as they are.")
    page.get_by_role("button", name=f"Send it to {says}").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How it went")
    went = re.compile(r"^(\d+)handed to the mail server, of \1$")
    for _ in range(120):
        if went.match(page.locator(".big-figure").first.inner_text().replace("\n", "")):
            return
        page.wait_for_timeout(250)
        page.reload()
    raise AssertionError("the letters did not go within half a minute")


def bulletins_counted(page: Page) -> int:
    """What the programme says of its target on e-bulletins."""
    page.goto("/programme/")
    page.locator("main").get_by_role("link", name=re.compile("^6 e-bulletins a year")).first.click()
    page.wait_for_url(re.compile(r"/targets/\d+/"))
    found = re.search(r"(\d+) of 6", page.locator("main").inner_text())
    assert found is not None
    return int(found[1])


def stop_in(found: EmailMessage) -> str:
    return str(found["List-Unsubscribe"]).strip("<>")


@pytest.mark.parametrize(
    ("script", "size"), [(True, None), (False, NARROW)], ids=["with JavaScript", "without, narrow"]
)
def test_a_bulletin_is_composed_tried_frozen_sent_and_read(
    new_page: NewPage, var: Path, site: str, script: bool, size: dict[str, int] | None
) -> None:
    page = enter(
        new_page(java_script_enabled=script, **({"viewport": size} if size else {})), "Manager"
    )
    subject = f"Whom to ask, {'first' if script else 'second'} letter"
    before = bulletins_counted(page)
    compose(page, subject, "Arts")
    expect(page.locator("main")).to_contain_text("6 people as things stand")
    if script:
        picture(page, "bulletin")
        assert at_both_sizes(page) == []
    page.get_by_role("button", name="Send it to myself").click()
    trial = received(var, HELEN, f"[Test] {subject}")
    assert f"{site}/learn/policy-watch/" in part(trial)
    compose_at = page.url
    page.get_by_role("link", name="See it as a letter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(subject)
    page.goto(compose_at)
    freeze_and_send(page, "6 people")

    for address in ARTS:
        read_in_the_post(received(var, address, subject), site)
    assert bulletins_counted(page) == before + 1
    reader = new_page()
    reader.goto(first_link(received(var, ARTS[0], subject)))
    expect(reader.get_by_role("heading", level=1)).to_have_text(NEWS)
    reader.goto("/bulletins/")
    reader.get_by_role("link", name=f"Extra: {subject}").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(subject)


def read_in_the_post(found: EmailMessage, site: str) -> None:
    """Both parts say the same, the links are whole, and the mail reader is told how to stop."""
    assert found.get_content_type() == "multipart/alternative"
    for kind in ("plain", "html"):
        said = part(found, kind)
        assert NEWS in said
        assert "Speak at the November event" in said
        assert stop_in(found) in said
        assert f"{site}/account/preferences/" in said
    assert stop_in(found).startswith(f"{site}/bulletins/stop/")
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert found["List-Id"] == "<bulletins.127.0.0.1>"
    html = part(found, "html")
    assert 'style="' in html
    assert not re.search(r"<(img|link|script)|url\(", html)


def first_link(found: EmailMessage) -> str:
    """Where the title of its first piece leads."""
    [link] = re.findall(rf'<a href="([^"]+)"[^>]*>{re.escape(NEWS)}', part(found, "html"))
    return str(link)


def test_who_stops_by_one_click_or_on_the_page_is_reached_through_no_audience(
    new_page: NewPage, var: Path
) -> None:
    helen = enter(new_page(), "Manager")
    compose(helen, "Before they stop", "Tourism")
    freeze_and_send(helen, "6 people")

    answer = posted_by_a_mail_reader(stop_in(received(var, STOPS_BY_BUTTON, "Before they stop")))
    assert answer == 200
    page = new_page()
    page.goto(stop_in(received(var, STOPS_ON_THE_PAGE, "Before they stop")))
    expect(page.get_by_role("heading", level=1)).to_have_text("Stop these letters?")
    assert at_both_sizes(page) == []
    page.get_by_role("button", name="Stop these letters").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You get no more of these letters")

    # Whoever is in any audience with an account is in this one.
    compose(helen, "After they stopped", "Tourism")
    freeze_and_send(helen, "4 people")
    assert "Speak at the November event" in letter(var, READS_ON, "After they stopped")
    for address in (STOPS_BY_BUTTON, STOPS_ON_THE_PAGE):
        subjects = [each["Subject"] for each in letters(var, address)]
        assert [each for each in subjects if "they stop" in each] == ["Before they stop"]


def posted_by_a_mail_reader(address: str) -> int:
    """RFC 8058: one request, without cookies and without having seen a page; no way leads on."""

    class NoRedirects(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            raise AssertionError("a mail reader does not follow")

    body = urllib.parse.urlencode({"List-Unsubscribe": "One-Click"}).encode()
    opener = urllib.request.build_opener(NoRedirects)
    with opener.open(urllib.request.Request(address, data=body), timeout=10) as answer:
        return int(answer.status)


def test_a_reader_outside_joins_by_double_opt_in_and_chooses_anew(
    new_page: NewPage, var: Path
) -> None:
    page = new_page()
    page.goto("/bulletins/")
    page.get_by_role("link", name="Get them by email").click()
    page.get_by_label("Your email address").fill(STRANGER)
    page.get_by_label("Commissioning").check()
    assert at_both_sizes(page) == []
    page.get_by_role("button", name="Send me the letter to confirm").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your inbox")

    helen = enter(new_page(), "Manager")
    compose(helen, "For readers everywhere", "Commissioning", outside=True)
    expect(helen.locator("main")).to_contain_text("0 subscribers as things stand")
    page.goto(link_in(letter(var, STRANGER, "Confirm")))
    expect(page.get_by_label("Commissioning")).to_be_checked()
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    helen.reload()
    expect(helen.locator("main")).to_contain_text("1 subscriber as things stand")
    freeze_and_send(helen, "3 people and 1 subscriber")

    found = part(received(var, STRANGER, "For readers everywhere"))
    choose = re.search(r"Choose what you read: (\S+)", found)
    assert choose is not None
    page.goto(choose[1])
    page.get_by_label("Commissioning").uncheck()
    page.get_by_label("Museums").check()
    leads_on(page.get_by_role("button", name="Save"))
    helen.goto(helen.url.replace("/figures/", "/compose/"))
    expect(helen.locator("main")).to_contain_text("0 subscribers as things stand")
