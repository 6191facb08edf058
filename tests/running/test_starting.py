"""The site starts with one command, refuses what is unsafe, and stops as a whole."""

import os
import signal
import socket
import stat
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.running.commands import CULTUREFIRST, CommandLine, environment

SOON = 40  # seconds that a start may take where the machine is busy


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz/", timeout=2) as answer:
            return bool(answer.read() == b"ok\n")
    except (urllib.error.URLError, OSError):
        return False


def wait_for(what: object, within: float = SOON) -> None:
    """Until ``what()`` is true."""
    deadline = time.monotonic() + within
    while not what():  # type: ignore[operator]
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.1)


def family(var: Path) -> dict[int, str]:
    """The processes whose data folder this is: id and command line."""
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"CULTUREFIRST_VAR={var}".encode() in (process / "environ").read_bytes().split(
                b"\0"
            ):
                words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                if words:
                    found[int(process.name)] = words
        except OSError:
            continue
    return found


@contextmanager
def running(var: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    with (var.parent / "output.txt").open("w") as output:
        process = subprocess.Popen(
            [CULTUREFIRST, "up", "--port", str(port)],
            cwd=var.parent,
            env=environment(var),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            wait_for(lambda: healthy(port) or process.poll() is not None)
            assert process.poll() is None, (var.parent / "output.txt").read_text()
            yield process
        finally:
            process.kill()
            process.wait()


def one(var: Path, word: str) -> int:
    return min(pid for pid, words in family(var).items() if word in words)


def test_it_serves_restarts_what_dies_and_stops_within_ten_seconds(
    culturefirst: CommandLine,
) -> None:
    var, port = culturefirst.var, free_port()
    with running(var, port) as site:
        wait_for(lambda: len(family(var)) >= 4)  # supervisor, web, its process, worker
        groups = {os.getpgid(pid) for pid in family(var)}
        assert len(groups) == 1
        for part in ("site.web", "site.worker"):
            before = one(var, part)
            os.kill(before, signal.SIGKILL)
            wait_for(lambda part=part, before=before: _replaced(var, part, before))
        wait_for(lambda: healthy(port))
        asked = time.monotonic()
        site.send_signal(signal.SIGTERM)
        assert site.wait(timeout=10) == 0
        assert time.monotonic() - asked < 10
        wait_for(lambda: not family(var), within=1)
    said = (var.parent / "output.txt").read_text()
    assert f"Culture First: http://127.0.0.1:{port}/" in said
    assert "Traceback" not in said


def _replaced(var: Path, part: str, before: int) -> bool:
    now = [pid for pid, words in family(var).items() if part in words]
    return bool(now) and before not in now


def test_nothing_is_left_when_the_supervisor_itself_is_killed(culturefirst: CommandLine) -> None:
    with running(culturefirst.var, free_port()) as site:
        wait_for(lambda: len(family(culturefirst.var)) >= 4)
        site.kill()
        site.wait()
        wait_for(lambda: not family(culturefirst.var), within=10)


def test_the_first_start_keeps_a_key_that_only_its_owner_reads(culturefirst: CommandLine) -> None:
    key = culturefirst.var / "secret-key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_text().strip()) == 64


def refusal(command_line: CommandLine, *arguments: str, **more: str) -> str:
    done = command_line("up", "--port", str(free_port()), *arguments, **more)
    assert done.returncode == 2
    return done.stderr.splitlines()[-1].removeprefix("culturefirst: ")


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("django-insecure-" + "x" * 60, "The secret key is one that everybody knows."),
        ("only-for-tests", "The secret key is one that everybody knows."),
        ("short", "The secret key has 5 characters; it needs at least 50."),
    ],
)
def test_a_weak_key_is_refused(culturefirst: CommandLine, key: str, says: str) -> None:
    assert refusal(culturefirst, CULTUREFIRST_SECRET_KEY=key).startswith(says)


def test_a_key_that_others_may_read_is_refused(culturefirst: CommandLine) -> None:
    key = culturefirst.var / "secret-key"
    key.chmod(0o644)
    assert refusal(culturefirst) == f"Others may read {key}. Run: chmod 600 {key}"


def test_the_demonstration_is_refused_in_production(culturefirst: CommandLine) -> None:
    said = refusal(culturefirst, "--demo", CULTUREFIRST_HTTPS="yes")
    assert said.startswith("the demonstration has accounts with known passwords")


def test_a_demonstration_account_elsewhere_is_refused(culturefirst: CommandLine) -> None:
    culturefirst.answer(
        "from culturefirst.network.actions import add_person, open_account\n"
        "email = 'helen.marsh@culture-first.example'\n"
        "helen = add_person(by=SYSTEM, name='Helen Marsh')\n"
        "open_account(by=SYSTEM, person=helen, email=email, password='something else')\n"
    )
    said = refusal(culturefirst)
    assert said.startswith("The demonstration's account helen.marsh@culture-first.example is here")


def test_a_setting_that_is_neither_yes_nor_no_is_named(culturefirst: CommandLine) -> None:
    assert refusal(culturefirst, CULTUREFIRST_HTTPS="maybe") == (
        "CULTUREFIRST_HTTPS must be yes or no, not 'maybe'."
    )
