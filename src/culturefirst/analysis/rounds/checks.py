"""Whether a timetable is sound, said in sentences; it knows nothing of how one is made."""

from collections.abc import Iterator

from culturefirst.analysis.rounds.day import Day, Id
from culturefirst.analysis.rounds.timetable import Meeting, Timetable


def check(day: Day, timetable: Timetable) -> list[str]:
    """Every fault, each a sentence; none where the timetable can be held as it stands."""
    return [
        *_places(day, timetable),
        *_clashes(day, timetable),
        *_pairs(day, timetable),
        *_people(day, timetable),
        *_fixed(day, timetable),
    ]


def _said(day: Day, meeting: Meeting) -> str:
    return f"{day.name(meeting.a)} and {day.name(meeting.b)}"


def _places(day: Day, timetable: Timetable) -> Iterator[str]:
    for meeting in timetable.meetings:
        said = f"{_said(day, meeting)} meet in round {meeting.round}"
        if not 1 <= meeting.round <= day.rounds:
            yield f"{said}: the day has rounds 1 to {day.rounds}."
        elif meeting.round >= day.start and not 1 <= meeting.table <= day.tables:
            yield f"{said} at table {meeting.table}: there are tables 1 to {day.tables}."
        for id_ in (meeting.a, meeting.b):
            if id_ not in day.by_id:
                yield f"{said}: {id_} is not among the parties."
        if meeting.a == meeting.b:
            yield f"{day.name(meeting.a)} meets themselves in round {meeting.round}."


def _clashes(day: Day, timetable: Timetable) -> Iterator[str]:
    seated: dict[tuple[int, Id], Meeting] = {}
    tables: dict[tuple[int, int], Meeting] = {}
    for meeting in timetable.meetings:
        place = (meeting.round, meeting.table)
        if place in tables:
            yield (
                f"Table {meeting.table} has two meetings in round {meeting.round}: "
                f"{_said(day, tables[place])}; {_said(day, meeting)}."
            )
        tables[place] = meeting
        for id_ in (meeting.a, meeting.b):
            if other := seated.get((meeting.round, id_)):
                yield (
                    f"{day.name(id_)} is in two places in round {meeting.round}: with "
                    f"{day.name(other.partner(id_))} and with {day.name(meeting.partner(id_))}."
                )
            seated[meeting.round, id_] = meeting


def _pairs(day: Day, timetable: Timetable) -> Iterator[str]:
    first: dict[frozenset[Id], Meeting] = {}
    for meeting in timetable.meetings:
        if other := first.get(meeting.pair):
            rounds = f"rounds {other.round} and {meeting.round}"
            yield f"{_said(day, meeting)} meet twice, in {rounds}."
        first.setdefault(meeting.pair, meeting)
        if meeting.round >= day.start and meeting.pair in day.avoided:
            yield f"{_said(day, meeting)} meet, though one does not want to meet the other."


def _people(day: Day, timetable: Timetable) -> Iterator[str]:
    for party in day.parties:
        mine = [meeting for meeting in timetable.meetings if party.id in meeting.pair]
        coming = [meeting for meeting in mine if meeting.round >= day.start]
        for meeting in coming:
            if not party.there(meeting.round):
                yield (
                    f"{day.name(party.id)} is not there in round {meeting.round}, "
                    f"but meets {day.name(meeting.partner(party.id))}."
                )
        if party.most is not None and coming and len(mine) > party.most:
            yield (f"{day.name(party.id)} has {len(mine)} meetings and wants at most {party.most}.")


def _fixed(day: Day, timetable: Timetable) -> Iterator[str]:
    held = {(meeting.round, meeting.pair): meeting.table for meeting in timetable.meetings}
    for fixed in day.fixed:
        pair = frozenset((fixed.a, fixed.b))
        said = f"{day.name(fixed.a)} and {day.name(fixed.b)}"
        if (fixed.round, pair) not in held:
            yield f"{said} no longer meet in round {fixed.round}, which is fixed."
        elif fixed.table is not None and held[fixed.round, pair] != fixed.table:
            yield f"{said} no longer meet at table {fixed.table}, which is fixed."
    known = {(fixed.round, frozenset((fixed.a, fixed.b))) for fixed in day.fixed}
    for meeting in timetable.meetings:
        if meeting.round < day.start and (meeting.round, meeting.pair) not in known:
            yield f"{_said(day, meeting)} meet in round {meeting.round}, which is over."
