"""What several nouns share: roles, and who may see which records."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from culturefirst.kit.policy import roles


class Role(models.TextChoices):
    """What somebody may do follows from the posts they hold today."""

    DIRECTOR = "director", "Director"
    MANAGER = "manager", "Manager"
    IMPROVEMENT_MANAGER = "improvement_manager", "Improvement manager"
    OFFICER = "officer", "Officer"
    COUNCILLOR = "councillor", "Councillor"
    PARTNER = "partner", "Partner"


# What somebody may say of themselves when they join, and an organisation's lead may give.
MEMBERS_ROLES = (Role.OFFICER, Role.COUNCILLOR, Role.PARTNER)


class OpenRecords(models.QuerySet[Any]):
    """Facts about places and bodies, which anybody may see."""

    def visible_to(self, user: Any) -> Self:
        """Everything, for everybody."""
        return self


class MembersRecords(models.QuerySet[Any]):
    """Facts about people, which whoever holds a role may see."""

    def visible_to(self, user: Any) -> Self:
        """Everything for anybody who holds a role, nothing for the public."""
        return self if roles(user) else self.none()

    def held_on(self, day: Any, *, path: str = "") -> Self:
        """Those that last on ``day``; ``path`` leads to what has the dates (``posts__``)."""
        still = Q(**{f"{path}ends__isnull": True}) | Q(**{f"{path}ends__gt": day})
        return self.filter(still, **{f"{path}starts__lte": day})


def ends_after_start(name: str) -> models.CheckConstraint:
    """``ends`` is the first day on which it no longer holds, and never before ``starts``."""
    lasting = Q(ends__isnull=True) | Q(starts__isnull=True) | Q(ends__gte=models.F("starts"))
    return models.CheckConstraint(condition=lasting, name=name)
