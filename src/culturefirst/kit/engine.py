"""The SQLite engine: a release without the fault that can lose committed data.

SQLite 3.7.0 to 3.51.2 (but 3.44.6 and 3.50.7) can lose a commit when two connections write and
checkpoint a WAL at once, which is what a web process and a worker do (sqlite.org/wal.html).
"""

import sys
from importlib import import_module

OLDEST = (3, 51, 3)


def use_fixed_sqlite() -> None:
    """Put the packaged engine in the place of Python's own, before Django imports it."""
    if "sqlite3" in sys.modules and sys.modules["sqlite3"].__name__ == "pysqlite3":
        return
    fixed = import_module("pysqlite3")
    sys.modules["sqlite3"] = fixed
    sys.modules["sqlite3.dbapi2"] = import_module("pysqlite3.dbapi2")


def engine_fault(version: tuple[int, ...]) -> str:
    """A sentence where this SQLite release may not be used, else an empty string."""
    if version >= OLDEST:
        return ""
    shown, oldest = (".".join(map(str, v)) for v in (version, OLDEST))
    return (
        f"SQLite {shown} can lose committed data; {oldest} or newer is needed. "
        "Install the packages of requirements.lock, which carry one."
    )
