"""What a person did lately, from the trail."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from culturefirst.kit.act import ACTIONS
from culturefirst.kit.models import AuditEvent

RECENT = 10


@dataclass(frozen=True)
class Done:
    """Something that this person did."""

    at: datetime
    did: str


def recent(user: Any) -> list[Done]:
    """The last things this person did, the latest first."""
    events = AuditEvent.objects.filter(actor=user.pk).order_by("-at", "-pk")[:RECENT]
    return [Done(event.at, _did(event.verb)) for event in events]


def _did(verb: str) -> str:
    action = ACTIONS.get(verb)
    return f"You {action.says if action else verb}"
