"""Measures that tell the newest of their records alone, since figures of two are no sum."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from culturefirst.measures.core import Measure, Scope, Window


@dataclass(frozen=True)
class Newest(Measure):
    """Of all records that count by the window's end, the newest by its day, then by its key.

    ``also`` are further paths of days that must have come by the window's end (a record that was
    published later was not known then).
    """

    also: tuple[str, ...] = ()

    @property
    def stock(self) -> bool:
        return True

    def rows(self, window: Window, scope: Scope) -> QuerySet[Any]:
        """One record, or none."""
        if unknown := set(scope) - set(self.dimensions):
            raise ValueError(f"{self.key} cannot be narrowed by {', '.join(sorted(unknown))}")
        narrowed = [self.dimensions[name].condition(scope[name], window) for name in scope]
        come = [Q(**{f"{path}__lte": window.ends}) for path in (self.dated, *self.also)]
        told = self.records().filter(*narrowed, *come)
        newest = told.order_by(f"-{self.dated}", "-pk").values("pk")[:1]
        return self.records().filter(pk__in=newest)

    def base_rows(self, window: Window, scope: Scope) -> QuerySet[Any] | None:
        """What is behind the denominator: the same record."""
        return self.rows(window, scope)
