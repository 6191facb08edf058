"""Rates of taking part: a row a share, of everybody, of a sex and ages, or of a segment."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from culturefirst.intelligence.bringing.columns import OWN, What
from culturefirst.intelligence.bringing.groups import SEX, AgeGroup, ages_of, twice
from culturefirst.intelligence.bringing.plan import Choice, Counted, Plan, gone
from culturefirst.intelligence.bringing.reading import Rows
from culturefirst.intelligence.models import Classification, Rate, Rates, Segment
from culturefirst.intelligence.models.rates import OLDEST
from culturefirst.kit.jobs import Tell

By = Rates.By
Table = tuple[str, str, str, str]  # activity, by, year, source
ALL_AGES = ("", "all", "allages", "all ages", "everybody", "total")


@dataclass(frozen=True)
class Line:
    """One row as understood; a segment by its code, or a group."""

    number: int
    group: AgeGroup
    segment: str
    share: Decimal
    times: Decimal | None

    @property
    def key(self) -> tuple[Any, ...]:
        if self.segment:
            return ("segment", self.segment)
        return self.group.sex, self.group.start, self.group.end


def planned(rows: Rows, choice: Choice) -> Plan:
    """What bringing rates would do."""
    plan, columns = Plan(), choice.columns
    for name, title in (("activity", "Activity"), ("share", "Share that takes part")):
        if name not in columns:
            plan.faults.add(None, "Columns", f"nothing says: {title}", "Choose its column")
    for name, title in (("year", "Year"), ("source", "Source")):
        if name not in columns and not choice.text(name):
            plan.faults.add(None, title, "this is not said yet", "Fill it in and look again")
    if plan.faults:
        return plan
    classification, codes = _classification(choice, columns, plan)
    tables, says = _tables(rows, choice, codes, plan)
    for table, lines in tables.items():
        _check(table, lines, plan)
    if plan.faults:
        return plan
    for table, lines in sorted(tables.items()):
        _add(plan, table, lines, says.get(table[0], ""), classification, choice)
    plan.sample = [
        [table[0], str(each.segment or each.group.label), f"{each.share:.1%}", table[2], table[3]]
        for table, lines in tables.items()
        for each in lines[:3]
    ][:8]
    return plan


def _classification(
    choice: Choice, columns: Mapping[str, str], plan: Plan
) -> tuple[Classification | None, frozenset[str]]:
    """That of the segments, with its codes; needed where a column has segments."""
    if "segment" not in columns:
        return None, frozenset()
    pk = choice.number("classification")
    if pk is None:
        plan.faults.add(
            None, "Classification", "a column has segments and no classification is chosen",
            "Choose whose segments these are; bring the segments of areas first if it is not here",
        )  # fmt: skip
        return None, frozenset()
    found = Classification.objects.filter(pk=pk).first()
    if found is None:
        raise gone()
    return found, frozenset(found.segments.values_list("code", flat=True))


def _tables(
    rows: Rows, choice: Choice, codes: frozenset[str], plan: Plan
) -> tuple[dict[Table, list[Line]], dict[str, str]]:
    columns = choice.columns
    per = _per(rows.column(columns["share"]), choice, plan)
    texts = {known.name: rows.column(columns.get(known.name, "")) for known in OWN[What.RATES]}
    tables: dict[Table, list[Line]] = defaultdict(list)
    says: dict[str, str] = {}
    for at, number in enumerate(rows.numbers):
        cells = {name: values[at] for name, values in texts.items()}
        line = _line(cells, number, columns, per, codes, plan)
        activity = cells["activity"][:120]
        if not activity:
            plan.faults.add(number, columns["activity"], "the activity is missing", "Name it")
            continue
        says.setdefault(activity, cells["says"][:300])
        year = (cells["year"] or choice.text("year"))[:9]
        source = (cells["source"] or choice.text("source"))[:300]
        everybody = not line.segment and line.group.sex == "all" and line.group.end == OLDEST
        by = By.SEGMENT if line.segment else By.EVERYBODY if everybody else By.AGE_AND_SEX
        tables[(activity, str(by), year, source)].append(line)
    return _joined(tables), says


def _joined(tables: Mapping[Table, list[Line]]) -> dict[Table, list[Line]]:
    """ "75 and over" among ages is one of them, and not a figure of everybody."""
    found = dict(tables)
    for table in list(found):
        activity, by, year, source = table
        ages = (activity, str(By.AGE_AND_SEX), year, source)
        if by == By.EVERYBODY and ages in found:
            last = [each for each in found[table] if each.group.start > 16]
            alone = [each for each in found[table] if each not in last]
            found[ages] = found[ages] + last
            if alone:
                found[table] = alone
            else:
                del found[table]
    return found


def _line(
    cells: Mapping[str, str], number: int, columns: Mapping[str, str], per: Decimal,
    codes: frozenset[str], plan: Plan,
) -> Line:  # fmt: skip
    share = _decimal(cells["share"].rstrip("% "), number, columns["share"], plan) / per
    if share > 1:
        plan.faults.add(
            number, columns["share"], f"{cells['share']} is more than everybody",
            "A share is 0 to 1, or 0 to 100 per cent",
        )  # fmt: skip
    times = None
    if cells["times"]:
        times = _decimal(cells["times"], number, columns["times"], plan)
    segment = cells["segment"]
    if segment and segment not in codes:
        plan.faults.add(number, columns["segment"], f"there is no segment {segment[:20]}",
                        "Use the codes of the classification that you chose")  # fmt: skip
    return Line(number, _group(cells, number, columns, plan), segment, share, times)


def _group(
    cells: Mapping[str, str], number: int, columns: Mapping[str, str], plan: Plan
) -> AgeGroup:
    word = cells["sex"].casefold()
    sex = SEX.get(word, "all" if not word else "")
    if not sex:
        plan.faults.add(number, columns["sex"], f"“{word[:20]}” is no sex that is known here",
                        "Write female, male, or all")  # fmt: skip
    plain = cells["ages"].casefold()
    ages = (0, OLDEST) if plain in ALL_AGES else ages_of(plain)
    if ages is None:
        plan.faults.add(number, columns["ages"], f"“{cells['ages'][:20]}” says no ages",
                        "Write 16-24, 75+, or all")  # fmt: skip
        ages = (0, OLDEST)
    return AgeGroup(sex or "all", *ages)


def _per(shares: Sequence[str], choice: Choice, plan: Plan) -> Decimal:
    """100 where the figures are per cents: as said, or where one of them is above 1."""
    unit = choice.text("unit")
    if not unit:
        above = any(_value(text) > 1 for text in shares)
        unit = "percent" if above or any("%" in text for text in shares) else "share"
    plan.notes.append(
        "The figures are read as per cent." if unit == "percent" else
        "The figures are read as shares of 1."
    )  # fmt: skip
    return Decimal(100) if unit == "percent" else Decimal(1)


def _value(text: str) -> Decimal:
    try:
        return Decimal(text.rstrip("% ") or "0")
    except InvalidOperation:
        return Decimal(0)


def _decimal(text: str, number: int, head: str, plan: Plan) -> Decimal:
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal("NaN")
    if found.is_finite() and 0 <= found < 1000:
        return found
    shown = f"“{text[:20]}” is no number of nought or more" if text else "this is empty"
    plan.faults.add(number, head, shown, "Write a number, such as 39.7")
    return Decimal(0)


def _check(table: Table, lines: Sequence[Line], plan: Plan) -> None:
    """No group twice, and nobody in two groups."""
    seen: dict[Any, Line] = {}
    for each in lines:
        if each.key in seen:
            said = each.segment or each.group.label
            plan.faults.add(each.number, "Rows", f"{table[0]}, {said}: this is there twice",
                            "Leave one of the rows")  # fmt: skip
        seen[each.key] = each
    if plan.faults or table[1] == By.SEGMENT:
        return
    both = twice([each.group for each in lines])
    if both:
        problem = f"{table[0]}: “{both[0].label}” and “{both[1].label}” are about the same people"
        plan.faults.add(lines[0].number, "Ages", problem, "Keep one of them, or change its ages")


def _add(
    plan: Plan, table: Table, lines: Sequence[Line], says: str,
    classification: Classification | None, choice: Choice,
) -> None:  # fmt: skip
    activity, by, year, source = table
    held = Rates.objects.filter(activity=activity, by=by, year=year, source=source).first()
    before: dict[Any, Rate] = {}
    if held is not None:
        before = {_key(row): row for row in held.rows.select_related("segment")}
        _agree(held, before, table, lines, classification, plan)
    new = [each for each in lines if each.key not in before]
    changed = [
        (before[each.key], each) for each in lines
        if each.key in before
        and (before[each.key].share, before[each.key].times_a_week) != (each.share, each.times)
    ]  # fmt: skip
    same = len(lines) - len(new) - len(changed)
    plan.counted.append(Counted(f"{activity}, {year}", len(new), len(changed), same))

    def write(now: Any, tell: Tell) -> None:
        found = held or Rates.objects.create(
            activity=activity, by=by, year=year, source=source, says=says, loaded_at=now,
            classification=classification if by == By.SEGMENT else None,
            licence=choice.text("licence"),
        )  # fmt: skip
        segments: dict[str, Segment] = {}
        if classification is not None:
            segments = {each.code: each for each in classification.segments.all()}
        Rate.objects.bulk_create(
            Rate(
                rates=found, sex=each.group.sex, from_age=each.group.start,
                to_age=each.group.end, segment=segments.get(each.segment), share=each.share,
                times_a_week=each.times,
            )
            for each in new
        )  # fmt: skip
        for row, each in changed:
            row.share, row.times_a_week = each.share, each.times
            row.save(update_fields=["share", "times_a_week"])

    plan.writes.append(write)


def _agree(
    held: Rates, before: Mapping[Any, Rate], table: Table, lines: Sequence[Line],
    classification: Classification | None, plan: Plan,
) -> None:  # fmt: skip
    """What comes to rates that are here fits beside them: one classification, nobody twice."""
    if held.by == By.SEGMENT:
        if held.classification != classification:
            plan.faults.add(
                None, "Classification", f"{table[0]}, {table[2]}, is here by {held.classification}",
                "Choose that classification, or say the source so that the two are told apart",
            )  # fmt: skip
        return
    kept = [AgeGroup(row.sex, row.from_age, row.to_age) for row in before.values()]
    new = {each.key: each for each in lines if each.key not in before}
    both = twice([*kept, *(each.group for each in new.values())])
    if both:
        row = next(each.number for each in new.values() if each.group in both)
        problem = f"{table[0]}: “{both[0].label}” and “{both[1].label}” are about the same people"
        plan.faults.add(
            row, "Ages", f"{problem}, and one of them is here already",
            "Take the rates away that are here, or give these ages as they are there",
        )  # fmt: skip


def _key(row: Rate) -> tuple[Any, ...]:
    if row.segment is not None:
        return ("segment", row.segment.code)
    return row.sex, row.from_age, row.to_age
