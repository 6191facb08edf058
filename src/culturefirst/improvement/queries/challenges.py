"""What the pages of peer challenge ask, in a number of statements that does not grow with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from culturefirst.improvement.models import (
    Assessment,
    Assessments,
    Challenge,
    ChallengeRound,
    Challenges,
    Criterion,
    Evidence,
    Finding,
    Interest,
    Judgement,
    PeerScore,
    Respondent,
    RoundEntry,
    led_by,
)
from culturefirst.improvement.models.opening import opened_to
from culturefirst.improvement.queries.spread import spreads
from culturefirst.improvement.rules_challenges import VIEWS, gap_in_words, view_of
from culturefirst.improvement.spread import Group, in_words
from culturefirst.kit import clock


@dataclass(frozen=True)
class Row:
    """A criterion with what the host and the peers make of it, as this person may read it."""

    criterion: Criterion
    own: Judgement | None
    peers: PeerScore | None
    own_level: str
    peers_level: str
    agreed_level: str
    view: str
    gap: str

    @property
    def view_name(self) -> str:
        """The view in words."""
        return VIEWS[self.view]


@dataclass(frozen=True)
class Paired:
    """That one challenges another, for the team that pairs: nothing of what they find."""

    challenger: str
    host: str
    state: str
    says: str
    by_hand: str


def challenges(user: Any) -> "QuerySet[Challenge]":
    """Those of which this person is on a side."""
    rows: QuerySet[Challenge] = Challenge.objects.visible_to(user)
    return rows.select_related(
        "host", "challenger", "round", "assessment__framework", "assessment__organisation"
    )


def own(user: Any) -> list[Challenge]:
    """One's own, those under way first."""
    over = (Challenge.State.CLOSED, Challenge.State.CALLED_OFF)
    return sorted(challenges(user), key=lambda each: (each.state in over, -each.pk))


def other_way(user: Any, challenge: Challenge) -> Challenge | None:
    """The challenge in return for this one, or the one in return for which this is."""
    two = Q(in_return_for=challenge) | Q(pk=challenge.in_return_for_id)
    return challenges(user).filter(two).first()


def rounds(user: Any) -> list[ChallengeRound]:
    """Rounds, with how many take part."""
    entered = Count("entries", filter=Q(entries__withdrawn_on__isnull=True))
    rows = ChallengeRound.objects.visible_to(user).annotate(entered=entered)
    return list(rows.select_related("framework").order_by("-opens_on", "-pk"))


def own_entries(user: Any, round_: ChallengeRound) -> list[RoundEntry]:
    """With what this person's own bodies take part."""
    worked = Assessment._base_manager.filter(Assessments.worked_on_by(user)).values("pk")
    rows = RoundEntry.objects.visible_to(user).filter(round=round_, withdrawn_on__isnull=True)
    mine = rows.filter(Q(assessment__in=worked) | Q(organisation__in=led_by(user)))
    return list(mine.select_related("organisation", "assessment"))


def to_enter(user: Any, round_: ChallengeRound) -> "QuerySet[Assessment]":
    """The assessments with which this person may enter a round."""
    rows: QuerySet[Assessment] = Assessment.objects.visible_to(user)
    mine = Q(organisation__in=led_by(user)) | Q(
        members__person=getattr(user, "person_id", None), members__part="lead"
    )
    found = rows.filter(mine, framework__framework=round_.framework_id)
    return found.exclude(stage=Assessment.Stage.WITHDRAWN).distinct()


def to_propose(user: Any) -> "QuerySet[Assessment]":
    """The assessments for which this person may ask for a challenge."""
    rows: QuerySet[Assessment] = Assessment.objects.visible_to(user)
    mine = Q(organisation__in=led_by(user)) | Q(
        members__person=getattr(user, "person_id", None), members__part="lead"
    )
    return rows.filter(mine).exclude(stage=Assessment.Stage.WITHDRAWN).distinct()


def interests(user: Any) -> list[Interest]:
    """Those that this person declared; all for the team that pairs."""
    rows = Interest.objects.visible_to(user).filter(withdrawn_on__isnull=True)
    return list(rows.select_related("one", "other", "declared_by"))


def paired_in(round_: ChallengeRound) -> list[Paired]:
    """Who challenges whom in a round, for the team that pairs."""
    rows = Challenge._base_manager.filter(round=round_).select_related("host", "challenger")
    return [
        Paired(
            str(each.challenger),
            str(each.host),
            each.standing,
            "; ".join(each.reason.get("says", [])),
            each.reason.get("by_hand", ""),
        )
        for each in rows.order_by("challenger__name", "pk")
    ]


def asked_in(challenge: Challenge) -> list[Criterion]:
    """The criteria of the assessment that is challenged, in the framework's order."""
    assessment: Assessment = challenge.assessment
    rows = Criterion.objects.filter(version=assessment.framework_id).select_related("theme")
    if assessment.themes:
        rows = rows.filter(theme__key__in=assessment.themes)
    kind = challenge.host.kind
    return [each for each in rows.order_by("theme__position", "position") if each.suits(kind)]


def criteria_of(challenge: Challenge) -> "QuerySet[Criterion]":
    """The criteria of the framework of a challenge."""
    rows: QuerySet[Criterion] = Criterion.objects.filter(version=challenge.assessment.framework_id)
    return rows.select_related("theme")


