"""A body's own yearly figures over the years, as far as somebody may read them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.urls import reverse

from culturefirst.improvement.figures.core import Indicator, in_unit
from culturefirst.improvement.models import Collection, Return, bodies_of
from culturefirst.improvement.queries.comparison_tables import Table, table_of
from culturefirst.kit import clock


@dataclass(frozen=True)
class Known:
    """An indicator's value in the year that begins in ``year``."""

    year: int
    value: float


@dataclass(frozen=True)
class OwnFigures:
    """What one body sent, the earliest year first; ``is_own`` where it is the reader's own body."""

    body: int
    returns: list[Return]
    is_own: bool

    @cached_property
    def tables(self) -> dict[int, Table]:
        """What each year's figures come to, by the definitions under which they were sent."""
        return {each.collection.year: table_of(each) for each in self.returns}

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Each indicator as the latest year defines it."""
        return {one.key: one for each in self.returns for one in each.collection.figures.indicators}

    def value(self, key: str, year: int) -> float | None:
        """What an indicator was in a year."""
        table = self.tables.get(year)
        return table.of(self.body, key) if table is not None else None

    def latest(self, key: str, after: int) -> Known | None:
        """The latest value of an indicator after a year."""
        for year in sorted(self.tables, reverse=True):
            if year > after and (value := self.value(key, year)) is not None:
                return Known(year, value)
        return None

    def title(self, key: str) -> str:
        return self.indicators[key].title if key in self.indicators else "A yearly figure"

    def better(self, key: str) -> str:
        return self.indicators[key].better if key in self.indicators else "none"

    def shown(self, key: str) -> Callable[[float | None], str]:
        """How a value of the indicator is written."""
        if key in self.indicators:
            return self.indicators[key].shown
        return lambda value: in_unit(value, "", 2)

    def url(self, key: str, year: int) -> str:
        """Where the figure of a year stands: beside others' once members read it, else in one's own
        return."""
        sent = next((each for each in self.returns if each.collection.year == year), None)
        if sent is None:
            return ""
        if sent.stage in Return.COMPARED and sent.collection.read_by_members(clock.today()):
            return reverse("figures_indicator", args=[sent.collection_id, key])
        return reverse("figures_return", args=[sent.pk]) if self.is_own else ""


def own_figures(bodies: Iterable[int], user: Any, day: date) -> dict[int, OwnFigures]:
    """What these bodies had sent by a day, of it what this person may read."""
    wanted, mine = set(bodies), bodies_of(user)
    rows = (
        Return.objects.visible_to(user)
        .sent()
        .filter(
            organisation__in=wanted, sent_on__lte=day, collection__stage=Collection.Stage.ANNOUNCED
        )
    )
    found: dict[int, list[Return]] = {body: [] for body in wanted}
    for each in rows.select_related("collection__uses").order_by("collection__year"):
        found[each.organisation_id].append(each)
    return {body: OwnFigures(body, sent, body in mine) for body, sent in found.items()}
