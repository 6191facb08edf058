"""Fifty clicks on one button act once, and everybody gets the same answer."""

from datetime import date
from typing import Any

import pytest
from django.db import OperationalError, connection

from culturefirst.kit.idempotency import FormKey, once
from culturefirst.kit.tests.databases import Arena
from culturefirst.programme import actions
from culturefirst.programme.models import Milestone, Target
from tests.concurrency.crowd import Director, at_once, faults
from tests.concurrency.guards import Meeting
from tests.concurrency.year import small_year


def click(target: Target) -> str:
    """What a form's view does, for one click of fifty."""
    helen = Director()
    with once("one-key", helen, "one-form") as turn:
        if turn.answer is None:
            made = actions.record_milestone(
                by=helen, activity=target.activity, title="Visit", on=date(2011, 9, 1)
            )
            turn.answer = f"/milestones/{made.pk}/"
        return turn.answer


def clicks(target: Target, count: int) -> list[Any]:
    return at_once([lambda: click(target)] * count)


def test_fifty_clicks_record_one_milestone_and_get_one_answer(arena: Arena) -> None:
    answers = clicks(small_year(), 50)
    assert answers == [f"/milestones/{Milestone.objects.get().pk}/"] * 50
    assert FormKey.objects.count() == 1


def test_without_the_unique_key_the_form_acts_as_often_as_it_is_clicked(
    unguarded: Arena, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = small_year()
    [key] = [c for c in FormKey._meta.constraints if c.name == "form_key_once"]
    with connection.schema_editor() as editor:
        editor.remove_constraint(FormKey, key)
    meeting, save = Meeting(5), FormKey.save

    def after_everybody_has_looked(row: FormKey, *args: Any, **kwargs: Any) -> None:
        if row._state.adding:
            meeting.wait()
        save(row, *args, **kwargs)

    monkeypatch.setattr(FormKey, "save", after_everybody_has_looked)
    answers = clicks(target, 5)
    if unguarded.vendor == "sqlite":
        # Whoever read before another wrote is turned away by the engine, not given the answer.
        assert {type(fault) for fault in faults(answers)} == {OperationalError}
    else:
        assert len(set(answers)) == 5 == Milestone.objects.count()