def stored(challenge: Challenge, criterion: Criterion) -> PeerScore:
    """The score as it stands; one that is not there yet, empty."""
    rows = PeerScore._base_manager.filter(challenge=challenge, criterion=criterion)
    return rows.first() or PeerScore(challenge=challenge, criterion=criterion)


def rows_of(challenge: Challenge, user: Any) -> list[Row]:
    """Each criterion with both scores; the host's own only as far as it is opened."""
    seen = Judgement.objects.visible_to(user).filter(assessment=challenge.assessment_id)
    own_ones = {each.criterion_id: each for each in seen.filter(agreed_on__isnull=False)}
    scores = PeerScore.objects.visible_to(user).filter(challenge=challenge)
    peers = {each.criterion_id: each for each in scores}
    return [
        row_of(challenge, each, own_ones.get(each.pk), peers.get(each.pk))
        for each in asked_in(challenge)
    ]


def row_of(
    challenge: Challenge, criterion: Criterion, own: Judgement | None, peers: PeerScore | None
) -> Row:
    """Both scores of a criterion in words."""
    level = challenge.assessment.framework.level
    theirs = peers.level if peers is not None else None
    mine = own.value if own is not None else None
    said = peers is not None and bool(peers.reason)
    return Row(
        criterion=criterion,
        own=own,
        peers=peers,
        own_level="Does not apply" if own is not None and not own.applies else level(mine),
        peers_level=level(theirs),
        agreed_level=level(_agreed(mine, peers)),
        view=view_of(mine, theirs, said=said),
        gap=gap_in_words(mine, theirs),
    )


def _agreed(own: int | None, peers: PeerScore | None) -> int | None:
    """What both agree on; where both gave the same level, nothing more has to be said."""
    if peers is None or peers.agreed_level is not None:
        return peers.agreed_level if peers is not None else None
    return own if own == peers.level else None


def evidence_of(challenge: Challenge, user: Any) -> list[Evidence]:
    """What shows it: all for the host, what was opened for the peers."""
    rows = Evidence.objects.visible_to(user).filter(assessment=challenge.assessment_id)
    return list(rows.filter(withdrawn_on__isnull=True, opened=True).prefetch_related("criteria"))


def spread_is_open(challenge: Challenge, user: Any) -> bool:
    """Whether this peer may read how people scored on their own."""
    rows = Assessment._base_manager.filter(opened_to(user, "spread"), pk=challenge.assessment_id)
    return bool(rows.exists())


def spread_in_words(challenge: Challenge, criterion: Criterion, user: Any) -> list[str]:
    """How people scored a criterion on their own, for the host and for whom it was opened to."""
    hosts = Challenge._base_manager.filter(Challenges.hosted_by(user), pk=challenge.pk)
    if not (spread_is_open(challenge, user) or hosts.exists()):
        return []
    found = spreads(challenge.assessment, criterion).get(criterion.pk)
    if found is None or found.whole is None:
        return []
    parts = [(_views(each), each) for each in found.parts]
    told = [("Everybody", found.whole), *parts]
    level = challenge.assessment.framework.level
    return [f"{who} ({each.number}): {_levels(each, level)}" for who, each in told]


def _views(group: Group) -> str:
    return " and ".join(str(Respondent.View(each).label) for each in group.views)


def _levels(group: Group, level: Callable[[int | None], str]) -> str:
    if group.levels is None:  # of few
        return in_words(group) or "not told of so few"
    said = [f"{level(value)} {times}" for value, times in sorted(group.levels.items())]
    return ", ".join(said + ([f"does not apply {group.apart}"] if group.apart else []))


def findings_of(challenge: Challenge, user: Any) -> list[Finding]:
    """The findings: for the peers always, for the host once the report is sent."""
    rows = Finding.objects.visible_to(user).filter(challenge=challenge)
    if challenge.state not in Challenge.TOLD:
        mine = Challenge._base_manager.filter(Challenges.challenged_by(user), pk=challenge.pk)
        rows = rows.filter(challenge__in=mine.values("pk"))
    order = {"strength": 0, "area": 1, "idea": 2}
    found = list(rows.select_related("criterion"))
    return sorted(found, key=lambda each: (order[each.kind], each.pk))


HEADINGS = {
    Finding.Kind.STRENGTH: "Strengths",
    Finding.Kind.AREA: "Areas for improvement",
    Finding.Kind.IDEA: "Ideas worth copying",
}


def by_kind(findings: list[Finding]) -> list[tuple[str, list[Finding]]]:
    """Findings under their headings, in the order of the report."""
    parted = [(says, [f for f in findings if f.kind == kind]) for kind, says in HEADINGS.items()]
    return [(says, some) for says, some in parted if some]


def concerns(user: Any) -> dict[str, Any]:
    """What of peer challenge the door shows: one's own under way, and rounds that take entries."""
    today = clock.today()
    over = (Challenge.State.CLOSED, Challenge.State.CALLED_OFF)
    return {
        "challenges": list(challenges(user).exclude(state__in=over)[:5]),
        "rounds": [each for each in rounds(user) if each.takes_entries(today)][:3],
    }
