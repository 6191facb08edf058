"""The visit: its programme, the documents that are asked for, and questions."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from culturefirst.improvement import letters_challenges as letters
from culturefirst.improvement.actions.challenge_common import (
    BEFORE_REPORT,
    State,
    refuse_foreign,
    refuse_unless,
)
from culturefirst.improvement.models import (
    Challenge,
    ChallengeQuestion,
    Criterion,
    DocumentAsked,
    Evidence,
    VisitItem,
)
from culturefirst.improvement.policy import do_challenge, host_challenge, take_part
from culturefirst.improvement.rules_challenges import due_after
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import one_line

ITEM = frozenset({"begins", "ends", "title", "place", "meets", "leads"})


@action("set the day of a visit", allow=take_part, on="challenge")
def set_visit(
    *, by: Any, challenge: Challenge, visit_on: date, visit_at: str = "", seen: int | None = None
) -> Challenge:
    """When and where the peers come."""
    refuse_unless(
        challenge,
        State.ACCEPTED,
        State.OPENED,
        says="Both sides accept it first; once the visit was, its day stands.",
    )
    if visit_on < clock.today():
        raise ValidationError({"visit_on": "That day is over. Give a day to come."})
    return save_changes(
        challenge, {"visit_on": visit_on, "visit_at": one_line(visit_at)}, seen=seen
    )


@action("noted that a visit took place", allow=take_part, on="challenge")
def record_visit(*, by: Any, challenge: Challenge, visited_on: date) -> Challenge:
    """From this day run the months for report, plan and review; put right until the report."""
    refuse_unless(
        challenge,
        State.OPENED,
        State.VISITED,
        says="The host opens something to the peers first; once the report is sent the day stands.",
    )
    if visited_on > clock.today():
        raise ValidationError({"visited_on": "That day is to come. Note the visit once it was."})
    if challenge.opened_on is not None and visited_on < challenge.opened_on:
        raise ValidationError({"visited_on": "Nothing was opened by then. Give a later day."})
    due = due_after(visited_on)
    saved = save_changes(
        challenge,
        {
            "state": State.VISITED,
            "visited_on": visited_on,
            "visit_on": visited_on,
            "report_due": due.report,
            "plan_due": due.plan,
            "review_from": due.review_from,
            "review_due": due.review_by,
        },
    )
    letters.tell_visited(saved)
    return saved


@action("added to the programme of a visit", allow=take_part, on="challenge")
def add_visit_item(*, by: Any, challenge: Challenge, **said: Any) -> VisitItem:
    """One item more: when, what, where, whom the peers meet, who leads it."""
    refuse_unless(challenge, *BEFORE_REPORT)
    made = VisitItem(challenge=challenge, **{k: v for k, v in said.items() if k in ITEM})
    made.full_clean()
    made.save()
    return made


@action("changed the programme of a visit", allow=take_part, on="item")
def edit_visit_item(
    *, by: Any, item: VisitItem, changes: Mapping[str, Any], seen: int | None = None
) -> VisitItem:
    """Set what an item says."""
    refuse_unless(item.challenge, *BEFORE_REPORT)
    return save_changes(item, {k: v for k, v in changes.items() if k in ITEM}, seen=seen)


@action("took an item out of the programme of a visit", allow=take_part, on="item")
def remove_visit_item(*, by: Any, item: VisitItem) -> Challenge:
    """It is not part of the visit."""
    challenge: Challenge = item.challenge
    refuse_unless(challenge, *BEFORE_REPORT)
    item.delete()
    return challenge


@action("asked for a document", allow=do_challenge, on="challenge")
def ask_document(*, by: Any, challenge: Challenge, what: str, why: str = "") -> DocumentAsked:
    """Ask the host for something to read before the visit."""
    refuse_unless(challenge, *BEFORE_REPORT)
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
    refuse_unless(document.challenge, *BEFORE_REPORT)
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
    refuse_unless(challenge, *BEFORE_REPORT)
    refuse_foreign(challenge, criterion)
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
    refuse_unless(question.challenge, *BEFORE_REPORT)
    said = {"answer": answer.strip(), "answered_on": clock.today()}
    return save_changes(question, said, seen=seen)
