"""A file to what its import would do."""

from collections.abc import Callable
from typing import Any

from culturefirst.intelligence.bringing import (
    plan_areas,
    plan_people,
    plan_rates,
    plan_segments,
    plan_times,
)
from culturefirst.intelligence.bringing.long_tables import LongRows
from culturefirst.intelligence.bringing.plan import Choice, Plan
from culturefirst.intelligence.bringing.reading import Rows
from culturefirst.intelligence.models import PeopleFile

What = PeopleFile.What
PLANNERS: dict[str, Callable[[Any, Choice], Plan]] = {
    What.AREAS: plan_areas.planned,
    What.BOUNDARIES: plan_areas.planned,
    What.PEOPLE: plan_people.planned,
    What.SEGMENTS: plan_segments.planned,
    What.RATES: plan_rates.planned,
    What.TIMES: plan_times.planned,
}


def planned(file: PeopleFile, rows: Rows | LongRows) -> Plan:
    """What importing a file would do, by what was chosen so far."""
    plan = PLANNERS[file.what](rows, Choice(file.choice))
    if rows.left_out:
        plan.notes.append(f"Further sheets are not read: {', '.join(rows.left_out)}.")
    return plan
