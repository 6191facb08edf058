"""Records of this site by their address, as far as somebody may know of them."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.urls import Resolver404, resolve

from culturefirst.kit import links
from culturefirst.kit.starts import Start, start
from culturefirst.library.models import Entry

# The pages that show one record of a room below, with what that record is.
PAGES = {
    "event": "events.event",
    "listing": "collaboration.listing",
    "initiative": "collaboration.initiative",
}
LEARN = "/learn/"


def record_at(user: Any, address: str) -> Start | None:
    """The record whose page has this address, or ``None`` where that is not theirs to know.

    ``address`` is as people copy it from the browser, or only its path.
    """
    path = _path(address)
    if path.startswith(LEARN):
        return _entry(user, path)
    try:
        found = resolve(path)
    except Resolver404:
        return None
    label = PAGES.get(found.url_name or "")
    return start(user, f"{label}:{found.kwargs['pk']}") if label else None


def led_to(user: Any, record: models.Model) -> list[tuple[links.Link, Start]]:
    """What a record leads to or gave rise to, as far as this person may know of it."""
    return list(_known(user, links.from_(record)))


def present(record: models.Model) -> str:
    """The present state of a record in words, where its kind has one; "" for what is just there."""
    for name in ("get_state_display", "get_stage_display"):
        if (said := getattr(record, name, None)) is not None:
            return str(said())
    return ""


def _known(user: Any, rows: Any) -> Iterator[tuple[links.Link, Start]]:
    for link in rows:
        if (found := _told(user, link)) is not None:
            yield link, found


def _told(user: Any, link: links.Link) -> Start | None:
    if link.target_type.startswith("library."):
        page = Entry.objects.visible_to(user).filter(pk=link.target_id).first()
        return _of_entry(page) if page is not None else None
    return start(user, f"{link.target_type}:{link.target_id}")


def _entry(user: Any, path: str) -> Start | None:
    slug = path.rstrip("/").rpartition("/")[2]
    rows = Entry.objects.visible_to(user).filter(slug=slug)
    page = next((each for each in rows if each.url == path), None)
    return _of_entry(page) if page is not None else None


def _of_entry(page: Entry) -> Start:
    return Start(
        record=page,
        what=str(page.get_kind_display()),
        title=page.title,
        url=str(page.url),
        serves=page.serves_id,
    )


def _path(address: str) -> str:
    """The path of an address of this site; nothing for one of another."""
    parts = urlsplit(address.strip())
    if parts.netloc and parts.netloc != urlsplit(settings.ADDRESS).netloc:
        return ""
    return parts.path
