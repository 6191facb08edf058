"""Batches: many letters at once, paused and resumed, at a rate, behind what is urgent."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from culturefirst.kit import clock, outbox
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.models import AuditEvent, Body, Installation, Mailing, Message
from culturefirst.kit.outbox import Recipient, Words, doubts, gap
from culturefirst.kit.outbox.clearing import clear_letters
from culturefirst.kit.outbox.mailings import Counts
from culturefirst.kit.tests.sink import Sink, listening

pytestmark = pytest.mark.django_db
WORDS = Words("Bulletin 4", f"Dear {gap('who')}", f"<p>Dear {gap('who')}</p>")


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    sink = Sink()
    with listening(sink) as port:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield sink


def batch(count: int = 3, key: str = "four", **others: Any) -> Mailing:
    mailing = outbox.open_mailing(
        key=key, title="Bulletin 4", kind="bulletin", words=WORDS, **others
    )
    outbox.send_many(mailing, letters(count))
    return mailing


def letters(count: int) -> list[Recipient]:
    return [Recipient(str(n), f"r{n}@example.org", {"who": f"reader {n}"}) for n in range(count)]


def to_whom(sink: Sink) -> list[str]:
    return [str(letter["To"]).partition("@")[0] for letter in sink.letters]


def test_each_recipient_gets_the_letter_with_their_own_words(sink: Sink) -> None:
    mailing = batch()
    assert outbox.deliver() is True
    assert outbox.counts(mailing) == Counts(sent=3)
    assert outbox.counts(mailing).all == 3
    said = [letter.get_payload()[0].get_payload(decode=True) for letter in sink.letters]  # type: ignore[union-attr,index]
    assert [words.strip() for words in said] == [
        b"Dear reader 0",
        b"Dear reader 1",
        b"Dear reader 2",
    ]
    assert Message.objects.exclude(text="", html="", subject="").count() == 0


def test_written_twice_a_batch_is_the_same_and_nobody_is_told_twice() -> None:
    mailing = batch(3)
    again = outbox.open_mailing(key="four", title="Other", kind="bulletin", words=WORDS)
    assert (again.pk, again.title) == (mailing.pk, "Bulletin 4")
    assert outbox.send_many(again, letters(5)) == 2
    assert outbox.send_many(again, letters(5), in_steps=True) == 0
    assert outbox.counts(mailing) == Counts(queued=5)


def test_a_batch_of_a_change_that_was_undone_is_not_written() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        batch()
        raise ZeroDivisionError
    assert (Mailing.objects.count(), Message.objects.count()) == (0, 0)


def test_steps_are_told_and_what_is_read_once_is_no_ground_for_them() -> None:
    mailing, told = batch(0), []
    assert outbox.send_many(mailing, letters(1200), in_steps=True, after=told.append) == 1200
    assert told == [500, 1000, 1200]
    with pytest.raises(TypeError, match="give no iterator"):
        outbox.send_many(mailing, iter(letters(1)), in_steps=True)


def test_writing_many_asks_few_statements() -> None:
    mailing = batch(0)
    with CaptureQueriesContext(connection) as asked:
        outbox.send_many(mailing, letters(1000))
    assert len(asked) <= 40


@pytest.mark.parametrize(
    ("letter", "says"),
    [
        (Recipient("1", "no address", {"who": ""}), r"'no address' \(letter 1\) is not an e-mail"),
        (Recipient("x" * 200, "a@example.org", {"who": ""}), "The key of letter x+… is too long"),
    ],
)
def test_a_letter_that_cannot_be_is_named_and_none_is_written(letter: Recipient, says: str) -> None:
    mailing = batch(0)
    with pytest.raises(DomainError, match=says):
        outbox.send_many(mailing, [*letters(2), letter])
    assert Message.objects.count() == 0


def test_an_urgent_letter_overtakes_a_batch(sink: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("culturefirst.kit.outbox.taking.ORDINARY_AGAIN", 0.0)
    batch(4)

    def asks_for_a_link() -> None:
        if len(sink.letters) == 1:
            outbox.send(
                key="reset", to="anne@example.org", subject="A link", text="Here", kind="account"
            )

    # The letter is written while the first of the batch is being handed over.
    original = outbox.delivery.Post.hand_over
    monkeypatch.setattr(
        outbox.delivery.Post,
        "hand_over",
        lambda post, message: (original(post, message), asks_for_a_link())[0],
    )
    outbox.deliver()
    assert to_whom(sink) == ["r0", "anne", "r1", "r2", "r3"]


def test_a_paused_batch_sends_nothing_until_it_is_resumed(sink: Sink, helen: Any) -> None:
    mailing = batch(2, paused=True)
    assert outbox.deliver() is False
    outbox.resume(by=helen, mailing=mailing)
    assert outbox.deliver() is True
    assert to_whom(sink) == ["r0", "r1"]


def test_a_pause_holds_at_once_and_finishes_what_is_in_hand(sink: Sink, helen: Any) -> None:
    mailing = batch(3)
    ledger = outbox.ledger.Ledger("slow")
    mine = ledger.settle_and_take(None, None)
    assert mine is not None
    outbox.pause(by=helen, mailing=mailing, reason="A date is wrong")
    assert ledger.settle_and_take(mine, outbox.ledger.Outcome("sent")) is None
    assert outbox.counts(mailing) == Counts(sent=1, queued=2)
    assert AuditEvent.objects.latest("pk").reason == "A date is wrong"


def test_a_rate_is_kept(sink: Sink, helen: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("culturefirst.kit.outbox.delivery.STAY", 0)
    monkeypatch.setattr("culturefirst.kit.outbox.taking.BURST", timedelta(0))
    mailing = batch(3, rate=30)
    outbox.deliver()
    outbox.deliver()
    assert to_whom(sink) == ["r0"]
    mailing.refresh_from_db()
    assert mailing.next_at is not None
    assert 1 < (mailing.next_at - clock.wall()).total_seconds() <= 2
    outbox.set_rate(by=helen, mailing=mailing, rate=None)
    outbox.deliver()
    assert to_whom(sink) == ["r0", "r1", "r2"]


def test_a_batch_at_a_rate_goes_on_while_its_connection_is_open(sink: Sink) -> None:
    mailing = batch(4, rate=1200)
    begun = clock.wall()
    outbox.deliver()
    assert outbox.counts(mailing) == Counts(sent=4)
    assert (clock.wall() - begun).total_seconds() >= 0.14
    assert len(sink.peers) == 1


def test_a_rate_of_nothing_is_refused(helen: Any) -> None:
    with pytest.raises(DomainError, match="at least one letter a minute"):
        outbox.set_rate(by=helen, mailing=batch(), rate=0)


def test_a_batch_for_later_waits_for_its_moment(sink: Sink) -> None:
    mailing = batch(2, due_at=clock.wall() + timedelta(hours=1))
    assert outbox.deliver() is False
    Message.objects.update(due_at=clock.wall())
    outbox.deliver()
    assert outbox.counts(mailing) == Counts(sent=2)


def test_who_says_no_meanwhile_is_not_written_to(sink: Sink) -> None:
    mailing = batch(3)
    assert outbox.hold_back(mailing, "1", reason="Unsubscribed while it went out.") is True
    outbox.deliver()
    assert outbox.hold_back(mailing, "0", reason="Unsubscribed.") is False
    assert to_whom(sink) == ["r0", "r2"]
    assert outbox.counts(mailing) == Counts(sent=2, suppressed=1)


def test_a_batch_is_stopped_with_a_reason_and_by_those_who_may(helen: Any, priya: Any) -> None:
    mailing = batch(3)
    with pytest.raises(DomainError, match="Say why"):
        outbox.stop(by=helen, mailing=mailing, reason=" ")
    with pytest.raises(NotAllowed):
        outbox.stop(by=priya, mailing=mailing, reason="Wrong")
    assert outbox.stop(by=helen, mailing=mailing, reason="The wrong issue") == 3
    assert outbox.counts(mailing) == Counts(suppressed=3)


@pytest.mark.parametrize(("doubt", "becomes"), [("list", "uncertain"), ("resend", "queued")])
def test_a_batch_says_itself_what_becomes_of_doubts(doubt: str, becomes: str) -> None:
    batch(1, doubt=doubt)
    outbox.ledger.Ledger("dies").settle_and_take(None, None)
    Message.objects.update(lease_until=clock.wall() - timedelta(seconds=1))
    outbox.delivery.recover()
    assert Message.objects.get().state == becomes


def test_doubts_of_a_batch_are_listed_and_sent_again_together(sink: Sink, helen: Any) -> None:
    mailing = batch(4)
    Message.objects.filter(key__in=("four:0", "four:1")).update(state="uncertain")
    Message.objects.filter(key="four:2").update(state="failed")
    assert [letter.title for letter in doubts.doubtful()] == ["Bulletin 4", "Bulletin 4"]
    assert outbox.send_doubts_again(by=helen, mailing=mailing, reason="Both say no") == 2
    outbox.deliver()
    assert outbox.counts(mailing) == Counts(sent=3, failed=1)


def test_after_a_restore_a_due_batch_waits_for_a_person(sink: Sink, helen: Any) -> None:
    one, other = batch(2, "one"), batch(2, "other")
    Installation.objects.update(epoch=2)
    # A job that fills the batch again after the restore adds letters that wait, too.
    one.refresh_from_db()
    outbox.send_many(one, letters(3))
    assert (outbox.deliver(), doubts.held().count()) == (False, 5)
    assert outbox.release_mailing(by=helen, mailing=one, reason="It had not gone out") == 3
    outbox.deliver()
    assert outbox.counts(one) == Counts(sent=3)
    assert outbox.release(by=helen, reason="Nor had this") == 2
    other.refresh_from_db()
    assert (outbox.deliver(), outbox.counts(other)) == (True, Counts(sent=2))


def test_without_a_server_in_the_middle_nothing_more_is_tried(sink: Sink, settings: Any) -> None:
    mailing = batch(5)
    sink.on_data = lambda: setattr(settings, "EMAIL_PORT", 9)
    post = outbox.delivery.Post()
    original = post.hand_over

    def then_gone(message: Message) -> Any:
        outcome = original(message)
        post.close()
        post._backend.port = 9
        return outcome

    post.hand_over = then_gone  # type: ignore[method-assign]
    outbox.deliver(post=post)
    assert outbox.counts(mailing) == Counts(sent=1, queued=4)


def plan(statement: str, values: list[Any]) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}", values)
        return " | ".join(str(row[-1]) for row in cursor.fetchall())


def test_what_is_asked_again_and_again_is_read_from_an_index() -> None:
    for rows, index in (
        (doubts.doubtful(), "message_doubt"),
        (doubts.held(), "message_next"),
        (doubts.doubtful() | doubts.held(), "message_refused"),
        (Message.objects.filter(mailing=1).values_list("state"), "message_counts"),
        (Message.objects.filter(mailing=1, bounced_at__isnull=False), "message_bounced"),
    ):
        found = plan(*rows.query.sql_with_params())
        assert index in found
        assert "SCAN kit_message USING INDEX" in found or "SCAN kit_message" not in found, found


def test_the_next_letter_is_found_in_an_index_without_sorting() -> None:
    mailing = batch(1)
    with CaptureQueriesContext(connection) as asked:
        outbox.ledger.Ledger("one").settle_and_take(None, None)
    takes = [query["sql"] for query in asked if "RETURNING" in query["sql"]]
    assert len(takes) == 2  # an ordinary letter is asked for first
    for statement in takes:
        found = plan(statement, [])
        assert "INDEX message_next (epoch=? AND mailing_id=? AND due_at<?)" in found
        assert "TEMP B-TREE" not in found
    assert outbox.counts(mailing) == Counts(handing_over=1)


def test_after_two_years_the_letters_are_gone_and_the_figures_stay() -> None:
    mailing = batch(4)
    Message.objects.filter(key__in=("four:0", "four:1")).update(state="sent")
    Message.objects.filter(key="four:1").update(bounced_at=clock.wall())
    Message.objects.filter(key="four:2").update(state="failed")
    clear_letters(clock.wall() - timedelta(days=1))
    assert Message.objects.count() == 4
    clear_letters(clock.wall() + timedelta(days=1))
    mailing.refresh_from_db()
    assert (Message.objects.count(), Body.objects.count(), mailing.body) == (0, 0, None)
    assert outbox.counts(mailing) == Counts(sent=2, failed=1, suppressed=1, bounced=1)
    assert outbox.counts(mailing).delivered == 1
    with pytest.raises(DomainError, match="its words are gone"):
        outbox.send_many(mailing, letters(1))
