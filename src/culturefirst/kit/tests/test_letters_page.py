"""The page of letters in doubt: for whoever decides, with a reason."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from culturefirst.kit import attention, outbox
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.models import AuditEvent, Installation, Message

SignedIn = Callable[[Any], Client]


@pytest.fixture
def letter(db: None) -> Message:
    """A bulletin that a worker had in its hand when it died."""
    made = outbox.send(
        key="4:anne", to="anne@example.org", subject="Bulletin 4", text="News", kind="bulletin"
    )
    Message.objects.update(state="uncertain", reason="A worker died handing it over.")
    return made


@pytest.fixture
def restored(db: None) -> Message:
    """A letter that waited when the backup was made."""
    made = outbox.send(
        key="old", to="bob@example.org", subject="A link", text="Here", kind="account"
    )
    Installation.objects.update(epoch=2)
    return made


def test_the_manager_sees_what_is_in_doubt_and_why(
    letter: Message, helen: Any, signed_in: SignedIn
) -> None:
    page = signed_in(helen).get("/letters/").content.decode()
    assert "Bulletin 4" in page
    assert "anne@example.org" in page
    assert "A worker died handing it over." in page
    assert "Let them go" not in page


def test_a_letter_in_doubt_is_sent_again_with_a_reason(
    letter: Message, helen: Any, signed_in: SignedIn
) -> None:
    sent = {"do": "again", "message": letter.pk, "reason": "Anne says that she has none"}
    assert signed_in(helen).post("/letters/", sent).status_code == 302
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == ("queued", 0)
    event = AuditEvent.objects.latest("pk")
    assert (event.verb, event.reason) == ("kit.send_again", "Anne says that she has none")
    assert "anne@example.org" not in str(event.after)


def test_a_decision_needs_a_reason(letter: Message, helen: Any, signed_in: SignedIn) -> None:
    answer = signed_in(helen).post("/letters/", {"do": "again", "message": letter.pk})
    assert answer.status_code == 422
    with pytest.raises(DomainError, match="Say why"):
        outbox.send_again(by=helen, message=letter, reason=" ")


def test_a_letter_that_arrived_is_not_sent_again(letter: Message, helen: Any) -> None:
    Message.objects.update(state="sent")
    with pytest.raises(DomainError, match="not in doubt any more"):
        outbox.send_again(by=helen, message=letter, reason="To be sure")


def test_letters_of_before_a_restore_are_let_go_together(
    restored: Message, helen: Any, signed_in: SignedIn
) -> None:
    client = signed_in(helen)
    page = client.get("/letters/").content.decode()
    assert "1 letter was waiting when the backup was made." in page
    assert "Written before the restore" in page
    client.post("/letters/", {"do": "release", "reason": "None of them went out"})
    restored.refresh_from_db()
    assert restored.epoch == 2


def test_an_officer_neither_sees_nor_decides(
    letter: Message, priya: Any, signed_in: SignedIn
) -> None:
    assert signed_in(priya).get("/letters/").status_code == 403
    with pytest.raises(NotAllowed):
        outbox.send_again(by=priya, message=letter, reason="To be sure")


def test_whoever_decides_is_told_in_my_work(
    letter: Message, restored: Message, helen: Any, priya: Any
) -> None:
    day = date(2011, 9, 19)
    assert [need.what for need in attention.letters_need(helen, day)] == [
        "1 letter may not have arrived",
        "1 letter of before the restore",
    ]
    assert list(attention.letters_need(priya, day)) == []
