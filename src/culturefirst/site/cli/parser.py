"""What the command line understands, in plain words; imports nothing heavy."""

import argparse
import os
from datetime import date
from pathlib import Path
from typing import NoReturn

from culturefirst.site.cli.catchment_options import declare

SEE = "see"


class Parser(argparse.ArgumentParser):
    """Mistakes are answered on one line that says where help is."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"culturefirst: {message}; {SEE} {self.prog} --help\n")


def parser() -> Parser:
    """The whole command line."""
    top = Parser(
        prog="culturefirst",
        description="Run a sector improvement network: its work programme and all that feeds it.",
    )
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _up(commands)
    _demo(commands)
    _programme(commands)
    _network(commands)
    _frameworks(commands)
    _catchment(commands)
    _search(commands)
    _mail(commands)
    _keeping(commands)
    return top


Commands = argparse._SubParsersAction


def _add(commands: "Commands[Parser]", name: str, run: str, says: str) -> Parser:
    made = commands.add_parser(name, help=says, description=says)
    made.set_defaults(run=run)
    return made


def _up(commands: "Commands[Parser]") -> None:
    up = _add(
        commands,
        "up",
        "start:up",
        "Start the site: brings the database up to date, then serves pages and does the "
        "background work until you press Ctrl-C.",
    )
    up.add_argument("--demo", action="store_true", help="load the demonstration if there is none")
    up.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"), help="where to listen")
    up.add_argument(
        "--port", type=_port, default=os.environ.get("PORT", "8000"), help="usually 8000"
    )
    up.add_argument(
        "--only", choices=("web", "worker"), help="one of the two, where they run on two machines"
    )


def _demo(commands: "Commands[Parser]") -> None:
    demo = commands.add_parser("demo", help="The demonstration network.")
    inside = demo.add_subparsers(metavar="COMMAND", required=True)
    _add(
        inside,
        "load",
        "demonstration:load",
        "Load the demonstration into an empty database; a second time changes nothing.",
    )


def _programme(commands: "Commands[Parser]") -> None:
    programme = commands.add_parser("programme", help="The work programme.")
    inside = programme.add_subparsers(metavar="COMMAND", required=True)
    read = _add(
        inside,
        "read",
        "reading:read",
        "Read a work programme (Word, Excel, CSV or text) and show how it is understood. "
        "Nothing is stored.",
    )
    read.add_argument("file", type=Path, metavar="FILE")
    read.add_argument("--json", action="store_true", help="for programs, not people")
    imported = _add(
        inside, "import", "programme:import_", "Read a work programme into the database."
    )
    imported.add_argument("file", type=Path, metavar="FILE")
    _in_the_name_of(imported)
    status = _add(inside, "status", "programme:status", "How the current work programme stands.")
    _as_at(status)
    status.add_argument("--json", action="store_true", help="for programs, not people")
    _report(inside)


def _report(inside: "Commands[Parser]") -> None:
    report = _add(
        inside,
        "report",
        "reporting:report",
        "Write the work programme as a report: two pages of highlights, or the whole of it.",
    )
    _as_at(report)
    report.add_argument(
        "--whole", action="store_true", help="the whole programme instead of the highlights"
    )
    report.add_argument("--freeze", action="store_true", help="keep it as it stands, for good")
    report.add_argument("--format", choices=("word", "pdf"), default="pdf")
    report.add_argument("-o", "--output", type=Path, metavar="FILE", required=True)
    _in_the_name_of(report)


def _network(commands: "Commands[Parser]") -> None:
    network = commands.add_parser("network", help="The network's organisations and areas.")
    inside = network.add_subparsers(metavar="COMMAND", required=True)
    brought = _add(
        inside,
        "import",
        "network:import_",
        "Show what a file of organisations (Excel or CSV) would change.",
    )
    brought.add_argument("file", type=Path, metavar="FILE")
    brought.add_argument("--yes", action="store_true", help="do it, the whole or nothing")
    _in_the_name_of(brought)
    outlines = _add(
        inside,
        "outlines",
        "network:outlines",
        "Load the outlines of areas from GeoJSON, by GSS code, for the map of coverage.",
    )
    outlines.add_argument("file", type=Path, metavar="FILE")
    _in_the_name_of(outlines)


def _frameworks(commands: "Commands[Parser]") -> None:
    frameworks = commands.add_parser("frameworks", help="The benchmarks of self-assessments.")
    inside = frameworks.add_subparsers(metavar="COMMAND", required=True)
    load = _add(
        inside,
        "load",
        "frameworks:load",
        "Load a framework from its file, or those that come with the system. The same file a "
        "second time changes nothing.",
    )
    load.add_argument("file", type=Path, metavar="FILE", nargs="?")
    _in_the_name_of(load)


def _catchment(commands: "Commands[Parser]") -> None:
    declare(
        _add(
            commands,
            "catchment",
            "catchment:run",
            "Say who reaches what and how well each area is served, from CSV files. Needs no site.",
        )
    )


def _search(commands: "Commands[Parser]") -> None:
    search = commands.add_parser("search", help="The index by which things are found.")
    inside = search.add_subparsers(metavar="COMMAND", required=True)
    _add(
        inside,
        "rebuild",
        "keeping:rebuild_search",
        "Make the index of search anew, in steps, while the site is used. It can run twice.",
    )


def _mail(commands: "Commands[Parser]") -> None:
    mail = commands.add_parser("mail", help="Letters that come back.")
    inside = mail.add_subparsers(metavar="COMMAND", required=True)
    bounce = _add(
        inside,
        "bounce",
        "mail:bounce",
        "Read one message from standard input, as a mail server hands it over, and note what "
        "came back.",
    )
    bounce.add_argument("--to", default="", metavar="ADDRESS", help="the address it came to")


def _keeping(commands: "Commands[Parser]") -> None:
    _add(
        commands,
        "check",
        "keeping:check",
        "Look whether all is well: settings, database, audit trail, files.",
    )
    backup = _add(
        commands, "backup", "keeping:backup", "Copy database and files into a new folder, safely."
    )
    backup.add_argument("folder", type=Path, metavar="DIR")
    restore = _add(
        commands,
        "restore",
        "keeping:restore",
        "Put a backup back. Letters that were waiting then are held until a person releases them.",
    )
    restore.add_argument("folder", type=Path, metavar="DIR")
    restore.add_argument("--replace", action="store_true", help="replace the data that is here")
    administrator = _add(
        commands,
        "administrator",
        "administrator:invite",
        "Print the one-time link by which the first administrator sets a password.",
    )
    administrator.add_argument("email", metavar="EMAIL")
    administrator.add_argument("--name", default="", help="the person's name")
    administrator.add_argument(
        "--organisation", default="", metavar="NAME", help="the body that runs the network"
    )


def _in_the_name_of(command: Parser) -> None:
    command.add_argument(
        "--as",
        dest="by",
        metavar="EMAIL",
        help="in whose name; else the first who leads the network",
    )


def _as_at(command: Parser) -> None:
    command.add_argument(
        "--as-at", type=_day, metavar="DATE", help="as on this day, such as 2011-09-19"
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a date; write it like 2011-09-19"
        ) from None


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; give a number up to 65535")
    return int(text)
