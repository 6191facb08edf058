"""Pounds of a strand are summed over three organisations or more, and of what they told alone."""

from decimal import Decimal

import pytest

from culturefirst.improvement import actions
from culturefirst.improvement.models import Plan, PlanAction
from culturefirst.improvement.queries.strands import gathered
from culturefirst.improvement.tests.make_figures import bodies
from culturefirst.improvement.tests.make_plans import CABINET, DUE, OUTCOME, a_strand
from culturefirst.kit.act import SYSTEM
from culturefirst.network.models import Organisation

pytestmark = pytest.mark.django_db


def saves(body: Organisation, pounds: int, *, shared: bool = True) -> PlanAction:
    plan = actions.draft_plan(by=SYSTEM, organisation=body, title="More of it")
    entry = actions.add_action(
        by=SYSTEM, plan=plan, title=f"Share in {body}", owner_name="The head", due=DUE,
        outcome=OUTCOME, strand=a_strand(), shared=shared, saving=Decimal(2 * pounds),
    )  # fmt: skip
    actions.adopt_plan(by=SYSTEM, plan=plan, adopted_by=CABINET)
    entry = PlanAction._base_manager.get(pk=entry.pk)
    actions.note_saving(by=SYSTEM, entry=entry, amount=Decimal(pounds), how_known="Rent.")
    return entry


def sums(user):
    found = gathered(a_strand(), user).sums
    return found.bodies, found.expected, found.saved


def test_of_two_organisations_nothing_is_summed_and_of_three_everything_told(priya):
    one, two, three, four = bodies(4)
    saves(one, 100)
    wrong = saves(two, 50)
    assert sums(priya) == (2, None, None)
    saves(four, 9999, shared=False)
    assert sums(priya) == (2, None, None)
    saves(three, 10)
    assert sums(priya) == (3, Decimal(320), Decimal(160))
    saving = wrong.savings.model._base_manager.get(action=wrong)
    actions.withdraw_saving(by=SYSTEM, entry=wrong, saving=saving, because="Rent goes on.")
    assert sums(priya) == (3, Decimal(320), None)


def test_released_pounds_hide_nobody_s_own(priya):
    one, two, three = bodies(3)
    for body in (one, two, three):
        saves(body, 100)
    actions.release_plan(by=SYSTEM, plan=Plan._base_manager.get(organisation=one))
    assert sums(priya) == (3, None, None)
