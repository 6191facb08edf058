"""Actions: policy, lock, change and event belong together; two versions are not mixed."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError

from culturefirst.kit import clock
from culturefirst.kit.act import ACTIONS, SYSTEM, action, save_changes
from culturefirst.kit.errors import Conflict, DomainError, NotAllowed
from culturefirst.kit.models import AuditEvent, Installation, Schedule
from culturefirst.kit.policy import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_actions")]


def test_the_policy_is_asked_with_the_record_read_afresh() -> None:
    seen = []

    @action("looked", allow=signed_in, on="installation")
    def look(*, by: Any, installation: Installation) -> None:
        seen.append(installation.network)

    stale = Installation.current()
    Installation.objects.update(network="Culture East")
    look(by=SYSTEM, installation=stale)
    assert seen == ["Culture East"]


def test_whoever_may_not_changes_nothing_and_leaves_no_event() -> None:
    @action("looked", allow=signed_in)
    def look(*, by: Any) -> None:
        raise AssertionError("this is never reached")

    with pytest.raises(NotAllowed) as refusal:
        look(by=AnonymousUser())
    assert str(refusal.value) == "You may not do this: it may be done by anybody who is signed in."
    assert AuditEvent.objects.count() == 0


def test_the_register_of_actions_holds_what_was_declared() -> None:
    @action("looked", allow=signed_in)
    def look(*, by: Any) -> None: ...

    entry = ACTIONS["kit.look"]
    assert (entry.says, entry.allow, entry.run) == ("looked", signed_in, look)


def test_a_value_that_was_taken_meanwhile_is_a_sentence_and_any_other_fault_is_not() -> None:
    @action("added a timetable", allow=signed_in)
    def add(*, by: Any, name: str, next_at: Any) -> Schedule:
        return Schedule.objects.create(name=name, next_at=next_at)

    add(by=SYSTEM, name="nightly", next_at=clock.wall())
    with pytest.raises(DomainError, match="Somebody else did the same at the same moment"):
        add(by=SYSTEM, name="nightly", next_at=clock.wall())
    with pytest.raises(IntegrityError):
        add(by=SYSTEM, name="hourly", next_at=None)
    assert (Schedule.objects.count(), AuditEvent.objects.count()) == (1, 1)


class Page:
    """Stands in for a versioned record."""

    def __init__(self) -> None:
        self.version, self.title, self.lead, self.saved = 3, "Theirs", "Anne", 0

    def full_clean(self) -> None: ...

    def save(self) -> None:
        self.saved += 1


def test_a_change_raises_the_version() -> None:
    page: Any = Page()
    save_changes(page, {"title": "Mine"}, seen=3)
    assert (page.title, page.version, page.saved) == ("Mine", 4, 1)


def test_a_change_of_an_older_version_is_refused_with_both_texts() -> None:
    page: Any = Page()
    with pytest.raises(Conflict) as conflict:
        save_changes(page, {"title": "Mine"}, seen=2)
    assert conflict.value.theirs == {"title": "Theirs"}
    assert conflict.value.yours == {"title": "Mine"}
    assert (page.title, page.saved) == ("Theirs", 0)
