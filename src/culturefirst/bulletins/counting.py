"""Counting that a link was followed: a number a day, nothing about who."""

from django.db import transaction

from culturefirst.bulletins.models import Click
from culturefirst.kit import clock


def count(bulletin_pk: int, number: int) -> None:
    """One more for this link today."""
    with transaction.atomic():
        Click.objects.followed(bulletin_pk, number, clock.today())
