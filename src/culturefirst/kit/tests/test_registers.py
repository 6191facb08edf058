"""Registers: what exists is found by name, and nothing is offered twice."""

import pytest

from culturefirst.kit.registers import Register


def test_entries_keep_the_order_in_which_they_were_offered() -> None:
    register: Register[int] = Register("no_room_has_this_module")
    register.add("one", 1)
    register.add("two", 2)
    assert (list(register), register["two"], register.get("three")) == ([1, 2], 2, None)


def test_one_key_is_not_offered_twice() -> None:
    register: Register[str] = Register("no_room_has_this_module")
    register.add("one", "first")
    with pytest.raises(ValueError, match="'one' is offered twice"):
        register.add("one", "second")


def test_rooms_are_asked_when_somebody_first_looks() -> None:
    assert "kit.clear_away" in _schedules()


def _schedules() -> set[str]:
    from culturefirst.kit.jobs import SCHEDULES, worker

    assert worker.housekeeping
    return {name for name, _ in SCHEDULES}
