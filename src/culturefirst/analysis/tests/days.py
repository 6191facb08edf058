"""Days for tests: made at random by hypothesis, and solved by trying everything."""

from functools import cache
from itertools import combinations

from hypothesis import strategies as st

from culturefirst.analysis.rounds import Day, Fixed, Party, Wish

NAMES = ("Ashby", "Brent", "Corley", "Denham", "Eastry", "Fulmer", "Girton", "Harlow")


@st.composite
def parties(draw: st.DrawFn, number: int, rounds: int) -> Party:
    first = draw(st.integers(1, rounds))
    last = draw(st.none() | st.integers(first - 1, rounds))
    breaks = draw(st.frozensets(st.integers(1, rounds), max_size=1))
    most = draw(st.none() | st.integers(0, rounds))
    if draw(st.booleans()):  # most are there all day, else nothing would be at stake
        first, last, breaks, most = 1, None, frozenset(), None
    return Party(number, NAMES[number], first, last, breaks, most)


@st.composite
def days(draw: st.DrawFn, most: int = 6, rounds: int = 4) -> Day:
    """A day of at most so many parties and rounds whose demands are possible."""
    count, long = draw(st.integers(2, most)), draw(st.integers(1, rounds))
    people = tuple(draw(parties(number, long)) for number in range(count))
    pairs = list(combinations(range(count), 2))
    tables = draw(st.integers(1, 3))
    worth = draw(st.dictionaries(st.sampled_from(pairs), st.integers(0, 9)))
    directed = [*pairs, *((b, a) for a, b in pairs)]
    wishes = draw(st.dictionaries(st.sampled_from(directed), st.integers(1, 3)))
    avoids = draw(st.frozensets(st.sampled_from(directed), max_size=2)) - set(wishes)
    day = Day(
        people,
        long,
        tables,
        worth,
        tuple(Wish(*pair, weight) for pair, weight in wishes.items()),
        tuple(sorted(avoids)),
    )
    return draw(with_one_fixed(day, pairs))


@st.composite
def with_one_fixed(draw: st.DrawFn, day: Day, pairs: list[tuple[int, int]]) -> Day:
    """The same day, sometimes with a meeting that must stay."""
    a, b = draw(st.sampled_from(pairs))
    number = draw(st.integers(1, day.rounds))
    two = (day.parties[a], day.parties[b])
    possible = all(party.there(number) and party.most != 0 for party in two)
    if not possible or frozenset((a, b)) in day.avoided or draw(st.booleans()):
        return day
    table = draw(st.none() | st.integers(1, day.tables))
    return Day(
        day.parties,
        day.rounds,
        day.tables,
        day.worth,
        day.wishes,
        day.avoids,
        (Fixed(number, a, b, table),),
    )


def best(day: Day) -> tuple[int, int]:
    """The most wishes, and the most worth with these, by trying every timetable."""
    ids = [party.id for party in day.parties]
    pairs = list(combinations(ids, 2))
    fixed = {number: [] for number in day.open_rounds()}
    for each in day.fixed:
        fixed[each.round].append(frozenset((each.a, each.b)))

    def counts(pair: frozenset) -> tuple[int, int]:
        wishes = sum(wish.weight for wish in day.asked.get(pair, ()))
        return wishes, day.worths.get(pair, 0)

    pinned = [frozenset((each.a, each.b)) for each in day.fixed]
    likely = [
        pair
        for pair in map(frozenset, pairs)
        if any(counts(pair)) and pair not in day.avoided and pair not in pinned
    ]

    @cache
    def from_round(number: int, left: frozenset, had: tuple[int, ...]) -> tuple[int, int]:
        if number > day.rounds:
            return (0, 0)
        top = (-1, -1)
        for chosen in _matchings(day, number, sorted(left, key=sorted), fixed[number]):
            met = tuple(
                count + sum(id_ in pair for pair in chosen)
                for id_, count in zip(ids, had, strict=True)
            )
            if any(
                party.most is not None and count > party.most
                for party, count in zip(day.parties, met, strict=True)
            ):
                continue
            rest = from_round(number + 1, left - set(chosen), met)
            gained = [counts(pair) for pair in chosen]
            here = (
                rest[0] + sum(wishes for wishes, _ in gained),
                rest[1] + sum(worth for _, worth in gained),
            )
            top = max(top, here)
        return top

    had = tuple(sum(id_ in pair for pair in pinned) for id_ in ids)
    wishes, worth = from_round(day.start, frozenset(likely), had)
    stays = [counts(pair) for pair in pinned]
    return wishes + sum(each[0] for each in stays), worth + sum(each[1] for each in stays)


def _matchings(
    day: Day, number: int, left: list[frozenset], fixed: list[frozenset]
) -> list[tuple[frozenset, ...]]:
    """All sets of new pairs that can sit in a round beside those that must."""
    busy = {id_ for pair in fixed for id_ in pair}
    able = [
        pair for pair in left if not pair & busy and all(day.by_id[i].there(number) for i in pair)
    ]
    found: list[tuple[frozenset, ...]] = [()]
    for pair in able:
        found += [
            (*chosen, pair)
            for chosen in found
            if len(chosen) + len(fixed) < day.tables and not any(pair & each for each in chosen)
        ]
    return found
