"""The command line answers in plain words, on one line, with exit code 2 where it refuses."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running.commands import CommandLine

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "work-programme-2011-12.txt"
COMMANDS = [
    [],
    ["up"],
    ["demo", "load"],
    ["programme", "read"],
    ["programme", "import"],
    ["programme", "status"],
    ["programme", "report"],
    ["network", "import"],
    ["network", "outlines"],
    ["frameworks", "load"],
    ["check"],
    ["search", "rebuild"],
    ["backup"],
    ["restore"],
    ["administrator"],
]


def refusal(done: "subprocess.CompletedProcess[str]") -> str:
    """The one line of a refusal."""
    assert done.returncode == 2
    [line] = done.stderr.splitlines()
    assert line.startswith("culturefirst: ")
    return line.removeprefix("culturefirst: ")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: " ".join(words) or "top")
def test_every_command_has_help(elsewhere: CommandLine, command: list[str]) -> None:
    done = elsewhere(*command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(" ".join(["usage: culturefirst", *command]))


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, contextlib, io\n"
        "from culturefirst.site.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    main(['--help'])\n"
        "print({'django', 'docx', 'typst', 'numpy'} & {name.split('.')[0] for name in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("set()", "")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["fly"], "invalid choice: 'fly'"),
        (["programme", "read"], "the following arguments are required: FILE"),
        (["programme", "status", "--as-at", "19/9/2011"], "write it like 2011-09-19"),
        (["up", "--port", "many"], "'many' is not a port"),
        (["programme", "read", "nothing.docx"], "there is no file nothing.docx"),
        (["programme", "read", "."], "is not a file"),
        (["programme", "import", "nothing.docx"], "there is no file nothing.docx"),
        (["administrator", "ada"], "ada is not an e-mail address"),
    ],
)
def test_a_mistake_is_answered_on_one_line(
    elsewhere: CommandLine, arguments: list[str], says: str
) -> None:
    assert says in refusal(elsewhere(*arguments))


def test_what_is_no_work_programme_is_refused_in_a_sentence(
    elsewhere: CommandLine, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Helen,\n\nThank you for the day in Ely.\n")
    said = refusal(elsewhere("programme", "read", letter, "--json"))
    assert "work programme" in said or "table" in said
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 and then nothing")
    assert "is damaged" in refusal(elsewhere("programme", "read", broken))


def test_reading_leaves_nothing_behind(elsewhere: CommandLine, tmp_path: Path) -> None:
    elsewhere("programme", "read", tmp_path / "nothing.txt")
    assert not elsewhere.var.exists()


@pytest.mark.skipif(not REAL.exists(), reason="needs ../shared/work-programme-2011-12.txt")
def test_the_real_programme_is_read_without_a_database(elsewhere: CommandLine) -> None:
    done = elsewhere("programme", "read", REAL, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    read = json.loads(done.stdout)
    activities = [
        activity
        for priority in read["priorities"]
        for programme in priority["programmes"]
        for activity in programme["activities"]
    ]
    targets = [target for activity in activities for target in activity["targets"]]
    assert (len(read["priorities"]), len(activities), len(targets)) == (4, 13, 33)
    assert read["cells"]["read"] == read["cells"]["placed"] > 0
    assert not elsewhere.var.exists()


@pytest.mark.skipif(not REAL.exists(), reason="needs ../shared/work-programme-2011-12.txt")
def test_a_person_gets_an_outline(elsewhere: CommandLine) -> None:
    done = elsewhere("programme", "read", REAL)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].startswith("13 activities, 33 targets (")


def test_commands_that_need_a_leader_say_how_to_make_one(
    culturefirst: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "programme.txt").write_text("Activity\tTargets\n")
    said = refusal(culturefirst("programme", "import", tmp_path / "programme.txt"))
    assert said.endswith("first run: culturefirst administrator EMAIL")
    said = refusal(culturefirst("programme", "status"))
    assert said.endswith("bring one in: culturefirst programme import FILE")


def test_a_second_invitation_is_possible_until_one_is_used(culturefirst: CommandLine) -> None:
    done = culturefirst("administrator", "ada@example.org", "--name", "Ada Dow")
    assert done.returncode == 0
    assert done.stdout.startswith("http://127.0.0.1:8000/administrator/")


def test_all_is_well_in_a_new_network(culturefirst: CommandLine) -> None:
    done = culturefirst("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert [line[0] for line in done.stdout.splitlines()] == ["✓"] * 7


def test_check_finds_a_changed_trail(culturefirst: CommandLine) -> None:
    culturefirst.answer(
        "from django.db import connection\n"
        "cursor = connection.cursor()\n"
        'names = [n for n, in cursor.execute("SELECT name FROM sqlite_master '
        "WHERE type='trigger' AND tbl_name='kit_auditevent'\").fetchall()]\n"
        "for name in names: cursor.execute(f'DROP TRIGGER {name}')\n"
        "cursor.execute(\"UPDATE kit_auditevent SET reason='never said' WHERE id=1\")\n"
    )
    assert "The audit trail breaks at event 1" in refusal(culturefirst("check"))


def test_check_where_nothing_is_yet_makes_nothing(elsewhere: CommandLine) -> None:
    assert "There is no secret key" in refusal(elsewhere("check"))
    assert not elsewhere.var.exists()


def test_what_should_not_happen_is_one_line_and_a_log(culturefirst: CommandLine) -> None:
    (culturefirst.var / "culturefirst.sqlite3").write_bytes(b"not a database" * 1000)
    for leftover in culturefirst.var.glob("culturefirst.sqlite3-*"):
        leftover.unlink()
    log = culturefirst.var / "culturefirst-error.log"
    assert refusal(culturefirst("programme", "status")) == (
        f"something went wrong that should not; send {log} to whoever looks after the system"
    )
    assert "Traceback" in log.read_text()


def test_a_port_in_use_is_named_with_the_remedy(elsewhere: CommandLine) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = refusal(elsewhere("up", PORT=str(port)))
    assert said == (
        f"port {port} on 127.0.0.1 is in use by another program; "
        f"stop that program, or choose another port: PORT={port + 1}"
    )
    assert not elsewhere.var.exists()
