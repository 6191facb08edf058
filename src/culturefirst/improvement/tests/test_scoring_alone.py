"""Scoring on one's own: who is asked, what is kept, what counts, and what nobody is told."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from culturefirst.improvement import actions
from culturefirst.improvement.actions.answers import Said
from culturefirst.improvement.models import Answer, Respondent
from culturefirst.improvement.queries.spread import progress
from culturefirst.improvement.tests.assessing import (
    asks,
    criteria,
    fresh,
    guest,
    hands_in,
    scoped,
    scoring,
)
from culturefirst.improvement.tokens import token_of
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.models import AuditEvent
from culturefirst.kit.outbox.models import Message
from culturefirst.network import actions as network

TODAY = date(2011, 9, 19)


@pytest.fixture
def found(priya):
    return scoring(priya)


def letters():
    return list(Message.objects.order_by("pk").values_list("to", "subject"))


def test_people_are_asked_by_a_letter_each_and_look_from_where_they_work(
    found, priya, colleague, jim, dee
):
    rows = asks(priya, found, colleague, jim, dee)
    assert [row.view for row in rows] == ["colleague", "partner", "partner"]
    assert letters() == [
        ("ola@example.org", "You are asked to score"),
        ("jim@example.org", "You are asked to score"),
        ("dee@example.org", "You are asked to score"),
    ]
    text = Message.objects.get(to="jim@example.org").text
    assert "Ipswich Borough Council looks at itself" in text and f"/scores/{rows[1].pk}/" in text
    with pytest.raises(DomainError, match="Jim Gotts has been asked already"):
        asks(priya, found, jim)
    with pytest.raises(ValidationError, match="Choose at least one"):
        actions.invite_people(by=priya, assessment=found, people=[])


def test_a_councillor_of_the_body_itself_looks_as_one(found, priya, ipswich):
    person = network.add_person(by=SYSTEM, name="Cllr Ash", email="ash@example.org")
    network.appoint(
        by=SYSTEM, person=person, title="Councillor", role="councillor", organisation=ipswich,
        starts=TODAY,
    )  # fmt: skip
    actions.invite_people(by=priya, assessment=found, people=[person])
    [row] = Respondent._base_manager.filter(assessment=found)
    assert row.view == "councillor"
    assert f"/asked/{token_of(row.pk)}/" in Message.objects.get().text  # who has no account


def test_a_guest_has_a_link_of_their_own_and_who_has_an_account_is_asked_by_that(found, priya, jim):
    row = guest(priya, found, 1)
    assert (row.name, row.email, row.view, row.person) == (
        "Guest 1",
        "g1@of1.example.net",
        "user",
        None,
    )
    assert f"/asked/{token_of(row.pk)}/" in Message.objects.get(to="g1@of1.example.net").text
    known = actions.invite_guest(
        by=priya, assessment=found, name="J", email=" Jim@Example.org", view="user"
    )
    assert (known.person, known.view, known.email) == (jim.person, "partner", "")
    with pytest.raises(DomainError, match="has been asked already"):
        guest(priya, found, 1)
    with pytest.raises(ValidationError, match="Enter a valid email address"):
        actions.invite_guest(by=priya, assessment=found, name="A", email="nowhere", view="user")


def test_nobody_is_asked_before_it_is_open_or_after(priya, jim):
    early = scoped(priya)
    late = actions.close_scoring(by=priya, assessment=scoring(priya, early.framework))
    for made, why in ((early, "Open it for scoring first"), (late, "Scoring is over")):
        with pytest.raises(DomainError, match=why):
            actions.invite_people(by=priya, assessment=made, people=[jim.person])


def test_an_invitation_is_withdrawn_and_made_again_with_another_letter(found, priya, jim, helen):
    [row] = asks(priya, found, jim)
    with pytest.raises(NotAllowed):
        actions.withdraw_invitation(by=helen, assessment=found, respondent=row)
    actions.withdraw_invitation(by=priya, assessment=found, respondent=row)
    with pytest.raises(DomainError, match="You are not asked to score this any more"):
        actions.save_answers(by=jim, respondent=fresh(row), answers={})
    [again] = asks(priya, found, jim)
    assert (again.pk, again.withdrawn_on, len(letters())) == (row.pk, None, 2)


def test_somebody_says_no_and_is_not_reminded(found, priya, jim, dee):
    row, _ = asks(priya, found, jim, dee)
    with pytest.raises(NotAllowed, match="whoever was asked to score on their own"):
        actions.decline_invitation(by=dee, respondent=row)
    assert actions.decline_invitation(by=jim, respondent=row).declined_on == TODAY
    with clock.standing(TODAY + timedelta(days=3)):
        actions.remind_respondents(by=priya, assessment=found)
    assert letters()[2:] == [("dee@example.org", "Your scores are still wanted")]
    assert progress(found) == {"asked": 1, "handed_in": 0}


def test_who_has_not_handed_in_is_reminded_once_a_day_at_most(found, priya, jim, dee):
    row, _ = asks(priya, found, jim, dee)
    with pytest.raises(DomainError, match=r"had a letter today\. Try again tomorrow"):
        actions.remind_respondents(by=priya, assessment=found)
    hands_in(row, {criteria(found)[0].pk: Said(3)})
    with clock.standing(TODAY + timedelta(days=1)):
        actions.remind_respondents(by=priya, assessment=found)
        with pytest.raises(DomainError, match="Try again tomorrow"):
            actions.remind_respondents(by=priya, assessment=found)
    with clock.standing(TODAY + timedelta(days=2)):
        actions.remind_respondents(by=priya, assessment=found)
    assert [to for to, _ in letters()[2:]] == ["dee@example.org", "dee@example.org"]


def test_half_done_answers_are_kept_and_others_changed_leave_them_alone(found, priya, jim):
    [row] = asks(priya, found, jim)
    one, two, three, _ = (each.pk for each in criteria(found))
    first = {one: Said(3, note="Good."), two: Said(note="Later.")}
    actions.save_answers(by=jim, respondent=row, answers=first)
    actions.save_answers(by=jim, respondent=row, answers={three: Said(applies=False), one: Said(4)})
    kept = Answer.objects.visible_to(jim).order_by("criterion__position")
    told = list(kept.values_list("criterion", "value", "applies", "note"))
    assert told == [(one, 4, True, ""), (two, None, True, "Later."), (three, None, False, "")]
    assert list(Answer.objects.visible_to(priya)) == []


def test_an_answer_is_one_of_the_levels_of_a_criterion_that_is_asked(found, priya, jim):
    [row] = asks(priya, found, jim)
    one = criteria(found)[0].pk
    for said, why in (
        ({one: Said(9)}, "Choose one of the levels"),
        ({one: Said(2, applies=False)}, "Choose one of the levels"),
        ({999_999: Said(2)}, "is not asked here any more"),
        ({one: Said(note="x" * 2001)}, "may have 2,000 characters"),
    ):
        with pytest.raises(DomainError, match=why):
            actions.save_answers(by=jim, respondent=row, answers=said)
    assert Answer._base_manager.count() == 0


def test_handing_in_locks_until_one_takes_it_back_while_scoring_lasts(found, priya, jim):
    [row] = asks(priya, found, jim)
    one = criteria(found)[0].pk
    with pytest.raises(DomainError, match="Score at least one criterion"):
        actions.submit_answers(by=jim, respondent=row)
    row = hands_in(row, {one: Said(2)})
    with pytest.raises(DomainError, match=r"You have handed in\. Take your scores back"):
        actions.save_answers(by=jim, respondent=row, answers={one: Said(3)})
    with pytest.raises(DomainError, match="You have handed in"):
        actions.submit_answers(by=jim, respondent=row)
    with pytest.raises(DomainError, match="which stay"):
        actions.withdraw_invitation(by=priya, assessment=found, respondent=row)
    row = actions.take_answers_back(by=jim, respondent=row)
    hands_in(row, {one: Said(3)})
    actions.close_scoring(by=priya, assessment=found)
    with pytest.raises(DomainError, match="Scoring is over, so what you handed in stays"):
        actions.take_answers_back(by=jim, respondent=fresh(row))


def test_what_somebody_says_is_in_no_trail(found, priya, jim):
    [row] = asks(priya, found, jim)
    hands_in(row, {criteria(found)[0].pk: Said(1, note="Wallaby")})
    guest(priya, found, 7)
    told = str(list(AuditEvent.objects.values_list("before", "after", "reason")))
    assert "Wallaby" not in told and "Guest 7" not in told and "g7@" not in told


def test_a_guest_scores_behind_their_link_which_nothing_lists_or_stores(found, priya, client):
    row = guest(priya, found, 1)
    token, one = token_of(row.pk), criteria(found)[0]
    home = client.get(reverse("guest_answers", args=[token]))
    assert home.status_code == 200
    assert home["X-Robots-Tag"] == "noindex, nofollow"
    assert home["Cache-Control"] == "private, no-store"
    url = reverse("guest_answers_theme", args=[token, "theme-1"])
    assert client.post(url, {f"level-{one.pk}": "3", f"note-{one.pk}": "Yes."}).status_code == 302
    saved = Answer._base_manager.get(respondent=row)
    assert (saved.value, saved.note) == (3, "Yes.")
    client.post(reverse("guest_answers_submit", args=[token]))
    assert fresh(row).submitted_at is not None
    for wrong in (token[:-1] + "x", f"{row.pk}:forged"):
        assert client.get(reverse("guest_answers", args=[wrong])).status_code == 404
    other = guest(priya, found, 2)
    actions.withdraw_invitation(by=priya, assessment=found, respondent=other)
    assert client.get(reverse("guest_answers", args=[token_of(other.pk)])).status_code == 404


def test_a_link_opens_nothing_of_somebody_who_has_an_account(found, priya, jim, client):
    [row] = asks(priya, found, jim)
    assert client.get(reverse("guest_answers", args=[token_of(row.pk)])).status_code == 404
