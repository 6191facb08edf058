"""What needs me: the earliest first."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from culturefirst.kit import attention
from culturefirst.kit.attention import Need


def need(what: str, due: date | None) -> Need:
    return Need(what, "It is behind.", "Helen Marsh", due, "/", "programme")


def test_needs_come_with_the_earliest_first_and_the_undated_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def one_room(user: Any, on: date) -> Iterator[Need]:
        yield need("Undated", None)
        yield need("Later", date(2011, 10, 1))

    def other_room(user: Any, on: date) -> Iterator[Need]:
        yield need("Overdue", date(2011, 9, 1))

    monkeypatch.setattr(attention, "ATTENTION", [one_room, other_room])
    found = attention.needs(object(), date(2011, 9, 19))
    assert [item.what for item in found] == ["Overdue", "Later", "Undated"]
