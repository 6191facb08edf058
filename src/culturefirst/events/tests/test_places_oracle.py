"""Whatever people do, no place is given twice, none stays free while one who may waits."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from culturefirst.events import actions, rules
from culturefirst.events.models import Booking, Event
from culturefirst.events.queries.places import asker_of, limits_of, taken_of
from culturefirst.events.tests.booked import an_event, member, quota
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation

WHO = st.integers(0, 5)
ROLES = ("officer", "officer", "councillor", "officer", "councillor", "partner")


class Line:
    """What should be, in plain Python: who is booked and who waits, as people were promised."""

    def __init__(self, places: int, per_body: int | None, quotas: dict[str, int]) -> None:
        self.places, self.per_body, self.quotas = places, per_body, quotas
        self.booked: list[int] = []
        self.waiting: list[int] = []

    def fits(self, who: int) -> bool:
        if len(self.booked) >= self.places:
            return False
        body = [each for each in self.booked if each % 2 == who % 2]
        if self.per_body is not None and len(body) >= self.per_body:
            return False
        most = self.quotas.get(ROLES[who])
        return most is None or [ROLES[each] for each in self.booked].count(ROLES[who]) < most

    def book(self, who: int) -> None:
        (self.booked if self.fits(who) else self.waiting).append(who)

    def fill(self) -> None:
        for who in list(self.waiting):
            if self.fits(who):
                self.waiting.remove(who)
                self.booked.append(who)


class Places(RuleBasedStateMachine):
    """One event, six people of two bodies, and somebody who keeps it."""

    def __init__(self) -> None:
        super().__init__()
        self._atomic = transaction.atomic()
        self._atomic.__enter__()
        self._standing = clock.standing(clock.wall())
        self._standing.__enter__()
        bodies = [
            network.add_organisation(by=SYSTEM, name=name, kind=Organisation.Kind.DISTRICT)
            for name in ("Ely", "Wisbech")
        ]
        self.users = [member(f"P{n}", bodies[n % 2], role) for n, role in enumerate(ROLES)]
        team = network.add_organisation(by=SYSTEM, name="Team", kind=Organisation.Kind.NETWORK)
        self.helen = member("Helen", team, "manager")
        starts = clock.now() + timedelta(days=30)
        self.event = an_event(
            places=2, per_body=2, made_by=self.helen.person, starts_at=starts,
            ends_at=starts + timedelta(days=1),
        )  # fmt: skip
        quota(self.event, "officer", 2)
        self.line = Line(2, 2, {"officer": 2})

    def teardown(self) -> None:
        self._standing.__exit__(None, None, None)
        transaction.set_rollback(True)
        self._atomic.__exit__(None, None, None)

    def rows(self, state: str) -> list[Booking]:
        return list(Booking._base_manager.filter(event=self.event, state=state).order_by("pk"))

    def row_of(self, who: int) -> Booking:
        rows = Booking._base_manager.filter(event=self.event, person=self.users[who].person)
        return rows.exclude(state="cancelled").get()

    def stands(self, who: int) -> bool:
        return who in self.line.booked + self.line.waiting

    @rule(who=WHO)
    def book(self, who: int) -> None:
        if self.stands(who):
            with pytest.raises(DomainError, match="already"):
                actions.book_place(by=self.users[who], event=self.event)
            return
        actions.book_place(by=self.users[who], event=self.event)
        self.line.book(who)

    @rule(who=WHO)
    def give_back(self, who: int) -> None:
        if not self.stands(who):
            return
        row = self.row_of(who)
        actions.cancel_booking(by=self.users[who], event=self.event, booking=row)
        (self.line.booked if who in self.line.booked else self.line.waiting).remove(who)
        self.line.fill()

    @rule(places=st.integers(1, 5))
    def resize(self, places: int) -> None:
        if places < len(self.line.booked):
            with pytest.raises(DomainError, match="taken: give at least"):
                actions.resize(by=self.helen, event=self.event, places=places)
            return
        actions.resize(by=self.helen, event=self.event, places=places)
        self.line.places = places
        self.line.fill()

    @precondition(lambda self: self.line.waiting)
    @rule(place=st.integers(0, 5))
    def move_up(self, place: int) -> None:
        who = self.line.waiting[place % len(self.line.waiting)]
        said: dict[str, Any] = {"booking": self.row_of(who), "reason": "She speaks."}
        if len(self.line.booked) >= self.line.places:
            with pytest.raises(DomainError, match="Raise their number first"):
                actions.move_up(by=self.helen, event=self.event, **said)
            return
        actions.move_up(by=self.helen, event=self.event, **said)
        self.line.waiting.remove(who)
        self.line.booked.append(who)

    @invariant()
    def stands_as_promised(self) -> None:
        people = [user.person_id for user in self.users]
        booked = {people.index(row.person_id) for row in self.rows("booked")}
        waiting = [people.index(row.person_id) for row in self.rows("waiting")]
        assert (booked, waiting) == (set(self.line.booked), self.line.waiting)

    @invariant()
    def no_more_than_there_are(self) -> None:
        event = Event.objects.get(pk=self.event.pk)
        assert len(self.rows("booked")) <= event.places

    @invariant()
    def no_place_is_free_for_one_who_waits(self) -> None:
        event = Event.objects.get(pk=self.event.pk)
        line = [(row.pk, asker_of(row)) for row in self.rows("waiting")]
        assert rules.next_up(limits_of(event), taken_of(event), line) == []


def test_places_stand_as_promised_whatever_people_do(db: None) -> None:
    run_state_machine_as_test(
        Places,
        settings=settings(
            max_examples=15, stateful_step_count=14, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
