"""What is counted of studies."""

from datetime import date
from typing import Any

import pytest

from culturefirst.intelligence import actions
from culturefirst.intelligence.jobs_studies import work_out
from culturefirst.intelligence.models import Brief
from culturefirst.intelligence.tests.make_studies import (
    EAST,
    a_library,
    worked_out,
)
from culturefirst.kit import clock
from culturefirst.measures.core import Figure, Question, Window
from culturefirst.measures.figures import figure
from culturefirst.measures.register import MEASURES
from culturefirst.network.models import User

pytestmark = pytest.mark.django_db
YEAR = Window(date(2011, 4, 1), date(2012, 3, 31))


def counted(key: str, window: Window = YEAR, **scope: Any) -> tuple[float, float | None]:
    found: Figure = figure(Question(f"intelligence.{key}", window, scope))
    return found.numerator, found.denominator


def test_a_study_counts_from_the_day_on_which_it_was_published(helen: User) -> None:
    run = worked_out(helen)
    assert counted("studies_published") == (0, None)
    actions.publish_study(by=helen, study=run.study)
    assert counted("studies_published") == (1, None)
    assert counted("studies_published", kind_of_place="library") == (1, None)
    actions.take_back_study(by=helen, study=run.study)
    assert counted("studies_published") == (0, None)


def test_each_brief_counts_once(helen: User) -> None:
    run = worked_out(helen)
    actions.publish_study(by=helen, study=run.study)
    for zone, name in (EAST, EAST):
        actions.issue_brief(
            by=helen,
            run=run,
            zone=zone,
            zone_name=name,
            content={"zone": name},
            review_by=date(2012, 3, 1),
        )
    assert counted("briefs_issued") == (2, None)
    assert counted("briefs_issued", authority=EAST[0]) == (2, None)
    assert counted("briefs_issued", Window(date(2010, 1, 1), date(2010, 2, 1))) == (0, None)
    assert Brief._base_manager.count() == 2


def test_people_within_reach_are_those_of_the_newest_run_alone(helen: User) -> None:
    run = worked_out(helen)
    assert counted("within_reach") == (0, 0)
    study = actions.publish_study(by=helen, study=run.study)
    assert counted("within_reach") == (6000, 7000)
    with clock.standing(date(2011, 10, 3)):
        a_library("Third library", 650_000)
        work_out(study, helen)
    assert counted("within_reach") == (7000, 7000)
    assert counted("within_reach", Window(date(2011, 4, 1), date(2011, 9, 30))) == (6000, 7000)
    assert counted("within_reach", kind_of_place="library") == (7000, 7000)


def test_a_study_for_members_is_not_named_to_strangers(helen: User) -> None:
    run = worked_out(helen)
    study = actions.publish_study(by=helen, study=run.study)
    study.restricted = True
    study.save()
    found = MEASURES["intelligence.studies_published"]
    [row] = found.rows(YEAR, {})
    assert (found.show(row).label, found.show(row).url) == ("A study for members", "")
