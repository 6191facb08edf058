"""Small days whose timetables can be worked by hand."""

import pytest

from culturefirst.analysis.rounds import (
    Bound,
    Day,
    Fixed,
    Got,
    Party,
    Unmet,
    Value,
    Why,
    Wish,
    plan,
    ranked,
    replan,
)


def parties(*names: str) -> tuple[Party, ...]:
    return tuple(Party(name) for name in names)


FOUR = parties("Ashby", "Brent", "Corley", "Denham")


def pairs(meetings) -> set[str]:
    return {"".join(sorted(name[0] for name in each.pair)) for each in meetings}


def test_four_parties_in_three_rounds_all_meet() -> None:
    worth = {(a.id, b.id): 1 for a in FOUR for b in FOUR if a.id < b.id}
    timetable = plan(Day(FOUR, 3, 2, worth))
    assert pairs(timetable.meetings) == {"AB", "AC", "AD", "BC", "BD", "CD"}
    assert timetable.value == Value(wishes=0, worth=6, fewest=3, moves=timetable.value.moves)
    assert timetable.bound == Bound(wishes=0, worth=6)
    assert (timetable.ratio, timetable.worth_ratio, timetable.empty) == (1.0, 1.0, ())


def test_one_wish_outweighs_any_worth() -> None:
    worth = {("Ashby", "Corley"): 90, ("Brent", "Denham"): 90}
    timetable = plan(Day(FOUR, 1, 2, worth, (Wish("Ashby", "Brent"),)))
    assert pairs(timetable.meetings) == {"AB", "CD"}
    assert (timetable.value.wishes, timetable.value.worth) == (1, 0)
    assert timetable.bound == Bound(1, 0)


def test_the_reasons_of_a_meeting_are_told_in_parts() -> None:
    wishes = (Wish("Ashby", "Brent"), Wish("Brent", "Ashby", 2), Wish("Ashby", "Corley"))
    worth = {("Brent", "Ashby"): 5, ("Brent", "Corley"): 4}
    day = Day(FOUR, 3, 2, worth, wishes, fixed=(Fixed(1, "Ashby", "Brent"),))
    reasons = {pairs([each]).pop(): each.reason for each in plan(day).meetings}
    assert reasons["AB"].asked_by == ("Ashby", "Brent")
    assert reasons["AB"].parts == ("asked by both", "worth 5", "fixed by hand")
    assert reasons["AC"].parts == ("asked by one",)
    assert reasons["BC"].parts == ("worth 4",)
    assert reasons["AD"].parts == ("fills a gap",)
    assert [reasons[name].fills_a_gap for name in ("AB", "AC", "BC", "AD")] == [0, 0, 0, 1]


def test_without_gaps_only_what_somebody_wants_is_planned() -> None:
    timetable = plan(Day(FOUR, 3, 2, wishes=(Wish("Ashby", "Brent"),)), gaps=False)
    assert pairs(timetable.meetings) == {"AB"}
    assert len(timetable.empty) == 2
    brent = Got("Brent", 1, 0, 0, 0, timetable.empty)
    assert timetable.got[:2] == (Got("Ashby", 1, 1, 0, 0, timetable.empty), brent)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (Day(FOUR, 1, 2, avoids=(("Brent", "Ashby"),)), Why.AVOIDED),
        (
            Day((Party("Ashby", last=1), Party("Brent", first=2), *FOUR[2:]), 2, 2),
            Why.APART,
        ),
        (Day(FOUR, 1, 2, fixed=(Fixed(1, "Ashby", "Corley"),)), Why.ROUNDS),
        (
            Day(
                (Party("Ashby", most=1), *FOUR[1:]),
                2,
                2,
                fixed=(Fixed(1, "Ashby", "Corley"),),
            ),
            Why.LIMIT,
        ),
        (Day(FOUR, 1, 1, fixed=(Fixed(1, "Corley", "Denham"),)), Why.TABLES),
        (
            Day(
                FOUR,
                2,
                2,
                fixed=(Fixed(1, "Ashby", "Corley"), Fixed(2, "Brent", "Denham")),
            ),
            Why.CLASH,
        ),
    ],
    ids=lambda given: given.name if isinstance(given, Why) else "",
)
def test_a_wish_that_is_not_met_has_its_reason(day: Day, why: Why) -> None:
    asked = Day(
        day.parties,
        day.rounds,
        day.tables,
        wishes=(Wish("Ashby", "Brent", 2),),
        avoids=day.avoids,
        fixed=day.fixed,
    )
    assert plan(asked).unmet == (Unmet("Ashby", "Brent", 2, why),)


