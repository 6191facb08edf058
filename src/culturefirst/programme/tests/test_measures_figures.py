"""Counting in bulk says what counting the listed records says."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Count, Min
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from culturefirst.measures import figures as engine
from culturefirst.measures.core import EARLIEST, Figure, Measure, Question, Window
from culturefirst.measures.figures import figure, figures
from culturefirst.measures.register import MEASURES
from culturefirst.network.models import (
    Audience,
    Group,
    Organisation,
    Role,
    Service,
    SubRegion,
    Topic,
)
from culturefirst.programme.models import Activity, Milestone, Target

pytestmark = pytest.mark.django_db
APRIL = Window(date(2011, 4, 1), date(2011, 4, 30))
YEAR = Window(date(2011, 4, 1), date(2012, 3, 31))


def one_by_one(question: Question) -> Figure:
    """The figure as a plain aggregate of the very records that the page lists."""
    measure = MEASURES[question.key]
    rows = measure.rows(question.window, question.scope).order_by()
    base = measure.base_rows(question.window, question.scope)
    first = rows.aggregate(n=Min(measure.dated))["n"] if question.when else None
    return Figure(
        float(rows.aggregate(n=measure.numerator)["n"] or 0),
        None if base is None else float(base.order_by().aggregate(n=measure.over)["n"] or 0),
        first,
        rows.aggregate(n=Count(measure.bodies, distinct=True))["n"] if measure.bodies else None,
    )


def values(dimension: str) -> list[Any]:
    """Stored values of a dimension, and one that no record has."""
    known: dict[str, Callable[[], list[Any]]] = {
        "target": lambda: [*Target.objects.values_list("pk", flat=True), 999_999],
        "activity": lambda: [*Activity.objects.values_list("pk", flat=True), 999_999],
        "sub_region": lambda: [*SubRegion.objects.values_list("pk", flat=True), 999_999],
        "role": lambda: [*Role.values, "nobody"],
        "kind": lambda: [*Organisation.Kind.values, "nothing"],
        "group": lambda: [*Group.objects.values_list("pk", flat=True), 999_999],
        "audience": lambda: [*Audience.objects.values_list("pk", flat=True), 999_999],
        "topic": lambda: [*Topic.objects.values_list("pk", flat=True), 999_999],
        "service": lambda: [*Service.values, "nothing"],
        # A room above, asked for by its name; most who call this have made no event.
        "event": lambda: [*_keys("events", "Event"), 999_999],
        "figures_of": lambda: [2009, 2010, 9999],
        "theme": lambda: ["theme-1", "no-theme"],
        "kind_of_place": lambda: ["library", "nothing"],
        "authority": lambda: ["ipswich-borough-council", "nowhere"],
        "survey": lambda: [*_keys("surveys", "Survey"), 999_999],
        "answer": lambda: ["1:improved:y", "nothing"],
        "strand": lambda: [*_keys("improvement", "Strand"), 999_999],
    }
    return known[dimension]() if dimension in known else [*_chosen(dimension), "nothing"]


def _keys(room: str, model: str) -> list[Any]:
    return list(apps.get_model(room, model)._base_manager.values_list("pk", flat=True))


def _chosen(dimension: str) -> list[Any]:
    """What forms offer of a dimension that only its own room knows."""
    offered = [each.dimensions[dimension] for each in MEASURES if dimension in each.dimensions]
    found = [value for one in offered for value, _ in one.choices()]
    assert found, f"{dimension} says nothing to choose of: list some values here."
    return found


@st.composite
def questions(draw: st.DrawFn, held: dict[str, list[Any]]) -> Question:
    measure = draw(st.sampled_from(list(MEASURES)))
    ends = draw(st.dates(date(2010, 1, 1), date(2012, 6, 30)))
    starts = draw(st.sampled_from([EARLIEST, ends]) | st.dates(date(2010, 1, 1), ends))
    names = draw(st.lists(st.sampled_from(sorted(measure.dimensions) or [""]), unique=True))
    scope = {name: draw(st.sampled_from(held[name])) for name in names if name}
    return Question(measure.key, Window(starts, ends), scope, draw(st.booleans()))


def check_every_measure() -> None:
    """Ask anything of every measure, in bulk and one by one, and compare."""
    held = {name: values(name) for each in MEASURES for name in each.dimensions}

    @settings(
        max_examples=60,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(st.lists(questions(held), min_size=1, max_size=8))
    def check(asked: list[Question]) -> None:
        assert figures(asked) == [one_by_one(each) for each in asked]

    check()


def test_every_measure_counts_in_bulk_what_its_records_say(log: Activity) -> None:
    check_every_measure()


def test_the_log_counts_what_was_not_withdrawn(log: Activity) -> None:
    assert figure(Question("programme.milestones", YEAR)) == Figure(10.0)


def test_a_day_at_either_end_of_the_window_is_inside(log: Activity) -> None:
    assert figure(Question("programme.milestones", APRIL)) == Figure(2.0)
    to_the_day = Window(date(2011, 4, 16), date(2011, 4, 16))
    assert figure(Question("programme.milestones", to_the_day)) == Figure(1.0)


def test_sub_regions_are_counted_once_out_of_all(log: Activity) -> None:
    reached = figure(Question("programme.sub_regions_reached", YEAR))
    assert reached == Figure(2.0, float(SubRegion.objects.count()))


def test_the_first_record_is_told_only_where_it_is_asked_for(log: Activity) -> None:
    assert figure(Question("programme.milestones", YEAR, {}, True)).first == date(2011, 4, 1)
    assert figure(Question("programme.milestones", YEAR)).first is None


def test_nothing_in_the_window_is_nought_and_has_no_first_day(log: Activity) -> None:
    empty = Question("programme.milestones", Window(EARLIEST, date(2001, 1, 1)), {}, True)
    assert figure(empty) == Figure(0.0, None, None)


def test_two_hundred_questions_of_one_shape_are_one_statement(
    log: Activity, django_assert_num_queries: Callable[..., Any]
) -> None:
    pk = log.targets.values_list("pk", flat=True)[0]
    asked = [Question("programme.milestones", YEAR, {"target": pk + n}) for n in range(200)]
    with django_assert_num_queries(1):
        counted = figures(asked)
    assert counted[0] == Figure(5.0)


def test_each_shape_is_one_statement(
    log: Activity, django_assert_num_queries: Callable[..., Any]
) -> None:
    asked = [
        Question("programme.milestones", YEAR, {"target": 1}),
        Question("programme.milestones", YEAR, {"activity": 1}),
        Question("programme.sub_regions_reached", YEAR, {"target": 1}),
    ]
    with django_assert_num_queries(3):
        figures(asked * 5)


def test_more_questions_than_a_statement_can_bind_are_asked_in_turns(
    log: Activity, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Callable[..., Any]
) -> None:
    monkeypatch.setattr(engine, "MOST_PARAMETERS", 12)
    asked = [Question("programme.milestones", YEAR)] * 10
    with django_assert_num_queries(3):
        assert figures(asked) == [Figure(10.0)] * 10


def test_no_questions_ask_nothing(django_assert_num_queries: Callable[..., Any]) -> None:
    with django_assert_num_queries(0):
        assert figures([]) == []


def test_counting_by_target_or_activity_reads_the_index_alone(log: Activity) -> None:
    assert connection.vendor == "sqlite"
    for name in ("target", "activity"):
        plan = planned(Question("programme.milestones", YEAR, {name: 1}, True))
        assert f"USING COVERING INDEX milestone_{name}_on" in plan
        plan = planned(Question("programme.sub_regions_reached", YEAR, {name: 1}))
        assert f"USING COVERING INDEX milestone_{name}_on" in plan


def planned(question: Question) -> str:
    """How SQLite goes about a question."""
    with connection.execute_wrapper(explained := Explained()):
        figure(question)
    return explained.plan


class Explained:
    """Asks for the plan of each statement before it is run."""

    plan = ""

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        context["cursor"].cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        self.plan += "\n".join(str(row) for row in context["cursor"].cursor.fetchall())
        return execute(sql, params, many, context)


def test_an_unknown_scope_is_refused_by_name() -> None:
    measure: Measure = MEASURES["programme.milestones"]
    with pytest.raises(ValueError, match=r"programme\.milestones cannot be narrowed by colour"):
        measure.rows(YEAR, {"colour": "blue"})


def test_rows_made_distinct_are_still_counted_once_each(log: Activity) -> None:
    rows = Milestone.objects.filter(activity__targets__isnull=False).distinct()
    statement, parameters = engine._aggregate(rows, MEASURES["programme.milestones"].numerator)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {statement}", parameters)
        assert cursor.fetchone() == (11,)
