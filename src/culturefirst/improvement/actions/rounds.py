"""Rounds of peer challenge: made, entered, paired, changed by hand, confirmed."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from culturefirst.collaboration.queries.listings import works_at
from culturefirst.improvement.actions.challenges import begin_challenge
from culturefirst.improvement.models import (
    Assessment,
    ChallengeRound,
    Interest,
    RoundEntry,
)
from culturefirst.improvement.policy import declare_interest, enter_round, keep_rounds
from culturefirst.improvement.queries.pairing import (
    Field,
    Two,
    entries_of,
    field_of_round,
)
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import day, one_line
from culturefirst.network.models import Organisation, Person

State = ChallengeRound.State
SET_BY_TEAM = frozenset({
    "title", "says", "framework", "mode", "opens_on", "closes_on", "agreed_by", "tiers_apart",
    "serves",
})  # fmt: skip
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
    _refuse_over(round)
    given = {name: value for name, value in changes.items() if name in SET_BY_TEAM}
    if "title" in given:
        given["title"] = one_line(given["title"])
    if round.state == State.PAIRING and {"mode", "tiers_apart"} & set(given):
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
    _refuse_over(fresh)
    if fresh.state == State.PAIRING:
        _drop_draft(fresh)
    return save_changes(entry, {"withdrawn_on": clock.today()})


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


@action("paired the bodies of a round", allow=keep_rounds, on="round")
def pair_round(*, by: Any, round: ChallengeRound) -> ChallengeRound:
    """Work out the best pairing as a draft, which only the team reads; again from the beginning."""
    _refuse_over(round)
    field = field_of_round(round)
    if len(field.bodies) < 2:
        raise DomainError("Fewer than two organisations take part: there is nobody to pair.")
    found = field.paired()
    drafted = {
        "state": State.PAIRING,
        "draft": [[link.challenger, link.host] for link in found.links],
        "draft_bound": found.bound,
        "by_hand": [],
    }
    return save_changes(round, drafted)


@action("changed a pairing by hand", allow=keep_rounds, on="round")
def change_pairing(
    *,
    by: Any,
    round: ChallengeRound,
    challenger: Organisation,
    host: Organisation,
    because: str,
    seen: int | None = None,
) -> ChallengeRound:
    """Let one body challenge another; who loses a partner by it gets the one that is left."""
    _refuse_undrafted(round)
    field = field_of_round(round)
    links = [(one, other) for one, other in round.draft]
    changed = exchanged(links, challenger.pk, host.pk, round.mode)
    if faults := field.faults(changed):
        raise DomainError(" ".join(dict.fromkeys([*_why_not(field, changed), *faults])))
    kept = [
        *round.by_hand,
        {"challenger": challenger.pk, "host": host.pk, "why": one_line(because)},
    ]
    drafted = {"draft": [list(each) for each in changed], "by_hand": kept}
    return save_changes(round, drafted, seen=seen)


@action("confirmed who challenges whom", allow=keep_rounds, on="round")
def confirm_pairing(*, by: Any, round: ChallengeRound, seen: int | None = None) -> ChallengeRound:
    """Make a challenge of each link of the draft and ask both sides whether they accept."""
    _refuse_undrafted(round)
    if seen is not None and round.version != seen:
        raise DomainError("Somebody changed the pairing since you looked. Look at it once more.")
    field = field_of_round(round)
    entries = {each.organisation_id: each for each in entries_of(round)}
    links = [(one, other) for one, other in round.draft]
    if not set(field.bodies) >= {each for link in links for each in link} or field.faults(links):
        raise DomainError("What is known has changed since it was paired. Pair them once more.")
    why = {(each["challenger"], each["host"]): each["why"] for each in round.by_hand}
    for challenger, host in links:
        given = field.reason(challenger, host)
        if said := why.get((challenger, host)):
            given["by_hand"] = said
        begin_challenge(
            by=by, round=round, entry=entries[host], peers=entries[challenger], reason=given
        )
    return save_changes(round, {"state": State.PAIRED, "paired_on": clock.today()})


@action("called a round of peer challenge off", allow=keep_rounds, on="round")
def call_off_round(*, by: Any, round: ChallengeRound, because: str) -> ChallengeRound:
    """Nobody is paired in it."""
    _refuse_over(round)
    if not one_line(because):
        raise ValidationError({"because": "Say why, in a sentence: those who entered read it."})
    off = {"state": State.CALLED_OFF, "called_off_on": clock.today()}
    off |= {"called_off_because": one_line(because), "draft": [], "draft_bound": None}
    return save_changes(round, off)


def exchanged(links: list[Two], challenger: int, host: int, mode: str) -> list[Two]:
    """The links with this one among them, and whoever loses a partner given the one left."""
    to = dict(links)
    if mode == ChallengeRound.Mode.RINGS:
        before, taken = to.get(challenger), next((a for a, b in links if b == host), None)
        to[challenger] = host
        if taken is not None and taken != challenger:
            to.pop(taken)
            if before is not None:
                to[taken] = before
        return sorted(to.items())
    alone = [each for each in (to.get(challenger), to.get(host)) if each is not None]
    alone = [each for each in alone if each not in (challenger, host)]
    kept = {a: b for a, b in to.items() if not {a, b} & {challenger, host, *alone}}
    kept |= {challenger: host, host: challenger}
    if len(alone) == 2 and alone[0] != alone[1]:
        kept |= {alone[0]: alone[1], alone[1]: alone[0]}
    return sorted(kept.items())


def _why_not(field: Field, links: list[Two]) -> list[str]:
    return [
        f"{field.bodies[a].name} and {field.bodies[b].name}: {'; '.join(field.against(a, b))}."
        for a, b in links
        if a < b and a != b and field.against(a, b)
    ]


def _drop_draft(round_: ChallengeRound) -> None:
    save_changes(round_, {"state": State.OPEN, "draft": [], "draft_bound": None, "by_hand": []})


def _refuse_over(round_: ChallengeRound) -> None:
    if round_.state == State.PAIRED:
        raise DomainError(UNCHANGEABLE)
    if round_.state == State.CALLED_OFF:
        raise DomainError("This round was called off.")


def _refuse_undrafted(round_: ChallengeRound) -> None:
    _refuse_over(round_)
    if round_.state != State.PAIRING:
        raise DomainError("Nobody is paired yet. Let the bodies be paired first.")


def _refuse_entry(round_: ChallengeRound, assessment: Assessment) -> None:
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
