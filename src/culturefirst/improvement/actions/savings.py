"""What actions saved: noted with how it is known, and withdrawn where it was wrong."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from culturefirst.improvement.actions.plans import refuse_draft
from culturefirst.improvement.models import PlanAction, Saving
from culturefirst.improvement.policy import do_action
from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError


@action("noted a saving", allow=do_action, on="entry")
def note_saving(
    *,
    by: Any,
    entry: PlanAction,
    amount: Decimal,
    how_known: str,
    on: date | None = None,
    url: str = "",
) -> Saving:
    """Say how many pounds an action saved, as from which day, and how that is known."""
    refuse_draft(entry.plan)
    today = clock.today()
    if on is not None and on > today:
        raise ValidationError({"on": "That day has not come yet. What is hoped for is not saved."})
    saving = Saving(
        action=entry,
        amount=amount,
        on=on or today,
        how_known=how_known.strip(),
        url=url,
        noted_by=getattr(by, "person", None),
        noted_on=today,
    )
    saving.full_clean()
    saving.save()
    return saving


@action("withdrew a saving", allow=do_action, on="entry")
def withdraw_saving(*, by: Any, entry: PlanAction, saving: Saving, because: str) -> Saving:
    """Take back what was wrong; it stays on the page with the reason, and counts no more."""
    if saving.action_id != entry.pk:
        raise DomainError("That saving is of another action.")
    saving.refresh_from_db()
    if saving.withdrawn_on is not None:
        raise DomainError("It was withdrawn already.")
    if not because.strip():
        raise ValidationError({"because": "Say why it is withdrawn."})
    saving.withdrawn_on, saving.withdrawn_because = clock.today(), " ".join(because.split())
    saving.full_clean()
    saving.save()
    return saving
