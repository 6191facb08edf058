"""A target's definition in words: what is promised, in which time, and how it is counted."""

from typing import Any

from culturefirst.kit.wording import figure, percent, span
from culturefirst.measures.core import Measure
from culturefirst.programme.models import Target, WorkProgramme
from culturefirst.programme.narrowing import to_names
from culturefirst.programme.queries import TargetLine
from culturefirst.programme.rules import TOLERANCE

Kind = Target.Kind
PACED = (Kind.COUNT, Kind.RECURRING, Kind.CHANGE)


def definition(line: TargetLine, work_programme: WorkProgramme) -> list[tuple[str, str]]:
    """``(label, words)`` of everything that decides where the target stands."""
    target, measure = line.target, line.measure
    rows = [
        ("Kind", target.get_kind_display()),
        ("Promised", promised(target)),
        ("Time", _time(target, work_programme)),
        ("Counted by", _counted_by(measure, line)),
        ("Narrowed to", narrowed_to(target, measure)),
        ("Tolerance", _tolerance(target)),
    ]
    return [(label, words) for label, words in rows if words]


def promised(target: Target) -> str:
    """The numbers: "6 e-bulletins a year", "up from 48 %"."""
    if target.kind == Kind.CHANGE:
        return _change(target)
    if target.quantity is None:
        return f"every one of the {target.unit}" if target.kind == Kind.COVERAGE else ""
    each = f" {target.get_per_display()}" if target.per else ""
    return f"{figure(target.quantity)} {target.unit}".strip() + each


def _change(target: Target) -> str:
    parts = [
        target.get_direction_display().lower(),
        f"from {_amount(target, target.baseline)}" if target.baseline is not None else "",
        f"to {_amount(target, target.goal)}" if target.goal is not None else "",
    ]
    return " ".join(part for part in parts if part)


def _amount(target: Target, value: float) -> str:
    return f"{figure(value)} {target.unit}".strip()


def _time(target: Target, work_programme: WorkProgramme) -> str:
    own = span(target.starts, target.due)
    if own:
        return own
    if target.kind == Kind.ONGOING:
        return "goes on"
    whole = span(work_programme.starts, work_programme.ends)
    return f"none named, so the programme's own: {whole}"


def _counted_by(measure: Measure | None, line: TargetLine) -> str:
    if measure is None:
        return line.note or "Nothing yet: a person says where it stands, and why."
    return f"{measure.title}. {measure.definition}"


def narrowed_to(target: Target, measure: Measure | None) -> str:
    """The filters by name: "Sub-region: Norfolk"; what is logged of this target, in words."""
    if measure is None or not target.filters:
        return ""
    named: dict[str, Any] = to_names(measure, target.filters)
    parts = [f"{measure.dimensions[name].title}: {value}" for name, value in named.items()]
    own = {"target": "what is recorded of this target", "activity": "this activity"}
    parts += [words for name, words in own.items() if name in target.filters]
    return "; ".join(parts)


def _tolerance(target: Target) -> str:
    if target.kind not in PACED:
        return ""
    return f"Behind by more than {percent(TOLERANCE)} of the goal, it is at risk."
