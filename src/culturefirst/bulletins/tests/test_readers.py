"""Readers ask, confirm, follow links and stop; nobody can do it for somebody else."""

import re
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from culturefirst.bulletins import actions
from culturefirst.bulletins.models import Bulletin, Click, Subscriber, Subscription
from culturefirst.bulletins.tests.letters import letters, stop_of, text_of
from culturefirst.bulletins.tokens import Token, read
from culturefirst.kit import outbox
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.outbox.models import Message
from culturefirst.network.models import Consent, Topic, User


def way_out(to: str) -> str:
    """The path by which this reader stops, as their letter says."""
    [letter] = [each for each in letters() if each["To"] == to]
    return stop_of(letter)


def test_one_click_stops_without_cookie_or_page_before(sent: Bulletin, priya: User) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(way_out("priya@example.org"), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    [consent] = Consent.objects.filter(person=priya.person)
    assert consent.withdrawn_source == f"by a link in bulletin {sent.pk}"


def test_opening_the_page_a_hundred_times_changes_nothing(sent: Bulletin, priya: User) -> None:
    path = way_out("priya@example.org")
    for _ in range(100):
        assert Client().get(path).status_code == 200
    assert Consent.objects.get(person=priya.person).withdrawn_at is None


def test_stopping_holds_back_what_waits(frozen: Bulletin, helen: User, priya: User) -> None:
    made = actions.send_bulletin(by=helen, bulletin=frozen)
    letter = Message.objects.get(to="priya@example.org")
    token = letter.gaps["stop"].rstrip("/").rpartition("/")[2]
    actions.stop_letters(by=SYSTEM, token=read(token))
    outbox.deliver()
    assert [each.to for each in mail.outbox] == [["jim@example.org"]]
    assert outbox.counts(made.mailing).suppressed == 1


@given(st.text(max_size=60))
def test_no_token_can_be_made_up(text: str) -> None:
    assert read(text) is None


def test_forged_tokens_find_nothing(sent: Bulletin) -> None:
    real = str(Token("p", 1, 1, 1))
    forged = [real[:-1] + "x", real.replace("p.1.", "p.2."), real.upper(), "p.1.1.1:"]
    for token in forged:
        assert Client().post(f"/bulletins/stop/{token}/").status_code == 404
    assert Consent.objects.filter(withdrawn_at__isnull=False).count() == 0


def test_a_reader_outside_is_written_to_once_confirmed(
    draft: Bulletin, helen: User, topic: Topic
) -> None:
    answer = Client().post(
        "/bulletins/subscribe/", {"email": "Reader@Example.com", "topics": [topic.pk]}
    )
    assert "Look into your inbox" in answer.content.decode()
    outbox.deliver()
    [letter] = letters()
    path = "/" + re.search(r"https?://[^/]+/(\S+)", text_of(letter))[1]
    assert Subscriber.objects.get().confirmed_at is None
    assert "checked" in Client().get(path).content.decode()
    assert Subscriber.objects.get().confirmed_at is None
    Client().post(path, {"topics": [topic.pk]})
    assert Subscription.objects.get().ended_at is None
    mail.outbox.clear()
    actions.edit_bulletin(by=helen, bulletin=draft, changes={"to_outsiders": True})
    actions.send_bulletin(by=helen, bulletin=actions.freeze_bulletin(by=helen, bulletin=draft))
    outbox.deliver()
    assert "reader@example.com" in [each.to[0] for each in mail.outbox]
    assert Client().post(way_out("reader@example.com")).status_code == 200
    assert Subscription.objects.get().ended_at is not None


def test_asking_tells_nobody_who_is_known(db: None, topic: Topic) -> None:
    pages = []
    for email in ("new@example.com", "new@example.com", "helen@example.org"):
        cache.clear()
        answer = Client().post("/bulletins/subscribe/", {"email": email, "topics": [topic.pk]})
        pages.append((answer.status_code, re.sub(rb'value="[^"]*"', b"", answer.content)))
    assert pages[0] == pages[1] == pages[2]


def test_a_link_counts_and_says_nothing_about_who(sent: Bulletin) -> None:
    answer = Client().get(f"/bulletins/{sent.pk}/go/0/")
    assert answer.headers["Location"].endswith("/learn/news/ely-opens-its-archive/")
    Client().get(f"/bulletins/{sent.pk}/go/0/")
    assert [(click.number, click.times) for click in Click.objects.all()] == [(0, 2)]
    assert {field.name for field in Click._meta.concrete_fields} == {
        "id", "bulletin", "number", "on", "times"
    }  # fmt: skip


@pytest.mark.parametrize("number", [1, 99])
def test_only_links_that_stand_in_it_are_followed(sent: Bulletin, number: int) -> None:
    assert Client().get(f"/bulletins/{sent.pk}/go/{number}/").status_code == 404


def test_the_archive_shows_what_was_sent_to_strangers(sent: Bulletin, draft: Bulletin) -> None:
    page = Client().get("/bulletins/").content.decode()
    assert "E-bulletin 4, 2011" in page
    assert Client().get(f"/bulletins/{sent.pk}/").status_code == 200


def test_a_draft_looks_to_others_like_none(draft: Bulletin, priya: User, signed_in: Any) -> None:
    assert signed_in(priya).get(f"/bulletins/{draft.pk}/").status_code == 404
    assert signed_in(priya).get("/bulletins/99999/").status_code == 404


def test_the_page_says_what_is_stopped_and_leads_to_all_choices(
    sent: Bulletin, priya: User
) -> None:
    path = way_out("priya@example.org")
    assert "about Museums any more" in Client().get(path).content.decode()
    done = Client().post(path).content.decode()
    assert "We will not write to you about Museums any more" in done
    assert 'href="/account/preferences/"' in done


def test_of_somebody_in_the_network_what_they_said_there_decides(
    draft: Bulletin, helen: User, tom: User, topic: Topic
) -> None:
    actions.edit_bulletin(by=helen, bulletin=draft, changes={"to_outsiders": True})
    for email in ("TOM@example.org", "reader@example.com"):
        actions.ask_for_bulletins(by=SYSTEM, email=email, topics=[topic])
    for reader in Subscriber.objects.all():
        actions.confirm_reading(by=SYSTEM, reader=reader, topics=[topic])
    actions.send_bulletin(by=helen, bulletin=actions.freeze_bulletin(by=helen, bulletin=draft))
    to = set(Message.objects.filter(mailing__isnull=False).values_list("to", flat=True))
    assert to == {"priya@example.org", "jim@example.org", "reader@example.com"}
    assert tom.person.email == "tom@example.org"
