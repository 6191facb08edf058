"""Carrying over from an earlier assessment: only into what is empty, to be agreed afresh."""

import pytest

from culturefirst.improvement import actions
from culturefirst.improvement.models import Judgement
from culturefirst.improvement.queries.carrying import planned, sources
from culturefirst.improvement.tests.make import an_assessment
from culturefirst.improvement.tests.test_frameworks_comparing import NEXT
from culturefirst.improvement.tests.texts import DEMO
from culturefirst.kit.errors import DomainError, NotAllowed

SAID = {"assets": 1, "buying": 2, "skills": 2}


@pytest.fixture
def both(helen, priya, ipswich):
    """Ipswich agreed on a first version and is looking at itself against the second."""
    first = actions.load_framework(by=helen, text=DEMO)
    second = actions.load_framework(by=helen, text=NEXT)
    before = an_assessment(ipswich, priya.person, first, agreed=SAID)
    Judgement._base_manager.filter(assessment=before).update(strengths="We share.")
    return before, an_assessment(ipswich, priya.person, second)


def stands(assessment):
    rows = Judgement._base_manager.filter(assessment=assessment).order_by("criterion__position")
    return {row.criterion.key: (row.value, row.strengths, row.agreed_on) for row in rows}


def test_the_preview_says_what_comes_and_what_does_not(both, priya):
    before, after = both
    plan = planned(after, before, priya)
    assert [(each.criterion.key, each.level, each.words_changed) for each in plan.comes] == [
        ("assets", "Poor", True),
        ("learning", "", True),
    ]
    assert [each.has_level for each in plan.comes] == [True, False]
    assert [each.key for each in plan.new] == ["sharing"]
    assert [row.criterion.key for row in plan.gone] == ["buying"]


def test_what_was_said_comes_along_and_is_not_agreed(both, priya):
    before, after = both
    assert actions.carry_over(by=priya, assessment=after, source=before) == 2
    assert stands(after) == {
        "assets": (1, "We share.", None),
        "learning": (None, "We share.", None),
    }
    row = Judgement._base_manager.get(assessment=after, criterion__key="learning")
    assert row.carried_from.criterion.key == "skills"
    assert stands(before)["assets"][0] == 1


def test_twice_changes_nothing(both, priya):
    before, after = both
    actions.carry_over(by=priya, assessment=after, source=before)
    rows = list(Judgement._base_manager.filter(assessment=after).values())
    assert actions.carry_over(by=priya, assessment=after, source=before) == 0
    assert list(Judgement._base_manager.filter(assessment=after).values()) == rows


def test_nothing_that_was_written_is_overwritten_and_what_is_empty_is_filled(both, priya):
    before, after = both
    for key, said in (("assets", {"areas": "Ours."}), ("learning", {})):
        Judgement._base_manager.create(
            assessment=after, criterion=after.framework.criteria.get(key=key), **said
        )
    assert actions.carry_over(by=priya, assessment=after, source=before) == 1
    assert stands(after) == {"assets": (None, "", None), "learning": (None, "We share.", None)}
    plan = planned(after, before, priya)
    assert [each.criterion.key for each in plan.stays] == ["assets", "learning"]


def test_what_was_taken_over_and_emptied_again_stays_empty(both, priya):
    before, after = both
    actions.carry_over(by=priya, assessment=after, source=before)
    Judgement._base_manager.filter(assessment=after).update(value=None, why="", strengths="")
    assert actions.carry_over(by=priya, assessment=after, source=before) == 0


def test_what_did_not_apply_does_not_apply(both, priya):
    before, after = both
    Judgement._base_manager.filter(assessment=before).update(value=None, applies=False)
    actions.carry_over(by=priya, assessment=after, source=before)
    assert set(Judgement._base_manager.filter(assessment=after).values_list("applies")) == {
        (False,)
    }


def test_themes_out_of_scope_and_criteria_for_other_kinds_are_left_alone(both, priya):
    before, after = both
    after.themes = ["people"]
    after.save()
    assert actions.carry_over(by=priya, assessment=after, source=before) == 1
    assert list(stands(after)) == ["learning"]


def test_only_an_earlier_assessment_of_the_same_body_and_framework_is_a_source(
    both, priya, helen, norfolk_county, jim
):
    before, after = both
    other = an_assessment(norfolk_county, jim.person, before.framework, agreed=SAID)
    unlike = an_assessment(before.organisation, priya.person, agreed={"1-1": 1})
    assert sources(after, priya) == [before]
    assert sources(before, priya) == []
    for source in (other, unlike, after):
        with pytest.raises(DomainError, match="Only an earlier assessment of the same"):
            actions.carry_over(by=priya, assessment=after, source=source)


def test_who_does_not_work_on_it_takes_nothing_over(both, helen, jim):
    before, after = both
    for user in (helen, jim):
        with pytest.raises(NotAllowed):
            actions.carry_over(by=user, assessment=after, source=before)


def test_what_is_agreed_is_not_filled(both, priya, ipswich):
    before, _ = both
    done = an_assessment(ipswich, priya.person, before.framework, agreed={})
    with pytest.raises(DomainError, match="Begin a new assessment that follows it"):
        actions.carry_over(by=priya, assessment=done, source=before)


def test_four_hundred_criteria_are_carried_over_in_at_most_forty_queries(
    helen, priya, ipswich, django_assert_max_num_queries
):
    many = "".join(f"      - {{key: c{n}, title: C}}\n" for n in range(397))
    first = actions.load_framework(by=helen, text=DEMO + many)
    before = an_assessment(ipswich, priya.person, first)
    Judgement._base_manager.bulk_create(
        Judgement(assessment=before, criterion=each, value=1) for each in first.criteria.all()
    )
    after = an_assessment(ipswich, priya.person, first)
    with django_assert_max_num_queries(40):
        assert actions.carry_over(by=priya, assessment=after, source=before) == 400
