"""Frozen figures keep their rows."""

from datetime import date

import pytest

from culturefirst.kit import clock
from culturefirst.measures.core import Figure, Question, Window
from culturefirst.measures.figures import figure
from culturefirst.measures.models import Reading
from culturefirst.measures.readings import freeze
from culturefirst.network.models import User
from culturefirst.programme import actions
from culturefirst.programme.models import Activity, Milestone

pytestmark = pytest.mark.django_db
YEAR = Window(date(2011, 4, 1), date(2012, 3, 31))


def test_a_reading_keeps_the_figure_and_the_rows_behind_it(log: Activity, helen: User) -> None:
    target = log.targets.all()[0]
    asked = Question("programme.milestones", YEAR, {"target": target})
    frozen = freeze(asked, clock.now())
    rows = list(Milestone.objects.filter(target=target, withdrawn_on=None).order_by("pk"))
    assert frozen.rows == [row.pk for row in rows]
    assert (frozen.numerator, frozen.denominator, frozen.version) == (5.0, None, 1)
    assert frozen.scope == {"target": target.pk}
    actions.withdraw_milestone(by=helen, milestone=rows[0], reason="Entered twice")
    kept = Reading.objects.get()
    assert (kept.numerator, len(kept.rows)) == (5.0, 5)
    assert figure(asked) == Figure(4.0)


def test_a_reading_of_a_coverage_keeps_both_parts(log: Activity) -> None:
    frozen = freeze(Question("programme.sub_regions_reached", YEAR), clock.now())
    assert (frozen.numerator, frozen.denominator) == (2.0, 3.0)
