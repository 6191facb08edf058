"""What is counted of peer challenge: challenged, completed, taking part."""

from typing import Any

import pytest

from culturefirst.improvement import actions
from culturefirst.improvement.tests import make_challenges as make
from culturefirst.improvement.tests.make_plans import CABINET, an_action
from culturefirst.measures.core import Window
from culturefirst.measures.register import MEASURES
from culturefirst.network.models import Organisation, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruth(ipswich: Organisation) -> User:
    """Who leads the host."""
    return make.somebody_at(ipswich, "Ruth Vane")


@pytest.fixture
def nell(norfolk_county: Organisation) -> User:
    """Who leads the peers."""
    return make.somebody_at(norfolk_county, "Nell Foss")


def counted(key: str, **scope: Any) -> int:
    measure = next(each for each in MEASURES if each.key == f"improvement.{key}")
    rows = measure.rows(Window(), scope)
    return int(rows.values("host").distinct().count())


def test_a_body_is_challenged_once_the_report_is_sent(ruth: User, nell: User) -> None:
    made = make.visited(ruth, nell)
    assert (counted("taking_part"), counted("challenged"), counted("completed")) == (1, 0, 0)
    actions.add_finding(by=nell, challenge=made, kind="area", words="No asset plan.")
    actions.write_summary(by=nell, challenge=made, summary="Sound.")
    actions.report_challenge(by=nell, challenge=made)
    assert (counted("challenged"), counted("completed")) == (1, 0)


def test_a_body_has_completed_it_once_a_plan_of_it_is_adopted(ruth: User, nell: User) -> None:
    made = make.answered(ruth, nell)
    plan = actions.draft_plan(
        by=ruth, organisation=made.host, title="What comes of it", assessment=made.assessment
    )
    an_action(ruth, plan)
    assert counted("completed") == 0
    actions.adopt_plan(by=ruth, plan=plan, adopted_by=CABINET)
    assert counted("completed") == 1
    assert counted("completed", sub_region=made.host.sub_region_id) == 1
    assert counted("completed", sub_region=made.challenger.sub_region_id) == 0


def test_a_challenge_called_off_does_not_count(ruth: User, nell: User) -> None:
    made = make.accepted(ruth, nell)
    assert counted("taking_part") == 1
    actions.call_off_challenge(by=ruth, challenge=made, because="Too early.")
    assert counted("taking_part") == 0


def test_no_row_behind_a_figure_names_a_body(ruth: User, nell: User) -> None:
    made = make.answered(ruth, nell)
    for key in ("challenged", "taking_part"):
        measure = next(each for each in MEASURES if each.key == f"improvement.{key}")
        [shown] = [measure.show(row) for row in measure.rows(Window(), {})]
        assert (shown.label, shown.url, shown.detail) == ("A peer challenge", "", "")
        assert str(made.host) not in str(shown)
