"""What everybody reads of figures: medians and quartiles of fixed groups, rounded, never a name.

The groups are all who sent, and each kind of organisation: nobody chooses another, so that no two
answers can be subtracted from each other. From how many bodies on something is told, and what
rounding hides, is ``analysis.comparison.disclosure``'s.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from culturefirst.analysis.comparison import Spread, spreads
from culturefirst.analysis.comparison.disclosure import (
    FIGURES,
    LEAST,
    QUARTILES,
    groups_to_show,
    told,
)
from culturefirst.improvement.figures.core import Indicator, in_unit
from culturefirst.improvement.models import Collection, Return
from culturefirst.improvement.queries.comparison_tables import Table, tables
from culturefirst.network.models import Organisation

ALL = "All"
FEWER = f"fewer than {LEAST}"


@dataclass(frozen=True)
class Row:
    """A group's spread of one indicator, as everybody reads it; of too few not even the number."""

    group: str
    kind: str
    indicator: Indicator
    spread: Spread | None = None

    @property
    def n(self) -> str:
        return FEWER if self.spread is None else str(self.spread.n)

    @property
    def low(self) -> str:
        return self._shown(self.spread.low if self.spread else None)

    @property
    def median(self) -> str:
        return self._shown(self.spread.median if self.spread else None)

    @property
    def high(self) -> str:
        return self._shown(self.spread.high if self.spread else None)

    def _shown(self, value: float | None) -> str:
        return "" if value is None else in_unit(value, self.indicator.unit, self._decimals(value))

    def _decimals(self, value: float) -> int:
        """No noughts behind what is rounded: they would look as if it were not."""
        size = math.floor(math.log10(abs(value))) if value else 0
        return max(0, min(self.indicator.decimals, FIGURES - 1 - size))


@dataclass(frozen=True)
class Told:
    """An indicator with the groups of which something is told."""

    indicator: Indicator
    rows: list[Row]


def public(collection: Collection) -> list[Told]:
    """Every indicator of a collection that everybody may read of by now."""
    rows = Return._base_manager.filter(collection__in=Collection.objects.public())
    (table,) = tables([collection], rows.filter(stage__in=Return.COMPARED))
    return _Groups(table).told()


class _Groups:
    """The whole and the kinds of a table, each sorted once for all indicators."""

    def __init__(self, table: Table) -> None:
        self.table = table
        rows = Organisation.objects.filter(pk__in=table.bodies).values_list("pk", "kind")
        kinds = dict(rows)
        of = np.array([kinds[pk] for pk in table.bodies], dtype=object)
        masks: dict[str, Any] = {"": np.ones(len(of), dtype=bool)}
        masks |= {kind: of == kind for kind, _ in Organisation.Kind.choices}
        self.spreads = {name: spreads(table.found[mask], LEAST) for name, mask in masks.items()}

    def told(self) -> list[Told]:
        return [Told(each, self._rows(at, each)) for at, each in enumerate(self.table.indicators)]

    def _rows(self, at: int, each: Indicator) -> list[Row]:
        counts = {kind: int(found.n[at]) for kind, found in self.spreads.items()}
        total = counts.pop("")
        counts = {kind: count for kind, count in counts.items() if count}
        whole, shown = groups_to_show(counts, total)
        more, parted = groups_to_show(counts, total, QUARTILES)
        rows = [self._row(ALL, "", at, each, quartiles=more) if whole else Row(ALL, "", each)]
        return rows + [
            self._row(label, kind, at, each, quartiles=kind in parted)
            for kind, label in self._labels().items()
            if kind in shown
        ]

    @staticmethod
    def _labels() -> Mapping[str, str]:
        return {kind: str(label) for kind, label in Organisation.Kind.choices}

    def _row(self, group: str, kind: str, at: int, each: Indicator, *, quartiles: bool) -> Row:
        return Row(group, kind, each, told(self.spreads[kind].of(at), quartiles=quartiles))
