"""What somebody will do next: pledged, asked about once on its day, answered, counted."""

from datetime import date, timedelta
from typing import Any

import pytest

from culturefirst.events import actions
from culturefirst.events.attention import pledges_need
from culturefirst.events.jobs import ask_about_pledges
from culturefirst.events.models import Event, Pledge
from culturefirst.events.months import months_later
from culturefirst.events.queries import feedback as queries
from culturefirst.events.tests.gone_by import AFTER, ON, came, on_the_day, over, place
from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.outbox.models import Message
from culturefirst.measures.core import Question, Window
from culturefirst.measures.figures import figure
from culturefirst.network.models import User

DUE = date(2012, 1, 6)
WORDS = "Show the board our figures"


def held(helen: User, *who: User) -> Event:
    event = on_the_day(*who, made_by=helen.person)
    came(helen, event, *who)
    return over(event)


def pledged(by: User, event: Event, words: str = WORDS, **said: Any) -> Pledge:
    return actions.make_pledge(by=by, booking=place(event, by), words=words, **said)


def asked() -> list[Message]:
    return list(Message.objects.filter(key__contains=":pledge:").order_by("pk"))


def test_a_pledge_comes_back_in_three_months_and_is_changed_until_it_is_answered(
    helen: User, priya: User
) -> None:
    event = held(helen, priya)
    with clock.standing(AFTER):
        made = pledged(priya, event)
        assert (made.due_on, str(made.organisation)) == (DUE, "Ipswich Borough Council")
        again = pledged(priya, event, "Ask Norfolk", due_on=date(2012, 3, 1))
        assert (again.pk, again.words, again.due_on) == (made.pk, "Ask Norfolk", date(2012, 3, 1))
        actions.answer_pledge(by=priya, pledge=again, fulfilled=True)
        with pytest.raises(DomainError, match="so it stays as it is"):
            pledged(priya, event)


def test_pledges_are_made_for_thirty_days(helen: User, priya: User) -> None:
    event = held(helen, priya)
    with clock.standing(ON + timedelta(days=31)), pytest.raises(DomainError) as no:
        pledged(priya, event)
    assert str(no.value) == "Pledges were made until 4 November 2011, thirty days after it."
    with clock.standing(ON + timedelta(days=30)):
        assert pledged(priya, event).pk


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"words": " "}, "Say what you will do, in a sentence."),
        ({"due_on": AFTER}, "Let it come back on a day after today, within two years."),
        ({"due_on": date(2013, 10, 7)}, "Let it come back on a day after today"),
    ],
)
def test_what_cannot_be_kept_is_refused(
    helen: User, priya: User, said: dict[str, Any], why: str
) -> None:
    event = held(helen, priya)
    with clock.standing(AFTER), pytest.raises(DomainError, match=why):
        pledged(priya, event, **said)


def test_it_is_asked_about_once_by_a_letter_that_does_not_say_it(helen: User, priya: User) -> None:
    event = held(helen, priya)
    with clock.standing(AFTER):
        made = pledged(priya, event)
    with clock.standing(DUE - timedelta(days=1)):
        ask_about_pledges()
        assert asked() == []
    with clock.standing(DUE):
        ask_about_pledges()
        ask_about_pledges()
    [letter] = asked()
    assert (letter.to, letter.subject) == (
        "priya@example.org", "What came of your pledge of 6 October 2011?"
    )  # fmt: skip
    assert f"/meet/pledges/{made.pk}/" in letter.text
    assert WORDS not in letter.text


def test_my_work_asks_on_the_day_and_not_after_the_answer(helen: User, priya: User) -> None:
    event = held(helen, priya)
    with clock.standing(AFTER):
        made = pledged(priya, event)
    assert list(pledges_need(priya, DUE - timedelta(days=1))) == []
    [need] = pledges_need(priya, DUE)
    assert (need.what, need.due, need.url) == (WORDS, DUE, f"/meet/pledges/{made.pk}/")
    assert list(pledges_need(helen, DUE)) == []
    with clock.standing(DUE):
        actions.answer_pledge(by=priya, pledge=made, fulfilled=False, came_of_it=" No time. ")
    assert list(pledges_need(priya, DUE)) == []
    assert Pledge._base_manager.get().came_of_it == "No time."


def test_a_pledge_is_its_makers_alone(helen: User, priya: User, jim: User) -> None:
    event = held(helen, priya, jim)
    with clock.standing(AFTER):
        made = pledged(priya, event)
        for user in (helen, jim):
            with pytest.raises(NotAllowed):
                actions.answer_pledge(by=user, pledge=made, fulfilled=True)
            assert Pledge.objects.visible_to(user).count() == 0
        assert queries.results(event).pledged == 1


def test_pledges_made_and_kept_are_counted_by_the_days_they_were(helen: User, priya: User) -> None:
    event = held(helen, priya)
    with clock.standing(AFTER):
        made = pledged(priya, event)
    counted = {}
    for kept in (False, True):
        with clock.standing(DUE):
            actions.answer_pledge(by=priya, pledge=made, fulfilled=kept)
        counted[kept] = figure(Question("events.pledges_kept", Window(DUE, DUE))).numerator
    assert counted == {False: 0.0, True: 1.0}
    made_then = Question("events.pledges_made", Window(AFTER, AFTER), {"kind": "training"})
    assert figure(made_then).numerator == 1.0
    other = Question("events.pledges_kept", Window(), {"kind": "launch"})
    assert figure(other).numerator == 0.0


def test_nobody_who_was_erased_is_asked(helen: User, priya: User) -> None:
    event = held(helen, priya)
    with clock.standing(AFTER):
        made = pledged(priya, event)
    type(priya.person).objects.filter(pk=priya.person_id).update(erased_on=AFTER)
    assert queries.to_ask_about(made.due_on) == []


def test_months_end_where_they_end() -> None:
    assert months_later(date(2011, 11, 30), 3) == date(2012, 2, 29)
    assert months_later(date(2011, 10, 6), 24) == date(2013, 10, 6)
