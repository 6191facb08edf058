"""How often something may be tried from one place in a span of time.

Counts are rows of a table, raised under their lock, so that many processes count as one. A place
(an address, a person) is kept only as a keyed digest, and rows go when their span is over.
"""

import hmac
import ipaddress
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Any, ClassVar

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from culturefirst.kit import clock

View = Callable[..., HttpResponse]
Refused = Callable[[HttpRequest, timedelta, Sequence["Limit"]], HttpResponse]


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
    """The machine's address, as the sign-in library reads it behind trusted proxies.

    Of IPv6 the first half: a household has the whole of the other half to choose from.
    """
    told = ipaddress.ip_address(get_adapter().get_client_ip(request))
    if told.version == 4:
        return str(told)
    return str(ipaddress.ip_network((told, 64), strict=False).network_address)


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


@dataclass(frozen=True)
class Over:
    """How many of a limit are ``left``, and how long to ``wait`` until all are there again."""

    left: int
    wait: timedelta


def taken(limit: Limit, place: str, number: int) -> Over | None:
    """Take so many at once, or none of them where not so many are left; ``None``: taken.

    Inside an action, what is taken is given back where the action fails.
    """
    now = clock.wall()
    with transaction.atomic():
        row, _ = Tries.objects.select_for_update().get_or_create(
            key=_key(limit, place), defaults={"until": now + limit.within}
        )
        if row.until <= now:
            row.count, row.until = 0, now + limit.within
        left = max(0, limit.most - row.count)
        if number > left:
            return Over(left, row.until - now)
        row.count += number
        row.save(update_fields=["count", "until"])
    return None


def given_back(limit: Limit, place: str) -> None:
    """Take one try off again, because it turned out to be none."""
    same = Tries.objects.filter(key=_key(limit, place), count__gt=0)
    same.update(count=models.F("count") - 1)


def limited(
    *limits: Limit, only_failures: bool = False, refused: Refused | None = None
) -> Callable[[View], View]:
    """Let a view's POST be tried only so often; beyond that it answers 429 and does nothing.

    ``only_failures``: what ends in a redirect has succeeded and does not count, so that a whole
    office behind one address can sign in. It is counted while it lasts, so that a hundred
    guesses at one moment are a hundred. ``refused`` is another page than the usual one; it is
    told the limits that were reached.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != "POST":
                return view(request, *args, **kwargs)
            places = [(limit, limit.of(request)) for limit in limits]
            if reached := _reached(places):
                wait = max(reached.values())
                return refused(request, wait, [*reached]) if refused else too_many(request, wait)
            response = view(request, *args, **kwargs)
            if only_failures and response.status_code == HTTPStatus.FOUND:
                for limit, place in places:
                    given_back(limit, place)
            return response

        return asked

    return declare


def too_many(
    request: HttpRequest, wait: timedelta, why: str = "", *, page: str = "429.html", **told: Any
) -> HttpResponse:
    """The page that says when to try again, and why, with ``Retry-After`` in seconds."""
    minutes = max(1, -(-int(wait.total_seconds()) // 60))
    answer = render(request, page, {"minutes": minutes, "why": why} | told, status=429)
    answer["Retry-After"] = str(max(1, int(wait.total_seconds())))
    return answer


def forget_old_tries() -> int:
    """Take away counts whose span is over; gives how many."""
    return Tries.objects.filter(until__lte=clock.wall()).delete()[0]


def _reached(places: Iterable[tuple[Limit, str]]) -> dict[Limit, timedelta]:
    """Count a try for each; the limits that it was one too many for, and how long to wait."""
    waits = [(limit, tried(limit, place)) for limit, place in places]
    return {limit: wait for limit, wait in waits if wait is not None}


def _key(limit: Limit, place: str) -> str:
    said = f"{limit.action}\0{place}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, sha256).hexdigest()
