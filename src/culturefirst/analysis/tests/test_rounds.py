"""What holds of every timetable, and that it is as good as it says."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from culturefirst.analysis.rounds import Day, Timetable, check, plan, replan
from culturefirst.analysis.tests.days import best, days

often = settings(max_examples=150, deadline=None)


@often
@given(day=days(most=8, rounds=6))
def test_nobody_is_in_two_places_and_no_pair_meets_twice(day: Day) -> None:
    timetable = plan(day)
    places = [(each.round, id_) for each in timetable.meetings for id_ in each.pair]
    assert len(places) == len(set(places))
    pairs = [each.pair for each in timetable.meetings]
    assert len(pairs) == len(set(pairs))


@often
@given(day=days(most=8, rounds=6))
def test_absence_tables_limits_and_what_is_avoided_are_respected(day: Day) -> None:
    timetable = plan(day)
    for each in timetable.meetings:
        assert all(day.by_id[id_].there(each.round) for id_ in each.pair)
        assert each.pair not in {frozenset(two) for two in day.avoids}
        assert 1 <= each.table <= day.tables
    seats = [(each.round, each.table) for each in timetable.meetings]
    assert len(seats) == len(set(seats))
    for got in timetable.got:
        most = day.by_id[got.party].most
        assert most is None or got.meetings <= most


@often
@given(day=days(most=8, rounds=6))
def test_what_is_fixed_stays_and_the_check_finds_no_fault(day: Day) -> None:
    timetable = plan(day)
    held = {(each.round, each.pair): each.table for each in timetable.meetings}
    for fixed in day.fixed:
        at = held[fixed.round, frozenset((fixed.a, fixed.b))]
        assert fixed.table in (None, at)
    assert check(day, timetable) == []


@often
@given(day=days())
def test_the_bound_is_not_below_the_best_of_all_timetables(day: Day) -> None:
    timetable, (wishes, worth) = plan(day), best(day)
    assert timetable.value.wishes <= wishes <= timetable.bound.wishes
    if timetable.value.wishes == wishes:
        assert timetable.value.worth <= worth <= timetable.bound.worth


@often
@given(day=days())
def test_a_small_day_is_planned_as_well_as_any_can_be(day: Day) -> None:
    timetable = plan(day)
    assert (timetable.value.wishes, timetable.value.worth) == best(day)


@often
@given(day=days(most=8, rounds=6))
def test_what_is_told_of_a_timetable_follows_from_its_meetings(day: Day) -> None:
    timetable = plan(day)
    met = {each.pair for each in timetable.meetings}
    asked = [wish for wish in day.wishes if frozenset((wish.by, wish.of)) in met]
    assert timetable.value.wishes == sum(wish.weight for wish in asked)
    assert timetable.value.worth == sum(day.worths.get(pair, 0) for pair in met)
    assert len(asked) + len(timetable.unmet) == len(day.wishes)
    assert sum(got.meetings for got in timetable.got) == 2 * len(met)
    assert sum(got.met for got in timetable.got) == len(asked)


@often
@given(day=days(most=8, rounds=6), data=st.data())
def test_planning_again_after_a_no_show_keeps_what_was_held(day: Day, data: st.DataObject) -> None:
    before = plan(day)
    start = data.draw(st.integers(1, day.rounds))
    gone = data.draw(st.sampled_from(day.parties)).id
    now, after = replan(day, before, start=start, no_shows=[gone])
    assert held(after, start) == held(before, start)
    assert all(gone not in each.pair for each in after.meetings if each.round >= start)
    assert check(now, after) == []
    assert after.value.wishes <= after.bound.wishes
    assert after.value.worth <= after.bound.worth


def held(timetable: Timetable, start: int) -> list[object]:
    """Round, table and pair of what was held before a round."""
    return [
        (each.round, each.table, each.pair) for each in timetable.meetings if each.round < start
    ]


@often
@given(day=days(most=8, rounds=6), data=st.data())
def test_the_order_in_which_things_were_given_does_not_matter(
    day: Day, data: st.DataObject
) -> None:
    shuffled = replace(
        day,
        worth=dict(data.draw(st.permutations(list(day.worth.items())))),
        wishes=tuple(data.draw(st.permutations(day.wishes))),
    )
    assert plan(day).meetings == replace_order(plan(shuffled), plan(day))


def replace_order(one: Timetable, like: Timetable) -> tuple[object, ...]:
    """The meetings, with those who asked named in the other's order."""
    by = {each.pair: each.reason for each in like.meetings}
    return tuple(
        replace(each, reason=by[each.pair])
        if set(by[each.pair].asked_by) == set(each.reason.asked_by)
        else each
        for each in one.meetings
    )
