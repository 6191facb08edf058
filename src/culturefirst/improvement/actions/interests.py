"""Interests, declared in confidence: why two bodies should not challenge each other."""

from typing import Any

from django.core.exceptions import ValidationError

from culturefirst.improvement.models import (
    Interest,
)
from culturefirst.improvement.policy import declare_interest
from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.network.models import Organisation


@action("declared an interest in confidence", allow=declare_interest)
def declare(
    *, by: Any, one: Organisation, other: Organisation, kind: str, why: str = "", until: Any = None
) -> Interest:
    """Say, in confidence, why two bodies should not challenge each other."""
    if until is not None and until < clock.today():
        raise ValidationError({"until": "That day is over. Give a later one, or none."})
    made = Interest(
        one=one,
        other=other,
        kind=kind,
        why=why.strip(),
        until=until,
        declared_by=getattr(by, "person", None),
        declared_on=clock.today(),
    )
    made.full_clean()
    made.save()
    return made


@action("took a declared interest back", allow=declare_interest, on="interest")
def withdraw_interest(*, by: Any, interest: Interest) -> Interest:
    """It holds no more."""
    if interest.withdrawn_on is not None:
        raise DomainError("It was taken back already.")
    interest.withdrawn_on = clock.today()
    interest.save(update_fields=["withdrawn_on"])
    return interest
