"""Two write of one criterion, or one hands in twice, at the same moment; the lock is needed."""

from datetime import date
from typing import Any

import pytest

from culturefirst.improvement import actions
from culturefirst.improvement.actions import answers as answering
from culturefirst.improvement.actions import judgements
from culturefirst.improvement.actions import respondents as asking
from culturefirst.improvement.actions.answers import Said
from culturefirst.improvement.models import Answer, Assessment, Judgement, Respondent
from culturefirst.improvement.queries.answers import fingerprint
from culturefirst.improvement.tests.make import a_framework, an_assessment
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import Conflict
from culturefirst.kit.models import Installation
from culturefirst.kit.tests.databases import Arena
from culturefirst.network import actions as network
from tests.concurrency.crowd import at_once, faults, refusals
from tests.concurrency.guards import meet_after

WORDS = ("We saw it in Ash.", "We saw it in Birch.")


@pytest.fixture
def made(request: pytest.FixtureRequest) -> Assessment:
    """One that is being agreed, in the database of the test, guarded or not."""
    request.getfixturevalue("unguarded" if "unguarded" in request.fixturenames else "arena")
    Installation.current()
    body = network.add_organisation(
        by=SYSTEM, name="Ash", kind="district", joined_on=date(2010, 1, 1)
    )
    return an_assessment(body, framework=a_framework())


def both_write(made: Assessment) -> list[Any]:
    one = made.framework.criteria.first()

    def writes(why: str) -> Any:
        return lambda: actions.save_judgement(
            by=SYSTEM, assessment=made, criterion=one, changes={"why": why}, seen=0
        )

    return at_once([writes(why) for why in WORDS])


def test_of_two_who_write_of_one_criterion_the_second_is_shown_both_texts(
    arena: Arena, made: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_after(monkeypatch, judgements, "judgement_of", 2)
    outcomes = both_write(made)
    assert faults(outcomes) == []
    [clash] = refusals(outcomes)
    assert isinstance(clash, Conflict)
    kept = Judgement._base_manager.get(assessment=made)
    assert {kept.why, clash.yours["why"]} == set(WORDS)
    assert clash.theirs["why"] == kept.why


def test_without_the_lock_the_database_still_keeps_one_of_them_alone(
    unguarded: Arena, made: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_after(monkeypatch, judgements, "judgement_of", 2)
    outcomes = both_write(made)
    # No conflict with both texts any more: the second is only told that it was not kept.
    assert [type(no) for no in outcomes if isinstance(no, Conflict)] == []
    assert len([no for no in outcomes if isinstance(no, Exception)]) == 1
    assert Judgement._base_manager.filter(assessment=made).count() == 1


def test_of_two_windows_that_save_one_answer_at_once_the_second_keeps_its_text(
    arena: Arena, made: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    Assessment._base_manager.filter(pk=made.pk).update(stage="scoring")
    made = Assessment._base_manager.get(pk=made.pk)
    row = actions.invite_guest(
        by=SYSTEM, assessment=made, name="Ada", email="ada@example.net", view="user"
    )
    criterion = made.framework.criteria.first()
    assert criterion is not None
    key = criterion.pk

    def saves(note: str) -> Any:
        return lambda: actions.save_answers(
            by=SYSTEM, respondent=row, answers={key: Said(2, note=note)},
            seen={key: fingerprint("", "")},
        )  # fmt: skip

    meet_after(monkeypatch, answering, "_asked", 2)
    outcomes = at_once([saves(words) for words in WORDS])
    assert faults(outcomes) == []
    [clash] = refusals(outcomes)
    assert isinstance(clash, Conflict)
    kept = Answer._base_manager.get(respondent=row)
    assert {kept.note, clash.yours[str(key)].note} == set(WORDS)
    assert clash.theirs[str(key)] == ("2", kept.note)


def test_who_hands_in_twice_at_once_has_handed_in_once(arena: Arena, made: Assessment) -> None:
    Assessment._base_manager.filter(pk=made.pk).update(stage="scoring")
    made = Assessment._base_manager.get(pk=made.pk)
    guest = {"name": "Ada", "email": "ada@example.net", "view": "user"}
    row = actions.invite_guest(by=SYSTEM, assessment=made, **guest)
    criterion = made.framework.criteria.first()
    assert criterion is not None
    actions.save_answers(by=SYSTEM, respondent=row, answers={criterion.pk: Said(2)})
    outcomes = at_once([lambda: actions.submit_answers(by=SYSTEM, respondent=row)] * 2)
    assert faults(outcomes) == []
    assert [str(no)[:20] for no in refusals(outcomes)] == ["You have handed in. "]
    assert Respondent._base_manager.get(pk=row.pk).version == row.version + 1


def test_two_who_remind_at_once_write_each_letter_once(arena: Arena, made: Assessment) -> None:
    Assessment._base_manager.filter(pk=made.pk).update(stage="scoring")
    made = Assessment._base_manager.get(pk=made.pk)
    guest = {"name": "Ada", "email": "ada@example.net", "view": "user"}
    actions.invite_guest(by=SYSTEM, assessment=made, **guest)
    Respondent._base_manager.update(invited_on=date(2010, 1, 1))
    outcomes = at_once([lambda: actions.remind_respondents(by=SYSTEM, assessment=made)] * 2)
    assert faults(outcomes) == []
    assert ["had a letter today" in str(no) for no in refusals(outcomes)] == [True]
    assert asking.waited_for(made).count() == 1
