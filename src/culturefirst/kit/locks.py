"""The one helper that takes a row's lock."""

from typing import TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


def locked(record: M) -> M:
    """Lock this record's row and read it afresh; call it first in a contested action.

    The queryset is evaluated here on purpose: a ``select_for_update`` that nobody reads locks
    nothing. On SQLite the lock is the transaction itself, which begins IMMEDIATE.
    """
    manager = type(record)._base_manager
    return manager.select_for_update().get(pk=record.pk)
