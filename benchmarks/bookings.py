"""Two hundred who ask for fifty places at once, with the event's lock and without it.

Each is a thread with a connection of its own, as each is a request of its own. Without the lock
the same action reads the event plainly, so that more may be booked than there are places; what it
costs to be right is the difference.
"""

import statistics
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from benchmarks.database import SQLITE, empty
from benchmarks.result import Result

PLACES, ASKING, TIMES = 50, 200, 3


def results(vendor: str = SQLITE) -> Iterator[Result]:
    """Seconds until all have their answer, the longest that one waited, and what came of it."""
    with empty(vendor):
        crowd = _crowd()
        yield Result(f"{ASKING} by the web process's threads on {vendor}", _served(crowd), "s")
        for what, manner in (("with its lock", _as_it_is), ("without", _unlocked)):
            with manner():
                runs = [_run(crowd) for _ in range(TIMES)]
            name = f"{ASKING} ask for {PLACES} places at once on {vendor}, {what}"
            yield Result(name, statistics.median(run["all"] for run in runs), "s")
            yield Result("… the longest that one waited", max(r["longest"] for r in runs), "s")
            yield Result("… the median of all", statistics.median(r["median"] for r in runs), "s")
            goal = PLACES if what == "with its lock" else None
            yield Result("… most booked", max(r["booked"] for r in runs), "places", goal)
            errors = 0 if goal else None
            yield Result("… met a fault", sum(r["faults"] for r in runs), "people", errors)


def _run(crowd: list[Any]) -> dict[str, float]:
    from culturefirst.events import actions
    from culturefirst.events.models import Booking

    event = _event()
    waits: list[float] = [0.0] * len(crowd)
    faults: list[Exception] = []
    start = threading.Barrier(len(crowd) + 1)

    def ask(place: int) -> None:
        from django.db import connection

        connection.ensure_connection()
        start.wait()
        begun = time.perf_counter()
        try:
            actions.book_place(by=crowd[place], event=event)
        except Exception as error:
            faults.append(error)
        waits[place] = time.perf_counter() - begun
        connection.close()

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(len(crowd))]
    for thread in threads:
        thread.start()
    start.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    booked = Booking._base_manager.filter(event=event, state="booked").count()
    return {
        "all": time.perf_counter() - begun,
        "longest": max(waits),
        "median": statistics.median(waits),
        "booked": booked,
        "faults": len(faults),
    }


def _served(crowd: list[Any]) -> float:
    """As the product serves them: by as many threads as its web process has, which are few."""
    from culturefirst.events import actions
    from culturefirst.site.web import THREADS

    event, begun = _event(), time.perf_counter()
    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(lambda by: actions.book_place(by=by, event=event), crowd))
    return time.perf_counter() - begun


def _crowd() -> list[Any]:
    """People with a post, made in bulk, since what is measured is booking."""
    from culturefirst.kit import clock
    from culturefirst.kit.models import AuditHead, Installation
    from culturefirst.network.models import Organisation, Person, Post, Registration, User

    Installation.current()
    AuditHead.the_one()
    day, numbers = clock.today(), range(1, ASKING + 1)
    body = Organisation(name="Ely City Council", slug="ely-city-council", kind="district")
    body.save()
    Person.objects.bulk_create(Person(pk=n, name=f"Member {n}") for n in numbers)
    Post.objects.bulk_create(
        Post(person_id=n, organisation=body, title="Officer", role="officer", starts=day)
        for n in numbers
    )
    User.objects.bulk_create(
        User(pk=n, email=f"member.{n}@example.org", person_id=n, registered_on=day) for n in numbers
    )
    Registration.objects.bulk_create(Registration(user_id=n, starts=day) for n in numbers)
    crowd = list(User.objects.select_related("person").order_by("pk"))
    return [user for user in crowd if user.roles]  # which reads their posts before the start


def _event() -> Any:
    """One on a day of its own: whoever is elsewhere at that time is asked once more."""
    from culturefirst.events.models import Event
    from culturefirst.kit import clock

    starts = clock.now() + timedelta(days=30 + Event.objects.count())
    return Event.objects.create(
        kind="training", title="Reading figures", starts_at=starts, opened_on=clock.today(),
        ends_at=starts + timedelta(hours=6), state="open", places=PLACES,
    )  # fmt: skip


@contextmanager
def _as_it_is() -> Iterator[None]:
    yield


@contextmanager
def _unlocked() -> Iterator[None]:
    """The same action with its event read plainly, where the lock is the row's.

    On SQLite the lock is the transaction's own, which is begun without it here.
    """
    from django.db import connections

    from culturefirst.kit import act

    before: Callable[[Any], Any] = act.locked
    options = connections.settings["default"].get("OPTIONS", {})
    mode = options.get("transaction_mode")
    act.locked = lambda record: type(record)._base_manager.get(pk=record.pk)  # type: ignore[assignment]
    if mode:
        options["transaction_mode"] = "DEFERRED"
    try:
        yield
    finally:
        act.locked = before  # type: ignore[assignment]
        if mode:
            options["transaction_mode"] = mode
