"""Two people who make two drafts the current programme at once: one does, one is told."""

from datetime import date
from typing import Any

import pytest
from django.db import OperationalError

from culturefirst.kit.models import Installation
from culturefirst.kit.tests.databases import Arena
from culturefirst.programme import actions
from culturefirst.programme.actions import programmes
from culturefirst.programme.models import WorkProgramme
from tests.concurrency.crowd import Director, at_once, faults, refusals
from tests.concurrency.guards import meet_after

TOLD = "the current programme. Look at it before you put another in its place."


def two_drafts_at_once(shown: int | None) -> list[Any]:
    """Anne and Bob each make a draft of theirs current, shown that ``shown`` was."""
    Installation.current()  # being made by two at once would put them in turn as well
    drafts = [
        WorkProgramme.objects.create(title=title, starts=date(2011, 4, 1), ends=date(2012, 3, 31))
        for title in ("Anne's year", "Bob's year")
    ]

    def make(draft: WorkProgramme) -> Any:
        return lambda: actions.make_current(by=Director(), work_programme=draft, instead_of=shown)

    return at_once([make(draft) for draft in drafts])


def test_the_second_is_told_which_programme_is_current_now(
    arena: Arena, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_after(monkeypatch, programmes, "locked", 2)
    outcomes = two_drafts_at_once(0)
    [told] = refusals(outcomes)
    now = WorkProgramme.objects.get(state="current")
    assert str(told) == f"Somebody else has just made “{now}” {TOLD}"
    assert faults(outcomes) == []
    assert WorkProgramme.objects.get(state="draft").version == 1


def test_without_the_lock_nobody_is_told_which_programme_is_current_now(
    unguarded: Arena, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_after(monkeypatch, programmes, "_refuse_unless_still", 2)
    outcomes = two_drafts_at_once(0)
    assert [no for no in refusals(outcomes) if str(no).endswith(TOLD)] == []
    if unguarded.vendor == "sqlite":
        assert [type(fault) for fault in faults(outcomes)] == [OperationalError]
    else:
        # By a hair either the constraint says no or the other is closed unseen: one stays current.
        assert faults(outcomes) == []
    assert WorkProgramme.objects.filter(state="current").count() == 1


def test_who_was_shown_nothing_follows_the_other_who_is_closed(arena: Arena) -> None:
    outcomes = two_drafts_at_once(None)
    assert (refusals(outcomes), faults(outcomes)) == ([], [])
    assert set(WorkProgramme.objects.values_list("state", flat=True)) == {"current", "closed"}
