"""Codes of areas in files: which set they are of, and which are missing, twice or unknown."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from culturefirst.intelligence.bringing.plan import Choice, Plan, gone
from culturefirst.intelligence.bringing.reading import Rows
from culturefirst.intelligence.models import Area, AreaSet
from culturefirst.kit import wording


def chosen_set(choice: Choice) -> AreaSet | None:
    """The set that was chosen; ``None`` for a new one."""
    pk = choice.number("area_set")
    if pk is None:
        return None
    found: AreaSet | None = AreaSet.objects.filter(pk=pk).first()
    if found is None:
        raise gone()
    return found


def refuse_codes(codes: Sequence[str], head: str, rows: Rows, plan: Plan) -> None:
    """Codes that are missing, too long, or there twice."""
    counts = Counter(codes)
    for row, code in enumerate(codes):
        if not code:
            plan.faults.add(rows.numbers[row], head, "the code is missing", "Give each area one")
        elif len(code) > 20:
            problem = f"“{code[:25]}…” is longer than 20 signs"
            plan.faults.add(rows.numbers[row], head, problem, "Choose the column of codes")
        elif counts[code] > 1:
            problem = f"{code} is there {counts[code]} times"
            plan.faults.add(rows.numbers[row], head, problem, "Leave one row for each area")


def known_codes(
    codes: Sequence[str], head: str, area_set: Any, rows: Rows, choice: Choice, plan: Plan
) -> list[int]:
    """The rows whose areas are in the set; others are faults, unless they shall be left out."""
    known = set(Area.objects.filter(area_set=area_set).values_list("code", flat=True))
    kept = [row for row, code in enumerate(codes) if code in known]
    others = [row for row, code in enumerate(codes) if code and code not in known]
    if not kept:
        plan.faults.add(
            None, head, f"none of the areas is in “{area_set}”",
            "Choose another set of areas, or the column that has its codes",
        )  # fmt: skip
    elif others and choice.flag("leave_out"):
        plan.notes.append(
            f"{wording.plural(len(others), 'row')} of areas outside of the set left out."
        )
    elif others:
        for row in others:
            plan.faults.add(
                rows.numbers[row], head, f"no area of “{area_set}” has the code {codes[row][:20]}",
                "Correct the code, or leave out rows of areas that are not in the set",
            )  # fmt: skip
    return kept


def whole(text: str, number: int, head: str, plan: Plan) -> int:
    """A count of people; what is none is a fault. An empty cell is no nought."""
    plain = text.replace(",", "").removesuffix(".0")
    if plain.isascii() and plain.isdigit() and len(plain) < 10:
        return int(plain)
    problem = f"“{text[:20]}” is no whole number of people" if text else "this is empty"
    plan.faults.add(number, head, problem, "Write 0 where nobody lives, else a whole number")
    return 0
