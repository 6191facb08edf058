"""The pages that compare 350 bodies by 60 indicators over ten years, behind their addresses.

Each time another indicator is asked for, so that no drawing of it is kept from before.
"""

import random
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from benchmarks import database
from benchmarks.pages import cost
from benchmarks.result import Result

BODIES, ITEMS, INDICATORS, LAST, YEARS = 350, 80, 60, 2010, 10
MOST_MS, MOST_QUERIES = 300, 20
TODAY = date(2012, 9, 1)
HEAD = """format: 1
figures: benchmark
version: "1"
title: Figures
sections:
  - key: whole
    title: The whole
    items:
"""


def results(vendor: str) -> Iterator[Result]:
    """Milliseconds and statements of each page, of a member and of a stranger."""
    with database.empty(vendor):
        from culturefirst.kit import clock

        with clock.standing(TODAY):
            case = _made()
            database.settle()
            for what, page in case.pages():
                found = cost(page, times=7)
                yield Result(what, found.wall, "ms", MOST_MS)
                yield Result("… statements", found.statements, "", MOST_QUERIES)


class _Case:
    """A member and a stranger, and the newest year."""

    def __init__(self, collection: Any, user: Any) -> None:
        from django.test import Client

        self.at, self.next = f"/improve/figures/{collection.pk}/", 0
        self.member, self.stranger = Client(), Client()
        self.member.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    def pages(self) -> list[tuple[str, Callable[[], Any]]]:
        """What is compared, each behind its address."""
        return [
            (f"{INDICATORS} indicators of {BODIES} bodies in one year", self.compare),
            ("… with the nearest fifteen", self.nearest),
            (f"One indicator: {BODIES} bodies, {YEARS} years, two drawings", self.indicator),
            ("What everybody reads of a year", self.public),
            ("A comparison as an Excel workbook", self.workbook),
        ]

    def compare(self) -> None:
        _ok(self.member.get(f"{self.at}compare/"))

    def nearest(self) -> None:
        _ok(self.member.get(f"{self.at}compare/?group=nearest"))

    def indicator(self) -> None:
        self.next = (self.next + 1) % INDICATORS
        _ok(self.member.get(f"{self.at}compare/indicator-{self.next}/"))

    def public(self) -> None:
        _ok(self.stranger.get(f"{self.at}public/"))

    def workbook(self) -> None:
        _ok(self.member.get(f"{self.at}compare/?format=xlsx"))


def _ok(answer: Any) -> None:
    assert answer.status_code == 200, answer.status_code


def definitions() -> str:
    """A file of eighty items and sixty ratios of three of them."""
    items = "".join(
        f"      - {{key: item-{at}, title: Item {at}, says: So many., unit: people}}\n"
        for at in range(ITEMS)
    )
    indicators = "".join(
        f"  - key: indicator-{at}\n    title: Indicator {at}\n    says: So many.\n"
        f"    unit: £\n    section: whole\n    better: lower\n"
        f"    above: [item-{at}, item-{(at + 7) % ITEMS}]\n    below: [item-{(at + 20) % ITEMS}]\n"
        for at in range(INDICATORS)
    )
    return f"{HEAD}{items}indicators:\n{indicators}"


def _made() -> _Case:
    from culturefirst.improvement import actions
    from culturefirst.improvement.models import Collection, Return, Traits
    from culturefirst.kit.act import SYSTEM

    uses = actions.load_indicators(by=SYSTEM, text=definitions())
    bodies, user = _bodies()
    chance = random.Random(7)  # noqa: S311
    for year in range(LAST - YEARS + 1, LAST + 1):
        found = Collection.objects.create(
            year=year, title=f"Figures of {year}", uses=uses, stage="announced",
            announced_on=date(year + 1, 4, 1), opens_on=date(year + 1, 5, 1),
            closes_on=date(year + 1, 8, 1), members_on=date(year + 1, 9, 1),
            public_on=date(year + 2, 4, 1),
        )  # fmt: skip
        Return._base_manager.bulk_create(
            Return(
                collection=found, organisation=body, stage="sent", values=_values(chance),
                begun_on=date(year + 1, 5, 1), sent_on=date(year + 1, 6, 1),
            )
            for body in bodies
        )  # fmt: skip
    Traits.objects.bulk_create(
        Traits(
            organisation=body, year=LAST, loaded_on=TODAY,
            values={f"Trait {at}": chance.random() for at in range(20)},
        )
        for body in bodies
    )  # fmt: skip
    return _Case(found, user)


def _values(chance: random.Random) -> dict[str, float | None]:
    return {
        f"item-{at}": chance.randint(1, 10**6) if chance.random() > 0.1 else None
        for at in range(ITEMS)
    }


def _bodies() -> tuple[list[Any], Any]:
    """As many councils, and an officer of the first."""
    from culturefirst.kit.act import SYSTEM
    from culturefirst.network import actions

    kinds = ("district", "district", "county", "unitary")
    bodies = [
        actions.add_organisation(
            by=SYSTEM, name=f"Council {at}", kind=kinds[at % 4], joined_on=date(2000, 1, 1)
        )
        for at in range(BODIES)
    ]
    email = "officer@example.org"
    person = actions.add_person(by=SYSTEM, name="An officer", email=email)
    actions.appoint(
        by=SYSTEM, person=person, title="Officer", role="officer", organisation=bodies[0],
        starts=date(2010, 1, 1),
    )  # fmt: skip
    word = "correct horse battery staple"
    return bodies, actions.open_account(by=SYSTEM, person=person, email=email, password=word)
