"""Peer challenge: accepted by both, opened exactly as far as the host says, reported, answered."""

from datetime import date
from typing import Any

import pytest

from culturefirst.improvement import actions
from culturefirst.improvement.models import (
    Answer,
    Assessment,
    Challenge,
    Evidence,
    Finding,
    Judgement,
    PeerScore,
    Respondent,
)
from culturefirst.improvement.queries import challenges as queries
from culturefirst.improvement.tests import make_challenges as make
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import Conflict, DomainError, NotAllowed
from culturefirst.kit.models import AuditEvent
from culturefirst.kit.outbox.models import Message
from culturefirst.network.models import Organisation, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruth(ipswich: Organisation) -> User:
    """Who leads the host."""
    return make.somebody_at(ipswich, "Ruth Vane")


@pytest.fixture
def nell(norfolk_county: Organisation) -> User:
    """Who leads the peers."""
    return make.somebody_at(norfolk_county, "Nell Foss")


def evidence_of(made: Challenge, *, opened: bool) -> Evidence:
    return Evidence._base_manager.create(
        assessment=made.assessment,
        kind="link",
        title="A paper",
        url="https://example.org/paper",
        opened=opened,
        added_on=date(2011, 9, 19),
    )


def reads(user: User, made: Challenge) -> dict[str, int]:
    """How much of the host's assessment somebody reads."""
    of: dict[str, Any] = {"assessment": made.assessment_id}
    return {
        "assessments": Assessment.objects.visible_to(user).filter(pk=made.assessment_id).count(),
        "judgements": Judgement.objects.visible_to(user).filter(**of).count(),
        "evidence": Evidence.objects.visible_to(user).filter(**of).count(),
        "spread": int(queries.spread_is_open(made, user)),
    }


NOTHING = {"assessments": 0, "judgements": 0, "evidence": 0, "spread": 0}


def test_before_anything_is_opened_the_peers_read_nothing(ruth: User, nell: User) -> None:
    made = make.accepted(ruth, nell)
    evidence_of(made, opened=True)
    assert reads(nell, made) == NOTHING


@pytest.mark.parametrize(
    ("flag", "read"),
    [
        ("judgements", {"assessments": 1, "judgements": 4}),
        ("evidence", {"evidence": 1}),
        ("spread", {"spread": 1}),
    ],
)
def test_the_peers_read_exactly_what_was_opened_and_closing_takes_it_away(
    ruth: User, nell: User, flag: str, read: dict[str, int]
) -> None:
    made = make.accepted(ruth, nell)
    evidence_of(made, opened=True)
    evidence_of(made, opened=False)
    made = actions.open_challenge(by=ruth, challenge=made, **{flag: True})
    assert reads(nell, made) == NOTHING | read
    made = actions.open_challenge(by=ruth, challenge=made)
    assert reads(nell, made) == NOTHING


def test_the_spread_is_told_to_peers_only_while_it_is_open(ruth: User, nell: User) -> None:
    made = make.opened(ruth, nell, judgements=True)
    criterion = made.assessment.framework.criteria.get(key="1-1")
    for number, value in enumerate((1, 2, 2)):
        row = Respondent._base_manager.create(
            assessment=made.assessment, name=f"P{number}", email=f"p{number}@example.org",
            invited_on=date(2011, 9, 1), submitted_at=clock.now(),
        )  # fmt: skip
        Answer._base_manager.create(
            respondent=row, criterion=criterion, value=value, saved_at=clock.now()
        )
    told = ["Everybody (3): median 2, close together"]
    assert queries.spread_in_words(made, criterion, ruth) == told
    assert queries.spread_in_words(made, criterion, nell) == []
    made = actions.open_challenge(by=ruth, challenge=made, spread=True)
    assert queries.spread_in_words(made, criterion, nell) == told


def test_what_was_opened_is_closed_with_the_challenge(ruth: User, nell: User) -> None:
    made = make.answered(ruth, nell)
    assert reads(nell, made)["judgements"] == 4
    made = actions.close_challenge(by=nell, challenge=made)
    assert reads(nell, made) == NOTHING
    assert len(queries.findings_of(made, nell)) == 1


def test_a_challenge_called_off_shows_nothing_more(ruth: User, nell: User) -> None:
    made = make.opened(ruth, nell, judgements=True, evidence=True, spread=True)
    made = actions.call_off_challenge(by=nell, challenge=made, because="Nobody could come.")
    assert reads(nell, made) == NOTHING


def test_somebody_else_of_the_challenger_reads_only_once_they_are_a_peer(
    ruth: User, nell: User
) -> None:
    made = make.opened(ruth, nell)
    ed = make.somebody_at(make.body_of(nell), "Ed Marsh", leads=False)
    assert reads(ed, made) == NOTHING
    actions.name_peer(by=nell, challenge=made, person=ed.person)
    assert reads(ed, made)["judgements"] == 4


