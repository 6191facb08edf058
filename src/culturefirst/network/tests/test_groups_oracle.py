"""Whatever people do with a group, nobody is in it twice, and it says rightly who is in."""

import contextlib
from datetime import date, timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError
from culturefirst.network import actions
from culturefirst.network.models import Group, GroupMember, Organisation, Person, Post, User

START = date(2011, 9, 19)
DEEDS = ("join", "let in", "decline", "add", "leave", "lose role", "gain role", "nothing")
STEPS = st.lists(
    st.tuples(st.sampled_from(DEEDS), st.integers(0, 1), st.integers(0, 2)), max_size=12
)


Spans = list[list[date]]  # first days, and the days on which it no longer holds
NEVER = date(9999, 1, 1)


class Plain:
    """What should be, in plain Python: periods of membership and of holding the role."""

    def __init__(self, access: str, only_role: str) -> None:
        self.open = access == "open"
        self.for_one_role = bool(only_role)
        self.sits: list[Spans] = [[], []]
        self.holds: list[Spans] = [[[date(2010, 1, 1), NEVER]], [[date(2010, 1, 1), NEVER]]]
        self.waits: set[int] = set()

    def lasts(self, spans: Spans, day: date) -> bool:
        return any(first <= day < end for first, end in spans)

    def opened(self, who: int) -> list[date] | None:
        return next((span for span in self.sits[who] if span[1] == NEVER), None)

    def fits(self, who: int, day: date) -> bool:
        return not self.for_one_role or self.lasts(self.holds[who], day)

    def do(self, deed: str, who: int, day: date) -> None:
        opened, held = self.opened(who), self.holds[who][-1]
        free = opened is None and who not in self.waits
        if deed == "join" and free and self.fits(who, day):
            self.sits[who].append([day, NEVER]) if self.open else self.waits.add(who)
        elif deed in ("let in", "add") and self.fits(who, day) and opened is None:
            if deed == "add" or who in self.waits:
                self.waits.discard(who)
                self.sits[who].append([day, NEVER])
        elif deed == "decline":
            self.waits.discard(who)
        elif deed == "leave":
            self.waits.discard(who)
            if opened is not None:
                opened[1] = day
        elif deed == "lose role" and held[1] == NEVER:
            held[1] = day
        elif deed == "gain role" and held[1] != NEVER:
            self.holds[who].append([day, NEVER])

    def inside(self, day: date) -> set[int]:
        return {who for who in (0, 1) if self.lasts(self.sits[who], day) and self.fits(who, day)}


class Real:
    """The same, done by actions."""

    def __init__(self, access: str, only_role: str) -> None:
        self.body = actions.add_organisation(by=SYSTEM, name="Ely", kind=Organisation.Kind.DISTRICT)
        self.group: Group = actions.add_group(
            by=SYSTEM, name="Forum", kind="forum", access=access, only_role=only_role
        )
        self.users = [self._user(name) for name in ("Ann", "Bob")]

    def _user(self, name: str) -> User:
        person = actions.add_person(by=SYSTEM, name=name)
        self._appoint(person, "officer", date(2010, 1, 1))
        self._appoint(person, "councillor", date(2010, 1, 1))
        return actions.open_account(by=SYSTEM, person=person, email=f"{name}@example.org")

    def _appoint(self, person: Person, role: str, on: date) -> None:
        actions.appoint(
            by=SYSTEM, person=person, title=role, role=role, organisation=self.body, starts=on
        )

    def do(self, deed: str, who: int, day: date) -> None:
        user = User.objects.get(pk=self.users[who].pk)
        said = {"by": SYSTEM, "group": self.group, "person": user.person}
        with contextlib.suppress(DomainError):
            if deed == "join":
                actions.join_group(by=user, group=self.group)
            elif deed == "let in":
                actions.let_into_group(**said)
            elif deed == "decline":
                actions.decline_group_request(**said)
            elif deed == "add":
                actions.add_to_group(**said)
            elif deed == "leave":
                actions.leave_group(**said)
            elif "role" in deed:
                self._role(deed, user.person, day)

    def _role(self, deed: str, person: Person, day: date) -> None:
        held = Post.objects.filter(person=person, role="councillor", ends__isnull=True).first()
        if deed == "lose role" and held is not None:
            actions.end_post(by=SYSTEM, post=held, on=day)
        elif deed == "gain role" and held is None:
            self._appoint(person, "councillor", day)

    def inside(self, day: date) -> set[int]:
        keys = [user.person_id for user in self.users]
        rows = GroupMember.objects.in_on(day).filter(group=self.group)
        return {keys.index(row.person_id) for row in rows}


@given(
    steps=STEPS,
    access=st.sampled_from(["open", "closed"]),
    only_role=st.sampled_from(["", "councillor"]),
)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_who_is_in_a_group_is_what_people_did_with_it(
    db: None,
    steps: list[tuple[str, int, int]],
    access: str,
    only_role: str,
) -> None:
    with transaction.atomic():
        plain, real = Plain(access, only_role), Real(access, only_role)
        day = START
        for deed, who, later in steps:
            day += timedelta(days=later)
            with clock.standing(day):
                plain.do(deed, who, day)
                real.do(deed, who, day)
            opened = GroupMember.objects.filter(group=real.group, ends__isnull=True)
            keys = list(opened.values_list("person", flat=True))
            assert len(keys) == len(set(keys))
        for days in range(-1, (day - START).days + 2):
            asked = START + timedelta(days=days)
            assert real.inside(asked) == plain.inside(asked)
        transaction.set_rollback(True)
