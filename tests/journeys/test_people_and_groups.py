"""Moving on, meeting, being merged and being erased, each as a person does it."""

import json
import re

from playwright.sync_api import Page, expect

from tests.journeys.axe import at_both_sizes
from tests.journeys.browser import leads_on, picture
from tests.journeys.conftest import NewPage, enter

SPACE = "Portfolio holders for culture"
PAPER = "Questions to ask about a trust"
OFFICER = ("Priya Nair", "priya.nair@ipswich.example", "01632 960157")


def heading(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def told(page: Page, address: str) -> tuple[int, str]:
    """The answer at an address: its number, and what the page says."""
    answer = page.goto(address)
    assert answer is not None
    return answer.status, page.locator("main").inner_text()


def test_the_councillors_space_is_open_to_a_councillor_and_not_there_for_an_officer(
    new_page: NewPage,
) -> None:
    councillor = enter(new_page(), "Councillor")
    councillor.goto("/groups/")
    councillor.get_by_role("link", name=SPACE).first.click()
    heading(councillor, SPACE)
    space = councillor.url
    paper = councillor.get_by_role("link", name=PAPER)
    where = str(paper.get_attribute("href"))
    with councillor.expect_download() as waiting:
        paper.click()
    assert waiting.value.path().read_bytes()[:5] == b"%PDF-"
    picture(councillor, "councillors-space")
    officer = enter(new_page(), "Officer")
    officer.goto("/groups/")
    expect(officer.locator("main")).not_to_contain_text(SPACE)
    for address in (space, where):
        missing = told(officer, "/groups/there-is-no-such-group/")
        assert told(officer, address) == missing
        assert missing[0] == 404
    manager = enter(new_page(), "Manager")
    assert told(manager, space)[0] == 200
    assert told(manager, where) == told(manager, where.replace(space, "/groups/none/"))
    expect(manager.locator("main")).not_to_contain_text(PAPER)


def test_the_map_of_coverage_says_what_its_table_says(page: Page) -> None:
    page.goto("/coverage/")
    expect(page.locator("main")).to_contain_text("47 of 52")
    expect(page.locator("main svg").first).to_be_visible()
    expect(page.get_by_role("table").first).to_contain_text("Norfolk")
    picture(page, "coverage")
    page.locator("main svg a").first.click()
    page.wait_for_url(re.compile("/organisations/"))


def test_somebody_moves_to_another_post_and_the_old_one_stays_in_view(as_helen: Page) -> None:
    page = as_helen
    page.goto("/organisations/babergh/people/")
    picture(page, "organisation-people")
    row = page.get_by_role("row").nth(1)
    name = row.get_by_role("rowheader").get_by_role("link").inner_text()
    was = row.get_by_role("cell").first.inner_text().splitlines()[0]
    row.get_by_role("link", name=re.compile("^Change")).click()
    page.get_by_role("link", name="moves to another post").click()
    page.get_by_label("Organisation").select_option(label="Ipswich")
    page.get_by_label("Post", exact=True).fill("Museums Manager for two councils")
    page.get_by_label("The post they leave stays, vacant").check()
    leads_on(page.locator("main form.form button[type=submit]"))
    page.goto("/organisations/babergh/people/")
    expect(page.locator("main")).to_contain_text(re.compile(f"Vacant.*{re.escape(was)}", re.DOTALL))
    page.goto("/organisations/ipswich/people/")
    page.get_by_role("link", name=name, exact=True).click()
    heading(page, name)
    expect(page.locator("main")).to_contain_text("Museums Manager for two councils")
    expect(page.locator("main")).to_contain_text(
        re.compile(f"held before.*{re.escape(was)}", re.DOTALL)
    )


def test_two_records_of_one_person_are_merged_and_put_back(as_helen: Page) -> None:
    page = as_helen
    page.goto("/organisations/norwich/people/")
    name = page.get_by_role("row").nth(1).get_by_role("rowheader").get_by_role("link").inner_text()
    turned = " ".join(reversed(name.split()))
    page.goto("/organisations/norwich/people/add/")
    page.get_by_label("Name", exact=True).fill(turned)
    page.get_by_label("Post", exact=True).fill("Secretary of the friends")
    leads_on(page.get_by_role("button", name="Add", exact=True))
    page.goto("/people/duplicates/")
    pair = page.locator("li.card", has_text=turned)
    expect(pair).to_contain_text(name)
    assert at_both_sizes(page) == []
    pair.get_by_role("link", name=re.compile("^Look at both")).click()
    heading(page, "Are these one person?")
    assert at_both_sizes(page) == []
    picture(page, "merge")
    page.get_by_label(re.compile("“Secretary of the friends” in .* are one post")).uncheck()
    page.get_by_role("button", name="Merge the two").click()
    expect(page.locator("main")).to_contain_text("Secretary of the friends")
    page.goto("/people/duplicates/")
    expect(page.locator("li.card", has_text=turned)).to_have_count(0)
    page.get_by_role("link", name=re.compile("^Undo")).first.click()
    leads_on(page.get_by_role("button", name="Undo the merge"))
    page.goto("/people/duplicates/")
    expect(page.locator("li.card", has_text=turned)).to_contain_text(name)


def show_that_it_is_you(page: Page) -> None:
    """Before their own data are shown, whoever sits there gives the password again."""
    heading(page, "Is it you?")
    page.get_by_label("Password", exact=True).fill("eighteenth of March")
    page.get_by_role("button", name="Go on").click()


def test_somebody_takes_their_data_and_is_erased_everywhere(new_page: NewPage) -> None:
    name, email, _ = OFFICER
    page = enter(new_page(), "Officer")
    page.goto("/account/privacy/")
    picture(page, "privacy")
    with page.expect_download() as waiting:  # whoever has just signed in is not asked again
        page.get_by_role("link", name="Download it").click()
    data = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    for value in OFFICER:
        assert value in json.dumps(data, ensure_ascii=False)
    manager = enter(new_page(), "Manager")
    manager.goto("/people/?words=priya+nair")
    leads_on(manager.get_by_role("link", name=name).first)
    profile = manager.url
    page.goto("/account/privacy/erase/")
    show_that_it_is_you(page)
    assert at_both_sizes(page) == []
    page.get_by_label("Type the word erase").fill("erase")
    page.get_by_role("button", name="Erase me for good").click()
    expect(page.locator("body")).to_contain_text("You were erased.")
    assert told(manager, profile)[0] == 404
    for address in ("/people/?words=priya+nair", "/organisations/ipswich/", "/groups/"):
        said = told(manager, address)[1]
        assert not [value for value in OFFICER if value in said], address
    manager.goto("/organisations/ipswich/people/")
    expect(manager.locator("main")).to_contain_text("A former member")
    page.goto("/accounts/login/")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill("eighteenth of March")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator(".error-summary")).to_be_visible()