def test_nobody_but_the_two_sides_sees_a_challenge(
    ruth: User, nell: User, helen: User, tom: User, dee: User
) -> None:
    make.opened(ruth, nell)
    seen = {user: Challenge.objects.visible_to(user).count() for user in (ruth, nell)}
    assert seen == {ruth: 1, nell: 1}
    assert [Challenge.objects.visible_to(user).count() for user in (helen, tom, dee)] == [0, 0, 0]


def test_it_goes_ahead_once_both_have_accepted(ruth: User, nell: User) -> None:
    made = make.proposed(ruth, nell)
    assert (made.state, made.host_accepted_on) == ("proposed", date(2011, 9, 19))
    with pytest.raises(DomainError, match="Your side has accepted already"):
        actions.accept_challenge(by=ruth, challenge=made)
    assert actions.accept_challenge(by=nell, challenge=made).state == "accepted"


def test_an_acceptance_is_taken_back_until_something_is_opened(ruth: User, nell: User) -> None:
    made = make.accepted(ruth, nell)
    made = actions.take_back_acceptance(by=nell, challenge=made)
    assert (made.state, made.challenger_accepted_on) == ("proposed", None)
    actions.accept_challenge(by=nell, challenge=made)
    actions.open_challenge(by=ruth, challenge=made, spread=True)
    with pytest.raises(DomainError, match="Something was opened already"):
        actions.take_back_acceptance(by=nell, challenge=made)


def test_the_peers_open_nothing_and_the_host_scores_nothing(ruth: User, nell: User) -> None:
    made = make.accepted(ruth, nell)
    with pytest.raises(NotAllowed):
        actions.open_challenge(by=nell, challenge=made, judgements=True)
    actions.open_challenge(by=ruth, challenge=made, judgements=True)
    criterion = made.assessment.framework.criteria.get(key="1-1")
    with pytest.raises(NotAllowed):
        actions.score_criterion(by=ruth, challenge=made, criterion=criterion, changes={})


def test_the_months_run_from_the_day_of_the_visit(ruth: User, nell: User) -> None:
    made = make.visited(ruth, nell)
    due = (made.report_due, made.plan_due, made.review_from, made.review_due)
    assert due == (date(2011, 12, 19), date(2012, 2, 19), date(2012, 7, 19), date(2012, 9, 19))


def test_both_scores_stand_beside_each_other_and_the_own_one_stays(ruth: User, nell: User) -> None:
    made = make.opened(ruth, nell)
    criterion = made.assessment.framework.criteria.get(key="1-1")
    said = {"level": 1, "reason": "There is no plan."}
    actions.score_criterion(by=nell, challenge=made, criterion=criterion, changes=said)
    actions.agree_score(by=ruth, challenge=made, criterion=criterion, level=1, why="So it is.")
    first, *rest = queries.rows_of(made, ruth)
    told = (first.own_level, first.peers_level, first.view, first.gap, first.agreed_level)
    assert told == ("Fair", "Poor", "lower", "one level lower", "Poor")
    assert [row.view for row in rest] == ["", "", ""]
    assert Judgement._base_manager.get(criterion=criterion).value == 2


def test_where_scores_are_not_open_the_peers_see_their_own_alone(ruth: User, nell: User) -> None:
    made = make.opened(ruth, nell, spread=True)
    criterion = made.assessment.framework.criteria.get(key="1-1")
    said = {"level": 1, "reason": "There is no plan."}
    actions.score_criterion(by=nell, challenge=made, criterion=criterion, changes=said)
    row = queries.rows_of(made, nell)[0]
    assert (row.own, row.own_level, row.view, row.gap) == (None, "", "scored", "")


def test_a_level_without_a_reason_or_outside_the_scale_is_refused(ruth: User, nell: User) -> None:
    from django.core.exceptions import ValidationError

    made = make.opened(ruth, nell)
    criterion = made.assessment.framework.criteria.get(key="1-1")
    for said, fault in (
        ({"level": 2}, "Say why: the peers give a reason"),
        ({"level": 9, "reason": "Wow."}, "Choose a level from 1 to 4"),
    ):
        with pytest.raises(ValidationError, match=fault):
            actions.score_criterion(by=nell, challenge=made, criterion=criterion, changes=said)


def test_of_two_who_edit_one_score_the_second_is_told(ruth: User, nell: User) -> None:
    made = make.opened(ruth, nell)
    criterion = made.assessment.framework.criteria.get(key="1-1")
    given: dict[str, Any] = {"by": nell, "challenge": made, "criterion": criterion, "seen": 1}
    actions.score_criterion(**given, changes={"reason": "First."})
    with pytest.raises(Conflict):
        actions.score_criterion(**given, changes={"reason": "Second."})
    assert PeerScore._base_manager.get().reason == "First."


