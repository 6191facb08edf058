"""Two ways to use a page: with the keyboard alone, and by a browser that runs no scripts."""

import json
from abc import ABC, abstractmethod
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.steps import tab_until

# The words by which a person knows a part: its label, or what it says.
WORDS = "(element.labels?.[0] ?? element).textContent.replace(/\\s+/g, ' ').trim()"


class Hands(ABC):
    """What somebody does on the page that stands open; parts are named by how they begin."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def sees(self, *words: str) -> None:
        """The page that has come says these words."""
        for each in words:
            expect(self.page.locator("body")).to_contain_text(each)

    def arrives(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1).last).to_have_text(heading)

    @abstractmethod
    def follow(self, link: str) -> None: ...

    @abstractmethod
    def press(self, button: str) -> None: ...

    @abstractmethod
    def unfold(self, summary: str) -> None: ...

    @abstractmethod
    def write(self, label: str, words: str) -> None: ...

    @abstractmethod
    def tick(self, label: str) -> None: ...

    @abstractmethod
    def choose(self, label: str, option: str) -> None: ...

    @abstractmethod
    def bring(self, label: str, file: Path) -> None: ...


class Keyboard(Hands):
    """Tab, Enter, Space and letters; the focus must be visible wherever it is wanted."""

    def follow(self, link: str) -> None:
        self._to("a[href]", link)
        self.page.keyboard.press("Enter")

    def press(self, button: str) -> None:
        self._to("button", button)
        self.page.keyboard.press("Enter")

    def unfold(self, summary: str) -> None:
        self._to("summary", summary)
        self.page.keyboard.press("Enter")

    def write(self, label: str, words: str) -> None:
        self._to("input, textarea", label)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def tick(self, label: str) -> None:
        self._to("input[type=checkbox], input[type=radio]", label)
        self.page.keyboard.press("Space")

    def choose(self, label: str, option: str) -> None:
        self._to("select", label)
        self.page.keyboard.type(option)

    def bring(self, label: str, file: Path) -> None:
        self._to("input[type=file]", label)
        with self.page.expect_file_chooser() as asked:
            self.page.keyboard.press("Space")
        asked.value.set_files(file)

    def _to(self, kind: str, words: str) -> None:
        wanted = f"element.matches({json.dumps(kind)}) && {WORDS}.startsWith({json.dumps(words)})"
        tab_until(self.page, wanted)


class WithoutScripts(Hands):
    """A mouse or a finger, where nothing of a page runs."""

    def follow(self, link: str) -> None:
        self.page.get_by_role("link", name=link).first.click()

    def press(self, button: str) -> None:
        self.page.get_by_role("button", name=button).first.click()

    def unfold(self, summary: str) -> None:
        self.page.locator("summary", has_text=summary).first.click()

    def write(self, label: str, words: str) -> None:
        self.page.get_by_label(label).first.fill(words)

    def tick(self, label: str) -> None:
        self.page.get_by_label(label).first.check()

    def choose(self, label: str, option: str) -> None:
        self.page.get_by_label(label).first.select_option(label=option)

    def bring(self, label: str, file: Path) -> None:
        self.page.get_by_label(label).first.set_input_files(file)
