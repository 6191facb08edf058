"""Two adopt, close, review or write of one plan at the same moment; the locks are needed."""

from datetime import date
from typing import Any

import pytest

from culturefirst.improvement import actions
from culturefirst.improvement.actions import plan_actions, plan_deeds, plan_steps
from culturefirst.improvement.models import (
    Assessment,
    Judgement,
    Plan,
    PlanAction,
    Rescoring,
    ReviewNote,
    ThemeChange,
)
from culturefirst.improvement.tests.make import a_framework, an_assessment
from culturefirst.improvement.tests.make_plans import CABINET, OUTCOME
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import Conflict
from culturefirst.kit.models import Installation
from culturefirst.kit.tests.databases import Arena
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation
from tests.concurrency.crowd import at_once, faults, refusals
from tests.concurrency.guards import meet_before

WORDS = ("One store serves two museums.", "One store serves three museums.")


@pytest.fixture
def body(request: pytest.FixtureRequest) -> Organisation:
    """In the database of the test, guarded or not."""
    request.getfixturevalue("unguarded" if "unguarded" in request.fixturenames else "arena")
    Installation.current()
    return network.add_organisation(
        by=SYSTEM, name="Ash", kind="district", joined_on=date(2010, 1, 1)
    )


@pytest.fixture
def draft(body: Organisation) -> Plan:
    plan = actions.draft_plan(by=SYSTEM, organisation=body, title="Make more of it")
    actions.add_action(
        by=SYSTEM, plan=plan, title="Share a store", owner_name="The head", outcome=OUTCOME,
        due=clock.today(),
    )  # fmt: skip
    return Plan._base_manager.get(pk=plan.pk)


@pytest.fixture
def plan(draft: Plan) -> Plan:
    return actions.adopt_plan(by=SYSTEM, plan=draft, adopted_by=CABINET)


@pytest.fixture
def entry(plan: Plan) -> PlanAction:
    found: PlanAction = PlanAction._base_manager.get(plan=plan)
    return found


def together(monkeypatch: pytest.MonkeyPatch, *modules: Any) -> None:
    """Let both meet before they write, whichever of these modules' actions each is in."""
    meet_before(monkeypatch, modules[0], "save_changes", 2)
    for other in modules[1:]:
        monkeypatch.setattr(other, "save_changes", modules[0].save_changes)


def test_of_two_who_adopt_at_once_one_adopts_and_the_other_is_told(
    arena: Arena, draft: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    together(monkeypatch, plan_deeds)
    who = ("Cabinet", "Council")
    outcomes = at_once(
        [lambda by=by: actions.adopt_plan(by=SYSTEM, plan=draft, adopted_by=by) for by in who]
    )
    assert faults(outcomes) == []
    assert list(map(str, refusals(outcomes))) == [
        "It is not a draft: it was adopted or closed before."
    ]
    [kept] = [each for each in outcomes if isinstance(each, Plan)]
    assert Plan._base_manager.get(pk=draft.pk).adopted_by == kept.adopted_by


def test_of_two_who_write_of_one_action_the_second_is_shown_both_texts(
    arena: Arena, entry: PlanAction, monkeypatch: pytest.MonkeyPatch
) -> None:
    together(monkeypatch, plan_actions)
    outcomes = at_once([
        lambda words=words: actions.edit_action(
            by=SYSTEM, entry=entry, changes={"outcome": words}, seen=entry.version
        )
        for words in WORDS
    ])  # fmt: skip
    assert faults(outcomes) == []
    [clash] = refusals(outcomes)
    assert isinstance(clash, Conflict)
    kept = PlanAction._base_manager.get(pk=entry.pk)
    assert {kept.outcome, clash.yours["outcome"]} == set(WORDS)
    assert clash.theirs["outcome"] == kept.outcome


def test_two_who_review_at_once_both_keep_what_was_said(
    arena: Arena, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    together(monkeypatch, plan_deeds)
    outcomes = at_once([
        lambda words=words: actions.note_review(by=SYSTEM, plan=plan, words=words, reviewed=True)
        for words in WORDS
    ])  # fmt: skip
    assert faults(outcomes) == refusals(outcomes) == []
    noted = ReviewNote._base_manager.filter(plan=plan).values_list("words", flat=True)
    assert sorted(noted) == sorted(WORDS)
    assert Plan._base_manager.get(pk=plan.pk).version == plan.version + 2


def closes_while_one_goes_on(entry: PlanAction) -> list[Any]:
    actions.finish_action(by=SYSTEM, entry=entry)
    return at_once([
        lambda: actions.close_plan(by=SYSTEM, plan=entry.plan, came_of="Much."),
        lambda: actions.resume_action(by=SYSTEM, entry=entry),
    ])  # fmt: skip


def test_a_plan_is_not_closed_over_an_action_that_is_taken_up_again(
    arena: Arena, entry: PlanAction, monkeypatch: pytest.MonkeyPatch
) -> None:
    together(monkeypatch, plan_deeds, plan_steps)
    outcomes = closes_while_one_goes_on(entry)
    assert faults(outcomes) == []
    assert len(refusals(outcomes)) == 1
    plan, one = Plan._base_manager.get(), PlanAction._base_manager.get()
    assert (plan.state, one.state) in (("closed", "done"), ("adopted", "planned"))


def test_without_the_locks_a_closed_plan_holds_an_action_that_is_not_done(
    unguarded: Arena, entry: PlanAction, monkeypatch: pytest.MonkeyPatch
) -> None:
    together(monkeypatch, plan_deeds, plan_steps)
    outcomes = closes_while_one_goes_on(entry)
    if unguarded.vendor == "sqlite":  # its one write lock refuses the second, without a sentence
        assert len(faults(outcomes)) == 1
        return
    assert faults(outcomes) == refusals(outcomes) == []
    plan, one = Plan._base_manager.get(), PlanAction._base_manager.get()
    assert (plan.state, one.state) == ("closed", "planned")


def test_scores_are_agreed_anew_while_the_plan_is_closed_and_the_change_is_kept_once(
    arena: Arena, plan: Plan, entry: PlanAction
) -> None:
    version = a_framework()
    first = an_assessment(plan.organisation, None, version, agreed={"1-1": 1, "1-2": 2})
    again = an_assessment(plan.organisation, None, version, follows=first, stage="agreeing")
    for criterion in version.criteria.all():
        Judgement._base_manager.create(
            assessment=again, criterion=criterion, value=3, why="We saw it.",
            agreed_on=clock.today(),
        )  # fmt: skip
    actions.finish_action(by=SYSTEM, entry=entry)
    outcomes = at_once([
        lambda: actions.close_plan(by=SYSTEM, plan=plan, came_of="Much."),
        lambda: actions.agree_assessment(by=SYSTEM, assessment=again),
        lambda: actions.agree_assessment(by=SYSTEM, assessment=again),
    ])  # fmt: skip
    assert faults(outcomes) == []
    assert len(refusals(outcomes)) == 1
    assert Plan._base_manager.get().is_closed
    assert Assessment._base_manager.get(pk=again.pk).stage == "agreed"
    kept = Rescoring._base_manager.get()
    assert (kept.criteria, ThemeChange._base_manager.count()) == (2, 1)
