"""That somebody was shown the private details of somebody else is kept, for the latter to read."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from culturefirst.kit import clock
from culturefirst.network.models import Look, Person

AT_ONCE = 1000


def looked(by: Any, people: Iterable[Person], what: str) -> None:
    """Keep that ``by`` was shown ``what`` of these people ("Address and telephone number").

    Looking at oneself is not kept, and the same look at the same person once a day.
    """
    viewer = getattr(by, "person_id", None)
    wanted = {person.pk for person in people} - {viewer}
    if viewer is None or not wanted:
        return
    today = clock.today()
    with transaction.atomic():
        seen = Look.objects.filter(viewer=viewer, what=what, at__date=today)
        missing = sorted(wanted - set(seen.values_list("person", flat=True)))
        rows = [Look(person_id=pk, viewer_id=viewer, what=what, at=clock.now()) for pk in missing]
        Look.objects.bulk_create(rows, batch_size=AT_ONCE)
