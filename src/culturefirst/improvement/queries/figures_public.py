"""What everybody reads of figures: quartiles and medians of fixed groups, never a name.

The groups are all who sent, and each kind of organisation: nobody chooses another, so that no two
answers can be subtracted from each other. What is withheld says so, and how many are behind it.
"""

from dataclasses import dataclass

from culturefirst.analysis.comparison import Spread, groups_to_show
from culturefirst.analysis.comparison.disclosure import LEAST
from culturefirst.improvement.figures.core import Indicator
from culturefirst.improvement.models import Collection, Return
from culturefirst.improvement.queries.comparison import Names, Table, tables
from culturefirst.network.models import Organisation


@dataclass(frozen=True)
class Row:
    """A group's spread of one indicator, in words; empty where it is withheld."""

    group: str
    n: int
    low: str = ""
    median: str = ""
    high: str = ""


@dataclass(frozen=True)
class Told:
    """An indicator with the groups of which something is told."""

    indicator: Indicator
    rows: list[Row]


def public(collection: Collection) -> list[Told]:
    """Every indicator of a collection that everybody may read of by now."""
    rows = Return._base_manager.filter(collection__in=Collection.objects.public())
    (table,) = tables([collection], rows.filter(stage__in=Return.COMPARED))
    names = Names(set(table.bodies))
    kinds = {pk: body.kind for pk, body in names.all.items()}
    return [_told(table, each, kinds) for each in table.figures.indicators]


def _told(table: Table, each: Indicator, kinds: dict[int, str]) -> Told:
    known = {pk for pk in table.bodies if table.of(pk, each.key) is not None}
    counts = {kind: sum(kinds[pk] == kind for pk in known) for kind in set(kinds.values())}
    whole, shown = groups_to_show(counts, len(known))
    rows = [_row("All", len(known), table, each, known if whole else None)]
    for kind, label in Organisation.Kind.choices:
        if kind in shown:
            of = {pk for pk in known if kinds[pk] == kind}
            rows.append(_row(label, len(of), table, each, of))
    return Told(each, rows)


def _row(group: str, n: int, table: Table, each: Indicator, of: set[int] | None) -> Row:
    if of is None:
        return Row(group, n)
    spread: Spread = table.spreads(of, LEAST).of(table.column[each.key])
    low, median, high = (each.shown(value) for value in (spread.low, spread.median, spread.high))
    return Row(group, n, low, median, high)
