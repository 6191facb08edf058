"""What if without a script: the map is a picture on a button, on a telephone and on a desk."""

import re
from itertools import product

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from culturefirst.kit.maps import Frame
from tests.journeys.browser import NARROW, WIDE
from tests.journeys.conftest import NewPage, enter

Point = tuple[float, float]


@pytest.mark.parametrize(("window", "width"), [(NARROW, 340), (WIDE, 740)], ids=["375", "1280"])
def test_places_and_spots_are_clicked_without_a_script(
    window: ViewportSize, width: int, new_page: NewPage
) -> None:
    page = enter(new_page(viewport=window, java_script_enabled=False), "Officer")
    page.goto("/evidence/studies/")
    page.get_by_role("main").get_by_role("link", name="Public libraries").first.click()
    page.get_by_role("link", name="Try what would change").click()
    expect(page.locator("svg.map-choropleth")).to_be_hidden()
    close_by_a_click(page, width)
    add_by_a_click(page, width)
    by_the_keyboard(page)


def close_by_a_click(page: Page, width: int) -> None:
    """A click near a place chooses it in the form; closed, it is told who loses their only one."""
    picture = shown(page, width)
    key, at = next(iter(alone(page, width).items()))
    picture.click(position={"x": at[0], "y": at[1]})
    expect(page).to_have_url(re.compile(rf"place={key}#place"))
    expect(page.get_by_label("Place", exact=True)).to_have_value(key)
    page.get_by_role("button", name="Close it").click()
    expect(page.locator("#what-if-panel").get_by_role("listitem")).to_contain_text("closed")
    expect(
        page.get_by_role("heading", name="Who loses their only place within reach")
    ).to_be_visible()


def add_by_a_click(page: Page, width: int) -> None:
    """Nearer, a click on bare ground fills the forms with the very spot, and a place is added."""
    page.get_by_role("link", name="Nearer").click()
    expect(page.get_by_role("link", name="Farther")).to_be_visible()
    frame = frame_of(page)
    x, y = bare(page, width, frame)
    shown(page, width).click(position={"x": x, "y": y})
    expect(page.get_by_role("heading", name="Here:")).to_be_visible()
    scale = frame.width / width
    east, north = frame.ground(x * scale, y * scale)
    pixel = frame.metres * scale
    form = page.locator("#add")
    assert abs(int(form.get_by_label("Easting").input_value()) - east) <= pixel
    assert abs(int(form.get_by_label("Northing").input_value()) - north) <= pixel
    form.get_by_label("Name").fill("On bare ground")
    form.get_by_label("Size").fill("400")
    form.get_by_role("button", name="Add it").click()
    made = page.locator("#what-if-panel").get_by_role("listitem")
    expect(made).to_have_count(2)
    expect(made.last).to_contain_text("New: On bare ground")
    expect(page.get_by_role("link", name="Farther")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]


def by_the_keyboard(page: Page) -> None:
    """Pressed by the keyboard the picture names no place: the page says what to do instead."""
    picture = page.locator("input[type=image]:visible")
    expect(picture).to_have_attribute("alt", re.compile("With the keyboard, choose from the lists"))
    picture.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("choose a place in the list")


def shown(page: Page, width: int) -> object:
    """The one picture that is seen, as wide as its name says."""
    picture = page.locator("input[type=image]:visible")
    expect(picture).to_have_count(1)
    box = picture.bounding_box()
    assert box is not None
    assert (picture.get_attribute("name"), round(box["width"])) == (f"map-{width}", width)
    return picture


def frame_of(page: Page) -> Frame:
    told = page.locator("svg.map-choropleth").get_attribute("data-frame")
    assert told is not None
    return Frame.from_attribute(told)


def spots(page: Page, width: int) -> dict[str, Point]:
    """Where each place is in the picture, by its key."""
    scale = width / frame_of(page).width
    found = {}
    for each in page.locator("svg .map-spot-open a[data-key]").all():
        mark = each.locator("circle")
        x, y = (float(mark.get_attribute(name) or 0) for name in ("cx", "cy"))
        found[each.get_attribute("data-key") or ""] = (x * scale, y * scale)
    return found


def alone(page: Page, width: int) -> dict[str, Point]:
    """Places that no other stands close by."""
    held = spots(page, width)
    return {
        key: at
        for key, at in held.items()
        if all(far(at, other) > 20 for name, other in held.items() if name != key)
    }


def bare(page: Page, width: int, frame: Frame) -> Point:
    """A point of the picture with no place around it."""
    held = spots(page, width).values()
    high = frame.height * width / frame.width
    tried = product(range(30, width - 30, 10), range(30, round(high) - 30, 10))
    return next(at for at in tried if all(far(at, other) > 40 for other in held))


def far(one: Point, other: Point) -> float:
    return ((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5
