"""How often something may be tried from one place in a span of time.

Counts are rows of a table, raised under their lock, so that many processes count as one. A place
(an address, a person) is kept only as a keyed digest, and rows go when their span is over.
"""

import hmac
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from hashlib import sha256
from typing import Any, ClassVar

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from culturefirst.kit import clock

View = Callable[..., HttpResponse]


class Tries(models.Model):
    """How often somebody tried something since ``since`` (the machine's time)."""

    keeps: ClassVar[str] = "confidential"
    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count}"


@dataclass(frozen=True)
class Limit:
    """``most`` tries within ``within``, counted for each answer of ``of(request)``."""

    action: str
    most: int
    within: timedelta
    of: Callable[[HttpRequest], str]


def by_machine(request: HttpRequest) -> str:
    """The machine's address, as the sign-in library reads it behind trusted proxies."""
    return str(get_adapter().get_client_ip(request) or "")


def by_person(request: HttpRequest) -> str:
    """Whoever is signed in."""
    return str(request.user.pk or "")


def tried(limit: Limit, place: str) -> timedelta | None:
    """Count one try; how long to wait where that was one too many, else ``None``."""
    now = clock.wall()
    key = _key(limit, place)
    with transaction.atomic():
        row, _ = Tries.objects.select_for_update().get_or_create(
            key=key, defaults={"until": now + limit.within}
        )
        if row.until <= now:
            row.count, row.until = 0, now + limit.within
        row.count += 1
        row.save(update_fields=["count", "until"])
    return row.until - now if row.count > limit.most else None


def limited(*limits: Limit) -> Callable[[View], View]:
    """Let a view's POST be tried only so often; beyond that it answers 429 and does nothing."""

    def declare(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST" and (wait := _longest(request, limits)):
                return too_many(request, wait)
            return view(request, *args, **kwargs)

        return asked

    return declare


def too_many(request: HttpRequest, wait: timedelta) -> HttpResponse:
    """The page that says when to try again, with ``Retry-After`` in seconds."""
    minutes = max(1, -(-int(wait.total_seconds()) // 60))
    answer = render(request, "429.html", {"minutes": minutes}, status=429)
    answer["Retry-After"] = str(max(1, int(wait.total_seconds())))
    return answer


def forget_old_tries() -> int:
    """Take away counts whose span is over; gives how many."""
    return Tries.objects.filter(until__lte=clock.wall()).delete()[0]


def _longest(request: HttpRequest, limits: Iterable[Limit]) -> timedelta | None:
    waits = [tried(limit, limit.of(request)) for limit in limits]
    return max((wait for wait in waits if wait is not None), default=None)


def _key(limit: Limit, place: str) -> str:
    said = f"{limit.action}\0{place}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, sha256).hexdigest()
