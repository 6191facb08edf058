"""A speed-dating day of two councils, planned; the officer sits in one of its parties."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from culturefirst.collaboration import actions
from culturefirst.collaboration.models import DatingDay, DayMeeting, Party
from culturefirst.events import actions as events
from culturefirst.events.models import Event
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation, Role, User

LONDON = ZoneInfo("Europe/London")
BEGINS = datetime(2011, 11, 16, 10, tzinfo=LONDON)
ENDS = datetime(2011, 11, 16, 16, tzinfo=LONDON)
OF_DAY = (
    "dating", "dating_edit", "dating_bring_in", "dating_plan", "dating_final", "dating_round",
    "dating_fix", "dating_agendas_paper", "dating_tables_paper", "dating_outcome",
    "dating_agenda", "dating_agenda_paper",
)  # fmt: skip
OF_PARTY = (
    "dating_party", "dating_party_edit", "dating_table", "dating_seat", "dating_there",
    "dating_wishes",
)  # fmt: skip
OF_MEETING = ("dating_meeting", "dating_exchange", "dating_move", "dating_change", "dating_tick")
Given = dict[str, dict[str, Any]]


def given(*, by: User, officer: User) -> Given:
    event = _event(by, "Meet your neighbours")
    for who in (officer, _from_elsewhere()):
        events.book_place(by=who, event=event)
    frame: dict[str, Any] = {"rounds": 2, "tables": 1, "first_at": BEGINS}
    day = actions.set_up_day(by=by, event=event, **frame)
    actions.plan_day(by=by, day=actions.bring_in(by=by, day=day))
    own = Party._base_manager.get(day=day, organisation=officer.posts_today[0].organisation)
    [meeting] = DayMeeting._base_manager.filter(day=day)
    return {
        "dating_new": {"pk": _event(by, "Meet them again").pk},
        **{name: {"pk": day.pk} for name in OF_DAY},
        **{name: {"pk": own.pk} for name in OF_PARTY},
        **{name: {"pk": meeting.pk} for name in OF_MEETING},
    }


def _event(by: User, title: str) -> Event:
    event = events.plan_event(
        by=by, kind="speed_dating", title=title, summary="Ten minutes with each.",
        starts_at=BEGINS, ends_at=ENDS,
    )  # fmt: skip
    return events.open_event(by=by, event=event)


def _from_elsewhere() -> User:
    kind = Organisation.Kind.DISTRICT
    body = network.add_organisation(by=SYSTEM, name="Wymondham Town Council", kind=kind)
    person = network.add_person(by=SYSTEM, name="Ivo Finch")
    network.appoint(
        by=SYSTEM, person=person, title="Officer", role=Role.OFFICER, organisation=body,
        starts=clock.today(),
    )  # fmt: skip
    return network.open_account(by=SYSTEM, person=person, email="finch@example.org")


def hidden() -> dict[str, Given]:
    """The day's parties and meetings, to everybody who neither takes part nor keeps it."""
    day = DatingDay._base_manager.get()
    party = Party._base_manager.filter(day=day).first()
    meeting = DayMeeting._base_manager.get(day=day)
    assert party is not None
    addresses = {name: {"pk": party.pk} for name in OF_PARTY}
    addresses |= {name: {"pk": meeting.pk} for name in OF_MEETING}
    addresses |= {name: {"pk": day.pk} for name in ("dating_agenda", "dating_agenda_paper")}
    return dict.fromkeys(("nobody", "partner", "councillor"), addresses)
