"""A poll's card, for the pages of rooms above."""

from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from culturefirst.surveys.queries.polls import Card
from culturefirst.surveys.rules import Share

register = template.Library()


@register.inclusion_tag("surveys/_card.html", takes_context=True)
def poll_card(context: Context, card: Card) -> dict[str, Any]:
    """``{% poll_card card %}``: the question with its answers to choose from, or the result."""
    return {"card": card, "request": context.get("request")}


@register.simple_tag
def share_bar(share: Share) -> SafeString:
    """``{% share_bar share %}``: how many chose it, as a bar; the words beside it say the same."""
    return part_bar(share.part)


@register.simple_tag
def part_bar(part: float) -> SafeString:
    """``{% part_bar part %}``: a part of one as a bar."""
    return format_html(
        '<svg class="meter is-share" aria-hidden="true" focusable="false">'
        '<rect class="ground" y="3" width="100%" height="6" rx="3"/>'
        '<rect class="value" y="3" width="{}%" height="6" rx="3"/></svg>',
        round(part * 100, 1),
    )
