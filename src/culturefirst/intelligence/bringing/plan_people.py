"""People of areas by age and sex: one column a group, checked that it adds up."""

from collections.abc import Mapping, Sequence
from typing import Any

from culturefirst.intelligence.bringing.codes import (
    chosen_set,
    known_codes,
    refuse_codes,
    whole,
)
from culturefirst.intelligence.bringing.groups import AgeGroup, groups_of, twice
from culturefirst.intelligence.bringing.plan import Choice, Counted, Plan, saved_in_batches
from culturefirst.intelligence.bringing.reading import Rows
from culturefirst.intelligence.models import Area, AreaPeople, AreaSet, Population
from culturefirst.kit import wording
from culturefirst.kit.jobs import Tell

HOW = "Head each column by sex and ages: F0-4, M85+, or 0-4 for everybody"
Counts = tuple[int, list[int]]


def planned(rows: Rows, choice: Choice) -> Plan:
    """What bringing people would do."""
    plan = Plan()
    area_set = chosen_set(choice)
    choice.require(plan.faults, name="Name of the population", year="Year", source="Source",
                   licence="Licence")  # fmt: skip
    if area_set is None:
        plan.faults.add(None, "Areas", "no set of areas is chosen", "Choose whose people these are")
        return plan
    columns = choice.columns
    groups = _groups(rows, columns, plan)
    if "code" not in columns:
        plan.faults.add(None, "Columns", "nothing says the areas' codes", "Choose their column")
    if plan.faults:
        return plan
    codes = rows.column(columns["code"])
    refuse_codes(codes, columns["code"], rows, plan)
    kept = known_codes(codes, columns["code"], area_set, rows, choice, plan)
    counts = _counts(rows, columns, groups, kept, plan)
    if plan.faults:
        return plan
    told = [group.to_json() for group in groups.values()]
    add(plan, choice, lambda now: area_set, area_set, counts, told)
    plan.notes.append(f"{len(groups)} groups: {_few([g.label for g in groups.values()])}.")
    _tell_unread(rows, columns, groups, plan)
    plan.sample = [[code, wording.figure(total)] for code, (total, _) in list(counts.items())[:5]]
    return plan


def add(
    plan: Plan,
    choice: Choice,
    the_set: Any,
    area_set: AreaSet | None,
    counts: Mapping[str, Counts],
    groups: Sequence[dict[str, Any]],
    name: str = "name",
) -> None:
    """Plan a population: ``the_set`` gives the areas when it is written."""
    held = None
    if area_set is not None:
        held = Population.objects.filter(area_set=area_set, name=choice.text(name)).first()
    if held is not None and held.groups != list(groups):
        plan.faults.add(
            None, "Name of the population", "it is here with other groups of age and sex",
            "Give this one another name",
        )  # fmt: skip
        return
    before: dict[str, AreaPeople] = {}
    if held is not None:
        kept = (
            AreaPeople.objects.filter(population=held)
            .select_related("area")
            .defer("area__boundary")
        )
        before = {each.area.code: each for each in kept}
    new = {code: each for code, each in counts.items() if code not in before}
    changed = [
        (before[code], each)
        for code, each in counts.items()
        if code in before and (before[code].total, before[code].counts) != each
    ]
    same = len(counts) - len(new) - len(changed)
    plan.counted.append(Counted("People of areas", len(new), len(changed), same))
    _tell(plan, counts, area_set)

    def write(now: Any, tell: Tell) -> None:
        found = held or _made(choice, the_set(now), groups, name, now)
        keys = dict(Area.objects.filter(area_set=found.area_set_id).values_list("code", "pk"))
        made = [
            AreaPeople(population=found, area_id=keys[code], total=total, counts=each)
            for code, (total, each) in new.items()
        ]
        saved_in_batches(AreaPeople, made, tell, "Adding people")
        for row, (total, each) in changed:
            row.total, row.counts = total, each
        altered = [row for row, _ in changed]
        saved_in_batches(AreaPeople, altered, tell, "Changing people", ("total", "counts"))

    plan.writes.append(write)


def _made(
    choice: Choice, area_set: AreaSet, groups: Sequence[dict[str, Any]], name: str, now: Any
) -> Population:
    made = Population(
        area_set=area_set, name=choice.text(name), year=choice.number("year") or 0,
        source=choice.text("source"), licence=choice.text("licence"), groups=list(groups),
        loaded_at=now,
    )  # fmt: skip
    made.full_clean()
    made.save()
    return made


def _tell(plan: Plan, counts: Mapping[str, Counts], area_set: AreaSet | None) -> None:
    total, empty = sum(t for t, _ in counts.values()), sum(t == 0 for t, _ in counts.values())
    plan.notes.append(f"{wording.figure(total)} people in {wording.plural(len(counts), 'area')}.")
    if empty:
        plan.notes.append(
            f"{wording.plural(empty, 'area')} with no people: kept, and nothing is expected there."
        )
    if area_set is not None:
        missing = area_set.areas.count() - len(counts)
        if missing > 0:
            plan.notes.append(
                f"{wording.plural(missing, 'area')} of the set not in the file: unknown there."
            )


def _groups(rows: Rows, columns: Mapping[str, str], plan: Plan) -> dict[str, AgeGroup]:
    """The columns of groups, none of which may count the same people as another."""
    taken = set(columns.values())
    groups = groups_of(head for head in rows.heads if head and head not in taken)
    if not groups and "total" not in columns:
        plan.faults.add(None, "Columns", "no column's head says an age or a sex", HOW)
    both = twice(list(groups.values()))
    if both:
        problem = f"“{both[0].label}” and “{both[1].label}” count the same people"
        plan.faults.add(None, "Columns", problem, "Leave one of the two columns in the file")
    return groups


def _counts(
    rows: Rows, columns: Mapping[str, str], groups: Mapping[str, AgeGroup], kept: Sequence[int],
    plan: Plan,
) -> dict[str, Counts]:  # fmt: skip
    codes = rows.column(columns["code"])
    places = [(rows.heads.index(head), head) for head in groups]
    total_at = rows.heads.index(columns["total"]) if "total" in columns else None
    found: dict[str, Counts] = {}
    for row in kept:
        cells, number, before = rows.rows[row], rows.numbers[row], plan.faults.count
        each = [whole(cells[at], number, head, plan) for at, head in places]
        told = None
        if total_at is not None and cells[total_at]:
            told = whole(cells[total_at], number, columns["total"], plan)
        added = sum(each)
        sound = plan.faults.count == before
        if told is not None and groups and told != added and sound:
            people = wording.plural(told, "person,people")
            plan.faults.add(
                number, columns["total"],
                f"{people} told, {wording.figure(added)} in the groups",
                "Correct the group or the total that is wrong, or choose no column of totals",
            )  # fmt: skip
        found[codes[row]] = (added if groups else told or 0, each)
    return found


def _few(labels: Sequence[str]) -> str:
    if len(labels) <= 4:
        return "; ".join(labels)
    return f"{labels[0]}; {labels[1]}; … {labels[-1]}"


def _tell_unread(
    rows: Rows, columns: Mapping[str, str], groups: Mapping[str, Any], plan: Plan
) -> None:
    taken = {*columns.values(), *groups}
    left = [head for head in rows.heads if head and head not in taken]
    if left:
        plan.notes.append(f"Not read, because no ages are in their heads: {', '.join(left[:12])}.")
