"""The tables of demand and provision."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest

from culturefirst.intelligence.crossing.quarters import UNKNOWN
from culturefirst.kit import wording
from culturefirst.kit.tables import Column, Table

Link = Callable[[Any], str]
SIZES = {"zones": 20, "areas": 25}


def crossed_columns(level: str, link: Link, *, places: Link) -> list[Column]:
    """Quarter, both indices, and what one is of the other."""
    return [
        *_named(level, link),
        Column("quarter", "Quarter", value=_quarter, sort=True, plain="quarter_name"),
        _whole("people", "People"),
        _whole("demand", "Demand index"),
        _whole("provision", "Provision index"),
        _exact("relative", "Provision ÷ demand"),
        _places(level, link if level == "areas" else places),
    ]


def demand_columns(level: str, link: Link, *, visits: bool) -> list[Column]:
    """Who is asked, who would come, and the index."""
    expected, share = ("Visits a week", "For each") if visits else ("Take part", "Share of them")
    return [
        *_named(level, link),
        _whole("people", "People"),
        _whole("asked", "Rates are about"),
        _whole("expected", expected),
        _exact("share", share)
        if visits
        else Column("share", share, value=_percent, plain=_plain("share"), numeric=True, sort=True),
        _whole("demand", "Demand index"),
    ]


def provision_columns(
    level: str, link: Link, *, places: Link, unit: str, by_room: bool, per: str
) -> list[Column]:
    """Places, what they have, how much for each thousand, and the index."""
    room = [_whole("amount", unit), _whole("unsized", "Size not known")] if by_room else []
    return [
        *_named(level, link),
        _whole("people", "People"),
        _places(level, link if level == "areas" else places),
        *room,
        _exact("supply", f"For 1,000 {per}"),
        _whole("provision", "Provision index"),
    ]


def change_columns(level: str, link: Link, *, visits: bool) -> list[Column]:
    """Before, now, and the difference."""
    expected = "Visits a week" if visits else "Take part"
    return [
        *_named(level, link),
        _whole("people", "More people"),
        _whole("before.expected", f"{expected} before"),
        _whole("now.expected", f"{expected} now"),
        _whole("expected", "More"),
        _exact("percent", "More, in per cent"),
        _exact("index", "Demand index, points"),
    ]


def table(
    level: str, rows: Sequence[Any], columns: Sequence[Column], request: HttpRequest, *,
    given_out: bool,
) -> Table:  # fmt: skip
    """One of the two tables of a page."""
    words = {"zones": "Authorities", "areas": "Small areas"}[level]
    return Table(
        columns=columns,
        rows=rows,
        request=request,
        name=words.lower().replace(" ", "-"),
        label=f"Table: {words}",
        search=("title", "code", "zone_name") if level == "areas" else (),
        search_label="Find a small area",
        empty="None fits what was asked for.",
        per_page=SIZES[level],
        prefix=f"{level}_",
        given_out=given_out,
    )


def _named(level: str, link: Link) -> list[Column]:
    if level == "zones":
        return [Column("name", "Authority", value="title", url=link, sort=True)]
    return [
        Column("name", "Small area", value="title", url=link, sort=True),
        Column("code", "Code", sort=True),
        Column("zone_name", "Authority", sort=True),
    ]


def _whole(path: str, title: str) -> Column:
    """A number without its decimals, which the file has."""
    return _number(path, title, 0)


def _exact(path: str, title: str) -> Column:
    return _number(path, title, 3)


def _number(path: str, title: str, digits: int) -> Column:
    plain = _plain(path)

    def shown(row: Any) -> float | str | None:
        value = plain(row)
        return None if value is None else _rounded(value, digits)

    key = path.replace(".", "_")
    return Column(key, title, value=shown, plain=plain, numeric=True, sort=True)


def _plain(path: str) -> Callable[[Any], float | None]:
    """The number itself, to six figures."""

    def plain(row: Any) -> float | None:
        for part in path.split("."):
            row = getattr(row, part)
        return None if row is None else float(f"{row:.6g}")

    return plain


def _rounded(value: float, digits: int) -> float | str:
    """To whole numbers, or to so many figures where it is small."""
    if digits == 0 or abs(value) >= 100:
        return round(value)
    return f"{value:.{digits}g}".replace("-", "\u2212")


def _percent(row: Any) -> str | None:
    return None if row.share is None else f"{100 * row.share:.1f}{wording.THIN}%"


def _places(level: str, link: Link) -> Column:
    title = "Places" if level == "zones" else "Places within reach"
    column = _whole("number", title)
    return Column(
        "number", title, value=column.value, plain=column.plain, url=link, numeric=True, sort=True
    )


def _quarter(row: Any) -> str:
    """The number that the map shows, and the name."""
    if row.quarter == UNKNOWN:
        return str(row.quarter_name)
    return f"{row.quarter + 1} {row.quarter_name}"
