"""The main job on an installation with nothing in it: from the first link to a frozen report."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import at_both_sizes
from tests.journeys.browser import invitation_in, leads_on, served, sign_in
from tests.journeys.conftest import NewPage
from tests.journeys.steps import cells, explain_all, upload

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "work-programme.docx"
REAL = ROOT.parent / "shared" / "work-programme-2011-12.txt"
EMAIL, PASSWORD = "ada@example.org", "a towpath with nine lamps"
CASE_STUDIES = "At least 5 case studies per year"
EMPTY = ("/", "/programme/", "/my-work/", "/programme/import/", "/organisations/", "/measures/")


@pytest.fixture(scope="session")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The data of an installation that nobody runs yet, and the link for who is to."""
    var = tmp_path_factory.mktemp("nothing") / "var"
    return var, invitation_in(var, EMAIL)


@pytest.fixture
def site(nothing: tuple[Path, str], tmp_path: Path) -> Iterator[str]:
    """An empty installation of this test's own."""
    shutil.copytree(nothing[0], tmp_path / "var")
    with served(tmp_path / "var") as address:
        yield address


def become_director(page: Page, link: str) -> None:
    """Use the one-time link, then sign in with the password chosen."""
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome, Ada Dow")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_role("button", name="Open my account").click()
    sign_in(page, EMAIL, PASSWORD)


def downloaded(page: Page, form: str, to: Path) -> Path:
    """One of the downloads of the programme that stands open."""
    with page.expect_download() as waiting:
        page.locator("summary", has_text="Download").click()
        page.locator(f"main a[href*='/download/{form}/']").click()
    waiting.value.save_as(to)
    return to


def told(file: Path) -> dict[str, object]:
    """A programme's JSON without the count of cells, which a stored one does not have."""
    document = json.loads(file.read_text())
    document.pop("cells")
    return dict(document)


def import_whole(page: Page, state: str) -> str:
    page.get_by_label(state).check()
    page.get_by_role("button", name="Import the whole of it").click()
    page.wait_for_url(re.compile(r"/programme/\d+/$"))
    return page.url


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_the_whole_job(
    new_page: NewPage, nothing: tuple[Path, str], tmp_path: Path, script: bool
) -> None:
    page = new_page(java_script_enabled=script)
    become_director(page, nothing[1])
    upload(page, EXAMPLE)
    read, placed = cells(page)
    assert read == placed == 32
    counted_as_milestones(page)
    programme = import_whole(page, "the current programme")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Vale and Fell"))
    record_a_case_study(page, programme)
    freeze_a_report(page, programme)
    the_word_file_is_the_same_document(page, programme, tmp_path)


def counted_as_milestones(page: Page) -> None:
    """Change what is proposed for one target."""
    target = page.locator("section.understood", has_text=CASE_STUDIES)
    expect(target).to_contain_text("Case studies published, today 0 measured")
    target.locator("summary").click()
    target.get_by_label("Counted by").select_option(label="Milestones recorded")


def record_a_case_study(page: Page, programme: str) -> None:
    page.goto(programme)
    leads_on(page.get_by_role("link", name=CASE_STUDIES))
    target = page.url
    expect(page.locator("main")).to_contain_text("0 of 5")
    page.get_by_role("link", name="Record something done").first.click()
    page.get_by_label("What was done?").fill("Case study of the towpath")
    page.get_by_label("On which day?").fill("2012-06-01")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_label("What was done?")).to_have_count(0)
    page.goto(target)
    page.get_by_role("link", name=re.compile("^1 of 5")).first.click()
    expect(page.get_by_role("heading", name="The records behind it")).to_be_visible()
    expect(page.get_by_role("table").first).to_contain_text("Case study of the towpath")


def freeze_a_report(page: Page, programme: str) -> None:
    page.goto(f"{programme}reports/")
    assert explain_all(page) >= 1
    page.get_by_role("button", name=re.compile("^Freeze")).click()
    page.wait_for_url(re.compile(r"/programme/reports/\d+/"))
    expect(page.locator("main")).to_contain_text("Two councils postponed their part.")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Highlight report as PDF").click()
    assert waiting.value.path().read_bytes()[:5] == b"%PDF-"


def the_word_file_is_the_same_document(page: Page, programme: str, folder: Path) -> None:
    page.goto(programme)
    word = downloaded(page, "word", folder / "out.docx")
    page.goto(programme)
    first = told(downloaded(page, "json", folder / "first.json"))
    upload(page, word)
    read, placed = cells(page)
    assert read == placed > 0
    import_whole(page, "a draft")
    assert told(downloaded(page, "json", folder / "second.json")) == first


@pytest.mark.skipif(not REAL.exists(), reason="needs ../shared/work-programme-2011-12.txt")
def test_the_real_programme_comes_in_whole(new_page: NewPage, nothing: tuple[Path, str]) -> None:
    page = new_page()
    become_director(page, nothing[1])
    upload(page, REAL)
    read, placed = cells(page)
    assert read == placed > 0
    expect(page.locator("body")).to_contain_text("4 priorities, 13 activities, 33 targets")
    programme = import_whole(page, "the current programme")
    expect(page.locator("main a[href*='/programme/targets/']")).not_to_have_count(0)
    addresses = page.eval_on_selector_all(
        "main li.target a.says", "all => all.map(each => each.getAttribute('href'))"
    )
    assert len(set(addresses)) == 33
    page.goto(f"{programme}document/")
    expect(page.get_by_role("table").first).to_be_visible()


def test_axe_finds_nothing_where_there_is_nothing(
    new_page: NewPage, nothing: tuple[Path, str]
) -> None:
    page = new_page()
    wrong = []
    for address in ("/", "/programme/all/", "/organisations/", "/measures/", nothing[1]):
        page.goto(address)
        wrong += at_both_sizes(page)
    become_director(page, nothing[1])
    for address in (*EMPTY, "/programme/all/", "/people/"):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        wrong += at_both_sizes(page)
    assert wrong == []
