"""The SQLite engine: never one that can lose committed data."""

import sqlite3

from culturefirst.kit.engine import engine_fault, use_fixed_sqlite


def test_the_engine_in_use_is_the_fixed_one() -> None:
    use_fixed_sqlite()
    assert sqlite3.__name__ == "pysqlite3"
    assert engine_fault(sqlite3.sqlite_version_info) == ""


def test_an_old_engine_is_named_with_the_remedy() -> None:
    assert engine_fault((3, 40, 1)) == (
        "SQLite 3.40.1 can lose committed data; 3.51.3 or newer is needed. "
        "Install the packages of requirements.lock, which carry one."
    )


def test_the_first_sound_release_will_do() -> None:
    assert engine_fault((3, 51, 2)) != ""
    assert engine_fault((3, 51, 3)) == ""
