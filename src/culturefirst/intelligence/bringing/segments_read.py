"""Shares of segments by area, whichever way a file is laid out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from culturefirst.intelligence.bringing.plan import Choice, Plan
from culturefirst.intelligence.bringing.reading import Rows
from culturefirst.kit import wording

SLACK = 0.005  # what rounded shares may miss of 1
MOST_SEGMENTS = 200
Shares = dict[str, float]
Parts = dict[str, dict[str, float]]
UNITS = {"share": 1.0, "percent": 100.0, "count": 0.0}
SAID = {
    "share": "The figures are read as shares of 1.",
    "percent": "The figures are read as per cent.",
    "count": "The figures are read as counts, of which shares are made.",
}


def read(
    rows: Rows, kept: Sequence[int], choice: Choice, plan: Plan
) -> tuple[dict[str, Shares], dict[str, str]]:
    """Shares by area code, and names by segment code."""
    columns = choice.columns
    lines = {code: rows.numbers[row] for row, code in _codes(rows, columns, kept)}
    if "segment" not in columns:
        return _normal(_wide(rows, columns, kept, plan), lines, choice, plan), {}
    names = _names(rows, columns, kept)
    if "share" in columns:
        return _normal(_long(rows, columns, kept, plan), lines, choice, plan), names
    return _alone(rows, columns, kept, plan), names


def told(shares: Mapping[str, float]) -> str:
    """The greatest shares in words."""
    most = sorted(shares.items(), key=lambda pair: -pair[1])[:3]
    return ", ".join(f"{code} {share:.0%}" for code, share in most)


def _codes(rows: Rows, columns: Mapping[str, str], kept: Sequence[int]) -> list[tuple[int, str]]:
    codes = rows.column(columns["code"])
    return [(row, codes[row]) for row in kept]


def _alone(
    rows: Rows, columns: Mapping[str, str], kept: Sequence[int], plan: Plan
) -> dict[str, Shares]:
    """One segment for the whole of an area."""
    head, segments = columns["segment"], rows.column(columns["segment"])
    found: dict[str, Shares] = {}
    for row, code in _codes(rows, columns, kept):
        segment = segments[row]
        if not segment or len(segment) > 20:
            problem = "the segment is missing" if not segment else f"“{segment[:25]}” is no code"
            remedy = "Give the code of the area's segment, of 20 signs at most"
            plan.faults.add(rows.numbers[row], head, problem, remedy)
        found[code] = {segment[:20]: 1.0}
    return found


def _long(rows: Rows, columns: Mapping[str, str], kept: Sequence[int], plan: Plan) -> Parts:
    """Several rows an area, each with a segment and how much of the area it is."""
    segments, figures = rows.column(columns["segment"]), rows.column(columns["share"])
    found: Parts = defaultdict(dict)
    for row, code in _codes(rows, columns, kept):
        segment = segments[row][:20]
        if segment in found[code]:
            plan.faults.add(
                rows.numbers[row], columns["segment"],
                f"segment {segment} of area {code} is there twice", "Leave one of the rows",
            )  # fmt: skip
        found[code][segment] = _figure(figures[row], rows.numbers[row], columns["share"], plan)
    return found


def _wide(rows: Rows, columns: Mapping[str, str], kept: Sequence[int], plan: Plan) -> Parts:
    """A column a segment."""
    taken = set(columns.values())
    heads = [(at, head) for at, head in enumerate(rows.heads) if head and head not in taken]
    numeric = [(at, head) for at, head in heads if _is_number(rows.rows[kept[0]][at])]
    if not numeric or len(numeric) > MOST_SEGMENTS:
        plan.faults.add(
            None, "Columns", f"there are {len(numeric)} columns of figures to take for segments",
            "Choose the column of segments, or give each segment a column headed by its code",
        )  # fmt: skip
        return {}
    if long := [head for _, head in numeric if len(head) > 20]:
        plan.faults.add(None, long[0], "a segment's code has 20 signs at most", "Shorten the head")
    left = [head for at, head in heads if (at, head) not in numeric]
    if left:
        plan.notes.append(f"Not read, because they hold no figures: {', '.join(left[:12])}.")
    return {
        code: {head: _figure(rows.rows[row][at], rows.numbers[row], head, plan)
               for at, head in numeric}
        for row, code in _codes(rows, columns, kept)
    }  # fmt: skip


def _names(rows: Rows, columns: Mapping[str, str], kept: Sequence[int]) -> dict[str, str]:
    if "segment_name" not in columns:
        return {}
    segments, names = rows.column(columns["segment"]), rows.column(columns["segment_name"])
    return {segments[row][:20]: names[row][:120] for row in kept if segments[row]}


def _is_number(text: str) -> bool:
    try:
        float(text.replace(",", "").rstrip("% ") or "0")
    except ValueError:
        return False
    return True


def _figure(text: str, number: int, head: str, plan: Plan) -> float:
    """A figure of nought or more; empty is nought, as such tables leave out what there is not."""
    try:
        found = float(text.replace(",", "").rstrip("% ") or "0")
    except ValueError:
        found = -1.0
    if 0 <= found < 1e9:
        return found
    plan.faults.add(
        number, head, f"“{text[:20]}” is no share or count", "Write a number, 0 or more"
    )
    return 0.0


def _normal(
    parts: Parts, lines: Mapping[str, int], choice: Choice, plan: Plan
) -> dict[str, Shares]:
    """Shares of 1 out of shares, per cents or counts; those that do not add up are faults."""
    sums = {code: sum(each.values()) for code, each in parts.items()}
    unit = choice.text("unit") or _unit(list(sums.values()))
    plan.notes.append(SAID[unit])
    whole, found = UNITS[unit], dict[str, Shares]()
    empty = 0
    for code, each in parts.items():
        if unit != "count" and abs(sums[code] / whole - 1) > SLACK:
            plan.faults.add(
                lines[code], "Shares", f"those of area {code} add to {sums[code]:.4g}, "
                f"not to {whole:g}", "Put the wrong share right, or say that these are counts",
            )  # fmt: skip
        elif sums[code] > 0:
            shares = {key: round(value / sums[code], 6) for key, value in each.items() if value}
            found[code] = shares
        else:
            empty += 1
    if empty:
        plan.notes.append(f"{wording.plural(empty, 'area')} with nobody in any segment left out.")
    return found


def _unit(sums: Sequence[float]) -> str:
    """What most areas' sums look like."""
    for unit in ("share", "percent"):
        near = sum(abs(each / UNITS[unit] - 1) <= SLACK for each in sums)
        if near * 2 > len(sums):
            return unit
    return "count"
