"""The e-bulletins of the story."""

from datetime import date
from typing import Any

import pytest

from culturefirst.bulletins.models import Bulletin, Subscriber
from culturefirst.bulletins.queries import figures
from culturefirst.kit.outbox import Counts
from culturefirst.kit.outbox.suppression import Suppression
from culturefirst.network.models import Consent, Person

pytestmark = pytest.mark.usefixtures("story")


def sent() -> Any:
    return Bulletin.objects.filter(sent_on__isnull=False).order_by("sent_on")


def test_four_were_sent_on_their_days_and_the_next_is_a_draft() -> None:
    assert [each.sent_on for each in sent()] == [
        date(2011, 3, 18),
        date(2011, 5, 27),
        date(2011, 7, 15),
        date(2011, 9, 9),
    ]
    draft = Bulletin.objects.get(sent_on=None)
    assert (draft.title, draft.frozen_on, draft.items.count()) == (
        "E-bulletin of November 2011", None, 2
    )  # fmt: skip


def test_each_went_to_people_who_had_agreed_by_then_and_to_nobody_else() -> None:
    assert [figures(each).counts for each in sent()] == [
        Counts(sent=27),
        Counts(sent=21),
        Counts(sent=18, bounced=1),
        Counts(sent=31, bounced=1),
    ]
    for bulletin in sent():
        agreed = Consent.objects.filter(topic=bulletin.topic, given_at__date__lt=bulletin.sent_on)
        to = bulletin.mailing.letters.exclude(to__in=Subscriber.objects.values("email"))
        people = Person.objects.filter(pk__in=agreed.values("person"))
        assert set(to.values_list("to", flat=True)) <= set(people.values_list("email", flat=True))


def test_the_quick_poll_of_september_stands_in_its_bulletin() -> None:
    [piece] = [each for each in sent().last().frozen["pieces"] if each["kind"] == "Quick poll"]
    assert piece["title"] == "Has your service shared a post with another council this year?"
    assert piece["url"].startswith("/polls/")


def test_links_were_followed_and_two_readers_stopped() -> None:
    followed = [[link.times for link in figures(each).followed] for each in sent()]

    assert followed == [[9, 6, 4], [5, 4, 7, 8], [3, 6, 2, 1], [7, 9, 11, 12, 4]]
    assert [figures(each).stopped for each in sent()] == [0, 0, 1, 1]


def test_two_of_three_readers_outside_confirmed() -> None:
    assert Subscriber.objects.count() == 3
    assert Subscriber.objects.filter(confirmed_at__isnull=False).count() == 2


def test_one_mailbox_is_gone_and_one_reader_has_had_enough() -> None:
    assert {each.to: each.reason for each in Suppression.objects.all()} == {
        "winston.kindred@norfolk-county-council.example": "complaint",
        "graham.chowdhury@improvement-east.example": "bounces",
    }
