"""What a return is asked about before it is sent; each is answered by a reason, not by force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from culturefirst.analysis.comparison import leap, measured, strange, worked_out
from culturefirst.analysis.comparison.neighbours import as_table
from culturefirst.improvement.figures.core import Check, Figures, Item

# Whoever tries one figure after another finds out from where on it is strange, and so where the
# others lie, before anybody is to read theirs: so many hide each other.
OTHERS = 10
Values = Mapping[str, float | None]
Kind = Literal["range", "last_year", "sum", "peers"]


@dataclass(frozen=True)
class Flag:
    """Something to explain: ``key`` is an item, a check or an indicator; ``value`` is flagged.

    ``at`` is the item beside which it is shown.
    """

    key: str
    kind: Kind
    at: str
    says: str
    value: float | None = None


def flags(
    figures: Figures, values: Values, before: Values | None = None, peers: Sequence[Values] = ()
) -> list[Flag]:
    """Everything to explain, in the order of the items; ``before`` is last year's return."""
    found = [flag for item in figures.items.values() for flag in _of_item(item, values, before)]
    found += [flag for check in figures.checks if (flag := _of_sum(figures, check, values))]
    asked = {flag.at for flag in found}
    return found + _of_peers(figures, values, peers, asked)


def _of_item(item: Item, values: Values, before: Values | None) -> list[Flag]:
    value = values.get(item.key)
    if value is None:
        return []
    if item.least is not None and value < item.least:
        says = f"{item.title}: {item.shown(value)} is below {item.shown(item.least)}, "
        says += "the least that is expected."
        return [Flag(item.key, "range", item.key, says, value)]
    if item.most is not None and value > item.most:
        says = (
            f"{item.title}: {item.shown(value)} is above {item.shown(item.most)}, the most that is "
        )
        says += "expected."
        return [Flag(item.key, "range", item.key, says, value)]
    last = (before or {}).get(item.key)
    if last is None or not leap(value, last, item.share):
        return []
    says = f"{item.title} was {item.shown(last)} last year and is {item.shown(value)} now: "
    says += f"it changed by more than {item.share:.0%}."
    return [Flag(item.key, "last_year", item.key, says, value)]


def _of_sum(figures: Figures, check: Check, values: Values) -> Flag | None:
    total = values.get(check.total)
    parts = [values.get(key) for key in check.parts]
    known = [part for part in parts if part is not None]
    # What is not known may be nought or more: too much is too much whatever it is.
    if total is None or not known or (check.equal and len(known) < len(parts)):
        return None
    added = sum(known)
    slack = max(1.0, 1e-9 * abs(total))
    wrong = abs(added - total) > slack if check.equal else added > total + slack
    if not wrong:
        return None
    item = figures.items[check.total]
    says = f"{check.says} Added up they are {item.shown(added)}, "
    says += f"and {item.title.lower()} is {item.shown(total)}."
    return Flag(check.key, "sum", check.total, says, added)


def _of_peers(
    figures: Figures, values: Values, peers: Sequence[Values], asked: set[str]
) -> list[Flag]:
    """Indicators that are far from those of the others; of few others nothing is told.

    One slip makes several indicators strange: each item is asked about once.
    """
    if len(peers) < OTHERS:
        return []
    items, formulas = list(figures.items), [each.formula for each in figures.indicators]
    rows = [[row.get(key) for key in items] for row in (values, *peers)]
    found = worked_out(*measured(as_table(rows, len(items)), items, formulas), formulas)
    flagged = []
    for column, each in enumerate(figures.indicators):
        told = [None if value != value else float(value) for value in found[:, column]]
        if told[0] is None or sum(value is not None for value in told[1:]) < OTHERS:
            continue
        if not asked & set(each.items) and strange(told)[0]:
            asked.update(each.items)
            says = (
                f"{each.title} comes to {each.shown(told[0])}, which is far from what others sent."
            )
            flagged.append(Flag(each.key, "peers", each.items[0], says, told[0]))
    return flagged
