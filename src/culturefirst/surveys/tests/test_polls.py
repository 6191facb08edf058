"""A poll is written, opened, answered once by each, closed, and told what came of it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.attention import needs
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.models import AuditEvent
from culturefirst.kit.publications import published
from culturefirst.measures.core import Question, Window
from culturefirst.measures.figures import figures
from culturefirst.network import actions as network
from culturefirst.network.models import Group, User
from culturefirst.surveys import actions
from culturefirst.surveys.models import Answer, Poll
from culturefirst.surveys.queries import polls as queries
from culturefirst.surveys.rules import Share

TODAY, LAST = date(2011, 9, 19), date(2011, 9, 30)
Answered = Callable[..., Poll]


def test_nobody_is_asked_before_it_is_opened(draft: Poll, priya: User) -> None:
    assert list(Poll.objects.visible_to(priya)) == []
    assert queries.to_answer(priya, TODAY) == []


def test_each_person_answers_once_and_may_change_it(
    poll: Poll, priya: User, jim: User, answered: Answered
) -> None:
    answered(priya, poll, 0)
    answered(jim, poll, 0)
    answered(priya, poll, 2)
    card = queries.card(poll, priya, TODAY)
    assert card.shares == [
        Share("Yes, one or more", 1, 2), Share("Planning to", 0, 2), Share("No", 1, 2)
    ]  # fmt: skip
    assert card.chosen == card.choices[2].pk


def test_the_database_refuses_a_second_answer(poll: Poll, priya: User, answered: Answered) -> None:
    answered(priya, poll, 0)
    with pytest.raises(IntegrityError), transaction.atomic():
        choice = poll.choices.last()
        Answer._base_manager.create(poll=poll, person=priya.person, choice=choice, on=TODAY)


def test_answers_end_with_the_last_day(poll: Poll, priya: User, answered: Answered) -> None:
    with clock.standing(LAST):
        answered(priya, poll, 0)
    with clock.standing(date(2011, 10, 1)), pytest.raises(NotAllowed):
        answered(priya, poll, 1)


def test_a_poll_closed_before_its_day_takes_no_answer(
    poll: Poll, helen: User, priya: User, answered: Answered
) -> None:
    poll = actions.close_poll(by=helen, poll=poll)
    with pytest.raises(NotAllowed):
        answered(priya, poll, 0)
    with pytest.raises(DomainError, match="not open"):
        actions.close_poll(by=helen, poll=poll)


def test_nobody_reads_what_another_answered(
    poll: Poll, priya: User, helen: User, answered: Answered
) -> None:
    answered(priya, poll, 1)
    assert Answer.objects.count() == 0
    assert list(Answer.objects.visible_to(helen)) == []
    assert [a.choice.words for a in Answer.objects.visible_to(priya)] == ["Planning to"]
    [event] = AuditEvent.objects.filter(verb="surveys.answer_quick_poll")
    assert "Planning" not in f"{event.before}{event.after}"


def test_the_result_is_shown_once_one_has_answered(
    poll: Poll, priya: User, jim: User, answered: Answered
) -> None:
    answered(jim, poll, 0)
    withheld = queries.card(poll, priya, TODAY).withheld
    assert withheld == "The result is shown once you have answered."
    answered(priya, poll, 0)
    assert queries.card(poll, priya, TODAY).withheld == ""


def test_strangers_read_no_numbers_of_a_few(
    poll: Poll, helen: User, priya: User, nobody: AnonymousUser, answered: Answered
) -> None:
    answered(priya, poll, 0)
    poll = actions.close_poll(by=helen, poll=poll)
    assert queries.card(poll, nobody, TODAY).shares == []
    assert queries.card(poll, priya, TODAY).shares[0].times == 1


def test_words_that_people_answered_to_stay(poll: Poll, helen: User) -> None:
    with pytest.raises(DomainError, match="people may have answered these words"):
        actions.edit_poll(by=helen, poll=poll, changes={"question": "Another?"})
    changed = actions.edit_poll(by=helen, poll=poll, changes={"closes_on": date(2011, 10, 14)})
    assert changed.closes_on == date(2011, 10, 14)


@pytest.mark.parametrize(
    ("choices", "says"),
    [(["Yes"], "2 to 12"), (["Yes", " yes "], "same"), (["?"] * 1, "2 to 12")],
)
def test_choices_are_enough_and_differ(helen: User, choices: list[str], says: str) -> None:
    with pytest.raises(DomainError, match=says):
        actions.make_poll(by=helen, question="One?", choices=choices, closes_on=LAST)
    assert Poll.objects.count() == 0


def test_members_write_no_poll_for_everybody(priya: User, tom: User) -> None:
    given: dict[str, Any] = {"question": "One?", "choices": ["a", "b"], "closes_on": LAST}
    with pytest.raises(NotAllowed):
        actions.make_poll(by=priya, **given)
    assert actions.make_poll(by=tom, **given).made_by == tom.person


@pytest.fixture
def group(helen: User, priya: User) -> Group:
    return network.add_group(
        by=SYSTEM, name="Museums forum", kind="forum", access="closed", convenor=priya.person
    )


def test_a_groups_poll_is_its_members_own(
    group: Group, priya: User, jim: User, helen: User, answered: Answered
) -> None:
    poll = actions.make_poll(
        by=priya, question="Which day?", choices=["Monday", "Tuesday"], closes_on=LAST, group=group
    )
    poll = actions.open_poll(by=priya, poll=poll)
    assert list(Poll.objects.visible_to(jim)) == []
    assert list(Poll.objects.visible_to(helen)) == []
    with pytest.raises(NotAllowed):
        answered(jim, poll, 0)
    answered(priya, poll, 0)
    assert queries.card(poll, priya, TODAY).answers == 1


def test_my_work_asks_until_one_has_answered(poll: Poll, priya: User, answered: Answered) -> None:
    assert [(n.what, n.due) for n in needs(priya, TODAY) if n.room == "surveys"] == [
        (poll.question, LAST)
    ]
    answered(priya, poll, 0)
    assert [n for n in needs(priya, TODAY) if n.room == "surveys"] == []


def test_my_work_asks_its_keeper_what_was_done_with_it(poll: Poll, helen: User) -> None:
    after = date(2011, 10, 3)
    with clock.standing(after):
        assert [n.why for n in needs(helen, after) if n.room == "surveys"] == [
            "It has closed: say what was done with it."
        ]
        actions.say_outcome(by=helen, poll=poll, outcome="A page on shared posts was written.")
        assert [n for n in needs(helen, after) if n.room == "surveys"] == []


def test_polls_and_answers_are_counted(
    poll: Poll, draft: Poll, priya: User, jim: User, answered: Answered
) -> None:
    answered(priya, poll, 0)
    answered(jim, poll, 1)
    window = Window(date(2011, 4, 1), TODAY)
    asked = [Question("surveys.polls_run", window), Question("surveys.poll_answers", window)]
    assert [figure.numerator for figure in figures(asked)] == [1, 2]


def test_a_poll_may_go_into_a_bulletin_with_what_can_be_answered(poll: Poll, priya: User) -> None:
    [told] = published(priya, TODAY, TODAY)
    assert (told.kind, told.title) == ("Quick poll", poll.question)
    assert told.summary == "Open until 30 September 2011: Yes, one or more · Planning to · No."


def test_of_a_closed_poll_is_told_what_was_done_with_it(poll: Poll, helen: User) -> None:
    with clock.standing(LAST + timedelta(days=1)):
        assert [each.summary for each in published(helen, TODAY, LAST)] == [""]
        actions.say_outcome(by=helen, poll=poll, outcome="A paper went out.")
        assert [each.summary for each in published(helen, TODAY, LAST)] == ["A paper went out."]


def test_lists_ask_as_much_for_three_as_for_one(poll: Poll, helen: User, priya: User) -> None:
    assert priya.roles == {"officer"}  # asked once a request
    with CaptureQueriesContext(connection) as asked:
        assert len(queries.cards(queries.polls(priya), priya, TODAY)) == 1
    one = len(asked)
    for question in ("A?", "B?"):
        made = actions.make_poll(by=helen, question=question, choices=["y", "n"], closes_on=LAST)
        actions.open_poll(by=helen, poll=made)
    with CaptureQueriesContext(connection) as asked:
        assert len(queries.cards(queries.polls(priya), priya, TODAY)) == 3
    assert len(asked) == one
