"""Topics: what people follow, and what they agreed to."""

from datetime import date

import pytest

from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.network import actions
from culturefirst.network.models import Consent, Topic
from culturefirst.network.queries.topics import consenting, offered, wording_for
from culturefirst.network.vocabulary import USUAL_TOPICS

SAID = {"wording": wording_for("Museums"), "source": "the preferences page"}


@pytest.fixture
def museums(helen):
    return actions.add_topic(by=helen, name="Museums")


def test_a_network_begins_with_the_usual_topics_once(helen, museums):
    actions.add_usual_topics(by=helen)
    actions.add_usual_topics(by=helen)
    assert Topic.objects.count() == len(USUAL_TOPICS)
    assert Topic.objects.first() == museums


def test_two_topics_cannot_have_one_name(helen, museums):
    with pytest.raises(Exception, match="already exists"):
        actions.add_topic(by=helen, name="Museums")


def test_what_is_followed_keeps_its_first_day(helen, priya, museums):
    sport = actions.add_topic(by=helen, name="Sport")
    actions.set_interests(by=priya, person=priya.person, topics=[museums])
    with clock.standing(date(2011, 10, 1)):
        actions.set_interests(by=priya, person=priya.person, topics=[museums, sport])
    followed = dict(priya.person.interests.values_list("topic__name", "since"))
    assert followed == {"Museums": date(2011, 9, 19), "Sport": date(2011, 10, 1)}
    actions.set_interests(by=priya, person=priya.person, topics=[sport])
    assert [i.topic.name for i in priya.person.interests.all()] == ["Sport"]


def test_nobody_agrees_for_somebody_else(helen, priya, museums):
    with pytest.raises(NotAllowed, match="the person themselves"):
        actions.give_consent(by=helen, person=priya.person, topic=museums, **SAID)


def test_agreeing_keeps_the_words_and_the_moment_and_counts_once(priya, museums):
    first = actions.give_consent(by=priya, person=priya.person, topic=museums, **SAID)
    again = actions.give_consent(by=priya, person=priya.person, topic=museums, **SAID)
    assert first == again
    assert (first.wording, first.source, first.given_at) == (
        "You may write to me by email about Museums. I can take this back at any time.",
        "the preferences page",
        clock.now(),
    )
    assert list(consenting(museums)) == [priya.person]


def test_an_agreement_taken_back_stays_as_a_record_and_a_new_one_is_a_new_row(priya, museums):
    who = {"by": priya, "person": priya.person, "topic": museums}
    actions.give_consent(**who, **SAID)
    actions.withdraw_consent(**who, source="a link in a letter")
    actions.withdraw_consent(**who, source="a second click")
    assert list(consenting(museums)) == []
    actions.give_consent(**who, **SAID)
    kept = list(Consent.objects.order_by("pk").values_list("withdrawn_source", flat=True))
    assert kept == ["a link in a letter", ""]


def test_a_topic_that_is_no_longer_offered_takes_no_new_agreement(helen, priya, museums):
    actions.retire_topic(by=helen, topic=museums)
    assert list(offered()) == []
    with pytest.raises(DomainError, match="not offered any more"):
        actions.give_consent(by=priya, person=priya.person, topic=museums, **SAID)
    actions.offer_topic_again(by=helen, topic=museums)
    assert list(offered()) == [museums]


def test_an_officer_keeps_no_topics(priya):
    with pytest.raises(NotAllowed):
        actions.add_topic(by=priya, name="Museums")
