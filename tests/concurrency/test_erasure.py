"""Somebody is erased while something else is done about them: nothing of them comes back."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from culturefirst.kit import act, outbox
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.models import Message
from culturefirst.kit.outbox import ledger
from culturefirst.kit.outbox.ledger import Ledger
from culturefirst.kit.outbox.post import Outcome
from culturefirst.kit.tests.databases import Arena
from culturefirst.network import actions
from culturefirst.network.actions import posts
from culturefirst.network.models import Organisation, Person, Post
from tests.concurrency.crowd import Director, at_once, faults, refusals
from tests.concurrency.guards import meet_after

DAY, ASKED = date(2011, 9, 1), "They asked."
Deed = Callable[[], Any]


@pytest.fixture(autouse=True)
def apart(settings: Any, tmp_path: Any) -> None:
    settings.VAR = tmp_path


@pytest.fixture
def anne(request: pytest.FixtureRequest) -> Person:
    name = "unguarded" if "unguarded" in request.fixturenames else "arena"
    request.getfixturevalue(name)
    return actions.add_person(by=SYSTEM, name="Anne Lee", email="anne@example.org")


def erasing(person: Person) -> Deed:
    return lambda: actions.erase_person(by=Director(), person=person, reason=ASKED)


def club() -> Organisation:
    kind = Organisation.Kind.CIVIL_SOCIETY
    return actions.add_organisation(by=SYSTEM, name="Ely Folk Club", kind=kind)


def renaming(person: Person) -> Deed:
    return lambda: actions.correct_person(by=Director(), person=person, name="Anne Leigh")


def test_a_profile_that_is_saved_at_the_same_moment_does_not_bring_the_name_back(
    arena: Arena, anne: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_after(monkeypatch, act, "locked", 2)
    outcomes = at_once([erasing(anne), renaming(anne)])
    assert (Person.objects.get().name, faults(outcomes)) == ("A former member", [])


def test_without_reading_it_afresh_the_name_comes_back(
    arena: Arena, anne: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = Person.objects.get(pk=anne.pk)
    erasing(anne)()
    monkeypatch.setattr(act, "locked", lambda person: person)
    assert faults(at_once([renaming(shown)])) == []
    assert Person.objects.get().name == "Anne Leigh"


def appointing(person: Person, at: Organisation) -> Deed:
    return lambda: actions.appoint(
        by=Director(), person=person, title="Officer", role="officer", organisation=at, starts=DAY
    )


def test_nobody_who_was_erased_meanwhile_is_appointed(arena: Arena, anne: Person) -> None:
    at, shown = club(), Person.objects.get(pk=anne.pk)
    erasing(anne)()
    [refusal] = refusals(at_once([appointing(shown, at)]))
    assert "was erased" in str(refusal)
    assert not Post.objects.exists()


def test_without_reading_them_afresh_they_would_be(
    arena: Arena, anne: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    at, shown = club(), Person.objects.get(pk=anne.pk)
    erasing(anne)()
    monkeypatch.setattr(posts, "locked", lambda person: person)
    assert faults(at_once([appointing(shown, at)])) == []
    assert Post.objects.get().person == anne


def test_one_who_is_merged_at_the_same_moment_leaves_no_name(
    arena: Arena, anne: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = actions.add_person(by=SYSTEM, name="Bob Hale")

    def merging() -> Any:
        return actions.merge_people(by=Director(), kept=other, merged=anne)

    outcomes = at_once([erasing(anne), merging])
    anne.refresh_from_db()
    assert (len(refusals(outcomes)), faults(outcomes)) == (1, [])
    assert anne.erased_on is not None or anne.merged_into == other


def in_hand(anne: Person) -> Message:
    """A letter to her that a worker has taken."""
    outbox.send(key="k", to=anne.email, subject="Hello", text="Dear Anne Lee", kind="notice")
    taken = Ledger("worker").settle_and_take(None, None)
    assert taken is not None
    return taken


@pytest.mark.parametrize("code", ["sent", "refused", "later", "doubt"])
def test_a_letter_in_hand_keeps_nothing_of_her_and_never_goes_again(
    arena: Arena, anne: Person, code: Any
) -> None:
    message = in_hand(anne)
    erasing(anne)()
    said = Outcome(code, "550 anne@example.org is unknown")
    Ledger("worker").settle_and_take(message, said, more=False)
    Message.objects.update(due_at=message.written_at)
    assert Ledger("worker").settle_and_take(None, None) is None
    row = Message.objects.get()
    assert "anne" not in f"{row.to}{row.subject}{row.text}{row.key}".lower()
    assert "anne" not in row.reason.lower()
    ends = {"sent": "sent", "refused": "failed", "later": "suppressed", "doubt": "suppressed"}
    assert row.state == ends[code]


def test_without_withholding_it_would_be_handed_over_to_nobody(
    arena: Arena, anne: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = in_hand(anne)
    erasing(anne)()
    said = Outcome("later", "451 anne@example.org later")
    Ledger("worker").settle_and_take(message, said, more=False)
    Message.objects.update(due_at=message.written_at)
    monkeypatch.setattr(ledger, "_withheld", lambda message: "")
    again = Ledger("worker").settle_and_take(None, None)
    assert again is not None
    assert again.to.endswith("@erased.invalid")
