"""The web process: ``python -m culturefirst.site.web HOST PORT``."""

import os
import signal
import sys

from culturefirst.site.lifetime import die_with_parent

# One thread a connection to the database: the server's own default is 256 of each.
THREADS = 4


def serve(host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    os.environ["CULTUREFIRST_SUPERVISED"] = "yes"
    Server(
        "culturefirst.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        backpressure=THREADS * 8,
        workers=int(os.environ.get("CULTUREFIRST_WEB_PROCESSES", "1")),
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    die_with_parent(signal.SIGTERM)
    serve(sys.argv[1], int(sys.argv[2]))
