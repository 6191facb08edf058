"""A framework of another sector: from a file with faults to a second version, by two people."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import at_both_sizes
from tests.journeys.browser import invitation_in, served
from tests.journeys.conftest import NewPage
from tests.journeys.test_from_nothing import EMAIL, become_director

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "frameworks" / "food-banks.yaml"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """An installation with nothing in it, and the link for who is to lead it."""
    var = tmp_path_factory.mktemp("frameworks") / "var"
    return var, invitation_in(var, EMAIL)


@pytest.fixture(scope="module")
def site(prepared: tuple[Path, str]) -> Iterator[str]:
    with served(prepared[0]) as address:
        yield address


def look_at(page: Page, file: Path) -> None:
    """Choose a file and have it shown."""
    page.goto("/improve/bring-a-framework/")
    page.get_by_label("The file").set_input_files(file)
    page.get_by_role("button", name="Look at it").click()


def bring_in(page: Page, tmp_path: Path) -> None:
    """The file with two faults, which are told in their place; then the file as it should be."""
    broken = tmp_path / "broken.yaml"
    text = EXAMPLE.read_text(encoding="utf-8")
    wrong = text.replace("weight: 2\n", "weight: much\n").replace(
        "key: food-waste", "key: food-safe"
    )
    broken.write_text(wrong, encoding="utf-8")
    look_at(page, broken)
    expect(page.get_by_role("alert")).to_contain_text("2 things to put right")
    expect(page.get_by_role("alert")).to_contain_text(
        "Line 31, theme 'dignity': weight must be a number from 0 up, not 'much'."
    )
    assert at_both_sizes(page) == []
    look_at(page, EXAMPLE)
    expect(page.locator("main")).to_contain_text("Nothing is loaded yet.")
    assert at_both_sizes(page) == []
    page.get_by_role("button", name="Load version 1.0").click()


def read_in_welsh(page: Page) -> None:
    """The page of the version, in its own language and in the other."""
    expect(page.get_by_role("heading", level=1)).to_have_text("A network of food banks")
    assert at_both_sizes(page) == []
    page.get_by_role("link", name="Cymraeg").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rhwydwaith o fanciau bwyd")
    assert at_both_sizes(page) == []


def write_together(page: Page, other: Page) -> None:
    """Two people change one criterion; who saves second is shown both texts, and saves one."""
    page.get_by_role("button", name="Write the next version").click()
    expect(page.locator("main")).to_contain_text("Nobody scores against it until you load it.")
    assert at_both_sizes(page) == []
    other.goto(page.url)
    for each in (page, other):
        each.get_by_role("link", name="Food that is safe", exact=True).click()
    assert at_both_sizes(page) == []
    page.get_by_label("Title").fill("Food that is safe to eat")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Food that is safe to eat")
    other.get_by_label("Title").fill("Safe food")
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_role("heading", level=1)).to_have_text(
        "Somebody else changed this while you were editing"
    )
    expect(other.locator("main")).to_contain_text("Food that is safe to eat")
    expect(other.get_by_role("textbox", name="Title")).to_have_value("Safe food")
    assert at_both_sizes(other) == []
    other.get_by_role("button", name="Save").click()
    expect(other.locator("main")).to_contain_text("Safe food")


def test_a_framework_of_another_sector_comes_from_its_file_and_goes_on(
    prepared: tuple[Path, str], new_page: NewPage, tmp_path: Path
) -> None:
    page = new_page()
    become_director(page, prepared[1])
    page.goto("/improve/frameworks/")
    assert at_both_sizes(page) == []
    page.get_by_role("button", name="Load those that come with the system").click()
    expect(page.locator("main")).to_contain_text("Culture and sport improvement")
    assert at_both_sizes(page) == []
    bring_in(page, tmp_path)
    read_in_welsh(page)
    other = page.context.new_page()
    write_together(page, other)
    other.get_by_label("Load it as version").fill("1.1")
    other.get_by_role("button", name="Load it").click()
    expect(other.locator("main")).to_contain_text("version 1.1, is loaded.")
    other.get_by_role("link", name="What is different from before").click()
    expect(other.locator("main")).to_contain_text("Safe food")
    assert at_both_sizes(other) == []
    page.goto("/improve/frameworks/civil-society/1/map/")
    assert at_both_sizes(page) == []
