"""A batch survives its workers and its mail server: everybody is accounted for.

Exactly once cannot be had over SMTP: a worker that dies between the server's taking a letter and
its own commit leaves a letter of which nobody knows. A batch says which harm is the lesser.
"""

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from culturefirst.kit import clock, outbox
from culturefirst.kit.models import Mailing, Message
from culturefirst.kit.outbox import Recipient, Words, doubts, gap, post
from culturefirst.kit.tests.databases import Arena
from tests.concurrency.chaos import IMPATIENT, command, wait_until
from tests.concurrency.faulty_sink import FaultySink, listening

FULL = os.environ.get("CULTUREFIRST_CHAOS") == "full"
LETTERS, KILLS = (10_000, 20) if FULL else (2_000, 5)
CONNECTIONS = 3
POINTS = ("before-mark", "handing-over", "after-250")
WORDS = Words(
    "Bulletin 4",
    f"Dear {gap('who')}\n",
    f"<p>Dear {gap('who')}</p>",
    {"List-Unsubscribe": f"<https://example.org/{gap('who')}>"},
)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(post, "PATIENCE", IMPATIENT)
    yield


def batch(count: int, doubt: str) -> Mailing:
    mailing = outbox.open_mailing(
        key="four", title="Bulletin 4", kind="bulletin", words=WORDS, doubt=doubt
    )
    every = [Recipient(str(n), f"r{n}@example.org", {"who": f"r{n}"}) for n in range(count)]
    outbox.send_many(mailing, every)
    return mailing


def time_passes() -> None:
    """The leases of the dead run out, and every wait is over."""
    past = clock.wall() - timedelta(seconds=1)
    Message.objects.filter(state="handing_over").update(lease_until=past)
    Message.objects.filter(state="queued", due_at__gt=past).update(due_at=past)


def killed_after(arena: Arena, sink: FaultySink, port: int, letters: int) -> None:
    """Let a process deliver; kill it at whatever it is doing once so many more have arrived."""
    time_passes()
    enough = len(sink.ids) + letters
    process = command(arena, "deliver-on", str(CONNECTIONS), SINK_PORT=str(port))
    assert wait_until(lambda: len(sink.ids) >= enough or not waiting(), 120, pause=0.01)
    process.kill()
    process.wait()


def killed_at(arena: Arena, port: int, point: str, nth: int) -> None:
    """Let a process deliver; it kills itself at the n-th passing of this point."""
    time_passes()
    process: subprocess.Popen[bytes] = command(
        arena, "deliver", point, str(nth), str(CONNECTIONS), SINK_PORT=str(port)
    )
    process.wait(timeout=120)


def waiting() -> bool:
    return Message.objects.filter(state__in=("queued", "handing_over")).exists()


def deliver_the_rest(settings: Any, port: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    time_passes()
    while outbox.deliver(worker="survivor", connections=CONNECTIONS) or waiting():
        time_passes()


def every_id() -> set[str]:
    return set(Message.objects.values_list("message_id", flat=True))


def run_with_kills(arena: Arena, sink: FaultySink, settings: Any, kills: int) -> None:
    """Kill workers at any moment, then at each named point, and let the last one finish."""
    chance = random.Random(2011)
    with listening(sink) as port:
        for _ in range(kills):
            killed_after(arena, sink, port, chance.randint(1, LETTERS // (2 * KILLS)))
        for point in POINTS:
            killed_at(arena, port, point, chance.randint(2, 30))
        deliver_the_rest(settings, port)


@pytest.mark.parametrize("doubt", ["resend", "list"])
def test_everybody_is_accounted_for_through_kills(arena: Arena, settings: Any, doubt: str) -> None:
    mailing, sink = batch(LETTERS, doubt), FaultySink()
    run_with_kills(arena, sink, settings, KILLS)
    stands, most = outbox.counts(mailing), (KILLS + len(POINTS)) * CONNECTIONS
    extra = len(sink.ids) - len(set(sink.ids))
    print(f"{arena.vendor}, {doubt}: {extra} twice, {stands.uncertain} listed", file=sys.stderr)
    assert (stands.all, stands.waiting) == (LETTERS, 0)
    if doubt == "resend":
        assert stands.sent == LETTERS
        assert set(sink.ids) == every_id()
        assert extra <= most
    else:
        assert extra == 0
        assert stands.sent + stands.uncertain == LETTERS
        assert stands.sent <= len(sink.ids)
        assert stands.uncertain <= most
        assert doubts.doubtful().count() == stands.uncertain


@pytest.mark.parametrize("doubt", ["resend", "list"])
def test_whatever_the_server_does_the_sum_is_everybody(
    arena: Arena, settings: Any, doubt: str
) -> None:
    """Of ten letters one meets a 421, a 451, silence or a cut line; of fifty one a 550."""
    count = LETTERS // 10
    unknown = frozenset(f"r{n}" for n in range(0, count, 50))
    mailing, sink = batch(count, doubt), FaultySink(faults=10, unknown=unknown)
    held = outbox.hold_back(mailing, "1", reason="Unsubscribed while it went out.")
    with listening(sink) as port:
        for _ in range(2):
            killed_after(arena, sink, port, count // 4)
        deliver_the_rest(settings, port)
    stands = outbox.counts(mailing)
    assert (held, stands.suppressed, stands.failed) == (True, 1, len(unknown))
    assert stands.sent + stands.failed + stands.suppressed + stands.uncertain == count
    came = Counter(sink.ids)
    if doubt == "list":
        assert max(came.values()) == 1
    else:
        assert (stands.uncertain, len(came)) == (0, stands.sent)
    refused = Message.objects.filter(state="failed").values_list("reason", flat=True)
    assert set(refused) == {"550 5.1.1 No such person"}
