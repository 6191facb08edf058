"""What a bulletin says: its items with their words, and what stands in their way."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import RequestFactory
from django.urls import Resolver404, resolve

from culturefirst.bulletins.models import Bulletin, Item
from culturefirst.kit.publications import Publication, of_keys


@dataclass(frozen=True)
class Piece:
    """One item as it is read: ``url`` is whole, ``number`` the place of its link (from 0)."""

    kind: str
    title: str
    words: str
    url: str
    open_to_all: bool
    number: int | None = None


@dataclass(frozen=True)
class Listed:
    """An item as the composer lists it; ``gone``: what it led to is not published any more."""

    item: Item
    title: str
    gone: bool


class Content:
    """What stands in a bulletin, as this person reads it on a day; asked for once."""

    def __init__(self, bulletin: Bulletin, user: Any, on: date) -> None:
        self.bulletin, self.user, self.on = bulletin, user, on

    @cached_property
    def items(self) -> list[Item]:
        """Its items in their order."""
        return list(self.bulletin.items.all())

    @cached_property
    def pieces(self) -> list[Piece]:
        """What it says: as it was frozen, else as it is today without what is gone."""
        if self.bulletin.frozen_on is not None:
            return [Piece(**each) for each in self.bulletin.frozen.get("pieces", [])]
        found = (_piece(item, self._there.get(item.key)) for item in self.items)
        return list(_numbered(piece for piece in found if piece is not None))

    @cached_property
    def listed(self) -> list[Listed]:
        """Every item of a draft, those too that are gone."""
        return [
            Listed(item, item.heading or self._title(item.key), gone=self._is_gone(item))
            for item in self.items
        ]

    @cached_property
    def faults(self) -> list[str]:
        """Why it cannot be frozen, a sentence each; nothing where it can."""
        if not self.items:
            return ["Nothing stands in it yet. Pick something that was published, or add words."]
        gone = [item for item in self.items if self._is_gone(item)]
        said = [f"Item {item.position} was taken off the website. Remove it." for item in gone]
        for piece in self.pieces:
            if piece.url and (why := broken(piece.url, self.user)):
                said.append(f"The link of “{piece.title}” {why}: {piece.url}")
        return said

    @cached_property
    def _there(self) -> dict[str, Publication]:
        return of_keys(self.user, [item.key for item in self.items if item.key], self.on)

    def _title(self, key: str) -> str:
        return self._there[key].title if key in self._there else key

    def _is_gone(self, item: Item) -> bool:
        return bool(item.key) and item.key not in self._there


def as_stored(found: list[Piece]) -> list[dict[str, Any]]:
    """The pieces as they are kept in the frozen bulletin."""
    return [asdict(piece) for piece in found]


def _piece(item: Item, published: Publication | None) -> Piece | None:
    if not item.key:
        return Piece("", item.heading, item.words, whole(item.url), open_to_all=True)
    if published is None:
        return None
    words = item.words or published.summary
    title = item.heading or published.title
    return Piece(published.kind, title, words, whole(published.url), published.open_to_all)


def _numbered(found: Iterator[Piece]) -> Iterator[Piece]:
    number = 0
    for piece in found:
        if piece.url:
            yield Piece(**(asdict(piece) | {"number": number}))
            number += 1
        else:
            yield piece


def whole(url: str) -> str:
    """An address with its host: one of this site's own may be given without."""
    return f"{settings.ADDRESS}{url}" if url.startswith("/") else url


def broken(url: str, user: Any) -> str:
    """What is wrong with a link; an address elsewhere is looked at, not asked for."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or "." not in f"{parts.hostname or ''}.":
        return "is no address of a page"
    if not url.startswith(f"{settings.ADDRESS}/"):
        return "" if "." in (parts.hostname or "") else "names no host"
    return "" if _answers(parts.path, user) else "leads to no page of this site"


def _answers(path: str, user: Any) -> bool:
    try:
        match = resolve(path)
    except Resolver404:
        return False
    request = RequestFactory(HTTP_HOST=settings.ALLOWED_HOSTS[0] or "localhost").get(path)
    request.user = user if user.is_authenticated else AnonymousUser()
    try:
        answer = match.func(request, *match.args, **match.kwargs)
    except Http404:
        return False
    return int(answer.status_code) < 400
