"""The page of addresses that get no letters, and lifting what came back by mistake."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from culturefirst.kit import outbox
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.models import AuditEvent, Message
from culturefirst.kit.outbox.doubts import lift_bounce
from culturefirst.kit.outbox.suppression import Suppression

SignedIn = Callable[[Any], Client]
PAGE = "/letters/suppressed/"


def suppress(name: str, reason: str = "bounces") -> Suppression:
    address = f"{name}@example.org"
    letter = outbox.send(key=name, to=address, subject="News", text="News", kind="notice")
    return outbox.suppress(address, reason=reason, why="2 letters came back", letter=letter)


def shown(client: Client) -> str:
    return client.get(PAGE).content.decode()


def test_it_says_which_address_why_and_since_when(
    db: None, helen: Any, signed_in: SignedIn
) -> None:
    suppress("anne")
    suppress("bob", "complaint")
    page = shown(signed_in(helen))
    for words in ("anne@example.org", "Letters came back", "19 September 2011"):
        assert words in page
    for words in ("bob@example.org", "Reported as unwanted"):
        assert words in page


def test_who_asked_to_be_forgotten_is_not_listed(db: None, helen: Any, signed_in: SignedIn) -> None:
    outbox.suppress("gone@example.org", reason="erased", why="Asked to be forgotten.")
    assert "Every address gets its letters." in shown(signed_in(helen))


def test_an_address_whose_letter_is_not_kept_any_more_is_told_as_such(
    db: None, helen: Any, signed_in: SignedIn
) -> None:
    suppress("anne")
    Message.objects.all().delete()
    page = shown(signed_in(helen))
    assert "Not kept any more" in page
    assert "anne@example.org" not in page


def test_what_came_back_by_mistake_is_lifted_with_a_reason(
    db: None, helen: Any, signed_in: SignedIn
) -> None:
    row, client = suppress("anne"), signed_in(helen)
    assert client.post(PAGE, {"suppression": row.pk}).status_code == 422
    assert outbox.standing("anne@example.org") == [row]
    sent = {"suppression": row.pk, "reason": "Their server was being moved."}
    assert client.post(PAGE, sent).status_code == 302
    assert outbox.standing("anne@example.org") == []
    event = AuditEvent.objects.latest("pk")
    assert (event.verb, event.reason) == ("kit.lift_bounce", "Their server was being moved.")
    assert "anne" not in str([event.before, event.after])


def test_a_complaint_is_not_lifted_for_the_reader(
    db: None, helen: Any, signed_in: SignedIn
) -> None:
    row = suppress("bob", "complaint")
    with pytest.raises(DomainError, match="has to ask for letters anew"):
        lift_bounce(by=helen, suppression=row, reason="He did not mean it.")
    answer = signed_in(helen).post(PAGE, {"suppression": row.pk, "reason": "He did not mean it."})
    assert answer.status_code == 422
    assert outbox.standing("bob@example.org") == [row]


def test_it_is_lifted_once_and_by_a_manager(db: None, helen: Any, tom: Any) -> None:
    row = suppress("anne")
    with pytest.raises(NotAllowed):
        lift_bounce(by=tom, suppression=row, reason="It was a mistake.")
    lifted = lift_bounce(by=helen, suppression=row, reason="It was a mistake.")
    with pytest.raises(DomainError, match="already"):
        lift_bounce(by=helen, suppression=lifted, reason="It was a mistake.")


def test_the_list_asks_as_much_for_three_as_for_one(
    db: None, helen: Any, signed_in: SignedIn
) -> None:
    client = signed_in(helen)
    suppress("one")
    shown(client)
    with CaptureQueriesContext(connection) as asked:
        shown(client)
    one = len(asked)
    suppress("two")
    suppress("three")
    with CaptureQueriesContext(connection) as asked:
        shown(client)
    assert len(asked) == one
