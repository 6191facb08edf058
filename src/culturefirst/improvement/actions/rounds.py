"""Rounds of peer challenge: made, entered, called off."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from culturefirst.collaboration.queries.listings import works_at
from culturefirst.improvement.models import (
    Assessment,
    ChallengeRound,
    RoundEntry,
)
from culturefirst.improvement.policy import enter_round, keep_rounds
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import day, one_line
from culturefirst.network.models import Organisation, Person

State = ChallengeRound.State
SET_BY_TEAM = frozenset({
    "title", "says", "framework", "mode", "opens_on", "closes_on", "agreed_by", "tiers_apart",
    "traits", "serves",
})  # fmt: skip
MOVES = frozenset({"mode", "tiers_apart", "traits"})  # what another pairing would follow from
UNCHANGEABLE = "Who challenges whom is confirmed: the round cannot be changed any more."


@action("made a round of peer challenge", allow=keep_rounds)
def make_round(*, by: Any, **said: Any) -> ChallengeRound:
    """Open a round for entries; ``said`` is what it says of itself."""
    given = {name: value for name, value in said.items() if name in SET_BY_TEAM}
    given["title"] = one_line(given.get("title", ""))
    made = ChallengeRound(made_by=getattr(by, "person", None), made_on=clock.today(), **given)
    made.full_clean()
    made.save()
    return made


@action("changed a round of peer challenge", allow=keep_rounds, on="round")
def edit_round(
    *, by: Any, round: ChallengeRound, changes: Mapping[str, Any], seen: int | None = None
) -> ChallengeRound:
    """Set what it says; a draft of the pairing is dropped where that could change it."""
    refuse_over(round)
    given = {name: value for name, value in changes.items() if name in SET_BY_TEAM}
    if "title" in given:
        given["title"] = one_line(given["title"])
    _refuse_other_framework(round, given)
    if round.state == State.PAIRING and MOVES & set(given):
        given |= {"state": State.OPEN, "draft": [], "draft_bound": None, "by_hand": []}
    return save_changes(round, given, seen=seen)


@action("entered a round of peer challenge", allow=enter_round, on="assessment")
def enter(
    *,
    by: Any,
    assessment: Assessment,
    round: ChallengeRound,
    lead: Person | None = None,
    farthest_km: int | None = None,
    farthest_minutes: int | None = None,
    wishes: str = "",
) -> RoundEntry:
    """A body takes part with an assessment that is agreed, or will be by the round's day."""
    fresh = ChallengeRound.objects.select_for_update().get(pk=round.pk)
    _refuse_entry(fresh, assessment)
    _refuse_stranger(lead, assessment.organisation)
    made = RoundEntry(
        round=fresh,
        organisation=assessment.organisation,
        assessment=assessment,
        lead=lead or getattr(by, "person", None),
        farthest_km=farthest_km,
        farthest_minutes=farthest_minutes,
        wishes=wishes.strip(),
        entered_on=clock.today(),
    )
    made.full_clean()
    made.save()
    return made


@action("took a body out of a round of peer challenge", allow=enter_round, on="assessment")
def withdraw_entry(*, by: Any, assessment: Assessment, entry: RoundEntry) -> RoundEntry:
    """It takes no part after all; possible until the pairing is confirmed."""
    if entry.assessment_id != assessment.pk or entry.withdrawn_on is not None:
        raise DomainError("That organisation takes no part with this assessment.")
    fresh = ChallengeRound.objects.select_for_update().get(pk=entry.round_id)
    refuse_over(fresh)
    if fresh.state == State.PAIRING:
        _drop_draft(fresh)
    return save_changes(entry, {"withdrawn_on": clock.today()})


@action("called a round of peer challenge off", allow=keep_rounds, on="round")
def call_off_round(*, by: Any, round: ChallengeRound, because: str) -> ChallengeRound:
    """Nobody is paired in it."""
    refuse_over(round)
    if not one_line(because):
        raise ValidationError({"because": "Say why, in a sentence: those who entered read it."})
    off = {"state": State.CALLED_OFF, "called_off_on": clock.today()}
    off |= {"called_off_because": one_line(because), "draft": [], "draft_bound": None}
    return save_changes(round, off)


def _refuse_other_framework(round_: ChallengeRound, given: Mapping[str, Any]) -> None:
    if given.get("framework", round_.framework) == round_.framework:
        return
    if RoundEntry._base_manager.filter(round=round_, withdrawn_on__isnull=True).exists():
        says = "Organisations take part with assessments of the one it has. Make another round."
        raise ValidationError({"framework": says})


def _drop_draft(round_: ChallengeRound) -> None:
    save_changes(round_, {"state": State.OPEN, "draft": [], "draft_bound": None, "by_hand": []})


def refuse_over(round_: ChallengeRound) -> None:
    """Not once it is paired or called off."""
    if round_.state == State.PAIRED:
        raise DomainError(UNCHANGEABLE)
    if round_.state == State.CALLED_OFF:
        raise DomainError("This round was called off.")


def _refuse_entry(round_: ChallengeRound, assessment: Assessment) -> None:
    refuse_over(round_)
    if round_.state == State.PAIRING:
        raise DomainError(
            "It is being paired already. Ask the network’s team whether you may join."
        )
    if not round_.takes_entries(clock.today()):
        raise DomainError(
            f"This round takes entries from {day(round_.opens_on)} to {day(round_.closes_on)}."
        )
    if assessment.framework.framework_id != round_.framework_id:
        raise DomainError(f"It is about “{round_.framework}”: enter with such an assessment.")
    if assessment.stage == Assessment.Stage.WITHDRAWN:
        raise DomainError("That assessment was withdrawn. Enter with another.")
    rows = RoundEntry._base_manager.filter(round=round_, withdrawn_on__isnull=True)
    if rows.filter(organisation=assessment.organisation_id).exists():
        raise DomainError("Your organisation takes part already.")


def _refuse_stranger(person: Person | None, body: Organisation) -> None:
    if person is not None and not works_at(person, body, clock.today()):
        raise ValidationError({"lead": f"{person} holds no post at {body} today. Choose another."})
