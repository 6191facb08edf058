"""The standing of 200 targets over 1,000,000 records, and the page that shows it."""

import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from benchmarks.database import SQLITE, empty, settle
from benchmarks.result import Result, median_ms

RECORDS, TARGETS, ACTIVITIES = 1_000_000, 200, 20
AS_AT = date(2011, 9, 19)
# One statement instead of a million actions: what is measured is reading. Entry n belongs to
# target n modulo 200, to a day of the year and to one of six sub-regions.
FILL = """
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < %s)
INSERT INTO programme_milestone
    (version, activity_id, target_id, title, "on", sub_region_id, evidence, withdrawn_because)
SELECT 1, t.activity_id, t.id, 'Entry ' || i, {day}, s.id, '', ''
FROM n
JOIN (SELECT id, activity_id, row_number() OVER (ORDER BY id) - 1 AS place
      FROM programme_target) t ON t.place = i %% %s
JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place
      FROM network_subregion) s ON s.place = i / %s %% 6
"""
DAYS = {
    "sqlite": "date('2011-04-01', '+' || (i * 7 %% 172) || ' days')",
    "postgresql": "date '2011-04-01' + i * 7 %% 172",
}


def results(vendor: str = SQLITE) -> Iterator[Result]:
    """Statements and milliseconds of the figures with their standing, and of the page."""
    with empty(vendor):
        yield from _measured()


def _measured() -> Iterator[Result]:
    from culturefirst.programme.queries import programme_view

    begun = time.perf_counter()
    work_programme = _built()
    yield Result(f"filling in {RECORDS:,} records in bulk", time.perf_counter() - begun, "s")

    def view() -> Any:
        return programme_view(work_programme, as_at=AS_AT)

    assert len(view().lines) == TARGETS
    yield Result("standing of 200 targets over 1,000,000 records", median_ms(view), "ms", 200)
    yield Result("… its statements", _statements(view), "queries", 15)
    yield _beside_one_by_one(view())
    page = _page(work_programme.pk)
    yield Result("programme page at that size", median_ms(page), "ms")
    yield Result("… its statements", _statements(page), "queries", 15)


def _beside_one_by_one(view: Any) -> Result:
    """The same figures by a count a target, as programmes are usually counted, in the same run."""
    from culturefirst.measures.figures import figures
    from culturefirst.measures.register import MEASURES

    questions = [line.question for line in view.lines if line.question]

    def one_by_one() -> None:
        for question in questions:
            measure = MEASURES[question.key]
            measure.rows(question.window, question.scope).aggregate(n=measure.numerator)

    alone, together = median_ms(one_by_one), median_ms(lambda: figures(questions))
    return Result("a count a target, beside all figures at once", alone / together, "times")


def _built() -> Any:
    from django.db import connection

    from culturefirst.kit.act import SYSTEM
    from culturefirst.network.actions import add_sub_region
    from culturefirst.programme.actions import create_programme

    for name in ("Beds", "Cambs", "Essex", "Herts", "Norfolk", "Suffolk"):
        add_sub_region(by=SYSTEM, name=name)
    made = create_programme(by=SYSTEM, document=_document(), state="current")
    with connection.cursor() as cursor:
        cursor.execute(FILL.format(day=DAYS[connection.vendor]), [RECORDS, TARGETS, TARGETS])
    settle()
    return made


def _document() -> Any:
    from culturefirst.programme.reading import document as printed

    each = TARGETS // ACTIVITIES
    activities = [
        printed.Activity(
            f"Activity {row}",
            actions=["Do it"],
            outcomes=["It is done"],
            leads=["Network Manager"],
            targets=[_target(row * each + place) for place in range(each)],
        )
        for row in range(ACTIVITIES)
    ]
    return printed.Document(
        title="Work Programme 2011-12",
        starts=date(2011, 4, 1),
        ends=date(2012, 3, 31),
        priorities=[
            printed.Priority("1", "Improve", [printed.Programme("1.1", "All", activities)])
        ],
    )


def _target(number: int) -> Any:
    """Of ten targets: three counts, two a year, two a quarter, one of each other kind."""
    from culturefirst.programme.reading import document as printed

    kind, per = [
        ("count", None),
        ("count", None),
        ("count", None),
        ("recurring", "year"),
        ("recurring", "year"),
        ("recurring", "quarter"),
        ("recurring", "quarter"),
        ("milestone", None),
        ("coverage", None),
        ("ongoing", None),
    ][number % 10]
    counted = "sub_regions_reached" if kind == "coverage" else "milestones"
    return printed.Target(
        f"Target {number}",
        kind,
        9000.0 if kind in ("count", "recurring") else None,
        "entries",
        per,
        measure=f"programme.{counted}",
    )


def _page(pk: int) -> Callable[[], Any]:
    from django.test import Client
    from django.urls import reverse

    address = f"{reverse('programme', args=[pk])}?as_at={AS_AT.isoformat()}"

    def get() -> Any:
        response = Client().get(address)
        assert response.status_code == 200, response.status_code
        return response

    return get


def _statements(run: Callable[[], Any]) -> int:
    from django.db import connection

    asked = 0

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        run()
    return asked
