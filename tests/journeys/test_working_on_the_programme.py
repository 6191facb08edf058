"""Doing: recording, declaring, explaining, editing, importing and freezing, as the manager."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import leads_on, picture
from tests.journeys.conftest import NewPage, enter
from tests.journeys.steps import explain_all, open_target, tab_until

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CASE_STUDIES = "At least 3 case studies a year"
FORUMS = "Promote forums and quick polls as necessary"


def standing(page: Page) -> str:
    return page.locator("main").inner_text()


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_a_milestone_is_recorded_and_the_figure_moves(new_page: NewPage, script: bool) -> None:
    page = enter(new_page(java_script_enabled=script), "Manager")
    target = open_target(page, FORUMS)
    before = int(re.search(r"(\d+) more in the last quarter", standing(page)).group(1))  # type: ignore[union-attr]
    page.get_by_role("link", name="Record something done").first.click()
    page.get_by_label("What was done?").fill("Norfolk day on volunteering")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_label("What was done?")).to_have_count(0)
    page.goto(target)
    expect(page.locator("main")).to_contain_text(f"{before + 1} more in the last quarter")
    expect(page.locator("main")).to_contain_text("Norfolk day on volunteering")


def test_a_form_sent_twice_acts_once(as_helen: Page) -> None:
    page = as_helen
    target = open_target(page, FORUMS)
    [before] = re.findall(r"\d+ more in the last quarter", standing(page))[:1]
    page.goto(f"{target}milestone/")
    page.get_by_label("What was done?").fill("Suffolk day in a market hall")
    page.evaluate(
        "const form = document.querySelector('main form[method=post]');"
        "window.body = new URLSearchParams(new FormData(form)); window.to = form.action;"
    )
    post = "() => fetch(window.to, {method: 'POST', body: window.body}).then(r => r.status)"
    assert [page.evaluate(post), page.evaluate(post)] == [200, 200]
    page.goto(target)
    withdraw = page.locator("main a[href*='/withdraw/']", has_text="market hall")
    expect(withdraw).to_have_count(1)
    page.goto(str(withdraw.get_attribute("href")))
    page.get_by_label(re.compile("[Ww]hy")).fill("It was only a trial of the form.")
    leads_on(page.locator("main form[method=post] button[type=submit]"))
    page.goto(target)
    expect(page.locator("main")).to_contain_text(before)


def test_a_declaration_says_where_a_target_stands_and_why(as_helen: Page) -> None:
    page = as_helen
    target = open_target(page, re.compile("^Consortia set up"))
    page.goto(f"{target}declare/")
    page.get_by_label("Or say how it stands").select_option(label="Met")
    page.get_by_label("Why do you say so?").fill("Both consortia signed their terms in Ely.")
    leads_on(page.get_by_role("button", name="Declare it"))
    page.goto(target)
    expect(page.locator("main")).to_contain_text("Both consortia signed their terms in Ely.")
    expect(page.locator("main")).to_contain_text("declared")
    expect(page.locator("main")).to_contain_text("Met")


def test_commentary_opens_the_gate_and_the_report_is_frozen(as_helen: Page) -> None:
    page = as_helen
    page.goto("/programme/")
    programme = re.sub(r"\?.*", "", page.url)
    page.goto(f"{programme}reports/")
    explain_all(page)
    picture(page, "freeze")
    page.get_by_role("button", name=re.compile("^Freeze")).click()
    page.wait_for_url(re.compile(r"/programme/reports/\d+/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("19 September 2011")
    expect(page.locator("main")).to_contain_text("Two councils postponed their part.")
    picture(page, "report")
    with page.expect_download() as waiting_for:
        page.get_by_role("link", name="Highlight report as Word").click()
    assert waiting_for.value.path().read_bytes()[:2] == b"PK"


def test_two_people_edit_one_target_and_neither_loses_words(new_page: NewPage) -> None:
    first, second = (enter(new_page(), "Manager") for _ in range(2))
    edit = f"{open_target(first, re.compile('^Outcomes framework|^Offer the leadership'))}edit/"
    for page in (first, second):
        page.goto(edit)
    was = first.get_by_label("Target", exact=True).input_value()
    first.get_by_label("Target", exact=True).fill(f"{was} (first)")
    second.get_by_label("Target", exact=True).fill(f"{was} (second)")
    first.get_by_role("button", name="Save").click()
    first.wait_for_url(lambda url: "edit" not in url)
    with second.expect_response(lambda got: got.request.method == "POST") as answered:
        second.get_by_role("button", name="Save").click()
    assert answered.value.status == 409
    expect(second.locator("main")).to_contain_text(f"{was} (first)")
    assert f"{was} (second)" in second.content()
    picture(second, "conflict")


def test_the_example_document_is_read_looked_over_and_imported(as_helen: Page) -> None:
    page = as_helen
    [document] = sorted(EXAMPLES.glob("*.docx"))[:1]
    page.goto("/programme/import/")
    page.get_by_label("The document").set_input_files(document)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is this what it means?")
    read = re.search(r"(\d+) cells were read and (\d+) placed", page.locator("body").inner_text())
    assert read is not None
    assert read[1] == read[2]
    picture(page, "preview")
    page.get_by_role("button", name="Import the whole of it").click()
    page.wait_for_url(re.compile(r"/programme/\d+/$"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto("/programme/import/")
    page.get_by_label("The document").set_input_files(document)
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("main")).to_contain_text(re.compile("already"))


def test_what_is_no_programme_is_refused_with_a_remedy(as_helen: Page, tmp_path: Path) -> None:
    page = as_helen
    (tmp_path / "letter.txt").write_text("Dear Helen, thank you for the day in Ely.")
    page.goto("/programme/import/")
    page.get_by_label("The document").set_input_files(tmp_path / "letter.txt")
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("main")).to_contain_text("letter.txt")
    expect(page.get_by_role("button", name="Import the whole of it")).to_have_count(0)


def test_a_form_with_a_fault_names_it_and_takes_the_focus_there(as_helen: Page) -> None:
    page = as_helen
    target = open_target(page, CASE_STUDIES)
    page.goto(f"{target}comment/")
    page.evaluate("document.querySelector('main form[method=post]').noValidate = true")
    page.get_by_role("button", name="Add this commentary").click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_visible()
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("Why is it off track?")).to_be_focused()


def test_recording_by_keyboard_alone(as_helen: Page) -> None:
    page = as_helen
    target = open_target(page, CASE_STUDIES)
    page.goto(f"{target}note/")
    field = page.locator("main textarea").first
    for _ in range(40):
        if field.evaluate("field => field === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.type("Asked the three councils for their drafts.")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "submit":
            break
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/note/" not in url)
    expect(page.locator("main")).to_contain_text("Asked the three councils for their drafts.")


def test_a_milestone_is_recorded_by_keyboard_alone(as_helen: Page) -> None:
    page = as_helen
    target = open_target(page, FORUMS)
    before = int(re.search(r"(\d+) more in the last quarter", standing(page)).group(1))  # type: ignore[union-attr]
    tab_until(page, "element.textContent.includes('Record something done')")
    page.keyboard.press("Enter")
    expect(page.get_by_label("What was done?")).to_be_visible()
    tab_until(page, "element.name === 'title'")
    page.keyboard.type("Herts day on parks")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Herts day on parks")
    page.goto(target)
    expect(page.locator("main")).to_contain_text(f"{before + 1} more in the last quarter")
