"""The outbox: everybody accounted for, nobody told twice, doubts said aloud."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from culturefirst.kit import clock, outbox
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.models import Installation, Message
from culturefirst.kit.outbox import delivery, ledger
from culturefirst.kit.outbox.post import Outcome
from culturefirst.kit.outbox.write import message_id
from culturefirst.kit.tests.sink import Sink, listening

pytestmark = pytest.mark.django_db


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    sink = Sink()
    with listening(sink) as port:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield sink


def write(key: str = "reset:1", kind: str = "account", **others: str) -> Message:
    return outbox.send(
        key=key,
        to="anne@example.org",
        subject="A link for you",
        text="Here it is.",
        kind=kind,
        **others,
    )


def state(message: Message) -> str:
    message.refresh_from_db()
    return message.state


def die_with(message: Message) -> None:
    """Leave the letter as a worker leaves it that died with it in its hand a while ago."""
    past = clock.wall() - timedelta(seconds=1)
    Message.objects.filter(pk=message.pk).update(
        state="handing_over", attempts=1, fence=1, lease_until=past
    )


def wait_is_over() -> None:
    Message.objects.filter(state="queued").update(due_at=clock.wall())


def test_a_letter_goes_out_once_with_the_id_of_its_key(sink: Sink) -> None:
    message = write(html="<p>Here it is.</p>")
    assert outbox.deliver() is True
    assert outbox.deliver() is False
    assert state(message) == "sent"
    [letter] = sink.letters
    assert letter["Message-ID"] == message.message_id
    assert (letter["To"], letter["Subject"]) == ("anne@example.org", "A link for you")
    assert [part.get_content_type() for part in letter.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


def test_the_same_key_writes_one_row() -> None:
    assert write() == write()
    assert Message.objects.count() == 1


def test_many_letters_are_written_with_few_questions_and_none_twice(
    django_assert_num_queries: Any,
) -> None:
    first = write("1")
    Installation.current()
    letters = [
        outbox.Letter(key, f"reader{key}@example.org", "News", "News.", "account")
        for key in ("1", "2", "3")
    ]
    with django_assert_num_queries(2):
        outbox.send_all(letters)
    rows = Message.objects.order_by("key").values_list("key", "to", "message_id")
    assert list(rows[1:]) == [
        ("2", "reader2@example.org", message_id("2")),
        ("3", "reader3@example.org", message_id("3")),
    ]
    first.refresh_from_db()
    assert first.to == "anne@example.org"


def test_one_address_that_is_none_keeps_all_of_many_letters_back() -> None:
    good = outbox.Letter("1", "reader@example.org", "News", "News.", "account")
    bad = outbox.Letter("2", "reader", "News", "News.", "account")
    with pytest.raises(DomainError, match="is not an e-mail address"):
        outbox.send_all([good, bad])
    assert not Message.objects.exists()


def test_another_key_has_another_id() -> None:
    assert write("a").message_id != write("b").message_id


def test_a_letter_of_a_change_that_was_undone_is_not_written() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write()
        raise ZeroDivisionError
    assert Message.objects.count() == 0


def test_what_is_no_address_is_refused_with_a_sentence() -> None:
    with pytest.raises(DomainError, match="'anne' is not an e-mail address"):
        outbox.send(key="a", to="anne", subject="", text="", kind="account")


def test_a_line_break_cannot_put_a_header_into_a_letter(sink: Sink) -> None:
    outbox.send(
        key="a", to="a@example.org", subject="Hello\nBcc: b@example.org", text="", kind="account"
    )
    outbox.deliver()
    assert sink.letters[0]["Subject"] == "Hello Bcc: b@example.org"
    assert sink.letters[0]["Bcc"] is None


def test_an_undeclared_kind_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="No kind of letter is called 'gossip'"):
        write(kind="gossip")


@pytest.mark.parametrize("answer", ["451 try later", "421 busy"])
def test_a_server_that_says_later_is_asked_again_after_a_minute(sink: Sink, answer: str) -> None:
    message = write()
    sink.answers = [answer]
    outbox.deliver()
    assert state(message) == "queued"
    assert message.reason == answer
    assert 55 < (message.due_at - clock.wall()).total_seconds() <= 60
    wait_is_over()
    outbox.deliver()
    assert state(message) == "sent"
    assert len(sink.letters) == 1


def test_a_server_that_says_later_for_a_day_has_refused(sink: Sink) -> None:
    message = write()
    Message.objects.update(tried_at=clock.wall() - timedelta(hours=25))
    sink.answers = ["451 try later"]
    outbox.deliver()
    assert state(message) == "failed"
    assert message.reason == "Tried for a day. 451 try later"


def test_a_server_that_refuses_is_not_asked_again(sink: Sink) -> None:
    first, second = write("a"), write("b")
    sink.answers = ["550 no such person"]
    outbox.deliver()
    assert (state(first), first.reason) == ("failed", "550 no such person")
    assert state(second) == "sent"


def test_a_letter_that_cannot_be_written_does_not_hold_up_the_others(sink: Sink) -> None:
    first, second = write("a"), write("b")
    Message.objects.filter(pk=first.pk).update(to="anne@example.org\nBcc: bob@example.org")
    outbox.deliver()
    assert state(first) == "failed"
    assert first.reason.startswith("This letter cannot be written as it is")
    assert state(second) == "sent"


def test_letters_share_one_connection(sink: Sink) -> None:
    rows = [write(str(n)) for n in range(5)]
    outbox.deliver()
    assert {state(row) for row in rows} == {"sent"}
    assert (len(set(sink.ids)), len(sink.peers)) == (5, 1)


def test_without_a_server_nothing_is_taken_in_hand(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    message = write()
    assert outbox.deliver() is False
    assert (state(message), message.attempts) == ("queued", 0)


@pytest.mark.parametrize(("kind", "becomes"), [("account", "queued"), ("bulletin", "uncertain")])
def test_a_connection_that_breaks_after_the_letter_leaves_a_doubt(
    sink: Sink, kind: str, becomes: str
) -> None:
    message = write(kind=kind)
    sink.hang_up = True
    outbox.deliver()
    assert state(message) == becomes
    assert message.reason.startswith("The connection broke")


@pytest.mark.parametrize("kind", ["account", "bulletin"])
def test_a_connection_that_breaks_before_the_letter_leaves_no_doubt(sink: Sink, kind: str) -> None:
    message = write(kind=kind)
    sink.hang_up_early = True
    outbox.deliver()
    assert state(message) == "queued"
    assert message.reason.startswith("The connection broke")
    wait_is_over()
    outbox.deliver()
    assert (state(message), sink.ids) == ("sent", [message.message_id])


def test_what_is_known_of_one_letter_is_not_believed_of_the_next(sink: Sink) -> None:
    first, second = write("a", kind="bulletin"), write("b", kind="bulletin")
    third = write("c", kind="bulletin")
    sink.on_data = lambda: setattr(sink, "hang_up_early", True)
    outbox.deliver()
    sink.on_data = None
    assert [state(first), state(second), state(third)] == ["sent", "queued", "sent"]


@pytest.mark.parametrize(("kind", "becomes"), [("account", "queued"), ("bulletin", "uncertain")])
def test_the_letter_in_a_dead_workers_hand_is_sent_again_or_listed(kind: str, becomes: str) -> None:
    message = write(kind=kind)
    die_with(message)
    assert delivery.recover() == 1
    assert state(message) == becomes
    assert message.reason == "A worker died handing it over."


def test_a_letter_sent_twice_has_one_id(sink: Sink) -> None:
    message = write()
    outbox.deliver()
    die_with(message)
    outbox.deliver()
    assert sink.ids == [message.message_id] * 2
    assert state(message) == "sent"


def test_a_worker_that_was_thought_dead_does_not_settle_what_passed_on() -> None:
    message = write(kind="bulletin")
    slow = ledger.Ledger("slow")
    mine = slow.settle_and_take(None, None)
    assert mine is not None
    Message.objects.update(lease_until=clock.wall() - timedelta(seconds=1))
    delivery.recover()
    slow.settle_and_take(mine, Outcome("sent"), more=False)
    assert state(message) == "uncertain"


def test_who_must_not_be_written_to_is_passed_over_at_the_last_moment(
    sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = write("a"), write("b")
    ask = lambda m: "Asked not to be written to." if m.key == "a" else ""  # noqa: E731
    monkeypatch.setattr(ledger, "WITHHOLD", [ask])
    outbox.deliver()
    assert (state(first), first.reason) == ("suppressed", "Asked not to be written to.")
    assert state(second) == "sent"
    assert len(sink.letters) == 1


def test_a_restore_sends_nothing_until_a_person_releases_it(
    sink: Sink, helen: Any, priya: Any
) -> None:
    message = write()
    Installation.objects.update(epoch=2)
    assert outbox.deliver() is False
    assert state(message) == "queued"
    with pytest.raises(NotAllowed):
        outbox.release(by=priya, reason="I want them out")
    assert outbox.release(by=helen, reason="Checked: none went out before the restore") == 1
    outbox.deliver()
    assert state(message) == "sent"


def test_everybody_is_accounted_for_whatever_the_server_says(sink: Sink) -> None:
    rows = [write(str(n), kind="bulletin") for n in range(20)]
    sink.answers = ["", "451 later", "550 never", "", "421 busy", ""] * 3
    outbox.deliver()
    wait_is_over()
    outbox.deliver()
    states = [state(row) for row in rows]
    assert set(states) <= {"sent", "failed", "queued", "uncertain"}
    assert len(sink.ids) == len(set(sink.ids)) == states.count("sent")


def test_the_system_may_release() -> None:
    assert outbox.release(by=SYSTEM, reason="Nothing waits") == 0
