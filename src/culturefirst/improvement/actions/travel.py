"""Travel times between bodies are loaded from a table, whole or not at all."""

from collections.abc import Sequence
from typing import Any

from culturefirst.improvement.models import TravelTime
from culturefirst.improvement.policy import keep_rounds
from culturefirst.improvement.queries.travel import Journey
from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError


@action("loaded travel times", allow=keep_rounds)
def load_travel_times(*, by: Any, rows: Sequence[Journey]) -> int:
    """Keep each line over what was known of the two; one without minutes takes it out."""
    if not rows:
        raise DomainError("There is nothing to load: the table holds no row.")
    today = clock.today()
    gone = [each.two for each in rows if each.minutes is None]
    for one, other in gone:
        TravelTime.objects.filter(one=one, other=other).delete()
    kept = [
        TravelTime(
            one_id=each.two[0],
            other_id=each.two[1],
            minutes=each.minutes,
            source=each.source,
            loaded_on=today,
        )
        for each in rows
        if each.minutes is not None
    ]
    TravelTime.objects.bulk_create(
        kept,
        update_conflicts=True,
        unique_fields=["one", "other"],
        update_fields=["minutes", "source", "loaded_on"],
        batch_size=500,
    )
    return len(rows)
