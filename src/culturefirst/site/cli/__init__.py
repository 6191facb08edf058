"""The command line: ``culturefirst --help``.

Only what a command needs is imported, so that help and mistakes are answered at once. Every
refusal is one line on standard error that ends in a remedy, with exit code 2.
"""

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from culturefirst.kit.errors import DomainError
from culturefirst.site.cli.parser import parser

REFUSED = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except DomainError as error:
        return refuse(str(error))
    except KeyboardInterrupt:
        return refuse("stopped before it was done; nothing half-done was kept")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:  # a person at a terminal is told one sentence, the log gets the rest
        return refuse(_keep_details())


def refuse(sentence: str) -> int:
    """Say why not, on one line."""
    print(f"culturefirst: {' '.join(sentence.split())}", file=sys.stderr)
    return REFUSED


def _run(arguments: Sequence[str]) -> int:
    options = parser().parse_args(arguments)
    module, _, name = options.run.partition(":")
    command = getattr(import_module(f"culturefirst.site.cli.{module}"), name)
    return int(command(options) or 0)


def _keep_details() -> str:
    folder = Path(os.environ.get("CULTUREFIRST_VAR", "var"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        log = folder / "culturefirst-error.log"
        with log.open("a", encoding="utf-8") as out:
            traceback.print_exc(file=out)
    except OSError:
        fault = sys.exc_info()[1]
        return f"something went wrong that should not ({fault}); check that {folder} is writable"
    return f"something went wrong that should not; send {log} to whoever looks after the system"
