"""Places: the published list of libraries comes in whole, is looked at, and an owner confirms."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import at_both_sizes
from tests.journeys.browser import leads_on, picture
from tests.journeys.conftest import NewPage, enter
from tests.journeys.post import letter

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = ROOT.parent / "shared" / "data" / "libraries_england_2023.csv"
EXAMPLE = ROOT / "examples" / "assets.csv"


def name_source(page: Page, name: str) -> None:
    """A source whose places anybody may read."""
    page.goto("/evidence/sources/add/?list")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Licence").fill("Open Government Licence v3.0")
    page.get_by_label("Anybody may read and reuse it").check()
    leads_on(page.get_by_role("button", name="Add it"))


def bring(page: Page, file: Path, source: str) -> None:
    """Choose the file and where it is from, and have it looked at."""
    page.goto("/evidence/lists/")
    page.get_by_label("The file").set_input_files(file)
    page.get_by_label("Source").select_option(label=source)
    leads_on(page.get_by_role("button", name="Look at it"))
    expect(page.get_by_role("heading", level=1)).to_have_text(file.name)


def settle(page: Page) -> None:
    """Cells in other words are taken as empty, and rows of prisons are left out."""
    leads_on(page.get_by_role("link", name="Say what the columns are"))
    assert at_both_sizes(page) == []
    page.get_by_label("Cells that are not understood").select_option(label="Take them as empty")
    page.get_by_label("Places outside of the network's area").select_option(label="Take them too")
    leads_on(page.get_by_role("button", name="Look again"))
    unknown = page.get_by_label(re.compile("Prison Library"))
    if unknown.count():
        unknown.select_option(label="Leave these rows out")
        leads_on(page.get_by_role("button", name="Keep what they mean"))
    others = page.get_by_role("button", name=re.compile("^All are other places"))
    while others.count():
        leads_on(others.first)


def import_all(page: Page) -> None:
    """Import what the preview says, and come to the list that is done."""
    button = page.get_by_role("button", name=re.compile("^Import"))
    said = button.inner_text()
    button.click()
    page.get_by_role("link", name="See what was made").click(timeout=120_000)
    expect(page.locator("main")).to_contain_text("Imported:")
    number = re.search(r"[\d,]+", said)
    assert number is not None
    expect(page.locator("main")).to_contain_text(f"{number[0]} places added")


def test_a_published_list_comes_in_whole_and_the_same_again_adds_none(as_helen: Page) -> None:
    page, file = as_helen, PUBLISHED if PUBLISHED.exists() else EXAMPLE
    name_source(page, "A list as it is published")
    bring(page, file, "A list as it is published")
    settle(page)
    assert at_both_sizes(page) == []
    picture(page, "places-preview")
    import_all(page)

    bring(page, file, "A list as it is published")
    settle(page)
    expect(page.locator("main")).to_contain_text("There is nothing to import.")

    page.goto("/evidence/places/?sector=libraries")
    assert at_both_sizes(page) == []
    picture(page, "places")
    page.goto("/evidence/places/map/?sector=libraries")
    assert at_both_sizes(page) == []


TOWNS = [f"Zeal {each}" for each in ("Alder", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Larch")]


def test_many_questions_that_are_alike_are_answered_at_once_and_asked_again(
    as_helen: Page, tmp_path: Path
) -> None:
    page = as_helen
    name_source(page, "Libraries of the council")
    for name, called, east in (("first", "Central Library", 0), ("second", "Library", 40)):
        lines = [
            f"{t} {called},library,{560000 + 900 * n + east},255000" for n, t in enumerate(TOWNS)
        ]
        file = tmp_path / f"{name}.csv"
        file.write_text("\n".join(["name,kind,easting,northing", *lines]) + "\n")
        bring(page, file, "Libraries of the council")
        if name == "first":
            import_all(page)
    main = page.locator("main")
    expect(main).to_contain_text("7 rows to be decided before the list can be imported.")
    assert at_both_sizes(page) == []
    picture(page, "places-alike")
    leads_on(page.get_by_role("button", name=re.compile("^All are the same places")).first)
    expect(main).to_contain_text("7 changed places")
    assert at_both_sizes(page) == []
    leads_on(page.get_by_role("button", name=re.compile("^Ask me again")).first)
    expect(main).to_contain_text("7 rows to be decided")
    leads_on(page.get_by_role("button", name=re.compile("^All are the same places")).first)
    expect(page.get_by_role("button", name="Import 7 changed places")).to_be_visible()


def test_an_owners_contact_confirms_and_corrects_by_a_link(
    as_helen: Page, new_page: NewPage, var: Path
) -> None:
    as_helen.goto("/evidence/reviews/ask/")
    as_helen.get_by_label("Owner").select_option(label="Ipswich")
    as_helen.get_by_label("The contact's name").fill("Ada Dow")
    as_helen.get_by_label("The contact's email address").fill("dow@example.org")
    as_helen.get_by_role("button", name="Send the letter").click()
    found = re.search(
        r"https?://\S+(/evidence/review/\S+)", letter(var, "dow@example.org", "Please look through")
    )
    assert found is not None

    contact = new_page()
    contact.goto(found[1])
    assert at_both_sizes(contact) == []
    leads_on(contact.locator("main ul.lines a").first)
    assert at_both_sizes(contact) == []
    contact.get_by_role("link", name="Something is wrong: put it right").click()
    contact.get_by_label("Opening hours").fill("9 to 5, and Thursdays until 8")
    assert at_both_sizes(contact) == []
    contact.get_by_role("button", name="Save").click()
    expect(contact.locator("main")).to_contain_text("It is corrected, and confirmed as at today.")
    expect(contact.locator("main ul.lines li").first).to_contain_text("Corrected")
    contact.get_by_role("button", name="I am done").click()
    expect(contact.get_by_role("heading", level=1)).to_have_text("Thank you")
    contact.goto(found[1])
    expect(contact.get_by_role("heading", level=1)).to_have_text("This link has ended")


@pytest.mark.parametrize("title", ["Manager", "Officer"])
def test_axe_finds_nothing_where_places_are_kept(new_page: NewPage, title: str) -> None:
    page, wrong = enter(new_page(), title), []
    for address in (
        *("/evidence/", "/evidence/places/", "/evidence/places/add/", "/evidence/kinds/"),
        *("/evidence/places/open/", "/evidence/places/add/?kind=library"),
        *(
            ("/evidence/places/doubles/", "/evidence/sources/", "/evidence/lists/",
             "/evidence/reviews/", "/evidence/kinds/load/", "/evidence/kinds/library/edit/")
            if title == "Manager"
            else ()
        ),
    ):  # fmt: skip
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        wrong += at_both_sizes(page)
    page.goto("/evidence/places/")
    leads_on(page.locator("tbody a").first)
    wrong += at_both_sizes(page)
    assert wrong == []