def test_the_report_is_the_peers_alone_until_it_is_sent(ruth: User, nell: User) -> None:
    made = make.visited(ruth, nell)
    actions.add_finding(by=nell, challenge=made, kind="area", words="No asset plan.")
    assert (len(queries.findings_of(made, nell)), len(queries.findings_of(made, ruth))) == (1, 0)
    with pytest.raises(DomainError, match="Write the summary first"):
        actions.report_challenge(by=nell, challenge=made)
    actions.write_summary(by=nell, challenge=made, summary="Sound.")
    made = actions.report_challenge(by=nell, challenge=made)
    assert len(queries.findings_of(made, ruth)) == 1
    with pytest.raises(DomainError, match="this stands as it is"):
        actions.add_finding(by=nell, challenge=made, kind="area", words="One more.")


def test_each_finding_is_answered_before_the_report_is(ruth: User, nell: User) -> None:
    made = make.reported(ruth, nell, findings=2)
    first, second = queries.findings_of(made, ruth)
    actions.answer_finding(by=ruth, finding=first, answer="accepted", why="So it is.")
    with pytest.raises(DomainError, match="1 of them wait"):
        actions.answer_report(by=ruth, challenge=made)
    actions.answer_finding(by=ruth, finding=second, answer="rejected", why="It is not.")
    assert actions.answer_report(by=ruth, challenge=made).state == "answered"
    assert Finding._base_manager.get(pk=second.pk).words == "Good at 1."


def test_letters_go_once_a_step_and_no_subject_names_a_body(ruth: User, nell: User) -> None:
    make.answered(ruth, nell)
    sent = sorted(Message.objects.values_list("to", "subject"))
    assert sent == [
        ("nell@example.org", "The report on your peer challenge"),
        ("nell@example.org", "The report on your peer challenge is answered"),
        ("nell@example.org", "There is something to read for your peer challenge"),
        ("nell@example.org", "You are asked for a peer challenge"),
        ("nell@example.org", "Your peer challenge goes ahead"),
        ("ruth@example.org", "The report on your peer challenge is there"),
        ("ruth@example.org", "Your peer challenge goes ahead"),
    ]


def test_the_trail_masks_what_was_said(ruth: User, nell: User) -> None:
    made = make.reported(ruth, nell)
    criterion = made.assessment.framework.criteria.get(key="1-1")
    said = {"response": "The depot is a secret."}
    actions.respond_to_score(by=ruth, challenge=made, criterion=criterion, changes=said)
    trail = " ".join(
        str((each.before, each.after, each.reason)) for each in AuditEvent.objects.all()
    )
    for secret in ("Good at 0", "All in all sound", "The depot"):
        assert secret not in trail


def test_no_body_challenges_itself_or_the_same_assessment_twice(ruth: User, nell: User) -> None:
    made = make.proposed(ruth, nell)
    with pytest.raises(DomainError, match="challenges this assessment already"):
        make.proposed(ruth, nell, made.assessment)
    actions.call_off_challenge(by=SYSTEM, challenge=made, because="Too early.")
    assert make.proposed(ruth, nell, made.assessment).state == "proposed"


def test_the_day_of_the_visit_is_put_right_until_the_report_is_sent(ruth: User, nell: User) -> None:
    made = make.opened(ruth, nell)
    Challenge._base_manager.filter(pk=made.pk).update(opened_on=date(2011, 9, 1))
    made = actions.record_visit(by=nell, challenge=made, visited_on=date(2011, 9, 19))
    made = actions.record_visit(by=ruth, challenge=made, visited_on=date(2011, 9, 12))
    assert (made.visited_on, made.report_due) == (date(2011, 9, 12), date(2011, 12, 12))
    told = Message.objects.filter(subject="The report on your peer challenge")
    assert told.count() == 1


def test_a_visit_is_set_for_a_day_to_come(ruth: User, nell: User) -> None:
    from django.core.exceptions import ValidationError

    made = make.accepted(ruth, nell)
    with pytest.raises(ValidationError, match=r"That day is over\. Give a day to come"):
        actions.set_visit(by=ruth, challenge=made, visit_on=date(2011, 9, 18))


def test_a_report_is_taken_back_on_its_day_until_it_is_answered(ruth: User, nell: User) -> None:
    made = make.reported(ruth, nell)
    made = actions.take_report_back(by=nell, challenge=made)
    assert (made.state, made.reported_on, queries.findings_of(made, ruth)) == ("visited", None, [])
    actions.write_summary(by=nell, challenge=made, summary="Sound, with one gap.")
    made = actions.report_challenge(by=nell, challenge=made)
    [finding] = queries.findings_of(made, ruth)
    with clock.standing(date(2011, 9, 20)), pytest.raises(DomainError, match="on an earlier day"):
        actions.take_report_back(by=nell, challenge=made)
    actions.answer_finding(by=ruth, finding=finding, answer="accepted", why="So it is.")
    with pytest.raises(DomainError, match="The host has begun to answer it"):
        actions.take_report_back(by=nell, challenge=made)
