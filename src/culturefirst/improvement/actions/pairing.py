"""Who challenges whom in a round: worked out, changed by hand, confirmed."""

from typing import Any

from django.core.exceptions import ValidationError

from culturefirst.improvement.actions.challenges import begin_challenge
from culturefirst.improvement.actions.rounds import State, refuse_over
from culturefirst.improvement.models import (
    ChallengeRound,
)
from culturefirst.improvement.policy import keep_rounds
from culturefirst.improvement.queries.pairing import (
    Field,
    Two,
    entries_of,
    field_of_round,
)
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import one_line
from culturefirst.network.models import Organisation


@action("paired the bodies of a round", allow=keep_rounds, on="round")
def pair_round(*, by: Any, round: ChallengeRound) -> ChallengeRound:
    """Work out the best pairing as a draft, which only the team reads; again from the beginning."""
    refuse_over(round)
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
    if not one_line(because):
        raise ValidationError({"because": "Say why, in a sentence: both sides read it."})
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


def _refuse_undrafted(round_: ChallengeRound) -> None:
    refuse_over(round_)
    if round_.state != State.PAIRING:
        raise DomainError("Nobody is paired yet. Let the bodies be paired first.")
