"""What describes areas is loaded from a table, whole or not at all."""

from collections.abc import Sequence
from typing import Any

from culturefirst.improvement.models import Traits
from culturefirst.improvement.policy import keep_collections
from culturefirst.improvement.queries.traits import Trait
from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError


@action("loaded traits of areas", allow=keep_collections)
def load_traits(*, by: Any, rows: Sequence[Trait]) -> int:
    """Keep each body's traits of a year, over what was known of that year; returns how many."""
    if not rows:
        raise DomainError("There is nothing to load: the table holds no row.")
    today = clock.today()
    for each in rows:
        Traits.objects.update_or_create(
            organisation=each.organisation,
            year=each.year,
            defaults={"values": each.values, "source": each.source, "loaded_on": today},
        )
    return len(rows)
