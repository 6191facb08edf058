"""Numbers of Excel as the sheet shows them: dates, months, shares, plain numbers."""

import re
from datetime import date, timedelta

_DATES = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
_SHARES = frozenset({9, 10})
_UNPRINTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


class Formats:
    """The number formats of a book, by the style of a cell."""

    def __init__(self, from_1904: bool) -> None:
        self.from_1904 = from_1904
        self._codes: dict[str, str] = {}
        self._styles: list[str] = []
        self._in_cells = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:200]
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self._styles.append(attributes.get("numFmtId", "0"))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False

    def text(self, data: str) -> None: ...

    def of(self, style: str) -> str:
        """How a style shows numbers: "day", "month", "share" or "plain"."""
        known = style.isascii() and style.isdigit() and int(style) < len(self._styles)
        identity = self._styles[int(style)] if known else "0"
        if identity in self._codes:
            return _kind(self._codes[identity])
        number = int(identity) if identity.isascii() and identity.isdigit() else 0
        if number == 17:  # mmm-yy, which Excel gives to what is typed as "Apr-11"
            return "month"
        return "day" if number in _DATES else "share" if number in _SHARES else "plain"


def _kind(code: str) -> str:
    printed = _UNPRINTED.sub("", code.split(";")[0]).lower()
    if "%" in printed:
        return "share"
    if "d" in printed or ("y" in printed and "m" not in printed):
        return "day"
    return "month" if "y" in printed and "m" in printed else "plain"


def shown(value: str, kind: str, from_1904: bool) -> str:
    """A number as people see it in the sheet; what is none is left as it is."""
    try:
        number = float(value)
    except ValueError:
        return value
    if kind == "share":
        return f"{_plain(round(number * 100, 6))}%"
    if kind in {"day", "month"} and 1 <= number < 2_900_000:
        day = _day(number, from_1904)
        month = f"{_MONTHS[day.month - 1]} {day.year}"
        return f"{day.day} {month}" if kind == "day" else month
    return _plain(number)


def _day(number: float, from_1904: bool) -> date:
    """Excel counts a 29 February 1900 that never was."""
    if from_1904:
        return date(1904, 1, 1) + timedelta(int(number))
    return date(1899, 12, 30 if number >= 61 else 31) + timedelta(int(number))


def _plain(number: float) -> str:
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return repr(number)
