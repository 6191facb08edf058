"""What comes back: read in sixty makes, believed only when signed, and what follows from it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from culturefirst.kit import clock, outbox
from culturefirst.kit.models import CameBack, Mailing, Message, Suppression
from culturefirst.kit.outbox import Recipient, Words, maildir
from culturefirst.kit.outbox.bounces import Bounce, read
from culturefirst.kit.outbox.coming_back import note, take_back
from culturefirst.kit.outbox.ledger import Ledger
from culturefirst.kit.outbox.return_path import letter_of, return_path
from culturefirst.kit.tests.dsns import sixty

ANNE = "anne@example.org"


@pytest.fixture(autouse=True)
def configured(settings: Any) -> None:
    settings.BOUNCES = "bounces.example.org"


def batch(key: str = "1", to: str = ANNE) -> Mailing:
    mailing = outbox.open_mailing(key=key, title="News", kind="bulletin", words=Words("N", "News"))
    outbox.send_many(mailing, [Recipient("anne", to)])
    return mailing


def sent(key: str, to: str = ANNE) -> Message:
    letter = Message.objects.get(mailing=batch(key, to))
    Message.objects.filter(pk=letter.pk).update(state="sent")
    letter.refresh_from_db()
    return letter


def bounce(letter: Message, kind: Any = "hard") -> bool:
    return note(Bounce(letter.pk, kind, "5.1.1", "550 5.1.1 Unknown"))


def reasons(address: str = ANNE) -> list[str]:
    return [str(each.reason) for each in outbox.standing(address)]


def test_there_are_sixty_of_them() -> None:
    assert len({name for name, *_ in sixty("x@example.org")}) == 60


@pytest.mark.parametrize(("place", "name"), [(n, e[0]) for n, e in enumerate(sixty("x"))])
def test_each_make_is_understood(place: int, name: str) -> None:
    _, mail, what = list(sixty(return_path(41)))[place]
    found = read(mail)
    assert (found.kind if found else "") == what
    assert found is None or (found.letter, "@" in found.says) == (41, False)


def test_none_of_them_counts_without_its_signature() -> None:
    forged = return_path(41).replace("b41-", "b42-")
    assert [name for name, mail, _ in sixty(forged) if read(mail)] == []
    assert [name for name, mail, _ in sixty("network@example.org") if read(mail)] == []


def test_a_return_path_is_read_whatever_became_of_its_letters(settings: Any) -> None:
    for where in ("bounces.example.org", "bounces@example.org"):
        settings.BOUNCES = where
        path = return_path(123456)
        assert len(path.partition("@")[0]) <= 64
        assert letter_of(f"<{path.upper()}>") == letter_of(path) == 123456
    settings.BOUNCES = ""
    assert return_path(1) == ""


@pytest.mark.parametrize("raw", [b"", b"\x00\xff", b"Content-Type: multipart/report\r\n\r\nx"])
def test_what_is_no_report_is_none(raw: bytes) -> None:
    assert read(raw, to=return_path(41)) is None


def test_an_answer_from_somebody_on_holiday_is_no_bounce() -> None:
    mail = f"To: {return_path(41)}\r\nAuto-Submitted: auto-replied\r\n\r\nAway until 550 1 May."
    assert read(mail.encode()) is None


def complaint(path: str, kind: str = "abuse") -> bytes:
    return (
        "To: abuse@example.org\r\n"
        'Content-Type: multipart/report; report-type=feedback-report; boundary="e"\r\n\r\n'
        "--e\r\nContent-Type: text/plain\r\n\r\nA complaint.\r\n"
        f"--e\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: {kind}\r\n"
        f"User-Agent: Provider/1\r\nVersion: 1\r\nOriginal-Mail-From: <{path}>\r\n\r\n"
        "--e\r\nContent-Type: message/rfc822\r\n\r\nFrom: network@example.org\r\n\r\nHello\r\n"
        "--e--\r\n"
    ).encode()


def test_a_complaint_is_read_and_needs_its_signature_too() -> None:
    found = read(complaint(return_path(41)))
    assert found is not None
    assert (found.letter, found.kind) == (41, "complaint")
    assert read(complaint("b41-aaaaaaaaaaaaaaaa@bounces.example.org")) is None
    assert read(complaint(return_path(41), "not-spam")) is None


@pytest.mark.django_db
def test_a_letter_that_came_back_was_sent_and_not_delivered() -> None:
    letter = sent("1")
    _, mail, _ = next(sixty(return_path(letter.pk)))
    assert take_back(mail) is take_back(mail) is True
    assert letter.mailing is not None
    stands = outbox.counts(letter.mailing)
    assert (stands.sent, stands.bounced, stands.delivered) == (1, 1, 0)
    assert CameBack.objects.count() == 1
    assert reasons() == []


@pytest.mark.django_db
def test_what_came_back_had_gone_out_so_that_no_doubt_is_left() -> None:
    letter = sent("1")
    Message.objects.update(state="uncertain", reason="A worker died.")
    bounce(letter)
    letter.refresh_from_db()
    assert (letter.state, letter.reason) == ("sent", "")


@pytest.mark.django_db
def test_two_letters_that_came_back_for_good_suppress_an_address_in_every_spelling() -> None:
    for key in ("1", "2"):
        bounce(sent(key))
    assert reasons(" Anne@EXAMPLE.org ") == ["bounces"]
    assert Suppression.objects.get().to == ANNE
    waits = Message.objects.get(mailing=batch("3", "ANNE@example.org"))
    assert Ledger("one").settle_and_take(None, None) is None
    waits.refresh_from_db()
    assert (waits.state, waits.reason[:13]) == ("suppressed", "2 letters cam")


@pytest.mark.django_db
def test_a_suppressed_address_still_gets_the_link_by_which_it_is_confirmed() -> None:
    for reason in Suppression.Reason.values:
        outbox.suppress(ANNE, reason=reason, why="So.")
    for kind in ("notice", "account"):
        outbox.send(key=kind, to=ANNE, subject="A", text="A", kind=kind)
    taken = Ledger("one").settle_and_take(None, None)
    assert taken is not None
    assert taken.kind == "account"
    assert outbox.lift(ANNE, why="Confirmed the address.") == 3
    assert reasons() == []


@pytest.mark.django_db
def test_what_came_back_before_a_new_confirmation_counts_no_more() -> None:
    for key in ("1", "2"):
        bounce(sent(key))
    outbox.lift(ANNE, why="Confirmed the address.")
    bounce(sent("3"))
    assert reasons() == []
    bounce(sent("4"))
    assert reasons() == ["bounces"]


@pytest.mark.django_db
def test_five_that_came_back_for_now_count_within_thirty_days() -> None:
    for key in range(4):
        bounce(sent(str(key)), "soft")
    CameBack.objects.filter(letter=Message.objects.order_by("pk")[0]).update(
        at=clock.wall() - timedelta(days=31)
    )
    bounce(sent("5"), "soft")
    assert reasons() == []
    bounce(sent("6"), "soft")
    assert reasons() == ["bounces"]


@pytest.mark.django_db
def test_a_complaint_suppresses_bulletins_at_once_and_notices_go_on() -> None:
    told: list[Any] = []

    def hear(sender: Any, suppression: Suppression, **_: Any) -> None:
        told.append(suppression.reason)

    outbox.suppressed.connect(hear)
    letter = sent("1")
    assert take_back(complaint(return_path(letter.pk)))
    outbox.suppressed.disconnect(hear)
    assert (reasons(), told) == (["complaint"], ["complaint"])
    assert letter.mailing is not None
    assert outbox.counts(letter.mailing).bounced == 0
    batch("2")
    outbox.send(key="n", to=ANNE, subject="A", text="A", kind="notice")
    taken = Ledger("one").settle_and_take(None, None)
    assert taken is not None
    assert taken.kind == "notice"
    assert Ledger("one").settle_and_take(None, None) is None


@pytest.mark.django_db
def test_a_bounce_of_no_letter_of_a_batch_is_nothing() -> None:
    alone = outbox.send(key="n", to=ANNE, subject="A", text="A", kind="notice")
    assert bounce(alone) is note(Bounce(99, "hard", "5.1.1", "")) is False


@pytest.mark.django_db
def test_a_folder_of_what_came_back_is_read_once(settings: Any, tmp_path: Path) -> None:
    letter = sent("1")
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    _, mail, _ = next(sixty(return_path(letter.pk)))
    (tmp_path / "new" / "1").write_bytes(mail)
    (tmp_path / "new" / "2").write_bytes(b"Subject: Hello\r\n\r\nNot a bounce.")
    maildir.read_what_came_back()
    assert CameBack.objects.count() == 0
    settings.BOUNCES_MAILDIR = str(tmp_path)
    maildir.read_what_came_back()
    assert CameBack.objects.get().letter_id == letter.pk
    assert [path.name for path in sorted((tmp_path / "cur").iterdir())] == ["1:2,S", "2:2,S"]
