"""Two people at one joining, one address asked for twice, one link used twice, guesses at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError

from culturefirst.kit import act, limits
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.limits import Limit, Tries
from culturefirst.kit.models import Installation
from culturefirst.kit.outbox.models import Message
from culturefirst.kit.tests.databases import Arena
from culturefirst.network import actions
from culturefirst.network.actions.joining import Asked, asking
from culturefirst.network.models import Joining, Organisation, Person, Post, User
from tests.concurrency.crowd import Director, at_once, faults, refusals
from tests.concurrency.guards import Meeting, meet_after, meet_before

EMAIL, PASSWORD = "ola@ipswich.example", "three green bottles"
NOBODY = AnonymousUser()
SIX = Limit("guess", 6, timedelta(minutes=15), lambda request: "")


class Decider(Director):
    """A director, whose person is none of the network's records."""

    person_id = None


@pytest.fixture
def body(request: pytest.FixtureRequest) -> Organisation:
    """Ipswich, in the database of the test, guarded or not."""
    request.getfixturevalue("unguarded" if "unguarded" in request.fixturenames else "arena")
    Installation.current()  # made by two at once, it would put them in turn as well
    kind = Organisation.Kind.DISTRICT
    return actions.add_organisation(by=SYSTEM, name="Ipswich Borough Council", kind=kind)


def ask(body: Organisation) -> Any:
    asked = Asked(name="Ola Berg", title="Archivist", role="officer", organisation=body)
    return actions.ask_to_join(by=NOBODY, email=EMAIL, asked=asked)


def token() -> str:
    text = Message.objects.filter(to=EMAIL, text__contains="/join/").latest("pk").text
    return text.split("/join/")[1].split("/")[0]


def confirm(link: str) -> Joining:
    return actions.confirm_joining(by=NOBODY, token=link, password=PASSWORD)


def waiting(body: Organisation) -> Joining:
    ask(body)
    return confirm(token())


def let_in_twice(joining: Joining) -> list[Any]:
    def let_in() -> Any:
        return actions.let_in(by=Decider(), joining=joining)

    return at_once([let_in, let_in])


def test_two_managers_let_one_person_in_once(
    arena: Arena, body: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    joining = waiting(body)
    meet_after(monkeypatch, act, "locked", 2)
    outcomes = let_in_twice(joining)
    [refused] = refusals(outcomes)
    assert str(refused).startswith("This was decided meanwhile: joined.")
    assert faults(outcomes) == []
    assert (Person.objects.count(), User.objects.count(), Post.objects.count()) == (1, 1, 1)
    assert Message.objects.filter(subject__startswith="Welcome").count() == 1


def test_without_the_lock_the_second_manager_is_not_told_who_was_first(
    unguarded: Arena, body: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    joining = waiting(body)
    meet_after(monkeypatch, act, "locked", 2)
    outcomes = let_in_twice(joining)
    told = [str(refused) for refused in refusals(outcomes)]
    assert not any("decided meanwhile" in words for words in told)
    # The one address still keeps a second person out: a constraint holds where the lock does not.
    assert Person.objects.count() == 1


def test_one_asks_and_declines_while_the_other_lets_in(
    arena: Arena, body: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    joining = waiting(body)
    meet_after(monkeypatch, act, "locked", 2)
    outcomes = at_once(
        [
            lambda: actions.let_in(by=Decider(1), joining=joining),
            lambda: actions.decline_joining(by=Decider(2), joining=joining, reason="Not known."),
        ]
    )
    assert (len(refusals(outcomes)), faults(outcomes)) == (1, [])
    joined = Joining.objects.get().state == Joining.State.JOINED
    assert User.objects.count() == (1 if joined else 0)
    subjects = Message.objects.filter(to=EMAIL).values_list("subject", flat=True)
    about = [said for said in subjects if said.startswith(("Welcome", "About your asking"))]
    declined = "About your asking to join Culture First"
    assert about == ["Welcome to Culture First" if joined else declined]


def test_one_address_asked_for_twice_at_once_has_one_open_asking(
    arena: Arena, body: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_before(monkeypatch, asking, "made", 2)
    outcomes = at_once([lambda: ask(body)] * 2)
    assert faults(outcomes) == []
    open_ones = Joining.objects.filter(state=Joining.State.ASKED)
    assert open_ones.count() == 1
    assert confirm(token()).state == Joining.State.WAITING


def test_one_link_used_twice_at_once_works_once(
    arena: Arena, body: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    body.domains.create(domain="ipswich.example")
    ask(body)
    link = token()
    outcomes = at_once([lambda: confirm(link)] * 2)
    assert [str(no).split(",")[0] for no in refusals(outcomes)] == ["This link has been used"]
    assert faults(outcomes) == []
    assert User.objects.count() == 1


def test_twenty_guesses_at_once_are_twenty_guesses(arena: Arena) -> None:
    outcomes = at_once([lambda: limits.tried(SIX, "192.0.2.1")] * 20)
    assert faults(outcomes) == []
    assert sum(wait is None for wait in outcomes) == 6
    assert Tries.objects.get().count == 20


def test_without_the_lock_guesses_at_once_count_as_one(
    unguarded: Arena, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits.tried(SIX, "192.0.2.1")
    meeting, save = Meeting(8), Tries.save

    def after_everybody_has_looked(row: Tries, *args: Any, **kwargs: Any) -> None:
        meeting.wait()
        save(row, *args, **kwargs)

    monkeypatch.setattr(Tries, "save", after_everybody_has_looked)
    outcomes = at_once([lambda: limits.tried(SIX, "192.0.2.1")] * 8)
    assert Tries.objects.get().count == 2
    if unguarded.vendor == "sqlite":
        assert {type(fault) for fault in faults(outcomes)} == {OperationalError}
    else:
        assert faults(outcomes) == []
