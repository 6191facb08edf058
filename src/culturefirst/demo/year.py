"""Two years of work: the programmes, what was done for them, and what was said of it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from culturefirst.demo.places import SUB_REGIONS
from culturefirst.demo.stage import Event, Happening, Stage
from culturefirst.demo.tables import day, document, rows
from culturefirst.programme import actions
from culturefirst.programme.models import Target
from culturefirst.programme.reports.freezing import freeze_report

Row = dict[str, str]
FIRST_PROGRAMME = date(2010, 4, 6)
WRITTEN, AGREED = date(2011, 4, 4), date(2011, 4, 5)
CHECKED = date(2011, 4, 11)
ENTERED_TWICE, FOUND_OUT = "Norwich challenge completed", date(2011, 6, 21)
# What was unsure in the document and a person settled; 9.1 still waits for somebody to look.
SETTLED = ("3.1", "3.2")
# What other rooms count themselves; all else is counted from the log of milestones.
COUNTED = {
    "7.1": "bulletins.sent",
    "7.2": "library.case_studies",
    "11.1": "library.briefings",
}
# What could be counted only once there were records of it: bound when they were all there.
COUNTED_LATER = {"5.1": "improvement.challenged"}
BOUND_LATER = date(2011, 8, 1)
# Where an activity happens, as far as its words do not name the places.
REACHES = {
    "1": ("Cambridgeshire", "Essex", "Hertfordshire"),
    "2": ("Cambridgeshire", "Essex", "Hertfordshire", "Suffolk"),
    "8": tuple(SUB_REGIONS),
    "13": tuple(SUB_REGIONS),
}


def events() -> Iterator[Event]:
    """Everything that happens to the two work programmes."""
    yield Event(FIRST_PROGRAMME, _first_programme)
    yield Event(WRITTEN, _write_programme)
    yield Event(AGREED, _agree_programme)
    yield Event(CHECKED, _settle_what_was_unsure)
    yield Event(CHECKED, _say_where)
    yield Event(CHECKED, _count_in_the_rooms)
    for row in rows("milestones"):
        yield Event(date.fromisoformat(row["recorded"]), _milestone(row))
    for row in rows("notes"):
        yield Event(date.fromisoformat(row["day"]), _progress(row))
    for row in rows("remarks"):
        yield Event(date.fromisoformat(row["day"]), _remark(row))
    for row in rows("reports"):
        yield Event(date.fromisoformat(row["day"]), _report(row))
    yield Event(FOUND_OUT, _withdraw_double_entry)
    yield Event(BOUND_LATER, _count_what_came_later)


def _first_programme(stage: Stage) -> None:
    stage.programmes["2010"] = actions.create_programme(
        by=stage.actor("helen"), document=document("2010"), state="current"
    )


def _write_programme(stage: Stage) -> None:
    stage.programmes["2011"] = actions.create_programme(
        by=stage.actor("helen"), document=document("2011"), follows=stage.programmes["2010"]
    )


def _agree_programme(stage: Stage) -> None:
    by, agreed = stage.actor("amara"), stage.programmes["2011"]
    stage.programmes["2011"] = actions.make_current(by=by, work_programme=agreed)


def _settle_what_was_unsure(stage: Stage) -> None:
    for reference in SETTLED:
        target = stage.target("2011", reference)
        actions.edit_target(
            by=stage.actor("helen"), target=target, changes={"sure": True}, seen=target.version
        )


def _say_where(stage: Stage) -> None:
    for number, names in REACHES.items():
        activity = stage.activity("2011", number)
        actions.edit_activity(
            by=stage.actor("helen"),
            activity=activity,
            changes={"sub_regions": [stage.sub_regions[name] for name in names]},
            seen=activity.version,
        )


def _count_in_the_rooms(stage: Stage) -> None:
    _bind(stage, COUNTED)


def _count_what_came_later(stage: Stage) -> None:
    _bind(stage, COUNTED_LATER)


def _bind(stage: Stage, counted: dict[str, str]) -> None:
    for reference, measure in counted.items():
        target = stage.target("2011", reference)
        actions.bind(by=stage.actor("helen"), target=target, measure=measure, seen=target.version)


def _milestone(row: Row) -> Happening:
    def happens(stage: Stage) -> None:
        target = stage.target(row["programme"], row["target"])
        stage.milestones[row["title"]] = actions.record_milestone(
            by=stage.actor(row["by"]),
            activity=target.activity,
            target=target,
            title=row["title"],
            on=date.fromisoformat(row["on"]),
            sub_region=stage.sub_regions.get(row["sub_region"]),
            organisation=stage.organisations[row["organisation"]] if row["organisation"] else None,
            evidence=row["evidence"],
        )

    return happens


def _withdraw_double_entry(stage: Stage) -> None:
    actions.withdraw_milestone(
        by=stage.actor("helen"),
        milestone=stage.milestones[ENTERED_TWICE],
        reason="Norwich had been entered on 20 April already; this was the peers’ note on it",
    )


def _report(row: Row) -> Happening:
    def happens(stage: Stage) -> None:
        freeze_report(
            by=stage.actor(row["by"]),
            work_programme=stage.programmes[row["programme"]],
            as_at=date.fromisoformat(row["day"]),
            title=row["title"],
        )

    return happens


def _progress(row: Row) -> Happening:
    def happens(stage: Stage) -> None:
        by = stage.actor(row["by"])
        activity = stage.activity(row["programme"], row["activity"])
        written = actions.add_progress(
            by=by, activity=activity, text=row["text"], on=day(row["on"])
        )
        stated = {"measure": row["measure"], "value": float(row["value"])}
        actions.edit_progress(by=by, progress=written, changes=stated, seen=written.version)

    return happens


def _remark(row: Row) -> Happening:
    def happens(stage: Stage) -> None:
        target = stage.target(row["programme"], row["target"])
        SAYING[row["does"]](stage.actor(row["by"]), target, row)

    return happens


def _declare(by: Any, target: Target, row: Row) -> None:
    actions.declare(
        by=by, target=target, why=row["why"], standing=row["standing"], evidence=row["evidence"]
    )


def _override(by: Any, target: Target, row: Row) -> None:
    actions.override(by=by, target=target, standing=row["standing"], reason=row["why"])


def _comment(by: Any, target: Target, row: Row) -> None:
    actions.comment(by=by, target=target, why=row["why"], next=row["next"])


def _close(by: Any, target: Target, row: Row) -> None:
    actions.close_target(by=by, target=target, reason=row["why"])


def _note(by: Any, target: Target, row: Row) -> None:
    actions.note(by=by, target=target, text=row["why"])


SAYING = {
    "declare": _declare,
    "override": _override,
    "comment": _comment,
    "close": _close,
    "note": _note,
}
