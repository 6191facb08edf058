"""A speed-dating day on paper: agendas, and a sign for each table."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from culturefirst.collaboration.models import DatingDay, DayMeeting
from culturefirst.collaboration.queries.agenda import Agenda, Line
from culturefirst.collaboration.rules_dating import slots
from culturefirst.events.when import in_words
from culturefirst.kit import paper
from culturefirst.kit.models import Installation

PRINTED = Path(__file__).with_name("printed")
PROVISIONAL = "Provisional: the timetable may still change."


def agendas(day: DatingDay, found: Iterable[Agenda]) -> bytes:
    """A page for each of these parties."""
    data = _head(day) | {"agendas": [_agenda(each) for each in found]}
    return paper.pdf(PRINTED / "agendas.typ", data, dated=day.event.day)


def signs(day: DatingDay, user: Any) -> bytes:
    """A page for each table, with who sits there in which round."""
    rows = DayMeeting.objects.visible_to(user).filter(day=day)
    rows = rows.select_related("a__organisation", "b__organisation").order_by("table", "round")
    by_table: dict[int, dict[int, DayMeeting]] = defaultdict(dict)
    for each in rows:
        by_table[each.table][each.round] = each
    data = _head(day) | {
        "tables": [
            {"number": number, "rows": [_sat(slot, held.get(slot.number)) for slot in slots(day)]}
            for number, held in sorted(by_table.items())
        ]
    }
    return paper.pdf(PRINTED / "tables.typ", data, dated=day.event.day)


def _head(day: DatingDay) -> dict[str, Any]:
    event = day.event
    return {
        "network": Installation.current().network,
        "title": event.title,
        "when": in_words(event),
        "where": ", ".join(filter(None, (event.venue, event.address, event.postcode))),
        "note": PROVISIONAL if day.state == DatingDay.State.PROVISIONAL else "",
    }


def _sat(slot: Any, meeting: DayMeeting | None) -> dict[str, str]:
    who = [str(meeting.a), str(meeting.b)] if meeting is not None else ["", ""]
    return {"round": str(slot.number), "hours": slot.hours, "one": who[0], "other": who[1]}


def _agenda(found: Agenda) -> dict[str, Any]:
    return {"party": str(found.party), "rows": [_row(each) for each in found.lines]}


def _row(line: Line) -> dict[str, str]:
    row = {"round": str(line.slot.number), "hours": line.slot.hours}
    if line.meeting is None:
        return row | {"who": "free" if line.here else "not there", "table": "", "more": ""}
    more = [", ".join(line.people), *(f"{why[:1].upper()}{why[1:]}" for why in line.why)]
    return row | {
        "who": str(line.other),
        "table": str(line.meeting.table),
        "more": "\n".join(each for each in more if each),
    }
