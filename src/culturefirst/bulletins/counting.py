"""Counting that a link was followed: a number a day, nothing about who."""

from django.db import transaction
from django.db.models import F

from culturefirst.bulletins.models import Click
from culturefirst.kit import clock


def count(bulletin_pk: int, number: int) -> None:
    """One more for this link today."""
    with transaction.atomic():
        row, _ = Click.objects.get_or_create(
            bulletin_id=bulletin_pk, number=number, on=clock.today()
        )
        Click.objects.filter(pk=row.pk).update(times=F("times") + 1)
