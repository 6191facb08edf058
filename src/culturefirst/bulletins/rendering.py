"""A bulletin as a letter: a hand-made layout with its styles inlined, and a text part."""

from pathlib import Path
from typing import Any

from css_inline import CSSInliner
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from culturefirst.bulletins.content import Piece, whole
from culturefirst.bulletins.models import Bulletin
from culturefirst.kit.models import Installation
from culturefirst.kit.outbox import Words, gap

STYLES = Path(__file__).parent / "static" / "bulletins" / "mail.css"


def words_of(bulletin: Bulletin, found: list[Piece], *, counted: bool = False) -> Words:
    """What all letters of a bulletin say; each fills ``greeting``, ``stop`` and ``topics``.

    ``counted``: its links lead by our own address, which counts that they are followed.
    """
    said = context(bulletin, found, counted=counted)
    stop = gap("stop")
    return Words(
        subject=bulletin.heading,
        text=render_to_string("bulletins/mail.txt", said),
        html=inlined(render_to_string("bulletins/mail.html", said)),
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Id": f"<bulletins.{_host()}>",
        },
    )


def context(
    bulletin: Bulletin, found: list[Piece], *, counted: bool = False, preview: bool = False
) -> dict[str, Any]:
    """What the templates of the letter are given; ``preview`` shows samples in the gaps."""
    gaps = {"greeting": "Dear reader", "stop": "#", "topics": "#"}
    filled = gaps if preview else {name: gap(name) for name in gaps}
    return filled | {
        "bulletin": bulletin,
        "network": Installation.current().network or "Culture First",
        "pieces": [(piece, _link(bulletin, piece, counted)) for piece in found],
        "web": f"{settings.ADDRESS}{reverse('bulletin', args=[bulletin.pk])}",
        "preview": preview,
    }


def inlined(html: str) -> str:
    """The same with every style written beside what it is for, as mail readers want it."""
    styles = STYLES.read_text(encoding="utf-8")
    return CSSInliner(load_remote_stylesheets=False, extra_css=styles).inline(html)


def _link(bulletin: Bulletin, piece: Piece, counted: bool) -> str:
    """By our own address, which counts that it was followed and not by whom."""
    if piece.number is None or not counted:
        return whole(piece.url)
    return f"{settings.ADDRESS}{reverse('bulletin_link', args=[bulletin.pk, piece.number])}"


def _host() -> str:
    return settings.ADDRESS.partition("://")[2].partition(":")[0].partition("/")[0]
