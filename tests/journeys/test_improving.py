"""Two councils look at themselves, challenge each other and plan; the target on it is counted."""

import io
import re
from pathlib import Path

from docx import Document
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.axe import at_both_sizes
from tests.journeys.browser import NARROW, leads_on
from tests.journeys.conftest import NewPage, enter
from tests.journeys.steps import open_target

OURS, THEIRS = "Norfolk County Council", "Ipswich"
TITLE, ROUND = "Efficiency in Norfolk, autumn 2011", "Late challenge"
FRAMEWORK, THEME = "Culture and sport improvement", "Efficiency"
FIRST, SECOND = "Use of assets", "Strategic commissioning"
CRITERIA = (FIRST, SECOND, "Procurement and contracts", "Shared services and staff")
LAST = "Value for money shown"
WHY = "We know cost and use of the libraries, not of the halls."
CHALLENGED, COMPLETED = "improvement.challenged", "improvement.completed"
WITHOUT_SCRIPT = {"viewport": NARROW, "java_script_enabled": False}


def test_from_scope_to_an_adopted_plan_and_the_target_moves(
    new_page: NewPage, tmp_path: Path
) -> None:
    helen, jim = enter(new_page(), "Manager"), enter(new_page(), "Councillor")
    priya = enter(new_page(**WITHOUT_SCRIPT), "Officer")
    target = promised(helen)
    before = [counted(helen, key) for key in (CHALLENGED, COMPLETED)]
    assert f"{before[1]} of 20" in told(helen, target)
    ours = assess(jim, priya, tmp_path)
    pair(helen, jim, priya)
    theirs = open_to_peers(jim)
    hidden_from_others(helen, theirs, ours)
    challenge(priya, theirs)
    report(priya, jim, theirs)
    assert [counted(helen, key) for key in (CHALLENGED, COMPLETED)] == [before[0] + 1, before[1]]
    plan(jim, ours)
    assert [counted(helen, key) for key in (CHALLENGED, COMPLETED)] == [
        before[0] + 1,
        before[1] + 1,
    ]
    assert f"{before[1] + 1} of 20" in told(helen, target)


def promised(helen: Page) -> str:
    """The target of twenty organisations is put off to December and counted by who completed."""
    target = open_target(helen, re.compile("^20 organisations"))
    helen.goto(f"{target}edit/")
    helen.get_by_label("Due by").fill("2011-12-31")
    press(helen, "Save")
    helen.goto(f"{target}bind/?measure={COMPLETED}")
    press(helen, "Save")
    return target


def told(page: Page, address: str) -> str:
    """What a page says."""
    page.goto(address)
    return page.locator("main").inner_text()


def counted(page: Page, key: str) -> int:
    """What the page of a measure says."""
    page.goto(f"/figures/{key}/")
    found = re.search(r"(\d+) organisations", page.locator("main").inner_text())
    assert found is not None
    return int(found[1])


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def assess(jim: Page, priya: Page, folder: Path) -> str:
    """Jim scopes it, Priya scores as a partner on her telephone, each level is agreed."""
    jim.goto("/improve/assessments/new/")
    if jim.get_by_label("For which organisation").count():
        jim.get_by_label("For which organisation").select_option(label=OURS)
    jim.get_by_label("Against which framework").select_option(index=1)
    jim.get_by_label("Title").fill(TITLE)
    jim.locator("main form button[type=submit]").last.click()
    jim.wait_for_url(re.compile(r"/improve/assessments/\d+/"))
    ours = re.sub(r"^https?://[^/]+|scope/$", "", jim.url)
    jim.goto(f"{ours}scope/")
    jim.get_by_label("What is looked at").fill("Libraries, museums and arts of the county.")
    jim.get_by_label(THEME, exact=True).check()
    jim.get_by_label("What is left out, and why").fill("Eight themes: they follow next year.")
    press(jim, "Save")
    jim.goto(ours)
    press(jim, "Open it for scoring")
    follow(jim, "Ask people to score")
    follow(jim, "Ask people of the network")
    jim.get_by_label("Whose people").select_option(label=THEIRS)
    press(jim, "Show them")
    jim.get_by_label("Priya Nair").check()
    leads_on(jim.locator("main form[method=post] button[type=submit]").last)
    scores_alone(priya)
    jim.goto(ours)
    expect(jim.locator("main")).to_contain_text("1 of 1 who were asked have handed in")
    press(jim, "End the scoring")
    agree_all(jim, ours)
    by_word(jim, ours, folder)
    jim.goto(ours)
    press(jim, "Agree the whole")
    expect(jim.locator(".lede .badge")).to_have_text("Agreed")
    return ours


