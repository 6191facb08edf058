"""Audiences: questions over people that are kept under a name."""

from collections.abc import Mapping
from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.network.actions.saving import saved
from culturefirst.network.actions.slugs import free_slug
from culturefirst.network.models import Audience
from culturefirst.network.policy import keep_audiences
from culturefirst.network.queries.audiences import Offered, sound

EDITED = frozenset({"name", "says", "question"})


@action("saved an audience", allow=keep_audiences)
def save_audience(*, by: Any, name: str, question: Mapping[str, Any], says: str = "") -> Audience:
    """Keep a question over people under a name; who fits is asked anew each time.

    Raises ``DomainError`` where nothing is asked, or something that this person may not choose.
    """
    made = Audience(
        name=name.strip(),
        slug=free_slug(Audience, name),
        says=says.strip(),
        question=_asked(by, question),
        made_by=getattr(by, "person", None),
        made_at=clock.now(),
    )
    return saved(made)


@action("changed an audience", allow=keep_audiences, on="audience")
def edit_audience(
    *, by: Any, audience: Audience, changes: Mapping[str, Any], seen: int | None = None
) -> Audience:
    """Set the name, the words or the question; ``seen`` is the version that was shown."""
    known = {name: changes[name] for name in changes.keys() & EDITED}
    if "question" in known:
        known["question"] = _asked(by, known["question"])
    return save_changes(audience, known, seen=seen)


@action("retired an audience", allow=keep_audiences, on="audience")
def retire_audience(*, by: Any, audience: Audience) -> Audience:
    """Offer the audience no longer; it can be restored."""
    if audience.retired_at is not None:
        raise DomainError(f"“{audience}” has been retired already.")
    return save_changes(audience, {"retired_at": clock.now()})


@action("restored an audience", allow=keep_audiences, on="audience")
def restore_audience(*, by: Any, audience: Audience) -> Audience:
    """Take a retirement back."""
    if audience.retired_at is None:
        raise DomainError(f"“{audience}” is in use already.")
    return save_changes(audience, {"retired_at": None})


def _asked(by: Any, question: Mapping[str, Any]) -> dict[str, dict[str, list[str]]]:
    """The question in its stored form, without empty parts."""
    plain = {
        part: {key: list(values) for key, values in question.get(part, {}).items() if values}
        for part in ("all", "none")
    }
    if not sound(plain, Offered(by)):
        raise DomainError(
            "Choose at least one thing that people must fit, and only from what is offered."
        )
    return plain
