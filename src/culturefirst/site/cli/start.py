"""``culturefirst up``: prepare, then serve and work until stopped."""

import errno
import os
import socket
from argparse import Namespace

from culturefirst.kit.errors import DomainError
from culturefirst.site.cli.setup import use_django


def up(options: Namespace) -> int:
    """Everything that ``make run`` does after the environment is there."""
    if options.only != "worker":
        refuse_a_busy_port(options.host, options.port)
    from culturefirst.site import preparing

    os.environ["PORT"] = str(options.port)  # by which letters lead here, unless told otherwise
    preparing.make_secret_key()
    preparing.make_assets()
    use_django()
    preparing.refuse_unsafe_settings()
    preparing.migrate()
    if options.demo:
        from culturefirst.site.cli import demonstration

        demonstration.load_once()
    preparing.refuse_unsafe_data()
    preparing.collect_static_files()
    _announce(options)
    _supervise(options)
    return 0


def refuse_a_busy_port(host: str, port: int) -> None:
    """Raise ``DomainError`` with the remedy where the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise DomainError(_why_not(host, port, error)) from error


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"port {port} on {host} is in use by another program; "
            f"stop that program, or choose another port: PORT={port + 1}"
        )
    if error.errno == errno.EACCES:
        return f"port {port} is kept for the system; choose one above 1023: PORT=8000"
    return f"this machine cannot listen on {host}; use --host 127.0.0.1"


def _announce(options: Namespace) -> None:
    from culturefirst.site.cli import demonstration

    if options.only != "worker":
        shown = f"[{options.host}]" if ":" in options.host else options.host
        print(f"\nCulture First: http://{shown}:{options.port}/", flush=True)
    for line in demonstration.accounts_to_try():
        print(line, flush=True)
    print("Ctrl-C stops it.\n", flush=True)


def _supervise(options: Namespace) -> None:
    from culturefirst.kit.backup import in_use
    from culturefirst.site import preparing
    from culturefirst.site.supervisor import CannotStart, Child, Supervisor, module

    children = [
        Child("web", module("web", options.host, str(options.port))),
        Child("worker", module("worker")),
    ]
    wanted = [child for child in children if options.only in (None, child.name)]
    try:
        with in_use.serving(preparing.var()):
            Supervisor(wanted).run()
    except CannotStart as error:
        raise DomainError(f"{error}; read the lines above, then start again") from error