def test_wishes_in_order_count_the_more_the_earlier_they_stand() -> None:
    assert ranked("Ashby", ["Brent", "Corley"]) == (
        Wish("Ashby", "Brent", 2),
        Wish("Ashby", "Corley", 1),
    )
    timetable = plan(Day(FOUR, 1, 1, wishes=ranked("Ashby", ["Brent", "Corley"])))
    assert pairs(timetable.meetings) == {"AB"}
    assert timetable.unmet == (Unmet("Ashby", "Corley", 1, Why.ROUNDS),)


def test_who_has_one_wish_is_as_dear_as_who_has_many_where_all_begin_with_the_same() -> None:
    assert ranked("Corley", ["Brent"], 2) == (Wish("Corley", "Brent", 2),)
    assert ranked("Ashby", ["Brent", "Corley"], 1) == ranked("Ashby", ["Brent", "Corley"])


def test_an_odd_ring_of_wishes_is_known_to_be_impossible() -> None:
    """Three who all want each other and one round: the plain relaxation would promise half more."""
    ring = [("Ashby", "Brent"), ("Brent", "Corley"), ("Corley", "Ashby")]
    other = [("Denham", "Eastry"), ("Eastry", "Fulmer"), ("Fulmer", "Denham")]
    six = parties("Ashby", "Brent", "Corley", "Denham", "Eastry", "Fulmer")
    timetable = plan(Day(six, 1, 3, wishes=tuple(Wish(*two) for two in ring + other)))
    assert (timetable.value.wishes, timetable.bound.wishes) == (2, 2)


def test_where_it_counts_for_the_same_the_poorest_meets() -> None:
    worth = {("Ashby", "Brent"): 3, ("Ashby", "Corley"): 3, ("Brent", "Corley"): 3}
    three = (Party("Ashby", last=2), Party("Brent"), Party("Corley"))
    timetable = plan(Day(three, 2, 1, worth))
    assert timetable.value.fewest == 1
    assert sorted(got.meetings for got in timetable.got) == [1, 1, 2]


def test_parties_stay_at_their_tables_where_they_can() -> None:
    wishes = (Wish("Ashby", "Brent"), Wish("Ashby", "Corley"))
    timetable = plan(Day(FOUR, 2, 2, wishes=wishes), gaps=False)
    assert [each.table for each in timetable.meetings] == [1, 1]
    assert timetable.value.moves == 0


def test_a_no_show_is_taken_out_with_what_was_fixed_for_them() -> None:
    wishes = (Wish("Ashby", "Brent", 9), Wish("Corley", "Denham", 9), Wish("Ashby", "Denham"))
    fixed = (Fixed(2, "Ashby", "Denham"),)
    day = Day(FOUR, 2, 2, wishes=wishes, fixed=fixed)
    now, after = replan(day, plan(day), start=2, no_shows=["Denham"])
    assert pairs(each for each in after.meetings if each.round == 1) == {"AB", "CD"}
    assert "Denham" not in {id_ for each in after.meetings for id_ in each.pair if each.round == 2}
    assert after.unmet == (Unmet("Ashby", "Denham", 1, Why.APART),)
    assert (now.start, now.by_id["Denham"].last) == (2, 1)


def test_a_day_without_parties_has_empty_rounds_only() -> None:
    timetable = plan(Day((), 2, 1))
    assert (timetable.meetings, timetable.empty, timetable.ratio) == ((), (1, 2), 1.0)


def test_eighteen_authorities_get_the_provably_best_day() -> None:
    """Each asks for the next four around a circle, once; in four rounds half of it can be."""
    names = [f"Authority {number}" for number in range(18)]
    wishes = tuple(
        Wish(name, names[(number + step) % 18])
        for number, name in enumerate(names)
        for step in (1, 2, 3, 4)
    )
    timetable = plan(Day(parties(*names), 4, 9, wishes=wishes))
    assert (timetable.value.wishes, timetable.bound.wishes) == (36, 36)
    assert {got.meetings for got in timetable.got} == {4}
