"""Totals and segments that a file of areas brings along in columns of its own."""

from typing import Any

from culturefirst.intelligence.bringing import plan_people, plan_segments
from culturefirst.intelligence.bringing.codes import whole
from culturefirst.intelligence.bringing.plan import Choice, Plan
from culturefirst.intelligence.bringing.reading import Rows
from culturefirst.intelligence.models import AreaSet
from culturefirst.kit import wording


def add(plan: Plan, rows: Rows, choice: Choice, maker: Any, area_set: AreaSet | None) -> None:
    """Plan a population of totals and a classification, where columns of them were chosen."""
    columns = choice.columns
    if rows.shapes or not {"people", "segment"} & set(columns):
        return
    codes = rows.column(columns["code"])
    if "people" in columns:
        head = columns["people"]
        choice.require(
            plan.faults, population_name="Name of the population", year="Year", source="Source",
            licence="Licence",
        )  # fmt: skip
        counts = {
            code: (whole(text, number, head, plan), list[int]())
            for code, text, number in zip(codes, rows.column(head), rows.numbers, strict=True)
        }
        plan_people.add(plan, choice, maker.the_set, area_set, counts, [], name="population_name")
    if "segment" in columns:
        classification = plan_segments.chosen_classification(choice, plan)
        segments = rows.column(columns["segment"])
        shares = {
            code: {segment[:20]: 1.0}
            for code, segment in zip(codes, segments, strict=True)
            if segment
        }
        plan_segments.add(plan, choice, maker.the_set, area_set, classification, shares, {})
        without = len(codes) - len(shares)
        if without:
            plan.notes.append(f"{wording.plural(without, 'area')} without a segment in the file.")
