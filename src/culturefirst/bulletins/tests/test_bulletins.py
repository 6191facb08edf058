"""A bulletin is picked, frozen, sent to those who agreed, and counted."""

from datetime import date
from typing import Any

import pytest
from django.core import mail

from culturefirst.bulletins import actions, queries
from culturefirst.bulletins.content import Content
from culturefirst.bulletins.jobs import queue
from culturefirst.bulletins.models import Bulletin, Item
from culturefirst.bulletins.tests.letters import letters, stop_of, text_of
from culturefirst.kit import clock, outbox
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.outbox.models import Message
from culturefirst.measures.core import Question, Window
from culturefirst.measures.figures import figures
from culturefirst.network import actions as network
from culturefirst.network.models import Topic, User

TODAY = date(2011, 9, 19)


def count() -> float:
    [figure] = figures([Question("bulletins.sent", Window(date(2011, 4, 1), TODAY))])
    return figure.numerator


def test_what_was_published_since_the_last_one_is_offered(
    sent: Bulletin, helen: User, page: Any
) -> None:
    new = actions.write_bulletin(
        by=helen, title="5", heading="5", audience=sent.audience, topic=sent.topic
    )
    assert queries.since(new, TODAY) == TODAY
    assert queries.to_pick(Content(new, helen, TODAY), TODAY) == []


def test_items_keep_their_order_and_change_places(draft: Bulletin, helen: User) -> None:
    first, second = draft.items.all()
    actions.move_item(by=helen, bulletin=draft, item=second, up=True)
    assert [item.pk for item in draft.items.all()] == [second.pk, first.pk]
    actions.remove_item(by=helen, bulletin=draft, item=second)
    assert [(item.pk, item.position) for item in draft.items.all()] == [(first.pk, 1)]


def test_the_same_publication_stands_in_it_once(draft: Bulletin, helen: User, page: Any) -> None:
    actions.pick(by=helen, bulletin=draft, keys=[f"library.entry:{page.pk}"])
    assert draft.items.count() == 2


def test_it_goes_to_those_of_the_audience_who_agreed(sent: Bulletin) -> None:
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "jim@example.org", "priya@example.org"
    ]  # fmt: skip
    assert outbox.counts(sent.mailing).sent == 2


def test_each_letter_has_its_own_way_to_stop(sent: Bulletin) -> None:
    stops = set()
    for letter in letters():
        assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert stop_of(letter) in "".join(text_of(letter).split())
        stops.add(stop_of(letter))
    assert len(stops) == 2


def test_styles_are_inlined_and_nothing_is_loaded(sent: Bulletin) -> None:
    html = text_of(letters()[0], "html")
    assert 'style="' in html
    assert "<img" not in html
    assert "<link" not in html


def test_words_stay_once_it_is_frozen(frozen: Bulletin, helen: User, page: Any) -> None:
    page.title = "Another title"
    page.save_revision(user=helen).publish(user=helen)
    assert Content(frozen, helen, TODAY).pieces[0].title == "Ely opens its archive"
    with pytest.raises(DomainError, match="It is frozen"):
        actions.edit_bulletin(by=helen, bulletin=frozen, changes={"heading": "Other"})


def test_it_can_be_thawed_before_it_is_sent(frozen: Bulletin, helen: User) -> None:
    thawed = actions.thaw_bulletin(by=helen, bulletin=frozen)
    assert (thawed.frozen_on, thawed.links) == (None, [])


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("/learn/news/not-there/", "leads to no page of this site"),
        ("/nowhere/", "leads to no page of this site"),
        ("javascript:alert(1)", "is no address of a page"),
        ("http://127.0.0.1:8000/nowhere/", "leads to no page of this site"),
    ],
)
def test_a_broken_link_is_named_and_stops_the_freezing(
    draft: Bulletin, helen: User, url: str, says: str
) -> None:
    actions.add_item(by=helen, bulletin=draft, heading="A link", url=url)
    with pytest.raises(DomainError, match=f"The link of “A link” {says}"):
        actions.freeze_bulletin(by=helen, bulletin=draft)
    assert Bulletin.objects.get().frozen_on is None


def test_what_was_taken_back_is_named(draft: Bulletin, helen: User, page: Any) -> None:
    page.unpublish(user=helen)
    with pytest.raises(DomainError, match="Item 1 was taken off the website"):
        actions.freeze_bulletin(by=helen, bulletin=draft)


def test_an_empty_audience_is_named(draft: Bulletin, helen: User) -> None:
    other = network.add_topic(by=helen, name="Play")
    actions.edit_bulletin(by=helen, bulletin=draft, changes={"topic": other})
    with pytest.raises(DomainError, match="Nobody in “Officers and councillors” has agreed"):
        actions.freeze_bulletin(by=helen, bulletin=draft)


def test_it_is_sent_once_and_by_the_team(frozen: Bulletin, tom: User, helen: User) -> None:
    with pytest.raises(NotAllowed):
        actions.send_bulletin(by=tom, bulletin=frozen)
    made = actions.send_bulletin(by=helen, bulletin=frozen)
    with pytest.raises(DomainError, match="sent already"):
        actions.send_bulletin(by=helen, bulletin=made)


