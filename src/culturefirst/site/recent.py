"""What a person did lately, from the trail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.utils.text import Truncator

from culturefirst.kit.act import ACTIONS
from culturefirst.kit.models import AuditEvent
from culturefirst.programme.models import Remark

RECENT = 10
LONGEST = 90  # characters of what was touched


@dataclass(frozen=True)
class Done:
    """Something that this person did."""

    at: datetime
    did: str
    what: str = ""


def recent(user: Any) -> list[Done]:
    """The last things this person did, the latest first."""
    events = list(AuditEvent.objects.filter(actor=user.pk).order_by("-at", "-pk")[:RECENT])
    names = _names(events, user)
    return [
        Done(event.at, _did(event.verb), names.get((event.object_type, event.object_id), ""))
        for event in events
    ]


def _names(events: list[AuditEvent], user: Any) -> dict[tuple[str, str], str]:
    """What each touched record is called, of those that may be seen; one statement a kind."""
    touched: dict[str, set[str]] = {}
    for event in events:
        touched.setdefault(event.object_type, set()).add(event.object_id)
    return {
        (kind, str(row.pk)): Truncator(str(_subject(row))).chars(LONGEST)
        for kind, keys in touched.items()
        for row in _rows(kind, keys, user)
    }


def _rows(kind: str, keys: set[str], user: Any) -> Iterable[Any]:
    try:
        model = apps.get_model(kind) if kind else None
    except LookupError:  # an event of a room that is here no more
        model = None
    sieve = getattr(model._default_manager.all(), "visible_to", None) if model else None
    if sieve is None:
        return []
    # What a record is called may stand in others, which are read with it.
    return list(sieve(user).filter(pk__in=keys).select_related(*getattr(model, "named_with", ())))


def _subject(row: Any) -> Any:
    """What people think of as touched: of a remark, the target that it is about."""
    return row.target if isinstance(row, Remark) else row


def _did(verb: str) -> str:
    action = ACTIONS.get(verb)
    return f"You {action.says if action else verb}"
