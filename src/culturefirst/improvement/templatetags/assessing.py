"""Marks of scores: a circle that is full, half or hollow beside its word, and a bar."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from culturefirst.improvement.scores import Score

register = template.Library()
WORDS = {
    "full": "with evidence",
    "part": "partly with evidence",
    "hollow": "without evidence",
    "apart": "does not apply",
    "": "not agreed",
}
RING = '<circle cx="8" cy="8" r="6.5" fill="{}" stroke="#3b2a6b" stroke-width="2"/>'
SHAPES = {
    "full": RING.format("#3b2a6b"),
    "part": RING.format("none") + '<path d="M8 1.5a6.5 6.5 0 0 1 0 13z" fill="#3b2a6b"/>',
    "hollow": RING.format("none"),
    "apart": '<path d="M2 8h12" stroke="#66616f" stroke-width="2"/>',
    "": '<circle cx="8" cy="8" r="2" fill="#66616f"/>',
}
SVG = '<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>'
DRAWN = {fill: SafeString(SVG.format(shape)) for fill, shape in SHAPES.items()}


# Few different ones stand many times on a page of four hundred criteria.
@register.simple_tag
@lru_cache(maxsize=128)
def fill(kind: str, words: str = "") -> SafeString:
    """``{% fill line.fill %}``: glyph and word; ``words`` instead of the usual ones."""
    return format_html('<span class="fills">{}<span>{}</span></span>', DRAWN[kind],
                       words or WORDS[kind])  # fmt: skip


def criterion_lines(lines: Iterable[Mapping[str, Any]]) -> SafeString:
    """The criteria of a theme for the overview, without a template for each of four hundred."""
    return format_html_join(
        "",
        '<li><a href="{}">{}</a><span class="state small">{}{}{}</span></li>',
        (
            (
                each["url"],
                each["title"],
                _level(each["level"]),
                fill(each["fill"], each["state"]),
                _spread(each["spread"], wide=each["wide"]),
            )
            for each in lines
        ),
    )


@lru_cache(maxsize=128)
def _level(name: str) -> SafeString:
    return format_html("<b>{}</b> ", name) if name else SafeString("")


@lru_cache(maxsize=512)
def _spread(words: str, *, wide: bool) -> SafeString:
    if not words:
        return SafeString("")
    far = " · far apart" if wide else ""
    return format_html('<br><span class="soft num">{}{}</span>', words, far)


@register.simple_tag
def score_bar(score: Score, lowest: int, highest: int) -> SafeString:
    """``{% score_bar score 1 4 %}``: how far along the scale; hollow where nothing shows it."""
    value = score.value
    if value is None or highest <= lowest:
        return SafeString("")
    width = round(200 * (value - lowest) / (highest - lowest), 1)
    inside = "#3b2a6b" if score.fill == "full" else "#ffffff"
    return format_html(
        '<svg class="bar" viewBox="0 0 204 16" preserveAspectRatio="none" aria-hidden="true"'
        ' focusable="false"><rect x="1" y="1" width="202" height="14" fill="none"'
        ' stroke="#ddd6ca"/><rect x="2" y="2" width="{}" height="12" fill="{}" stroke="#3b2a6b"'
        ' stroke-width="2"/></svg>',
        max(width, 2),
        inside,
    )


@register.filter
def mean(value: Any) -> str:
    """A score with one decimal, or nothing."""
    return "" if value is None else f"{value:.1f}"
