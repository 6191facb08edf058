"""What both sides do in a challenge: programme, documents, questions, scores and findings."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from culturefirst.improvement.models import (
    Challenge,
    ChallengeQuestion,
    Criterion,
    DocumentAsked,
    Evidence,
    Finding,
    PeerScore,
    VisitItem,
)
from culturefirst.improvement.policy import do_challenge, host_challenge, take_part
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import one_line

State = Challenge.State
BEFORE_REPORT = (State.ACCEPTED, State.OPENED, State.VISITED)
WRITING = (State.OPENED, State.VISITED)
ITEM = frozenset({"begins", "ends", "title", "place", "meets", "leads"})
PEERS_SAY = frozenset({"level", "reason", "note"})
HOST_SAYS = frozenset({"host_note", "response"})
FINDING = frozenset({"kind", "criterion", "words"})


@action("added to the programme of a visit", allow=take_part, on="challenge")
def add_visit_item(*, by: Any, challenge: Challenge, **said: Any) -> VisitItem:
    """One item more: when, what, where, whom the peers meet, who leads it."""
    _refuse_unless(challenge, *BEFORE_REPORT)
    made = VisitItem(challenge=challenge, **{k: v for k, v in said.items() if k in ITEM})
    made.full_clean()
    made.save()
    return made


@action("changed the programme of a visit", allow=take_part, on="item")
def edit_visit_item(
    *, by: Any, item: VisitItem, changes: Mapping[str, Any], seen: int | None = None
) -> VisitItem:
    """Set what an item says."""
    _refuse_unless(item.challenge, *BEFORE_REPORT)
    return save_changes(item, {k: v for k, v in changes.items() if k in ITEM}, seen=seen)


@action("took an item out of the programme of a visit", allow=take_part, on="item")
def remove_visit_item(*, by: Any, item: VisitItem) -> Challenge:
    """It is not part of the visit."""
    challenge: Challenge = item.challenge
    _refuse_unless(challenge, *BEFORE_REPORT)
    item.delete()
    return challenge


@action("asked for a document", allow=do_challenge, on="challenge")
def ask_document(*, by: Any, challenge: Challenge, what: str, why: str = "") -> DocumentAsked:
    """Ask the host for something to read before the visit."""
    _refuse_unless(challenge, *BEFORE_REPORT)
    made = DocumentAsked(
        challenge=challenge,
        what=one_line(what),
        why=why.strip(),
        asked_by=getattr(by, "person", None),
        asked_on=clock.today(),
    )
    made.full_clean()
    made.save()
    return made


@action("answered what document was asked for", allow=host_challenge, on="document")
def answer_document(
    *, by: Any, document: DocumentAsked, given: Evidence | None = None, answer: str = ""
) -> DocumentAsked:
    """Give a piece of evidence that is marked for peers, or say why there is none."""
    _refuse_unless(document.challenge, *BEFORE_REPORT)
    if given is None and not answer.strip():
        raise DomainError("Choose the evidence that shows it, or say why there is none.")
    if given is not None and given.assessment_id != document.challenge.assessment_id:
        raise ValidationError({"given": "That evidence is of another assessment."})
    if given is not None and not (given.opened and given.withdrawn_on is None):
        raise ValidationError({"given": "Mark that evidence as shown to peers first."})
    said = {"given": given, "answer": answer.strip(), "answered_on": clock.today()}
    return save_changes(document, said)


@action("asked a question in a peer challenge", allow=do_challenge, on="challenge")
def ask_question(
    *, by: Any, challenge: Challenge, words: str, criterion: Criterion | None = None
) -> ChallengeQuestion:
    """Ask the host something, of one criterion or of the whole."""
    _refuse_unless(challenge, *BEFORE_REPORT)
    _refuse_foreign(challenge, criterion)
    made = ChallengeQuestion(
        challenge=challenge,
        criterion=criterion,
        words=words.strip(),
        asked_by=getattr(by, "person", None),
        asked_on=clock.today(),
    )
    made.full_clean()
    made.save()
    return made


@action("answered a question in a peer challenge", allow=host_challenge, on="question")
def answer_question(
    *, by: Any, question: ChallengeQuestion, answer: str, seen: int | None = None
) -> ChallengeQuestion:
    """Say what the peers asked."""
    _refuse_unless(question.challenge, *BEFORE_REPORT)
    said = {"answer": answer.strip(), "answered_on": clock.today()}
    return save_changes(question, said, seen=seen)


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
    _refuse_unless(challenge, *WRITING)
    _refuse_foreign(challenge, criterion)
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
    _refuse_unless(challenge, *WRITING, State.REPORTED)
    _refuse_foreign(challenge, criterion)
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
    _refuse_unless(challenge, *WRITING)
    _refuse_foreign(challenge, criterion)
    _refuse_level(challenge, level, "agreed_level")
    if level is not None and not why.strip():
        raise ValidationError({"agreed_why": "Say in a sentence why both agree on that level."})
    said = {
        "agreed_level": level,
        "agreed_why": why.strip() if level is not None else "",
        "agreed_on": clock.today() if level is not None else None,
    }
    return save_changes(_score(challenge, criterion), said, seen=seen)


@action("wrote the summary of a report", allow=do_challenge, on="challenge")
def write_summary(
    *, by: Any, challenge: Challenge, summary: str, seen: int | None = None
) -> Challenge:
    """The few sentences that most people read."""
    _refuse_unless(challenge, *WRITING)
    return save_changes(challenge, {"summary": summary.strip()}, seen=seen)


@action("wrote down a finding", allow=do_challenge, on="challenge")
def add_finding(
    *, by: Any, challenge: Challenge, kind: str, words: str, criterion: Criterion | None = None
) -> Finding:
    """A strength, an area for improvement, or an idea worth copying."""
    _refuse_unless(challenge, *WRITING)
    _refuse_foreign(challenge, criterion)
    made = Finding(challenge=challenge, kind=kind, criterion=criterion, words=words.strip())
    made.full_clean()
    made.save()
    return made


@action("changed a finding", allow=do_challenge, on="finding")
def edit_finding(
    *, by: Any, finding: Finding, changes: Mapping[str, Any], seen: int | None = None
) -> Finding:
    """Set what it says, until the report is sent."""
    _refuse_unless(finding.challenge, *WRITING)
    _refuse_foreign(finding.challenge, changes.get("criterion"))
    return save_changes(finding, {k: v for k, v in changes.items() if k in FINDING}, seen=seen)


@action("took a finding out", allow=do_challenge, on="finding")
def remove_finding(*, by: Any, finding: Finding) -> Challenge:
    """It is not part of the report."""
    challenge: Challenge = finding.challenge
    _refuse_unless(challenge, *WRITING)
    finding.delete()
    return challenge


@action("answered a finding", allow=host_challenge, on="finding")
def answer_finding(
    *, by: Any, finding: Finding, answer: str, why: str, seen: int | None = None
) -> Finding:
    """Accept it or not, with a reason; the finding stays as the peers wrote it."""
    _refuse_unless(
        finding.challenge, State.REPORTED, says="Findings are answered once the report is there."
    )
    if not why.strip():
        raise ValidationError({"answer_why": "Give a reason with each answer."})
    said = {"answer": answer, "answer_why": why.strip(), "answered_on": clock.today()}
    return save_changes(finding, said, seen=seen)


def _score(challenge: Challenge, criterion: Criterion) -> PeerScore:
    rows = PeerScore._base_manager
    found: PeerScore = rows.get_or_create(challenge=challenge, criterion=criterion)[0]
    return found


def _refuse_unless(challenge: Challenge, *states: str, says: str = "") -> None:
    if challenge.state in states:
        return
    if challenge.state in (State.PROPOSED, State.ACCEPTED):
        raise DomainError(says or "It begins once the host has opened something to the peers.")
    raise DomainError(says or "The report is sent, or the challenge is over: this stands as it is.")


def _refuse_foreign(challenge: Challenge, criterion: Criterion | None) -> None:
    if criterion is not None and criterion.version_id != challenge.assessment.framework_id:
        raise DomainError("That criterion is of another framework.")


def _refuse_level(challenge: Challenge, level: int | None, field: str) -> None:
    if level is None:
        return
    values = [each["value"] for each in challenge.assessment.framework.levels]
    if level not in values:
        raise ValidationError({field: f"Choose a level from {values[0]} to {values[-1]}."})
