"""Steps that several journeys take."""

import re

from playwright.sync_api import Page

from tests.journeys.browser import leads_on

WHY, NEXT = "Two councils postponed their part.", "Both take part in October."


def explain_all(page: Page) -> int:
    """Write the commentary that the open page of reports waits for; gives how many it was."""
    reports, written = page.url, 0
    while (waiting := page.locator("main a[href*='/comment/']")).count():
        assert written < 40, "the list of targets that wait does not get shorter"
        waiting.first.click()
        page.get_by_label("Why is it off track?").fill(WHY)
        page.get_by_label("What happens next, and by when?").fill(NEXT)
        page.get_by_role("button", name="Add this commentary").click()
        page.wait_for_url(lambda url: "/comment/" not in url)
        page.goto(reports)
        written += 1
    return written


def upload(page: Page, file: object) -> None:
    """Bring a document in, up to its preview."""
    page.goto("/programme/import/")
    page.get_by_label("The document").set_input_files(file)  # type: ignore[arg-type]
    leads_on(page.get_by_role("button", name="Read it"))


def cells(page: Page) -> tuple[int, int]:
    """How many cells the preview says were read and placed."""
    told = page.locator("body").inner_text()
    found = re.search(r"(\d+) cells were read and (\d+) placed", told)
    assert found is not None, told[:500]
    return int(found[1]), int(found[2])


def tab_until(page: Page, script: str, most: int = 80) -> None:
    """Press Tab until the script says of the focused element that it is the one."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(f"(element => {script})(document.activeElement)"):
            assert page.evaluate("document.activeElement.matches(':focus-visible')")
            return
    raise AssertionError(f"Tab does not lead to what {script!r} looks for")


def open_target(page: Page, name: str | re.Pattern[str]) -> str:
    """From the programme page to a target's; gives its address."""
    page.goto("/programme/")
    page.locator("main").get_by_role("link", name=name).first.click()
    page.wait_for_url(re.compile(r"/programme/targets/\d+/"))
    return page.url.split("?")[0]
