"""Coming into the network: by an address that is known, by a manager's hand, by invitation."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import at_both_sizes
from tests.journeys.browser import NARROW, picture
from tests.journeys.conftest import NewPage, enter
from tests.journeys.post import letter, letters, link_in

PASSWORD = "a punt with seven oars"
FIGURE = "/figures/network.registered_users/"
TARGET = re.compile("^Gain the sign-up of culture and sport bodies")
CONFIRM = "Confirm your address"


def heading(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def say_who(page: Page, name: str, email: str) -> None:
    page.goto("/join/")
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Your work email address").fill(email)
    page.get_by_role("button", name="Go on").click()
    heading(page, "Which organisation do you belong to?")


def say_what(page: Page, title: str) -> None:
    heading(page, "What do you do there?")
    page.get_by_label("I work there").check()
    page.get_by_label("Your job title or office").fill(title)
    page.get_by_role("button", name="Send").click()
    heading(page, "We have written to you")


def open_the_letter(page: Page, var: Path, email: str, about: str = CONFIRM) -> None:
    page.goto(link_in(letter(var, email, about)))
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Join", exact=True).click()


def users_now(page: Page) -> tuple[int, int]:
    """How many registered users the figure's page says, and the target of the programme."""
    return (
        number_in(page, FIGURE, r"(\d+)\s+registered users"),
        number_in(page, target_of(page), r"19 September 2011\s*(\d+)"),
    )


def target_of(page: Page) -> str:
    page.goto("/programme/")
    page.get_by_role("link", name=TARGET).first.click()
    page.wait_for_url(re.compile(r"/targets/\d+/"))
    return page.url


def number_in(page: Page, address: str, pattern: str) -> int:
    page.goto(address)
    found = re.search(pattern, page.locator("main").text_content() or "")
    assert found is not None, address
    return int(found[1])


@pytest.mark.parametrize(
    ("script", "size"), [(True, None), (False, NARROW)], ids=["with JavaScript", "without, narrow"]
)
def test_somebody_known_by_their_address_comes_in_and_the_figures_move(
    new_page: NewPage, var: Path, script: bool, size: dict[str, int] | None
) -> None:
    looks = new_page()
    before = users_now(looks)
    options = {"viewport": size} if size else {}
    page = new_page(java_script_enabled=script, **options)
    email = f"nell.barton.{'js' if script else 'plain'}@braintree.example"
    say_who(page, "Nell Barton", email)
    expect(page.locator("main")).to_contain_text("Your address suggests this one.")
    page.get_by_role("radio", name="Braintree").check()
    page.get_by_role("button", name="Go on").click()
    say_what(page, "Museums Manager")
    open_the_letter(page, var, email)
    page.wait_for_url(re.compile("/my-work/"))
    expect(page.locator("body")).to_contain_text("Welcome, Nell Barton")
    after = users_now(looks)
    assert before[0] == before[1]
    assert after == (before[0] + 1, before[1] + 1)


def test_the_organisation_is_found_as_one_types(page: Page) -> None:
    say_who(page, "Nell Barton", "nell@somewhere.example")
    page.get_by_label("Find it by the beginning of its name").press_sequentially("west norf")
    choice = page.get_by_role("radio", name="King's Lynn and West Norfolk")
    expect(choice).to_be_visible()
    assert at_both_sizes(page) == []


def test_a_new_body_waits_until_a_manager_lets_it_in(new_page: NewPage, var: Path) -> None:
    page, email = new_page(), "ida@heron-players.example"
    say_who(page, "Ida Crewe", email)
    page.get_by_role("link", name="It is not here: tell us about it").click()
    page.get_by_label("Its name").fill("Heron Players")
    page.get_by_label("What kind of organisation it is").select_option("civil_society")
    page.get_by_label("Where it works").select_option(label="Norfolk")
    page.get_by_role("button", name="Go on").click()
    say_what(page, "Co-ordinator")
    open_the_letter(page, var, email)
    heading(page, "You have asked to join")
    manager = enter(new_page(), "Manager")
    expect(manager.locator("main")).to_contain_text("Ida Crewe")
    manager.goto("/joining/")
    picture(manager, "joining")
    manager.get_by_role("link", name="Ida Crewe").first.click()
    manager.get_by_role("button", name="Let them in").click()
    assert "sign in" in letter(var, email, "Welcome").lower()
    page.goto("/accounts/login/")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(re.compile("/my-work/"))
    page.goto("/organisations/heron-players/")
    heading(page, "Heron Players")


def test_who_is_registered_is_told_so_by_letter_and_the_page_says_the_same(
    page: Page, var: Path
) -> None:
    told = []
    for email in ("priya.nair@ipswich.example", "nobody.yet@ipswich.example"):
        say_who(page, "Priya Nair", email)
        page.get_by_role("radio", name="Ipswich").check()
        page.get_by_role("button", name="Go on").click()
        say_what(page, "Arts Officer")
        told.append(page.locator("main").inner_text().replace(email, "…"))
    assert told[0] == told[1]
    assert "/accounts/login/" in letter(var, "priya.nair@ipswich.example", "You have an account")


def people(most: int) -> str:
    """A list of so many people, of whom three cannot be invited as they stand."""
    bodies = ("Babergh", "Dacorum", "Fenland", "Harlow", "Watford")
    rows = [
        f"Guest {number},guest.{number}@visit.example,{bodies[number % 5]},officer,Officer"
        for number in range(most)
    ]
    rows[10] = "Guest 10,guest.10-visit.example,Babergh,officer,Officer"
    rows[80] = "Guest 80,guest.80@visit.example,Dacorumm,officer,Officer"
    rows[150] = "Guest 150,guest.149@visit.example,Babergh,officer,Officer"
    return "\n".join(["Name,Email,Organisation,Role,Job title", *rows, ""])


RIGHT = {12: "guest.10@visit.example", 152: "guest.150@visit.example"}


def test_two_hundred_are_invited_after_three_faults_are_put_right(
    as_helen: Page, var: Path, tmp_path: Path
) -> None:
    page, file = as_helen, tmp_path / "people.csv"
    file.write_text(people(200))
    page.goto("/invitations/")
    page.locator("main input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Read the list").click()
    expect(page.locator("main")).to_contain_text("200 rows: 197 ready, 3 to put right")
    assert at_both_sizes(page) == []
    picture(page, "invitations")
    for row, email in RIGHT.items():
        page.locator(f"[name='row-{row}-email']").fill(email)
    asked = page.get_by_role("group", name="“Dacorumm” in row 82: which organisation is meant?")
    asked.get_by_label("Dacorum", exact=True).check()
    page.get_by_role("button", name="Keep these and look again").click()
    expect(page.locator("main")).to_contain_text("200 rows: 200 ready")
    page.get_by_role("button", name="Send 200 invitations").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sending invitations")
    page.get_by_role("link", name="See what was made").click()
    expect(page.locator("main")).to_contain_text("200 invitations, 0 joined so far.")
    for number in (0, 10, 80, 150, 199):
        assert "/join/" in letter(var, f"guest.{number}@visit.example", "")
    every = [f"guest.{number}@visit.example" for number in range(200)]
    assert sum(len(list(letters(var, email))) for email in every) == 200
