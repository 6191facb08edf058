"""What delegates say of an event: once, changeable until it is closed, means from five up."""

from typing import Any

import pytest

from culturefirst.events import actions
from culturefirst.events.models import Booking, Event, Feedback
from culturefirst.events.queries import feedback as queries
from culturefirst.events.tests.booked import members
from culturefirst.events.tests.gone_by import AFTER, came, on_the_day, over, place
from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.models import AuditEvent
from culturefirst.measures.core import Question, Window, ids
from culturefirst.measures.figures import figure
from culturefirst.measures.register import MEASURES
from culturefirst.network.models import Organisation, User

SCORE = "events.feedback_score"


def said(by: User, event: Event, overall: int, **more: Any) -> Feedback:
    row = place(event, by)
    return actions.leave_feedback(by=by, booking=row, overall=overall, **more)


def held(helen: User, *who: User, **told: Any) -> Event:
    event = on_the_day(*who, made_by=helen.person, **told)
    came(helen, event, *who)
    return over(event)


def test_a_delegate_says_it_once_and_can_say_it_otherwise_until_it_is_closed(
    helen: User, priya: User
) -> None:
    event = held(helen, priya)
    with clock.standing(AFTER):
        said(priya, event, 3, useful=4, best=" The maps. ")
        row = said(priya, event, 5, better="Longer.")
        assert (row.overall, row.useful, row.best, row.better) == (5, None, "", "Longer.")
        assert Feedback._base_manager.count() == 1
        actions.close_event(by=helen, event=event)
        with pytest.raises(DomainError, match="It is closed: what was said of it stays as it is"):
            said(priya, event, 1)
    assert Feedback._base_manager.get().overall == 5


def test_only_who_was_seen_there_says_how_it_was(helen: User, priya: User, jim: User) -> None:
    event = held(helen, priya)
    with clock.standing(AFTER):
        with pytest.raises(NotAllowed):
            actions.leave_feedback(by=jim, booking=place(event, priya), overall=1)
        row = place(event, priya)
        actions.note_delegate(by=helen, booking=row, came=None, reason="Nobody is sure.")
        with pytest.raises(NotAllowed):
            said(priya, event, 3)


def test_scores_are_of_five(helen: User, priya: User) -> None:
    from django.core.exceptions import ValidationError

    event = held(helen, priya)
    with clock.standing(AFTER), pytest.raises(ValidationError):
        said(priya, event, 6)


def test_the_trail_says_that_and_never_what(helen: User, priya: User) -> None:
    event = held(helen, priya)
    with clock.standing(AFTER):
        said(priya, event, 2, best="The soup")
    told = AuditEvent.objects.latest("pk")
    assert told.verb == "events.leave_feedback"
    assert told.after["overall"] == told.after["best"] == "(kept private)"


def test_means_are_told_from_five_answers_up_with_how_many_of_how_many(
    helen: User, ipswich: Organisation, priya: User
) -> None:
    five = [priya, *members(4, ipswich)]
    event = held(helen, *five, *members(1, ipswich, role="partner"))
    with clock.standing(AFTER):
        for number, user in enumerate(five[:4], 2):
            said(user, event, number)
        few = queries.card(event, priya, AFTER)
        assert few is not None
        assert (few.means, few.withheld) == ([], "Means are shown from 5 answers up.")
        said(five[4], event, 5, useful=3)
        card = queries.card(event, priya, AFTER)
    assert card is not None
    assert [(each.words, each.mean, each.answers) for each in card.means] == [
        ("All in all", 3.8, 5), ("Of use for one’s work", 3.0, 1),
    ]  # fmt: skip
    assert (card.answers, card.counts.came, card.given and card.given.overall) == (5, 6, 2)


def test_keepers_read_words_in_the_order_of_the_alphabet_and_no_names(
    helen: User, priya: User, jim: User
) -> None:
    event = held(helen, priya, jim)
    with clock.standing(AFTER):
        said(priya, event, 3, best="the soup")
        said(jim, event, 4, best="Maps")
    found = queries.results(event)
    assert (found.best, found.answers, found.came) == (["Maps", "the soup"], 2, 2)
    told = [(line.asked, line.said, line.answers) for line in queries.told(event)]
    assert told == [
        ("Answers", 2, 2), ("All in all", 3.5, 2), ("What was best", "Maps", ""),
        ("What was best", "the soup", ""),
    ]  # fmt: skip


def test_the_score_counts_whole_events_with_five_answers_and_no_others(
    helen: User, ipswich: Organisation
) -> None:
    five = members(5, ipswich)
    event, small = held(helen, *five), held(helen, *five[:4], title="Small", kind="launch")
    with clock.standing(AFTER):
        for number, user in enumerate(five, 1):
            said(user, event, number)
        for user in five[:4]:
            said(user, small, 5)
    every = figure(Question(SCORE, Window()))
    assert (every.numerator, every.share) == (15.0, 0.6)
    launch = figure(Question(SCORE, Window(), {"kind": "launch"}))
    assert (launch.numerator, launch.denominator) == (0.0, 0.0)
    training = figure(Question(SCORE, Window(), {"kind": "training"}))
    assert (training.numerator, training.denominator) == (15.0, 25.0)
    assert len(ids(MEASURES[SCORE].rows(Window(), {}))) == 5
    assert figure(Question(SCORE, Window(AFTER))).numerator == 0.0
    shown = [MEASURES[SCORE].show(row) for row in MEASURES[SCORE].rows(Window(), {})[:1]]
    assert [(each.label, each.detail) for each in shown] == [("Reading figures", "one answer")]


def test_nobody_else_sees_ones_feedback(helen: User, priya: User) -> None:
    event = held(helen, priya)
    with clock.standing(AFTER):
        said(priya, event, 3)
    assert Feedback.objects.visible_to(priya).count() == 1
    assert Feedback.objects.visible_to(helen).count() == Feedback.objects.count() == 0
    assert Booking.objects.visible_to(helen).count() == 1
