"""The time of asking to join, and of two like it, with a known address and an unknown one.

Processor time, since a busy machine's waiting would hide what differs; each pair in turn.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.database import empty
from benchmarks.result import Result

PAIRS, ACCOUNTS = 150, 2_000
KNOWN, UNKNOWN = "member.{}@example.org", "stranger.{}@example.org"
Sent = Callable[[str], float]


def results() -> Iterator[Result]:
    """Medians in milliseconds of both, and how far apart they are in the same run."""
    with empty():
        body = _filled()
        yield from _apart("asking to join", lambda email: _asks(email, body))
        for what, path in (
            ("asking for a new password", "/accounts/password/reset/"),
            ("asking to be let through", "/accounts/let-through/"),
        ):
            yield from _apart(what, lambda email, path=path: _posts(email, path))  # type: ignore[misc]


def _apart(what: str, send: Sent) -> Iterator[Result]:
    times: dict[str, list[float]] = {KNOWN: [], UNKNOWN: []}
    for number in range(-3, PAIRS):  # the first three warm up
        both = [KNOWN, UNKNOWN]
        random.shuffle(both)
        for kind in both:
            taken = send(kind.format(abs(number)))
            if number >= 0:
                times[kind].append(taken)
    known, unknown = (statistics.median(times[kind]) for kind in (KNOWN, UNKNOWN))
    yield Result(f"{what}, known address", known, "ms")
    yield Result("… unknown address", unknown, "ms")
    yield Result("… known beside unknown", 100 * known / unknown, "per cent")


def _asks(email: str, body: int) -> float:
    """The last page of asking to join; the pages before it look nothing up by the address."""
    client = _client()
    client.post("/join/", {"name": "Ola Berg", "email": email})
    client.post("/join/organisation/", {"organisation": body})
    return _timed(client, "/join/role/", {"role": "officer", "title": "Archivist"})


def _posts(email: str, path: str) -> float:
    return _timed(_client(), path, {"email": email})


def _timed(client: Any, path: str, said: dict[str, str]) -> float:
    begun = time.process_time()
    answer = client.post(path, said)
    taken = time.process_time() - begun
    assert answer.status_code == 302, answer.status_code
    return 1000 * taken


def _client() -> Any:
    from django.core.cache import cache
    from django.test import Client

    from culturefirst.kit.limits import Tries

    # Else a limit, ours or the sign-in library's, would answer in the place of the page.
    Tries.objects.all().delete()
    cache.clear()
    return Client()


def _filled() -> int:
    """Accounts in bulk, since what is measured is asking; gives the key of a body to join."""
    from allauth.account.models import EmailAddress

    from culturefirst.kit import clock
    from culturefirst.network.models import Organisation, Person, Registration, User

    day, numbers = clock.today(), range(ACCOUNTS)
    Person.objects.bulk_create(Person(pk=n + 1, name=f"Member {n}") for n in numbers)
    User.objects.bulk_create(
        User(pk=n + 1, email=KNOWN.format(n), person_id=n + 1, registered_on=day) for n in numbers
    )
    Registration.objects.bulk_create(Registration(user_id=n + 1, starts=day) for n in numbers)
    EmailAddress.objects.bulk_create(
        EmailAddress(user_id=n + 1, email=KNOWN.format(n), verified=True, primary=True)
        for n in numbers
    )
    body = Organisation(name="Ely Folk Club", slug="ely-folk-club", kind="civil_society")
    body.save()
    return int(body.pk)
