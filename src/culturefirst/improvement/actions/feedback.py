"""The feedback report: its summary and findings, sent, and answered one by one."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from culturefirst.improvement import letters_challenges as letters
from culturefirst.improvement.actions.challenge_common import (
    WRITING,
    State,
    refuse_foreign,
    refuse_unless,
)
from culturefirst.improvement.models import (
    Challenge,
    Criterion,
    Finding,
)
from culturefirst.improvement.policy import do_challenge, host_challenge, open_to_peers, send_report
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError

FINDING = frozenset({"kind", "criterion", "words"})


@action("wrote the summary of a report", allow=do_challenge, on="challenge")
def write_summary(
    *, by: Any, challenge: Challenge, summary: str, seen: int | None = None
) -> Challenge:
    """The few sentences that most people read."""
    refuse_unless(challenge, *WRITING)
    return save_changes(challenge, {"summary": summary.strip()}, seen=seen)


@action("wrote down a finding", allow=do_challenge, on="challenge")
def add_finding(
    *, by: Any, challenge: Challenge, kind: str, words: str, criterion: Criterion | None = None
) -> Finding:
    """A strength, an area for improvement, or an idea worth copying."""
    refuse_unless(challenge, *WRITING)
    refuse_foreign(challenge, criterion)
    made = Finding(challenge=challenge, kind=kind, criterion=criterion, words=words.strip())
    made.full_clean()
    made.save()
    return made


@action("changed a finding", allow=do_challenge, on="finding")
def edit_finding(
    *, by: Any, finding: Finding, changes: Mapping[str, Any], seen: int | None = None
) -> Finding:
    """Set what it says, until the report is sent."""
    refuse_unless(finding.challenge, *WRITING)
    refuse_foreign(finding.challenge, changes.get("criterion"))
    return save_changes(finding, {k: v for k, v in changes.items() if k in FINDING}, seen=seen)


@action("took a finding out", allow=do_challenge, on="finding")
def remove_finding(*, by: Any, finding: Finding) -> Challenge:
    """It is not part of the report."""
    challenge: Challenge = finding.challenge
    refuse_unless(challenge, *WRITING)
    finding.delete()
    return challenge


@action("answered a finding", allow=host_challenge, on="finding")
def answer_finding(
    *, by: Any, finding: Finding, answer: str, why: str, seen: int | None = None
) -> Finding:
    """Accept it or not, with a reason; the finding stays as the peers wrote it."""
    refuse_unless(
        finding.challenge, State.REPORTED, says="Findings are answered once the report is there."
    )
    if not why.strip():
        raise ValidationError({"answer_why": "Give a reason with each answer."})
    said = {"answer": answer, "answer_why": why.strip(), "answered_on": clock.today()}
    return save_changes(finding, said, seen=seen)


@action("sent the report of a peer challenge", allow=send_report, on="challenge")
def report_challenge(*, by: Any, challenge: Challenge) -> Challenge:
    """Send the feedback report to the host; it stands as it is from then on."""
    refuse_unless(
        challenge, State.VISITED, says="The visit is noted first, and a report is sent once."
    )
    if not challenge.summary:
        raise DomainError("Write the summary first: it is what most people read.")
    if not Finding._base_manager.filter(challenge=challenge).exists():
        raise DomainError("Write down one finding or more first: a strength, or what to improve.")
    saved = save_changes(challenge, {"state": State.REPORTED, "reported_on": clock.today()})
    letters.tell_reported(saved)
    return saved


@action("took the report of a peer challenge back", allow=send_report, on="challenge")
def take_report_back(*, by: Any, challenge: Challenge) -> Challenge:
    """A slip is mended on the day it was sent, while no finding is answered; then it stands."""
    refuse_unless(challenge, State.REPORTED, says="There is no report that waits for an answer.")
    if challenge.reported_on != clock.today():
        raise DomainError("It was sent on an earlier day: the host goes by it. Write to them.")
    if Finding._base_manager.filter(challenge=challenge).exclude(answer="").exists():
        raise DomainError("The host has begun to answer it: it stands as it is. Write to them.")
    return save_changes(challenge, {"state": State.VISITED, "reported_on": None})


@action("answered the report of a peer challenge", allow=open_to_peers, on="challenge")
def answer_report(*, by: Any, challenge: Challenge) -> Challenge:
    """Say that the answers to all findings stand."""
    refuse_unless(challenge, State.REPORTED, says="There is no report that waits for an answer.")
    left = Finding._base_manager.filter(challenge=challenge, answer="").count()
    if left:
        raise DomainError(f"Answer each finding first: {left} of them wait.")
    saved = save_changes(challenge, {"state": State.ANSWERED, "answered_on": clock.today()})
    letters.tell_answered(saved)
    return saved
