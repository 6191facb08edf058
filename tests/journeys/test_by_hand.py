"""The network's everyday work by keyboard alone, and in a browser that runs no scripts."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from culturefirst.demo.accounts import ACCOUNTS
from tests.journeys.browser import NARROW
from tests.journeys.conftest import NewPage, enter
from tests.journeys.hands import Hands, Keyboard, WithoutScripts
from tests.journeys.post import letter

KEYBOARD, PLAIN = "by keyboard alone", "without scripts"
# Who is erased in one way is not there for the other.
MEMBER = {KEYBOARD: "Officer", PLAIN: "Councillor"}
AsSomebody = Callable[[str], Hands]


@pytest.fixture(params=[KEYBOARD, PLAIN])
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def somebody(way: str, new_page: NewPage) -> AsSomebody:
    """Signs in as the manager, officer or councillor; gives their hands."""

    def signed_in(title: str) -> Hands:
        if way == KEYBOARD:
            return Keyboard(enter(new_page(), title))
        return WithoutScripts(enter(new_page(java_script_enabled=False, viewport=NARROW), title))

    return signed_in


def test_a_person_is_found_in_the_directory(somebody: AsSomebody, way: str) -> None:
    hands = somebody(MEMBER[way])
    hands.follow("Network")
    hands.arrives("Organisations")
    hands.follow("People")
    hands.arrives("People")
    hands.write("Name, organisation or post", "helen")
    hands.press("Find")
    hands.sees("1 in all")
    hands.follow("Helen Marsh")
    hands.arrives("Helen Marsh")
    hands.sees("Culture First Manager")
    hands.page.goto("/people/")
    hands.unfold("Narrow the list")
    hands.choose("Role", "Improvement manager")
    hands.press("Show")
    hands.sees("Yvonne Pell")
    hands.follow("Yvonne Pell")
    hands.arrives("Yvonne Pell")


def test_a_group_is_joined_and_left(somebody: AsSomebody, way: str) -> None:
    hands = somebody(MEMBER[way])
    hands.page.goto("/groups/")
    hands.follow("Essex culture and leisure officers")
    hands.arrives("Essex culture and leisure officers")
    hands.follow("Join this group")
    hands.arrives("Join EACLO")
    hands.press("Join")
    hands.sees("You are a member since 19 September 2011.")
    hands.follow("Leave")
    hands.arrives("Leave EACLO")
    hands.press("Leave")
    hands.sees("Join this group")


def test_a_list_of_invitations_is_put_right(
    somebody: AsSomebody, way: str, var: Path, tmp_path: Path
) -> None:
    tag = way.replace(" ", "-")
    file = tmp_path / f"{tag}.csv"
    rows = [f"Ann {tag},ann-{tag}-visit.example,Babergh", f"Bo {tag},bo-{tag}@visit.example,Harlow"]
    file.write_text("\n".join(["Name,Email,Organisation", *rows, ""]))
    hands = somebody("Manager")
    hands.page.goto("/invitations/")
    hands.bring("The list", file)
    hands.press("Read the list")
    hands.sees("2 rows: 1 ready, 1 to put right", "is not an email address")
    hands.write("Email address", f"ann-{tag}@visit.example")
    hands.press("Keep these and look again")
    hands.sees("2 rows: 2 ready")
    hands.press("Send 2 invitations")
    hands.arrives("Sending invitations")
    hands.sees("Done")
    hands.follow("See what was made")
    hands.sees("2 invitations, 0 joined so far.")
    assert "/join/" in letter(var, f"ann-{tag}@visit.example", "")


def test_an_audience_is_made(somebody: AsSomebody, way: str) -> None:
    hands = somebody("Manager")
    hands.page.goto("/audiences/")
    hands.follow("Build an audience")
    hands.arrives("Build an audience")
    hands.unfold("Role")
    hands.tick("Councillors")
    hands.press("Show who this is")
    hands.sees("people fit today", "Nothing is saved yet.")
    hands.write("Name", f"Councillors, {way}")
    hands.press("Save")
    hands.arrives(f"Councillors, {way}")
    hands.sees("people fit on 19 September 2011")


def test_a_case_study_is_written_and_handed_in(somebody: AsSomebody, way: str) -> None:
    hands = somebody(MEMBER[way])
    hands.page.goto("/learn/case-studies/")
    hands.follow("Write a case study")
    hands.arrives("Write a case study")
    hands.write("Cost in pounds", "much")
    hands.press("Save the draft")
    hands.sees("Give it a title, by which you find it again.", "Write the sum in figures")
    hands.write("Title", f"Written {way}")
    hands.write("Cost in pounds", "£18,500")
    hands.write("The challenge", "Few hands.")
    hands.press("Save the draft")
    hands.arrives(f"Written {way}")
    hands.sees("A draft, not handed in", "Say what was done.", "were worked out")
    hands.follow("Write on")
    hands.arrives("Write your case study")
    hands.write("In a sentence or two", "How it is done.")
    hands.write("What was done", "It was written.")
    hands.write("How they were worked out", "From the bills.")
    hands.write("The outcomes", "It can be read.")
    hands.press("Save")
    hands.arrives(f"Written {way}")
    hands.press("Hand it in")
    hands.sees("Waits to be looked at")
    hands.press("Take it back")
    hands.arrives("Write your case study")


def test_ones_data_are_downloaded_and_erased(
    somebody: AsSomebody, way: str, tmp_path: Path
) -> None:
    [account] = [each for each in ACCOUNTS if each.title == MEMBER[way]]
    hands = somebody(account.title)
    hands.page.goto("/account/privacy/")
    with hands.page.expect_download() as waiting:
        hands.follow("Download it")
    waiting.value.save_as(tmp_path / "data.json")
    held = json.loads((tmp_path / "data.json").read_text(encoding="utf-8"))
    assert account.email in json.dumps(held, ensure_ascii=False)
    hands.page.goto("/account/privacy/")
    hands.follow("See what that means, and be erased")
    hands.arrives("Is it you?")
    hands.write("Password", account.password)
    hands.press("Go on")
    hands.arrives("Be erased")
    hands.write("Type the word erase", "erase")
    hands.press("Erase me for good")
    hands.sees("You were erased.")
