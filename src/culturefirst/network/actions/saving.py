"""Saving a new or changed record only after its own rules have been asked."""

from typing import TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


def saved(record: M) -> M:
    """Check every field and constraint, save, and give the record back.

    Raises ``ValidationError`` with a sentence per field.
    """
    record.full_clean()
    record.save()
    return record
