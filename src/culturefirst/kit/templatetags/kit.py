"""Template tags of the kit, loaded everywhere: they only hand over to the kit's own functions."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from culturefirst.kit import assets, marks, pagination, starts, wording
from culturefirst.kit import ways as leading
from culturefirst.kit.errors import Conflict

register = template.Library()


@register.simple_tag
def status(key: str, word: str) -> SafeString:
    """``{% status "met" "Met" %}``: glyph and word."""
    return marks.status(key, word)


@register.simple_tag
def meter(
    share: float | None, expected_share: float | None, status: str, label: str = ""
) -> SafeString:
    """``{% meter 0.66 0.47 "on_track" "6 e-bulletins a year" %}``: shares of one."""
    return marks.meter(share, expected_share, status, label)


@register.simple_tag
def tally(counts: Iterable[tuple[str, str, int, str]], current: str = "") -> SafeString:
    """``{% tally counts %}``: a list of ``(status, word, n, url)``; ``current`` is a status."""
    return marks.tally(counts, str(current or ""))


@register.simple_tag
def period(starts: date, ends: date, at: date) -> SafeString:
    """``{% period starts ends at %}``: the rail of a period with a day marked on it."""
    return marks.period(starts, ends, at)


@register.simple_tag
def measured(source: str) -> SafeString:
    """``{% measured line.source %}``: whether a figure is measured or declared."""
    title = (
        "Counted from the network's own records"
        if source == "measured"
        else "Said by a person, with a reason"
    )
    return format_html('<span class="badge {}" title="{}">{}</span>', source, title, source)


@register.inclusion_tag("kit/parts/tabs.html")
def tabs(items: Iterable[tuple[str, str, bool]], label: str = "Views") -> dict[str, Any]:
    """``{% tabs items %}``: a list of ``(label, url, current)``."""
    return {"items": items, "label": label}


@register.inclusion_tag("kit/parts/empty.html")
def empty(title: str, text: str = "", url: str = "", action: str = "") -> dict[str, Any]:
    """``{% empty title text url action %}``: nothing here yet, and what to do about it."""
    return {"title": title, "text": text, "url": url, "action": action}


@register.inclusion_tag("kit/parts/error_summary.html")
def error_summary(form: BaseForm | None) -> dict[str, Any]:
    """``{% error_summary form %}``: every fault of a form, each linking to its field."""
    if not form or not form.errors:
        return {}
    fields = [(field, error) for field in form for error in field.errors]
    return {"fields": fields, "others": form.non_field_errors()}


@register.simple_tag
def field(bound_field: BoundField) -> SafeString:
    """``{% field form.title %}``: label, help, error and control of one field."""
    return bound_field.as_field_group()


@register.inclusion_tag("kit/parts/narrowing.html")
def narrowing(
    form: BaseForm, label: str, kept: Iterable[tuple[str, str]] = (), first: str = ""
) -> dict[str, Any]:
    """``{% narrowing filter "Find people" first="words" %}``: what a list is narrowed by.

    The field named by ``first`` is in view; the others are folded away until one is used.
    """
    more = [field for field in form.visible_fields() if field.name != first]
    return {
        "form": form,
        "label": label,
        "kept": kept,
        "first": [form[first]] if first else [],
        "more": more,
        "open": any(field.value() for field in more),
        "summary": "Narrow the list",
    }


@register.simple_tag(takes_context=True)
def beginnings(context: Context, record: Any) -> list[tuple[str, str]]:
    """``{% beginnings activity as begun %}``: what this person may begin from a record."""
    return starts.beginnings(context["request"].user, record)


@register.simple_tag(takes_context=True)
def ways(context: Context, record: Any) -> list[tuple[str, str]]:
    """``{% ways event as leads %}``: where rooms above lead this person on from a record."""
    return leading.ways(context["request"].user, record)


@register.inclusion_tag("kit/parts/table.html")
def table(table: Any) -> dict[str, Any]:
    """``{% table t %}``: a ``kit.tables.Table`` with its filter, pages and download."""
    return {"table": table, "request": getattr(table, "request", None)}  # which its pager reads


@register.inclusion_tag("kit/parts/chart.html")
def chart(chart: Any) -> dict[str, Any]:
    """``{% chart c %}``: a ``kit.charts.Chart`` with the table that equals it."""
    return {"chart": chart}


@register.inclusion_tag("kit/parts/pager.html", takes_context=True)
def pager(context: Context, page: "Page[Any]", key: str = "page", of: str = "") -> dict[str, Any]:
    """``{% pager page %}``: previous and next, keeping what else the address says.

    ``of`` names the list, so that two pagers of one page are told apart.
    """
    request = context.get("request")
    return {"pager": pagination.pager(page, request.GET if request else None, key), "of": of}


@register.simple_tag
def once() -> SafeString:
    """``{% once %}``: a hidden key, so that a form sent twice acts once."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid.uuid4().hex)


@register.inclusion_tag("kit/parts/styles.html")
def styles() -> dict[str, Any]:
    """The kit's stylesheets: one file where the asset step has run, its parts elsewhere."""
    return {"sheets": assets.stylesheets(), "fonts": assets.preloaded_fonts()}


@register.filter
def versions(conflict: Conflict) -> list[tuple[str, Any, Any]]:
    """Each contested value of a ``Conflict``: its name, as it stands, as it was wanted."""
    return [
        (name.replace("_", " ").capitalize(), now, conflict.yours.get(name, ""))
        for name, now in conflict.theirs.items()
    ]


@register.filter
def day(value: date | datetime | None) -> str:
    return wording.day(value)


@register.filter
def month(value: date | datetime | None) -> str:
    return wording.month(value)


@register.filter
def span(starts: date | None, ends: date | None) -> str:
    return wording.span(starts, ends)


@register.filter
def figure(value: float | None) -> str:
    return wording.figure(value)


@register.filter
def percent(value: float | None) -> str:
    return wording.percent(value)


@register.filter
def plural(n: float, words: str = "") -> str:
    return wording.plural(n, words)
