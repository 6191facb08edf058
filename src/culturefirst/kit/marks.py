"""Small drawings made by the server: statuses, meters, tallies and the rail of a period.

The content security policy forbids style attributes, so lengths are SVG attributes in per cent
of the drawing's own width and colours come from the stylesheet. Each drawing says in words what
it shows; none relies on colour.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from culturefirst.kit.wording import day, percent

GLYPHS = {
    "met": "✓",
    "on_track": "▸",
    "at_risk": "▲",
    "missed": "✕",
    "not_started": "○",
    "closed": "■",
}


def status(key: str, word: str) -> SafeString:
    """A status as glyph and word; ``key`` is one of ``GLYPHS``."""
    return format_html(
        '<span class="status is-{}"><span class="glyph" aria-hidden="true">{}</span>{}</span>',
        key,
        GLYPHS.get(str(key), "○"),
        word,
    )


def meter(share: float | None, expected: float | None, key: str, label: str = "") -> SafeString:
    """How far along something is (0–1), with a tick where it was expected to be by now."""
    return format_html(
        '<svg class="meter is-{}" role="img" aria-label="{}">'
        '<rect class="ground" y="3" width="100%" height="6" rx="3"/>{}{}</svg>',
        key,
        _meter_words(share, expected, label),
        _bar(share),
        _tick(expected),
    )


def _bar(share: float | None) -> SafeString | str:
    if not share or share < 0:
        return ""
    return format_html(
        '<rect class="value" y="3" width="{}" height="6" rx="3"/>', _length(min(share, 1))
    )


def _tick(expected: float | None) -> SafeString | str:
    # Past its time everything is expected: a tick at the very end would say nothing.
    if expected is None or not 0 < expected < 1:
        return ""
    x = _length(expected)
    return format_html('<line class="expected" x1="{}" x2="{}" y1="0" y2="12"/>', x, x)


def _meter_words(share: float | None, expected: float | None, label: str) -> str:
    said = "no figure yet" if share is None else f"{percent(share)} reached"
    if expected is not None:
        said += f", {percent(min(max(expected, 0), 1))} expected by now"
    return f"{label}: {said}" if label else said


@dataclass(frozen=True)
class Count:
    """How many stand at one status; ``url`` narrows the page to them."""

    key: str
    word: str
    n: int
    url: str = ""
    current: bool = False


def tally(counts: Iterable[tuple[str, str, int, str]], current: str = "") -> SafeString:
    """How many stand at each status, as one bar and as words that link to them."""
    rows = [Count(str(k), w, n, url, str(k) == current != "") for k, w, n, url in counts]
    return format_html(
        '<div class="tally"><svg aria-hidden="true" focusable="false">{}</svg>'
        '<ul class="tally-words num">{}</ul></div>',
        _tally_bar(rows),
        format_html_join("", "<li{}>{}</li>", ((_if_none(row), _tally_word(row)) for row in rows)),
    )


def _if_none(row: Count) -> SafeString | str:
    return "" if row.n else format_html(' class="{}"', "none")


def _tally_bar(rows: list[Count]) -> SafeString:
    total = sum(row.n for row in rows)
    if not total:
        return format_html('<rect class="blank" width="{}" height="14"/>', "100%")
    shares = [(row, before / total) for row, before in _running(rows) if row.n]
    bars = (("is-" + row.key, _length(at), _length(row.n / total)) for row, at in shares)
    gaps = ((_length(at), _length(at)) for _, at in shares[1:])
    return format_html(
        "{}{}",
        format_html_join("", '<rect class="{}" x="{}" width="{}" height="14"/>', bars),
        format_html_join("", '<line x1="{}" x2="{}" y1="0" y2="14"/>', gaps),
    )


def _running(rows: list[Count]) -> Iterator[tuple[Count, int]]:
    before = 0
    for row in rows:
        yield row, before
        before += row.n


def _tally_word(row: Count) -> SafeString:
    said = format_html(
        '<b>{}</b> <span class="status is-{}"><span class="glyph" aria-hidden="true">{}</span>'
        '<span class="word">{}</span></span>',
        row.n,
        row.key,
        GLYPHS.get(row.key, "○"),
        row.word,
    )
    if not row.url or not (row.n or row.current):
        return said
    here = format_html(' aria-current="{}"', "true") if row.current else ""
    return format_html('<a href="{}"{}>{}</a>', row.url, here, said)


def period(starts: date, ends: date, at: date) -> SafeString:
    """The rail of a period with its months and the day it is shown at."""
    share = _gone(starts, ends, at)
    x = _length(share)
    return format_html(
        '<div class="period"><svg role="img" aria-label="{}"><text x="{}" y="13" '
        'text-anchor="{}">{}</text><rect class="rail" y="25" width="100%" height="4" rx="2"/>'
        '<rect class="gone" y="25" width="{}" height="4" rx="2"/>{}'
        '<line class="now" x1="{}" x2="{}" y1="18" y2="33"/></svg>'
        '<div class="ends" aria-hidden="true"><span>{}</span><span>{}</span></div></div>',
        f"{day(at)}: {percent(share)} of the time from {day(starts)} to {day(ends)} has gone",
        x,
        _anchor(share),
        day(at),
        x,
        _months(starts, ends),
        x,
        x,
        *_ends(starts, ends),
    )


def _ends(starts: date, ends: date) -> tuple[str, str]:
    """Whole months by their names, other periods by their days."""
    if starts.day == 1 and (ends + timedelta(days=1)).day == 1:
        return f"{starts:%B %Y}", f"{ends:%B %Y}"
    return day(starts), day(ends)


def _gone(starts: date, ends: date, at: date) -> float:
    days = (ends - starts).days + 1
    return min(max(((at - starts).days + 1) / days, 0), 1) if at >= starts else 0


def _anchor(share: float) -> str:
    return "start" if share < 0.1 else "end" if share > 0.9 else "middle"


def _months(starts: date, ends: date) -> SafeString:
    days = (ends - starts).days + 1
    firsts = (starts + timedelta(n) for n in range(1, days))
    at = (_length((on - starts).days / days) for on in firsts if on.day == 1)
    return format_html_join(
        "", '<line class="tick" x1="{}" x2="{}" y1="33" y2="37"/>', ((x, x) for x in at)
    )


def _length(share: float) -> str:
    return f"{round(share * 100, 2):g}%"
