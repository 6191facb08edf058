"""The peers' scores beside the host's own, and what both agree."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from culturefirst.improvement.actions.challenge_common import (
    WRITING,
    State,
    refuse_foreign,
    refuse_unless,
)
from culturefirst.improvement.models import (
    Challenge,
    Criterion,
    PeerScore,
)
from culturefirst.improvement.policy import do_challenge, host_challenge, take_part
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes

PEERS_SAY = frozenset({"level", "reason", "note"})
HOST_SAYS = frozenset({"host_note", "response"})


@action("scored a criterion as peers", allow=do_challenge, on="challenge")
def score_criterion(
    *,
    by: Any,
    challenge: Challenge,
    criterion: Criterion,
    changes: Mapping[str, Any],
    seen: int | None = None,
) -> PeerScore:
    """What the peers make of a criterion; the host's own judgement stays as it is."""
    refuse_unless(challenge, *WRITING)
    refuse_foreign(challenge, criterion)
    _refuse_level(challenge, changes.get("level"), "level")
    given = {k: v for k, v in changes.items() if k in PEERS_SAY}
    return save_changes(_score(challenge, criterion), given, seen=seen)


@action("said something to the peers' score", allow=host_challenge, on="challenge")
def respond_to_score(
    *,
    by: Any,
    challenge: Challenge,
    criterion: Criterion,
    changes: Mapping[str, Any],
    seen: int | None = None,
) -> PeerScore:
    """The host's note and response, beside what the peers say."""
    refuse_unless(challenge, *WRITING, State.REPORTED)
    refuse_foreign(challenge, criterion)
    given = {k: v for k, v in changes.items() if k in HOST_SAYS}
    return save_changes(_score(challenge, criterion), given, seen=seen)


@action("agreed a level after discussion", allow=take_part, on="challenge")
def agree_score(
    *,
    by: Any,
    challenge: Challenge,
    criterion: Criterion,
    level: int | None,
    why: str = "",
    seen: int | None = None,
) -> PeerScore:
    """What both sides agree of a criterion, with a reason; no level takes it back."""
    refuse_unless(challenge, *WRITING)
    refuse_foreign(challenge, criterion)
    _refuse_level(challenge, level, "agreed_level")
    if level is not None and not why.strip():
        raise ValidationError({"agreed_why": "Say in a sentence why both agree on that level."})
    said = {
        "agreed_level": level,
        "agreed_why": why.strip() if level is not None else "",
        "agreed_on": clock.today() if level is not None else None,
    }
    return save_changes(_score(challenge, criterion), said, seen=seen)


def _score(challenge: Challenge, criterion: Criterion) -> PeerScore:
    rows = PeerScore._base_manager
    found: PeerScore = rows.get_or_create(challenge=challenge, criterion=criterion)[0]
    return found


def _refuse_level(challenge: Challenge, level: int | None, field: str) -> None:
    if level is None:
        return
    values = [each["value"] for each in challenge.assessment.framework.levels]
    if level not in values:
        raise ValidationError({field: f"Choose a level from {values[0]} to {values[-1]}."})
