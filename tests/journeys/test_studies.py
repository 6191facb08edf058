"""A study of public libraries: made, worked out, tried on the map, kept, published, a brief issued.

Of the East of England where its real small areas and libraries lie beside the project, else of an
invented square. One officer does it by the page's script, another without any.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import conftest
from tests.journeys.axe import at_both_sizes
from tests.journeys.browser import NARROW
from tests.journeys.conftest import NewPage, enter
from tests.journeys.east import DATA
from tests.running.commands import environment

TITLE = "Public libraries: who is within reach"
WITHOUT_SCRIPT = {"viewport": NARROW, "java_script_enabled": False}
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def var(story: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration with what a study needs beside its own."""
    copied = conftest.copied(story, tmp_path_factory)
    folder = [str(DATA)] if DATA.exists() else []
    more = {"DJANGO_SETTINGS_MODULE": "culturefirst.site.settings"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.east", *folder],
        env=environment(copied, **more),
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return copied


def test_a_study_from_its_form_to_a_brief(new_page: NewPage) -> None:
    helen, priya = enter(new_page(), "Manager"), enter(new_page(**WITHOUT_SCRIPT), "Officer")
    stranger = new_page()
    study = made(helen)
    report(helen, study)
    tried_on_the_map(helen, study)
    publish(helen, study)
    tried_by_forms(priya, study)
    brief(priya, study)
    read_by_a_stranger(stranger, study)


def made(helen: Page) -> str:
    """The form is filled in; the job is waited for where its page says how far it is."""
    helen.goto("/evidence/studies/new/")
    helen.get_by_label("Title").fill(TITLE)
    helen.get_by_label("Library", exact=True).check()
    choose(helen, "Who lives where", "Small areas of the East")
    choose(helen, "Who takes part", "Borrowing books")
    helen.get_by_label("Farthest way, in metres").fill("20")
    helen.get_by_role("button", name="Work it out").click()
    expect(helen.locator("main")).to_contain_text("20 minutes on foot are some 1600")
    helen.get_by_label("Farthest way, in metres").fill("5000")
    helen.get_by_label("Visits a week that a unit takes").fill("5")
    helen.get_by_label("Size to assume where a place’s own is not known").fill("300")
    helen.get_by_role("button", name="Work it out").click()
    expect(helen.get_by_role("heading", level=1)).to_have_text(TITLE)
    study = helen.url
    for _ in range(60):
        if helen.get_by_text("It is being worked out.").count() == 0:
            break
        helen.wait_for_timeout(500)
        helen.goto(study)
    return study


def choose(page: Page, label: str, words: str) -> None:
    """The option of a list that has these words in it."""
    field = page.get_by_label(label, exact=True)
    option = field.locator("option", has_text=words).first
    field.select_option(value=option.get_attribute("value"))


def report(helen: Page, study: str) -> None:
    """The map with its figures, and the parts in the order that planners expect."""
    helen.goto(study)
    expect(helen.locator("main")).to_contain_text("of demand is met")
    shown = helen.locator("svg.map-choropleth, .map-click input[type=image]:visible")
    expect(shown).to_have_count(1)
    parts = helen.get_by_role("navigation", name="Parts of the report").get_by_role("link")
    assert parts.all_inner_texts() == [
        "Map", "Supply", "Demand", "Balance", "Met", "Unmet", "Used", "Local share", "By need",
        "Included and left out", "Parameters",
    ]  # fmt: skip
    assert at_both_sizes(helen) == []
    helen.get_by_role("link", name="Balance").click()
    expect(helen.locator("main")).to_contain_text("A simple balance knows no space")
    with helen.expect_download() as pdf:
        helen.get_by_role("link", name="PDF").click()
    assert pdf.value.suggested_filename.endswith(".pdf")


def tried_on_the_map(helen: Page, study: str) -> None:
    """A place is clicked and closed, the ground is clicked and a place added, answered in place."""
    helen.goto(f"{study}what-if/")
    expect(helen.locator("#what-if")).to_have_attribute("data-ready", "")
    spot = helen.locator(".map-spots a[data-key]").first
    name = (spot.get_attribute("aria-label") or "").split(":")[0]
    spot.focus()
    helen.keyboard.press("Enter")
    chosen = helen.get_by_label("Place", exact=True)
    expect(chosen).to_be_focused()
    helen.get_by_role("button", name="Close it").click()
    panel = helen.locator("#what-if-panel")
    expect(panel.get_by_role("listitem")).to_have_text(re.compile(f"{re.escape(name)} closed"))
    expect(helen.locator(".map-spot-closed [data-key]")).to_have_count(1)
    helen.locator("svg.map-choropleth").click(position={"x": 300, "y": 200}, force=True)
    expect(helen.get_by_label("Easting").last).not_to_have_value("")
    helen.locator("#new-name").fill("At the crossroads")
    helen.locator("#open-size").fill("420")
    helen.get_by_role("button", name="Add it").click()
    expect(panel.get_by_role("listitem")).to_have_count(2)
    expect(helen).to_have_url(re.compile("what-if/\\?c=close~.*&c=open~"))
    assert at_both_sizes(helen) == []
    helen.get_by_label("Name").first.fill("One for another")
    helen.get_by_role("button", name="Keep this scenario").click()
    expect(helen.get_by_role("heading", level=1)).to_have_text("One for another")
    expect(helen.locator("main")).to_contain_text("New: At the crossroads")


def publish(helen: Page, study: str) -> None:
    helen.goto(study)
    helen.get_by_role("button", name="Publish it").click()
    expect(helen.locator("main")).to_contain_text("Published: everybody may read it.")


def tried_by_forms(priya: Page, study: str) -> None:
    """The same without a script: a place of the list is closed, and the scenario kept."""
    priya.goto(f"{study}what-if/")
    priya.get_by_label("Place", exact=True).select_option(index=1)
    priya.get_by_role("button", name="Close it").click()
    panel = priya.locator("#what-if-panel")
    expect(panel.get_by_role("listitem")).to_contain_text("closed")
    priya.locator("#in-area").select_option(index=1)
    priya.locator("#open-size").fill("300")
    priya.get_by_role("button", name="Add it").click()
    expect(panel.get_by_role("listitem")).to_have_count(2)
    panel.get_by_label("Name").fill("Near those who have none")
    priya.get_by_role("button", name="Keep this scenario").click()
    priya.get_by_role("link", name="Look at it beside another").click()
    expect(priya.get_by_role("columnheader")).to_have_text(
        ["Now", "Near those who have none", "One for another"]
    )


def brief(priya: Page, study: str) -> None:
    """Two pages for the councillors of one authority."""
    priya.goto(study)
    priya.get_by_role("link", name="Issue a brief").click()
    priya.get_by_label("Why it matters").fill("Reading is for everybody.")
    priya.get_by_label("Scenario").select_option(label="Near those who have none")
    priya.get_by_role("button", name="Issue it").click()
    expect(priya.locator("main")).to_contain_text("Three questions to ask")


def read_by_a_stranger(stranger: Page, study: str) -> None:
    """What is published is read by all; what would change is tried by those who make studies."""
    stranger.goto("/evidence/studies/")
    stranger.get_by_role("link", name=TITLE, exact=True).click()
    expect(stranger).to_have_url(study)
    expect(stranger.get_by_role("link", name="Try what would change")).to_have_count(0)
    stranger.get_by_role("region", name="Briefs for councillors").get_by_role("link").click()
    expect(stranger.locator("main")).to_contain_text("Reading is for everybody.")
