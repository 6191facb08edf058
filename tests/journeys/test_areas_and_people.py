"""Small areas and their people come in from files, and an officer reads them on a map."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.axe import at_both_sizes
from tests.journeys.conftest import NewPage, enter

EXAMPLES = Path(__file__).parents[2] / "examples"
SAID = {"Year": "2011", "Source": "Ourselves", "Licence": "Open"}


def test_from_files_to_a_map_that_an_officer_reads(new_page: NewPage) -> None:
    helen, priya = enter(new_page(), "Manager"), enter(new_page(), "Officer")
    bring(helen, "Small areas with their centroids", "areas.csv")
    expect(helen.locator("main")).to_contain_text("Licence: this is not said yet")
    say(helen, {"Name of the new set": "The vales"} | SAID)
    expect(helen.locator("main")).to_contain_text("Areas: 40 new")
    assert at_both_sizes(helen) == []
    take(helen, "Import 40 new")
    bring(helen, "People by age and sex", "people.csv")
    helen.get_by_label("Areas", exact=True).select_option(label="The vales")
    say(helen, {"Name of the population": "People of the vales"} | SAID)
    expect(helen.locator("main")).to_contain_text("12 groups")
    take(helen, "Import 40 new")
    read_by_an_officer(priya)


def bring(page: Page, what: str, name: str) -> None:
    page.goto("/evidence/people/")
    page.get_by_role("link", name="Bring areas, people or rates").click()
    page.get_by_label(what).check()
    page.get_by_label("The file").set_input_files(EXAMPLES / name)
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def say(page: Page, said: dict[str, str]) -> None:
    for label, words in said.items():
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_role("button", name="Look again").click()


def take(page: Page, button: str) -> None:
    """Import, and wait until the job leads on to what was made."""
    page.get_by_role("button", name=button).click()
    made = page.get_by_role("link", name="See what was made")
    expect(made).to_be_visible(timeout=60_000)
    made.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("is imported")


def read_by_an_officer(priya: Page) -> None:
    """The demonstration's areas have outlines; the vales have none, and that is said."""
    priya.goto("/evidence/people/")
    expect(priya.get_by_role("link", name="Bring areas")).to_have_count(0)
    priya.get_by_role("link", name="The vales", exact=True).click()
    expect(priya.locator("main")).to_contain_text("There is no map")
    expect(priya.get_by_role("table").first).to_contain_text("Aldermoor")
    priya.goto("/evidence/people/")
    priya.get_by_role("link", name="Invented areas", exact=True).click()
    drawn = priya.locator("svg.map-choropleth")
    expect(drawn.locator(".map-area")).to_have_count(47)
    expect(drawn.locator("title", has_text="Norwich: ")).to_have_count(1)
    assert at_both_sizes(priya) == []
