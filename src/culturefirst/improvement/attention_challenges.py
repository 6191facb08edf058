"""What peer challenge asks of people: for "My work". No line tells what was found."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from culturefirst.improvement.models import (
    AssessmentMember,
    Challenge,
    ChallengePeer,
    ChallengeRound,
    led_by,
    pairs_rounds,
)
from culturefirst.improvement.policy import see_challenges
from culturefirst.improvement.queries.reminding import followed
from culturefirst.kit.attention import ATTENTION, Need

ROOM = "improvement"
AHEAD = timedelta(days=60)  # how long before a review is due it is called to mind
State = Challenge.State
PROPOSED = "It is proposed to you: accept it, or decline and say why."
ASKED = "You are asked for it: accept, or decline and say why."


@dataclass(frozen=True)
class Side:
    """Whether somebody leads the host, the peers, or both sides of a challenge."""

    host: bool
    peers: bool


def challenges_need(user: Any, on: date) -> Iterator[Need]:
    """For whoever leads a side: to accept, open, visit, report, answer, plan, review."""
    if not see_challenges.allows(user):
        return
    for found, side in _led(user):
        for what, why, due, page in _waits(found, side, on):
            url = reverse(page, args=[found.pk])
            yield Need(what, why, str(found), due, url, ROOM)


def rounds_need(user: Any, on: date) -> Iterator[Need]:
    """Rounds whose entries are over and that are not paired, for the team that pairs."""
    if not pairs_rounds(user):
        return
    rows = ChallengeRound.objects.filter(state__in=("open", "pairing"), closes_on__lt=on)
    for found in rows.order_by("closes_on", "pk"):
        url = reverse("challenge_round", args=[found.pk])
        yield Need(found.title, "Entries are over: pair them.", "", found.closes_on, url, ROOM)


def _led(user: Any) -> list[tuple[Challenge, Side]]:
    """Challenges of which this person leads a side, in one statement."""
    person, bodies = user.person_id, led_by(user)
    leads = AssessmentMember._base_manager.filter(
        assessment=OuterRef("assessment"), person=person, part="lead"
    )
    peers = ChallengePeer._base_manager.filter(challenge=OuterRef("pk"), person=person, leads=True)
    rows = Challenge.objects.visible_to(user).exclude(state=State.CALLED_OFF)
    rows = followed(rows).annotate(of_host=Exists(leads), of_peers=Exists(peers))
    mine = Q(of_host=True) | Q(of_peers=True) | Q(host__in=bodies) | Q(challenger__in=bodies)
    found = rows.filter(mine).select_related("host", "challenger").order_by("pk")
    return [
        (
            each,
            Side(
                host=each.of_host or each.host_id in bodies,
                peers=each.of_peers or each.challenger_id in bodies,
            ),
        )
        for each in found
    ]


Waiting = tuple[str, str, date | None, str]


def _waits(found: Any, side: Side, on: date) -> Iterator[Waiting]:
    if side.host:
        yield from _of_host(found, on)
    if side.peers:
        yield from _of_peers(found, on)


def _of_host(found: Any, on: date) -> Iterator[Waiting]:
    if found.state == State.PROPOSED and found.host_accepted_on is None:
        yield "A peer challenge", PROPOSED, None, "challenge"
    if found.state == State.ACCEPTED:
        why = "Both have accepted: say what the peers may read."
        yield "A peer challenge", why, None, "challenge"
    if found.state == State.REPORTED:
        why = "The report is there: answer each finding."
        yield "A feedback report", why, None, "challenge_report"
    if found.state in Challenge.TOLD and not found.planned:
        why = "An improvement plan is to come of the challenge."
        yield "An improvement plan", why, found.plan_due, "challenge"
    if _review(found, on) and not found.again:
        why = "A year after the visit: score yourselves afresh and see what changed."
        yield "A review", why, found.review_due, "challenge"


def _of_peers(found: Any, on: date) -> Iterator[Waiting]:
    if found.state == State.PROPOSED and found.challenger_accepted_on is None:
        why = PROPOSED if found.round_id else ASKED
        yield "A peer challenge", why, None, "challenge"
    if found.state == State.OPENED:
        due = found.visit_on
        late = due is not None and due < on
        why = "Look at what is open, ask your questions, and visit."
        why = "Note that the visit took place." if late else why
        yield "A peer challenge", why, due, "challenge"
    if found.state == State.VISITED:
        why = "Write the feedback report and send it."
        yield "A feedback report", why, found.report_due, "challenge_report"


def _review(found: Any, on: date) -> bool:
    return (
        found.state in Challenge.TOLD
        and found.review_from is not None
        and found.review_from <= on <= found.review_due + AHEAD
    )


ATTENTION.add("improvement.challenges", challenges_need)
ATTENTION.add("improvement.rounds", rounds_need)