def scores_alone(priya: Page) -> None:
    """She finds it under My work, and half-done work is kept."""
    priya.goto("/my-work/")
    priya.locator("main a[href*='/improve/scores/']").first.click()
    priya.locator("main a[href*='/themes/']").first.click()
    priya.locator("input[type=radio][value='2']").first.check()
    priya.get_by_role("button", name="Save", exact=True).first.click()
    follow(priya, "Go on")
    expect(priya.locator("input[type=radio][value='2']").first).to_be_checked()
    for radio in priya.locator("input[type=radio][value='3']").all()[1:]:
        radio.check()
    priya.get_by_role("button", name="Save", exact=True).first.click()
    priya.get_by_role("button", name=re.compile("Hand")).first.click()
    expect(priya.locator("main")).to_contain_text("Handed in on 19 September 2011")


def agree_all(jim: Page, ours: str) -> None:
    """Four of the five with a reason; one of them with evidence, so that it is not hollow."""
    jim.goto(f"{ours}criteria/")
    for at, title in enumerate(CRITERIA):
        jim.goto(f"{ours}criteria/")
        follow(jim, title)
        jim.get_by_label("Fair" if at < 2 else "Good", exact=True).check()
        jim.get_by_label("Reason").fill(WHY)
        jim.get_by_label("Areas for improvement").fill("Afternoons in term time.")
        jim.get_by_label("We agree on this").check()
        press(jim, "Save")
    jim.goto(f"{ours}criteria/")
    follow(jim, FIRST)
    follow(jim, "Add evidence")
    jim.get_by_label("What it is").fill("Asset plan 2010")
    jim.get_by_label(re.compile("link|address", re.IGNORECASE)).first.fill(
        "https://norfolk.example/assets"
    )
    leads_on(jim.locator("main form[method=post] button[type=submit]").last)
    jim.goto(f"{ours}criteria/")
    assert at_both_sizes(jim) == []
    row = jim.locator(".overview li", has=jim.get_by_role("link", name=FIRST, exact=True))
    expect(row).not_to_contain_text("hollow")


def by_word(jim: Page, ours: str, folder: Path) -> None:
    """The fifth is agreed in the Word record, away from the site, and brought back."""
    jim.goto(f"{ours}criteria/")
    with jim.expect_download() as taken:
        follow(jim, "Record as a Word file")
    file = folder / "record.docx"
    taken.value.save_as(file)
    document = Document(str(file))
    table = next(each for each in document.tables if "efficiency-value" in _words(each))
    for row in table.rows:
        label = row.cells[0].text.strip().casefold()
        if label.startswith("level"):
            row.cells[-1].text = "3"
        elif label.startswith("reason"):
            row.cells[-1].text = "Net cost per visit is known for each library."
    document.save(str(file))
    follow(jim, "Bring it back")
    jim.locator("input[type=file]").set_input_files(file)
    leads_on(jim.locator("main form[method=post] button[type=submit]").last)
    expect(jim.locator("main")).to_contain_text("Net cost per visit is known")
    leads_on(jim.locator("main form[method=post] button[type=submit]").last)
    jim.goto(f"{ours}criteria/")
    follow(jim, LAST)
    expect(jim.get_by_label("Reason")).to_have_value(
        "Net cost per visit is known for each library."
    )
    jim.get_by_label("We agree on this").check()
    press(jim, "Save")


def _words(table: object) -> str:
    return " ".join(cell.text for row in table.rows for cell in row.cells)  # type: ignore[attr-defined]


def pair(helen: Page, jim: Page, priya: Page) -> None:
    """The manager makes a round, both enter it, and it is paired with a reason."""
    helen.goto("/improve/challenges/rounds/new/")
    helen.get_by_label("Title").fill(ROUND)
    helen.get_by_label("Framework").select_option(label=FRAMEWORK)
    helen.get_by_label("In pairs: each two challenge each other").check()
    for label, value in (
        ("Entries from", "2011-09-19"),
        ("Entries until", "2011-10-14"),
        ("Assessments are agreed by", "2011-10-14"),
    ):
        helen.get_by_label(label).fill(value)
    leads_on(helen.locator("main form[method=post] button[type=submit]").last)
    helen.wait_for_url(re.compile(r"/rounds/\d+/$"))
    round_ = re.sub(r"^https?://[^/]+", "", helen.url)
    for page in (jim, priya):
        page.goto(f"{round_}enter/")
        leads_on(page.locator("main form[method=post] button[type=submit]").last)
        page.wait_for_url(lambda url: "/enter/" not in url)
    helen.goto(round_)
    helen.get_by_role("button", name=re.compile("Pair")).first.click()
    expect(helen.locator("main")).to_contain_text("km apart")
    assert at_both_sizes(helen) == []
    helen.get_by_role("button", name=re.compile("Confirm")).first.click()
    for page in (jim, priya):
        for one, other in ((OURS, THEIRS), (THEIRS, OURS)):
            page.goto("/improve/challenges/")
            leads_on(page.get_by_role("link", name=f"{one} challenges {other}").first)
            if page.get_by_role("button", name=re.compile("^Accept")).count():
                leads_on(page.get_by_role("button", name=re.compile("^Accept")))


