"""An event that is announced to everybody, with one of everything that belongs to one."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from culturefirst.events import actions
from culturefirst.events.models import Event
from culturefirst.kit.uploads import checked
from culturefirst.network.models import SubRegion, User

LONDON = ZoneInfo("Europe/London")
BEGINS = datetime(2011, 11, 9, 10, tzinfo=LONDON)
ENDS = datetime(2011, 11, 9, 16, tzinfo=LONDON)
OF_EVENT = (
    "api_event",
    "event",
    "event_edit",
    "event_open",
    "event_cancel",
    "event_not_held",
    "event_close",
    "event_remove",
    "event_clone",
    "event_sessions",
    "event_people",
    "event_partners",
    "event_quotas",
    "event_paper_add",
)


def given(*, by: User, officer: User) -> dict[str, dict[str, Any]]:
    event = actions.plan_event(
        by=by,
        kind="workshop",
        title="Plan to improve",
        summary="A day on improvement plans.",
        starts_at=BEGINS,
        ends_at=ENDS,
    )
    event = actions.open_event(by=by, event=event)
    place = SubRegion.objects.order_by("pk").first()
    assert place is not None
    return {
        **{name: {"pk": event.pk} for name in OF_EVENT},
        **_parts(by, officer, event),
        "meet_month": {"year": 2011, "month": 11},
        "meet_place_calendar": {"slug": place.slug},
        "meet_own_calendar": {"token": "forged"},
    }


def _parts(by: User, officer: User, event: Event) -> dict[str, dict[str, Any]]:
    session = actions.add_session(
        by=by, event=event, title="Welcome", starts_at=BEGINS, ends_at=ENDS
    )
    speaker = actions.add_speaker(by=by, event=event, name="Ola Berg")
    body = officer.posts_today[0].organisation
    partner = actions.add_partner(by=by, event=event, organisation=body)
    notes = checked("notes.txt", b"We met.")
    paper = actions.add_event_paper(by=by, event=event, title="Notes", upload=notes)
    other = actions.add_event_paper(by=by, event=event, title="Old notes", upload=notes)
    gone = actions.withdraw_event_paper(by=by, event=event, paper=other)
    keys = {
        "event_session": session.pk,
        "event_session_out": session.pk,
        "event_person_out": speaker.pk,
        "event_partner_out": partner.pk,
        "event_paper": paper.pk,
        "event_paper_withdraw": paper.pk,
        "event_paper_restore": gone.pk,
    }
    return {name: {"pk": event.pk, "part": key} for name, key in keys.items()}
