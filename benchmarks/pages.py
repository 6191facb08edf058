"""What a page costs behind its address: the time it takes, of which processor, its statements."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.database import POSTGRESQL


@dataclass(frozen=True)
class Cost:
    """Medians of milliseconds by the clock and of the processor, the database's own included."""

    wall: float
    processor: float
    statements: int


def cost(page: Callable[[], Any], times: int = 5) -> Cost:
    """The cost of a page; each time with a connection of its own, as the site serves."""
    from django.db import connection

    asked = _statements(page)  # which warms up
    walls, processors = [], []
    for _ in range(times):
        connection.close()
        begun, used = time.perf_counter(), time.process_time()
        page()
        walls.append(1000 * (time.perf_counter() - begun))
        processors.append(1000 * (time.process_time() - used) + _server_ms(connection))
    return Cost(statistics.median(walls), statistics.median(processors), asked)


def _statements(page: Callable[[], Any]) -> int:
    from benchmarks.status import _statements as statements

    page()
    return statements(page)


def _server_ms(connection: Any) -> float:
    """The processor's time of this connection's PostgreSQL process, where the system tells it."""
    if connection.vendor != POSTGRESQL:
        return 0.0
    told = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return int(told.read_text().split()[0]) / 1e6 if told.exists() else 0.0