def open_to_peers(jim: Page) -> str:
    """The host opens its scores, and not its evidence."""
    jim.goto("/improve/challenges/")
    leads_on(jim.get_by_role("link", name=f"{THEIRS} challenges {OURS}").first)
    theirs = re.sub(r"^https?://[^/]+", "", jim.url)
    follow(jim, "Say what the peers may read")
    jim.get_by_label("Our scores").check()
    leads_on(jim.locator("main form[method=post] button[type=submit]").last)
    expect(jim.locator("main")).to_contain_text("Our scores")
    return theirs


def hidden_from_others(helen: Page, theirs: str, ours: str) -> None:
    """Not even the manager who paired them finds any of it."""
    for address in (theirs, f"{theirs}scores/", f"{theirs}report/", ours, f"{ours}result/"):
        answer = helen.goto(address)
        assert answer is not None
        assert answer.status == 404, address
    helen.goto(f"/search/?q={TITLE.split()[2].strip(',')}+autumn")
    expect(helen.locator("main")).not_to_contain_text(TITLE)


def challenge(priya: Page, theirs: str) -> None:
    """She reads what was opened and no more, and says what she makes of each criterion."""
    priya.goto(theirs)
    expect(priya.locator("main")).not_to_contain_text("Asset plan 2010")
    follow(priya, "Note that the visit took place")
    priya.get_by_label("Day on which the visit was").fill("2011-09-19")
    leads_on(priya.locator("main form[method=post] button[type=submit]").last)
    for title, level in ((FIRST, "1 Poor"), (SECOND, "2 Fair")):
        priya.goto(f"{theirs}scores/")
        follow(priya, title)
        expect(priya.locator("main")).to_contain_text(WHY)
        follow(priya, "Say what you make of it")
        priya.get_by_label("Your level").select_option(label=level)
        priya.get_by_label("Why").fill("We saw three halls that stand empty.")
        leads_on(priya.locator("main form[method=post] button[type=submit]").last)
    priya.goto(f"{theirs}scores/")
    row = priya.locator("tr", has=priya.get_by_role("link", name=FIRST, exact=True))
    expect(row).to_contain_text("lower")


def report(priya: Page, jim: Page, theirs: str) -> None:
    """The peers report, the host answers, and both have it on paper."""
    priya.goto(f"{theirs}report/summary/")
    priya.get_by_label("Summary").fill("Candid. Most is to be gained from empty halls.")
    leads_on(priya.locator("main form[method=post] button[type=submit]").last)
    priya.goto(f"{theirs}report/findings/new/")
    priya.get_by_label("In a few sentences").fill("Open the halls to clubs in the afternoon.")
    leads_on(priya.locator("main form[method=post] button[type=submit]").last)
    priya.goto(f"{theirs}report/")
    press(priya, f"Send it to {OURS}")
    jim.goto(f"{theirs}report/")
    jim.get_by_role("link", name=re.compile("^Answer")).first.click()
    jim.locator("input[type=radio]").first.check()
    jim.get_by_label("Why").fill("It is our own first action.")
    leads_on(jim.locator("main form[method=post] button[type=submit]").last)
    jim.goto(f"{theirs}report/")
    press(jim, "All findings are answered")
    jim.goto(f"{theirs}report/")
    assert at_both_sizes(jim) == []
    word, pdf = (jim.request.get(f"{theirs}report/{kind}/").body() for kind in ("word", "pdf"))
    on_paper = "\n".join(each.text for each in Document(io.BytesIO(word)).paragraphs)
    assert "Most is to be gained from empty halls." in on_paper
    printed = "\n".join(each.extract_text() for each in PdfReader(io.BytesIO(pdf)).pages)
    assert "empty halls" in " ".join(printed.split())


def plan(jim: Page, ours: str) -> None:
    """The gaps become actions; each has an owner, a day and an outcome; it is adopted."""
    jim.goto(f"{ours}result/")
    follow(jim, "Plan what comes of it")
    jim.get_by_label("Title of the plan").fill("Halls and contracts")
    leads_on(jim.locator("main form[method=post] button[type=submit]").last)
    jim.wait_for_url(re.compile(r"/improve/plans/\d+/$"))
    mine = jim.url
    for edit in {each.get_attribute("href") for each in jim.locator(".callout a").all()}:
        jim.goto(str(edit))
        jim.get_by_label("What is to be different").fill("Halls are booked in the afternoon.")
        jim.get_by_label("Or a name in words").fill("Head of libraries")
        jim.get_by_label(re.compile("^Due")).fill("2012-03-31")
        press(jim, "Save")
    jim.goto(mine)
    follow(jim, "Adopt it")
    jim.get_by_label("Who adopted it").fill("Cabinet")
    leads_on(jim.locator("main form[method=post] button[type=submit]").last)
    expect(jim.locator(".lede .badge")).to_have_text("Adopted")
    assert at_both_sizes(jim) == []
