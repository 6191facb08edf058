"""A bulletin to many, handed over to a mail server of this machine, beside plain smtplib.

``python -m benchmarks.mail 100000`` measures the full size. The plain way says one ready-made
letter over one connection again and again and writes nothing down. Ours fills each letter's gaps
and commits each hand-over (``synchronous=FULL``). Both in processes of their own, in turn, so that
whatever else the machine does meets both.
"""

import json
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks.result import Result

LETTERS = 2_000
PARAGRAPH = "<p>Six councils share what they learned of opening hours, and what it cost them.</p>\n"
HTML = f"<html><body><p>Dear %s,</p>\n{PARAGRAPH * 250}<a href='%s'>Stop</a></body></html>\n"
TEXT = "Dear %s,\n\nSix councils share what they learned of opening hours.\n\nStop: %s\n"


def results(letters: int = LETTERS) -> Iterator[Result]:
    """Letters a second, ours and plain, and how much memory sending took."""
    yield Result("one fdatasync of this disk", _sync_ms(), "ms")
    with tempfile.TemporaryDirectory() as folder:
        written = _run("write", folder, letters)
        yield Result(f"{letters:,} letters written into the ledger", written["rate"], "a second")
        for pipelining in (True, False):
            yield from _compared(folder, letters, pipelining)


def _compared(folder: str, letters: int, pipelining: bool) -> Iterator[Result]:
    how = "with" if pipelining else "without"
    with _sink(pipelining) as (port, taken):
        before = _run("plain", folder, letters, port)
        ours = _run("deliver", folder, letters, port)
        after = _run("plain", folder, letters, port)
    if taken() != 3 * letters:
        raise RuntimeError(f"the server took {taken()} letters, not {3 * letters}")
    plain = statistics.harmonic_mean((before["rate"], after["rate"]))
    yield Result(f"plain smtplib, server {how} PIPELINING", plain, "a second")
    yield Result("… ours, committing each letter", ours["rate"], "a second")
    yield Result("… ours beside plain", 100 * ours["rate"] / plain, "%", least=80)
    yield Result("… memory at its highest", ours["peak"], "MB")
    yield Result("… of which it grew after the first letters", ours["grown"], "MB", 32)


def _sync_ms() -> float:
    with tempfile.TemporaryFile() as file:
        times = []
        for _ in range(60):
            os.write(file.fileno(), b"x" * 24_000)
            begun = time.perf_counter()
            os.fdatasync(file.fileno())
            times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times)


@contextmanager
def _sink(pipelining: bool) -> Iterator[tuple[int, Any]]:
    words = [] if pipelining else ["--no-pipelining"]
    command = [sys.executable, "-m", "benchmarks.sink", *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603
    assert process.stdout is not None
    total: list[int] = []
    try:
        yield int(process.stdout.readline()), lambda: total[0]
        process.send_signal(signal.SIGTERM)
        total.append(int(process.stdout.readline()))
    finally:
        process.terminate()
        process.wait()


def _run(part: str, folder: str, letters: int, port: int = 0) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.mail", part, folder, str(letters), str(port)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _plain(port: int, letters: int) -> dict[str, float]:
    from email.message import EmailMessage
    from smtplib import SMTP

    letter = EmailMessage()
    letter["Subject"], letter["From"], letter["To"] = "Bulletin 4", "a@example.org", "b@example.org"
    letter.set_content(TEXT % ("colleague", "https://example.org/stop/"))
    letter.add_alternative(HTML % ("colleague", "https://example.org/stop/"), subtype="html")
    ready = letter.as_bytes()
    with SMTP("127.0.0.1", port) as smtp:
        begun = time.perf_counter()
        for number in range(letters):
            smtp.sendmail("a@example.org", [f"reader{number}@example.org"], ready)
        took = time.perf_counter() - begun
    return {"rate": letters / took}


def _django(folder: str, port: int) -> None:
    os.environ |= {
        "CULTUREFIRST_VAR": folder,
        "CULTUREFIRST_SECRET_KEY": "only-for-a-benchmark-and-thrown-away-with-its-folder",
        "CULTUREFIRST_MAIL": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "culturefirst.site.settings",
    }
    import django

    django.setup()


def _write(folder: str, letters: int) -> dict[str, float]:
    _django(folder, 0)
    from django.core.management import call_command

    from culturefirst.kit import outbox
    from culturefirst.kit.outbox import Words, gap

    call_command("createcachetable", verbosity=0)
    call_command("migrate", verbosity=0)
    greeting, stop = gap("greeting"), gap("stop")
    words = Words(
        "Bulletin 4",
        TEXT % (greeting, stop),
        HTML.replace("'", '"') % (greeting, stop),
        {
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Id": "<bulletin.example.org>",
        },
    )
    took = 0.0
    for key in ("with", "without"):  # one batch for each server that is measured
        mailing = outbox.open_mailing(
            key=key, title="Bulletin 4", kind="bulletin", words=words, paused=True
        )
        begun = time.perf_counter()
        outbox.send_many(mailing, (_letter(number) for number in range(letters)))
        took += time.perf_counter() - begun
    return {"rate": 2 * letters / took}


def _letter(number: int) -> Any:
    from culturefirst.kit.outbox import Recipient

    link = f"https://example.org/stop/{number:032d}/"
    gaps = {"greeting": f"reader {number}", "stop": link}
    return Recipient(str(number), f"reader{number}@example.org", gaps)


def _deliver(folder: str, letters: int, port: int) -> dict[str, float]:
    _django(folder, port)
    from django.conf import settings

    from culturefirst.kit import outbox
    from culturefirst.kit.act import SYSTEM
    from culturefirst.kit.models import Mailing

    batch = Mailing.objects.filter(paused=True).order_by("pk").first()
    assert batch is not None
    outbox.resume(by=SYSTEM, mailing=batch)
    connections = int(os.environ.get("CONNECTIONS", settings.MAIL_CONNECTIONS))
    memory = _Memory()
    begun = time.perf_counter()
    outbox.deliver(worker="bench", connections=connections)
    took = time.perf_counter() - begun
    stands = outbox.counts(batch)
    assert stands.sent == letters, stands
    return {"rate": letters / took, "peak": _peak(), "grown": memory.grown()}


class _Memory:
    """How much a process grew, seen from a moment shortly after it began its work."""

    def __init__(self) -> None:
        import threading

        self._early = 0.0
        timer = threading.Timer(0.5, self._look)
        timer.daemon = True
        timer.start()

    def _look(self) -> None:
        self._early = _peak()

    def grown(self) -> float:
        return _peak() - self._early if self._early else 0.0


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _part(words: list[str]) -> None:
    part, folder, letters, port = words[0], words[1], int(words[2]), int(words[3])
    if part == "plain":
        found = _plain(port, letters)
    elif part == "write":
        found = _write(folder, letters)
    else:
        found = _deliver(folder, letters, port)
    print(json.dumps(found))


def main(words: list[str]) -> int:
    """The whole measurement, or one part of it in a process of its own."""
    if len(words) == 4:
        _part(words)
        return 0
    found = list(results(int(words[0]) if words else LETTERS))
    print(*found, sep="\n")
    return 0 if all(each.met for each in found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
