"""What helps an action of a plan is linked with it, and unlinked."""

from typing import Any

from django.db import models

from culturefirst.improvement.actions.plans import refuse_closed
from culturefirst.improvement.models import PlanAction
from culturefirst.improvement.policy import do_action
from culturefirst.kit import links
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError

HELPS = "helps an action of a plan"
MOST_LINKS = 30


@action("linked an action of a plan with what helps it", allow=do_action, on="entry")
def link_action(*, by: Any, entry: PlanAction, record: models.Model) -> PlanAction:
    """Lead on from an action to an event, a resource, an offer or need, an initiative."""
    refuse_closed(entry.plan)
    if links.from_(entry).count() >= MOST_LINKS:
        raise DomainError(f"An action leads to {MOST_LINKS} records at most.")
    links.link(by=by, source=entry, target=record, kind=HELPS)
    return entry


@action("unlinked an action of a plan", allow=do_action, on="entry")
def unlink_action(*, by: Any, entry: PlanAction, record: models.Model) -> PlanAction:
    """Take a link back that was made by hand; what grew out of it stays linked."""
    rows = links.from_(entry).filter(
        target_type=record._meta.label_lower, target_id=str(record.pk), kind=HELPS
    )
    if not rows.delete()[0]:
        raise DomainError("There is no such link to take back.")
    return entry
