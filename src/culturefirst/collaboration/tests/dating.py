"""A speed-dating day of so many councils on Wednesday 5 October 2011, for tests."""

from dataclasses import dataclass
from typing import Any

from culturefirst.collaboration import actions
from culturefirst.collaboration.models import DatingDay, DayMeeting, DayWish, Delegate, Party
from culturefirst.events.models import Event
from culturefirst.events.tests.booked import DAY, an_event, book, member
from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation, User

NAMES = (
    "Ash", "Birch", "Cedar", "Damson", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper", "Kale",
    "Larch", "Maple", "Nettle", "Oak", "Pine", "Quince", "Rowan",
)  # fmt: skip


@dataclass
class Meet:
    """The event, its day, and one officer of each council by the council's name."""

    by: User
    event: Event
    users: dict[str, User]

    @property
    def day(self) -> DatingDay:
        """As it is now."""
        return DatingDay._base_manager.select_related("event").get(event=self.event)

    def party(self, name: str, table: str = "") -> Party:
        rows = Party._base_manager.select_related("organisation", "day__event")
        found: Party = rows.get(day=self.day, organisation__name=name, name=table)
        return found

    def wishes(self, name: str, *others: str, avoid: tuple[str, ...] = ()) -> Party:
        """One of this council says whom they want to meet, and whom they would rather not."""
        return actions.set_wishes(
            by=self.users[name],
            party=self.party(name),
            meet=[self.party(other) for other in others],
            avoid=[self.party(other) for other in avoid],
        )

    def plan(self) -> DatingDay:
        return actions.plan_day(by=self.by, day=self.day)

    def meetings(self) -> list[tuple[int, int, set[str]]]:
        """Each as (round, table, who)."""
        rows = DayMeeting._base_manager.filter(day=self.day).select_related(
            "a__organisation", "b__organisation"
        )
        return [
            (row.round, row.table, {str(row.a), str(row.b)})
            for row in rows.order_by("round", "table")
        ]

    def pairs(self) -> list[set[str]]:
        return [pair for _, _, pair in self.meetings()]


def meet(by: User, bodies: int = 4, mark: str = "", **said: Any) -> Meet:
    """Set up, with one officer of each council (named with the mark) booked and brought in."""
    event = an_event(kind="speed_dating", title="Meet your neighbours", made_by=by.person)
    users = {}
    for name in (f"{each}{mark}" for each in NAMES[:bodies]):
        body = network.add_organisation(by=SYSTEM, name=name, kind=Organisation.Kind.DISTRICT)
        users[name] = member(f"{name} Officer", body)
        book(users[name], event)
    made = Meet(by, event, users)
    frame = {"rounds": 3, "tables": 2, "first_at": DAY} | said
    actions.set_up_day(by=by, event=event, **frame)
    actions.bring_in(by=by, day=made.day)
    return made


def wishes_of(party: Party) -> list[tuple[str, str, int | None]]:
    rows = DayWish._base_manager.filter(by=party).select_related("of__organisation")
    return [(str(row.of), row.kind, row.rank) for row in rows.order_by("rank", "pk")]


def sitting(party: Party) -> list[str]:
    rows = Delegate._base_manager.filter(party=party).select_related("booking__person")
    return [str(row) for row in rows.order_by("pk")]
