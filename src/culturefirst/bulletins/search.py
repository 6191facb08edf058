"""What of bulletins can be found: those that were sent."""

from django.urls import reverse

from culturefirst.bulletins.models import Bulletin
from culturefirst.kit.search import SEARCH, Entry, Source


def _bulletin(bulletin: Bulletin) -> Entry:
    pieces = bulletin.frozen.get("pieces", [])
    words = [f"{piece['title']}\n{piece['words']}" for piece in pieces]
    return Entry(
        title=bulletin.title,
        text="\n".join([bulletin.heading, bulletin.intro, *words, bulletin.closing]),
        url=reverse("bulletin", args=[bulletin.pk]),
        on=bulletin.sent_on,
    )


SEARCH.add(
    "bulletins.bulletin",
    Source(
        label="E-bulletin",
        plural="E-bulletins",
        model=Bulletin,
        visible=lambda user: Bulletin.objects.visible_to(user),
        entry=_bulletin,
    ),
)
