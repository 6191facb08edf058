"""How people scored one criterion, as a drawing with its table: a dot for each answer, and a stroke
at the median; of few there is the stroke alone."""

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from culturefirst.improvement.models import Respondent
from culturefirst.improvement.spread import Group, Spread
from culturefirst.kit.charts import Chart, DataTable

WIDTH, ROW, LEFT, TOP, DOT = 400, 58, 0, 26, 4
ACROSS = 6  # dots beside each other before the next line of them
PLURAL = {
    Respondent.View.COLLEAGUE: "Colleagues",
    Respondent.View.PARTNER: "Partners",
    Respondent.View.COUNCILLOR: "Councillors",
    Respondent.View.USER: "Users",
}


def strip(told: Spread, levels: Sequence[dict[str, Any]], title: str) -> Chart | None:
    """A line for all and one for each view that is told apart; ``None`` where nothing is."""
    if told.whole is None:
        return None
    rows = [("All", told.whole), *((views(each), each) for each in told.parts)]
    return Chart(_draw(rows, levels), _table(rows, levels), title)


def views(group: Group) -> str:
    """What a group is called: "Partners", "Partners and users"."""
    named = [PLURAL[Respondent.View(view)] for view in group.views]
    told = [named[0], *(each.lower() for each in named[1:])]
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"


def _table(rows: Sequence[tuple[str, Group]], levels: Sequence[dict[str, Any]]) -> DataTable:
    heads = ("View", "People", *(str(each["name"]) for each in levels), "Does not apply", "Median",
             "Lowest", "Highest")  # fmt: skip
    names = {int(each["value"]): str(each["name"]) for each in levels}
    return DataTable(heads, tuple(_cells(name, group, names) for name, group in rows))


def _cells(name: str, group: Group, names: dict[int, str]) -> tuple[str, ...]:
    middle = "" if group.median is None else f"{group.median:g}"
    if group.levels is None:
        return (name, str(group.number), *["not told"] * (len(names) + 1), middle,
                "not told", "not told")  # fmt: skip
    counts = [str(group.levels.get(value, 0)) for value in names]
    ends = [
        names.get(each, "") if each is not None else "" for each in (group.lowest, group.highest)
    ]
    return (name, str(group.number), *counts, str(group.apart), middle, *ends)


def _draw(rows: Sequence[tuple[str, Group]], levels: Sequence[dict[str, Any]]) -> SafeString:
    values = [int(each["value"]) for each in levels]
    step = (WIDTH - LEFT - 64) / max(1, len(values) - 1)
    at = {value: LEFT + 32 + place * step for place, value in enumerate(values)}
    heads = format_html_join(
        "",
        '<text x="{}" y="14" text-anchor="middle" font-size="13" fill="#55515f">{}</text>',
        ((round(at[int(each["value"])], 1), each["name"]) for each in levels),
    )
    lines = format_html_join(
        "", "{}", ((_line(name, group, at, place),) for place, (name, group) in enumerate(rows))
    )
    return format_html(
        '<svg class="strip" focusable="false" viewBox="0 0 {} {}" xmlns="http://www.w3.org/2000/svg">'
        "{}{}</svg>",
        WIDTH,
        TOP + ROW * len(rows),
        heads,
        lines,
    )


def _line(name: str, group: Group, at: dict[int, float], place: int) -> SafeString:
    y = TOP + ROW * place + ROW - 20  # below the name of the view
    axis = format_html(
        '<text x="0" y="{}" font-size="13" fill="#1d1b26">{}</text>'
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="#ddd6ca" stroke-width="1"/>',
        y - 20, name, LEFT, y, WIDTH, y,
    )  # fmt: skip
    told = (group.levels or {}).items()
    dots = [spot for value, times in told for spot in _dots(at[value], y, times)]
    drawn = format_html_join(
        "", '<circle cx="{}" cy="{}" r="3.5" fill="#3b2a6b" fill-opacity="0.75"/>', dots
    )
    return format_html("{}{}{}", axis, drawn, _middle(group, at, y))


def _dots(x: float, y: int, times: int) -> list[tuple[float, float]]:
    """Where the dots of one level stand: in lines of six around the level's place."""
    spots: list[tuple[float, float]] = []
    for number in range(min(times, 4 * ACROSS)):
        line, column = divmod(number, ACROSS)
        wide = min(ACROSS, times - line * ACROSS)
        left = x - (wide - 1) * DOT
        spots.append((round(left + column * 2 * DOT, 1), y + (line - (times > ACROSS)) * 2 * DOT))
    return spots


def _middle(group: Group, at: dict[int, float], y: int) -> SafeString:
    """A stroke at the median, between two levels where it lies there."""
    if group.median is None:
        return SafeString("")
    below = max(value for value in at if value <= group.median)
    above = min(value for value in at if value >= group.median)
    share = (group.median - below) / (above - below) if above > below else 0.0
    x = round(at[below] + share * (at[above] - at[below]), 1)
    return format_html(
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="#9a4a06" stroke-width="2.5"/>',
        x, y - 14, x, y + 14,
    )  # fmt: skip