def test_writing_its_letters_twice_adds_none(frozen: Bulletin, helen: User) -> None:
    made = actions.send_bulletin(by=helen, bulletin=frozen)
    before = Message.objects.count()
    queue.enqueue(bulletin_id=made.pk, by=helen)
    assert Message.objects.count() == before == 2


def test_it_counts_when_the_mail_server_took_a_letter(frozen: Bulletin, helen: User) -> None:
    actions.send_bulletin(by=helen, bulletin=frozen)
    assert count() == 0
    outbox.deliver()
    assert count() == 1


def test_who_took_their_agreement_back_is_not_written_to(
    frozen: Bulletin, helen: User, priya: User, topic: Topic
) -> None:
    network.withdraw_consent(by=priya, person=priya.person, topic=topic, source="here")
    actions.send_bulletin(by=helen, bulletin=frozen)
    outbox.deliver()
    assert [letter.to for letter in mail.outbox] == [["jim@example.org"]]


def test_a_test_goes_to_whoever_asks_for_it(draft: Bulletin, tom: User) -> None:
    actions.send_test(by=tom, bulletin=draft, once="1")
    outbox.deliver()
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        (["tom@example.org"], "[Test] An archive opens")
    ]
    assert count() == 0


def test_the_database_keeps_each_place_once(draft: Bulletin) -> None:
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.create(bulletin=draft, heading="Again", position=1)


def test_what_is_for_members_is_not_sent_outside(
    draft: Bulletin, helen: User, topic: Topic
) -> None:
    from culturefirst.library.tests.make import news, published

    actions.edit_bulletin(by=helen, bulletin=draft, changes={"to_outsiders": True})
    actions.ask_for_bulletins(by=SYSTEM, email="reader@example.com", topics=[topic])
    from culturefirst.bulletins.models import Subscriber

    reader = Subscriber.objects.get()
    actions.confirm_reading(by=SYSTEM, reader=reader, topics=[topic])
    with clock.standing(date(2011, 9, 2)):
        hidden = published(news("For us", for_members=True), helen)
    actions.pick(by=helen, bulletin=draft, keys=[f"library.entry:{hidden.pk}"])
    made = actions.send_bulletin(
        by=helen, bulletin=actions.freeze_bulletin(by=helen, bulletin=draft)
    )
    outbox.deliver()
    assert made.for_members
    to = [letter["To"] for letter in letters() if "archive opens" in letter["Subject"]]
    assert "reader@example.com" not in to
    assert len(to) == 2


def test_links_lead_past_our_counter_only_once_it_is_sent(sent: Bulletin, tom: User) -> None:
    counted = f"/bulletins/{sent.pk}/go/0/"
    assert all(counted in "".join(text_of(letter).split()) for letter in letters())
    mail.outbox.clear()
    actions.send_test(by=tom, bulletin=sent, once="1")
    outbox.deliver()
    [trial] = letters()
    assert counted not in text_of(trial)
    assert "/learn/news/ely-opens-its-archive/" in text_of(trial)
    assert "/account/preferences/" in text_of(trial)


def test_the_archive_keeps_addresses_without_our_host(sent: Bulletin, settings: Any) -> None:
    assert sent.links == ["/learn/news/ely-opens-its-archive/"]
    assert [piece["url"] for piece in sent.frozen["pieces"]] == [*sent.links, ""]


def test_what_came_before_the_last_one_is_offered_to_who_looks_further_back(
    sent: Bulletin, helen: User, signed_in: Any
) -> None:
    new = actions.write_bulletin(
        by=helen, title="5", heading="5", audience=sent.audience, topic=sent.topic
    )
    compose, client = f"/bulletins/{new.pk}/compose/", signed_in(helen)
    page = client.get(compose).content.decode()
    assert "Ely opens its archive" not in page
    assert 'href="?since=2011-07-20#pick"' in page
    assert "Ely opens its archive" in client.get(f"{compose}?since=2011-07-20").content.decode()


@pytest.mark.parametrize("said", ["", "yesterday", "0001-01-01", "2011-02-30"])
def test_a_day_that_cannot_be_looked_back_to_does_no_harm(
    draft: Bulletin, helen: User, signed_in: Any, said: str
) -> None:
    page = signed_in(helen).get(f"/bulletins/{draft.pk}/compose/", {"since": said})
    assert page.status_code == 200


def test_its_page_tells_what_waits_and_lets_it_be_paused(
    frozen: Bulletin, helen: User, tom: User, signed_in: Any
) -> None:
    made = actions.send_bulletin(by=helen, bulletin=frozen, rate=60)
    figures_page = f"/bulletins/{made.pk}/figures/"
    page = signed_in(helen).get(figures_page).content.decode()
    assert "2 letters on the way, at most 60 a minute." in page
    assert "Pause" in page
    assert "Pause" not in signed_in(tom).get(figures_page).content.decode()
    Message.objects.all().delete()
    page = signed_in(helen).get(figures_page).content.decode()
    assert "Its letters are being written." in page
    assert "Pause" in page
