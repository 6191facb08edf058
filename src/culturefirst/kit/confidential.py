"""Records that nobody sees by default: their manager is empty until it is told who looks."""

from typing import Any

from django.db import models


class Confidential(models.Manager[Any]):
    """``objects`` of a confidential model: empty, except through ``visible_to(user)``.

    Use as ``Confidential.from_queryset(Rows)()`` where ``Rows.visible_to(user)`` narrows. Actions
    and the machinery reach the rows through ``_base_manager``, which says so on its face.
    """

    def get_queryset(self) -> "models.QuerySet[Any]":
        """Nothing: whoever forgets the viewer shows nobody's data."""
        return super().get_queryset().none()

    def visible_to(self, user: Any) -> "models.QuerySet[Any]":
        """What this person may see."""
        rows: Any = super().get_queryset()
        seen: models.QuerySet[Any] = rows.visible_to(user)
        return seen
