"""Reading a page's form as a browser does: every field with the value it would send."""

from html.parser import HTMLParser
from typing import Any


class Filled(HTMLParser):
    """The controls of the last form on a page that posts, by name."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self._area = self._list = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        name = said.get("name") or ""
        if tag == "form" and said.get("method") == "post":
            self.values = {}
        elif tag == "textarea":
            self._area, self.values[name] = name, [""]
        elif tag == "select":
            self._list = name
        elif tag == "option" and "selected" in said:
            self.values[self._list] = [said.get("value") or ""]
        elif tag == "input" and name and (_is_set(said) or "checked" in said):
            self.values.setdefault(name, []).append(said.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            # A line's end right after the tag is not part of the words.
            self.values[self._area][0] = self.values[self._area][0].removeprefix("\n").strip()
            self._area = ""


def filled(response: Any, **changes: Any) -> dict[str, Any]:
    """What the page's form would send, with ``changes`` typed into it."""
    page = Filled()
    page.feed(response.content.decode())
    return page.values | changes


def _is_set(said: dict[str, str | None]) -> bool:
    return said.get("type") not in ("checkbox", "radio", "submit")
