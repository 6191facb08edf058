"""Segments of areas: a code for each, several with their shares, or a column a segment."""

from collections.abc import Mapping
from typing import Any

from culturefirst.intelligence.bringing.codes import chosen_set, known_codes, refuse_codes
from culturefirst.intelligence.bringing.plan import (
    Choice,
    Counted,
    Plan,
    gone,
    saved_in_batches,
)
from culturefirst.intelligence.bringing.reading import Rows
from culturefirst.intelligence.bringing.segments_read import Shares, read, told
from culturefirst.intelligence.models import (
    Area,
    AreaSegments,
    AreaSet,
    Classification,
    Segment,
)
from culturefirst.kit import wording
from culturefirst.kit.jobs import Tell


def planned(rows: Rows, choice: Choice) -> Plan:
    """What bringing segments would do."""
    plan = Plan()
    area_set, columns = chosen_set(choice), choice.columns
    if area_set is None:
        plan.faults.add(
            None, "Areas", "no set of areas is chosen", "Choose of which areas these are"
        )
    if "code" not in columns:
        plan.faults.add(None, "Columns", "nothing says the areas' codes", "Choose their column")
    classification = chosen_classification(choice, plan)
    if plan.faults or area_set is None:
        return plan
    codes = rows.column(columns["code"])
    if "segment" not in columns or "share" not in columns:
        refuse_codes(codes, columns["code"], rows, plan)
    kept = known_codes(codes, columns["code"], area_set, rows, choice, plan)
    if plan.faults:
        return plan
    shares, names = read(rows, kept, choice, plan)
    if not plan.faults:
        add(plan, choice, lambda now: area_set, area_set, classification, shares, names)
        missing = area_set.areas.count() - len(shares)
        if missing > 0:
            plan.notes.append(
                f"{wording.plural(missing, 'area')} of the set without a segment after this."
            )
    plan.sample = [[code, told(each)] for code, each in list(shares.items())[:5]]
    return plan


def chosen_classification(choice: Choice, plan: Plan) -> Classification | None:
    """The one that was chosen; ``None`` for a new one, of which all must be said."""
    pk = choice.number("classification")
    if pk is not None:
        found: Classification | None = Classification.objects.filter(pk=pk).first()
        if found is None:
            raise gone()
        return found
    choice.require(plan.faults, classification_name="Name of the classification", source="Source",
                   licence="Licence")  # fmt: skip
    if Classification.objects.filter(name=choice.text("classification_name")).exists():
        plan.faults.add(
            None, "Name of the classification", "there is one of this name",
            "Choose it above, or give another name",
        )  # fmt: skip
    return None


def add(
    plan: Plan,
    choice: Choice,
    the_set: Any,
    area_set: AreaSet | None,
    classification: Classification | None,
    shares: Mapping[str, Shares],
    names: Mapping[str, str],
) -> None:
    """Plan the segments of areas: ``the_set`` gives the areas when it is written."""
    before: dict[str, AreaSegments] = {}
    segments: dict[str, Segment] = {}
    if classification is not None:
        segments = {each.code: each for each in classification.segments.all()}
        if area_set is not None:
            held = AreaSegments.objects.filter(
                classification=classification, area__area_set=area_set
            )
            held = held.select_related("area").defer("area__boundary")
            before = {each.area.code: each for each in held}
    used = sorted({code for each in shares.values() for code in each} | set(names))
    fresh = [code for code in used if code not in segments]
    renamed = [
        segments[code] for code in used
        if code in segments and names.get(code) and names[code] != segments[code].name
    ]  # fmt: skip
    new = {code: each for code, each in shares.items() if code not in before}
    changed = [
        (before[code], each) for code, each in shares.items()
        if code in before and before[code].shares != each
    ]  # fmt: skip
    same = len(shares) - len(new) - len(changed)
    plan.counted.append(
        Counted("Segments", len(fresh), len(renamed), len(used) - len(fresh) - len(renamed))
    )
    plan.counted.append(Counted("Areas with segments", len(new), len(changed), same))

    def write(now: Any, tell: Tell) -> None:
        found = classification or _made(choice, now)
        kinds = [
            Segment(classification=found, code=code, name=names.get(code, "")) for code in fresh
        ]
        saved_in_batches(Segment, kinds, tell, "Adding segments")
        for each in renamed:
            each.name = names[each.code]
        saved_in_batches(Segment, renamed, tell, "Renaming segments", ("name",))
        areas = dict(Area.objects.filter(area_set=the_set(now)).values_list("code", "pk"))
        made = [
            AreaSegments(classification=found, area_id=areas[code], shares=each)
            for code, each in new.items()
        ]
        saved_in_batches(AreaSegments, made, tell, "Adding segments of areas")
        for row, shares_of in changed:
            row.shares = shares_of
        altered = [row for row, _ in changed]
        saved_in_batches(AreaSegments, altered, tell, "Changing segments of areas", ("shares",))

    plan.writes.append(write)


def _made(choice: Choice, now: Any) -> Classification:
    made = Classification(
        name=choice.text("classification_name"), source=choice.text("source"),
        licence=choice.text("licence"), licensed=choice.flag("licensed"), loaded_at=now,
    )  # fmt: skip
    made.full_clean()
    made.save()
    return made
