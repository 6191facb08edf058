"""Refuses what cannot be, by a sentence that says which wish or meeting it is."""

from collections.abc import Iterator

from culturefirst.analysis.rounds.day import Day, Fixed, Id


def require_possible(day: Day) -> None:
    """Raise ValueError with the first sentence, where a demand cannot be met by any timetable."""
    for fault in _faults(day):
        raise ValueError(fault)


def _faults(day: Day) -> Iterator[str]:
    yield from _of_numbers(day)
    yield from _of_parties(day)
    yield from _of_wishes(day)
    yield from _of_worth(day)
    yield from _of_fixed(day)


def _of_numbers(day: Day) -> Iterator[str]:
    if day.rounds < 1:
        yield f"A day of {day.rounds} rounds has no meetings: give at least one round."
    if day.tables < 1:
        yield f"Nobody can meet at {day.tables} tables: give at least one table."
    if day.start < 1:
        yield f"Planning cannot begin at round {day.start}: rounds count from 1."


def _of_parties(day: Day) -> Iterator[str]:
    seen: set[Id] = set()
    for party in day.parties:
        if party.id in seen:
            yield f"{day.name(party.id)} is on the list of parties twice."
        seen.add(party.id)
        if party.most is not None and party.most < 0:
            yield f"{day.name(party.id)} cannot have at most {party.most} meetings."


def _of_wishes(day: Day) -> Iterator[str]:
    seen, avoids = set(), set(day.avoids)
    for wish in day.wishes:
        yield from _of_two(day, wish.by, wish.of, f"The wish of {day.name(wish.by)}")
        said = f"{day.name(wish.by)} asks for {day.name(wish.of)}"
        if wish.weight < 1:
            yield f"{said} with the weight {wish.weight}: weights are whole numbers from 1."
        if (wish.by, wish.of) in seen:
            yield f"{said} twice: keep one of the two wishes."
        if (wish.by, wish.of) in avoids:
            yield f"{said} and does not want to meet them: take one of the two back."
        seen.add((wish.by, wish.of))
    for by, of in day.avoids:
        yield from _of_two(day, by, of, f"What {day.name(by)} does not want")


def _of_two(day: Day, by: Id, of: Id, what: str) -> Iterator[str]:
    for id_ in (by, of):
        if id_ not in day.by_id:
            yield f"{what} names {id_}, who is not among the parties."
    if by == of:
        yield f"{what} names {day.name(by)} themselves."


def _of_worth(day: Day) -> Iterator[str]:
    for (a, b), worth in day.worth.items():
        said = f"The worth of {day.name(a)} and {day.name(b)}"
        yield from _of_two(day, a, b, said)
        if worth < 0 or worth != int(worth):
            yield f"{said} is {worth}: it must be a whole number of 0 or more."
        if day.worth.get((b, a), worth) != worth:
            yield f"{said} is given twice, as {worth} and as {day.worth[b, a]}."


def _of_fixed(day: Day) -> Iterator[str]:
    """Meetings that are over are facts: of them only that nobody was in two places."""
    rounds: dict[int, list[Fixed]] = {}
    pairs: dict[frozenset[Id], Fixed] = {}
    for fixed in day.fixed:
        yield from _of_two(day, fixed.a, fixed.b, f"The {called(day, fixed)}")
        yield from _of_place(day, fixed)
        for other in rounds.setdefault(fixed.round, []):
            yield from _collide(day, fixed, other)
        rounds[fixed.round].append(fixed)
        pair = frozenset((fixed.a, fixed.b))
        if pair in pairs:
            yield (
                f"The {called(day, fixed)} cannot be: they already meet in "
                f"round {pairs[pair].round}, and nobody meets twice."
            )
        pairs[pair] = fixed
    for number, here in rounds.items():
        if number >= day.start and len(here) > day.tables:
            yield f"Round {number} has {len(here)} fixed meetings for {day.tables} tables."
    yield from _of_limits(day)


def called(day: Day, fixed: Fixed) -> str:
    """How a sentence names a meeting that must stay."""
    return f"fixed meeting of {day.name(fixed.a)} and {day.name(fixed.b)} in round {fixed.round}"


def _of_place(day: Day, fixed: Fixed) -> Iterator[str]:
    said = f"The {called(day, fixed)} cannot be"
    if not 1 <= fixed.round <= day.rounds:
        yield f"{said}: the day has rounds 1 to {day.rounds}."
    if fixed.round < day.start:
        return
    if fixed.table is not None and not 1 <= fixed.table <= day.tables:
        yield f"{said} at table {fixed.table}: there are tables 1 to {day.tables}."
    for id_ in (fixed.a, fixed.b):
        if id_ in day.by_id and not day.by_id[id_].there(fixed.round):
            yield f"{said}: {day.name(id_)} is not there in round {fixed.round}."
    if frozenset((fixed.a, fixed.b)) in day.avoided:
        yield f"{said}: one of them does not want to meet the other."


def _collide(day: Day, fixed: Fixed, other: Fixed) -> Iterator[str]:
    said = f"The {called(day, fixed)} cannot be"
    for id_ in (fixed.a, fixed.b):
        if id_ in (other.a, other.b):
            partner = other.b if id_ == other.a else other.a
            yield f"{said}: {day.name(id_)} meets {day.name(partner)} in that round."
    if fixed.table is not None and fixed.table == other.table:
        yield (
            f"{said} at table {fixed.table}: {day.name(other.a)} and {day.name(other.b)} "
            "sit there in that round."
        )


def _of_limits(day: Day) -> Iterator[str]:
    for party in day.parties:
        mine = [fixed for fixed in day.fixed if party.id in (fixed.a, fixed.b)]
        coming = any(fixed.round >= day.start for fixed in mine)
        if coming and party.most is not None and len(mine) > party.most:
            yield (
                f"{day.name(party.id)} has {len(mine)} fixed meeting{'s' if len(mine) > 1 else ''} "
                f"and wants at most {party.most}."
            )
