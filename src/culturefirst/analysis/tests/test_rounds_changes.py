"""Changes by hand keep a timetable sound, or say why they cannot."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from culturefirst.analysis.rounds import (
    Bound,
    Day,
    Fixed,
    Party,
    Timetable,
    Wish,
    check,
    move,
    pin,
    plan,
    release,
    remove,
    swap,
)
from culturefirst.analysis.tests.days import days

NAMES = ("Ashby", "Brent", "Corley", "Denham", "Eastry")
DAY = Day(
    tuple(Party(name) for name in NAMES),
    rounds=2,
    tables=2,
    fixed=(Fixed(1, "Ashby", "Brent", 1), Fixed(1, "Corley", "Denham", 2)),
)


def begun() -> tuple[Day, Timetable]:
    """Ashby and Brent, Corley and Denham in the first round; nothing is fixed, all is open."""
    timetable = plan(replace(DAY, avoids=(("Ashby", "Denham"),)), gaps=False)
    day = replace(DAY, fixed=(), avoids=(("Ashby", "Denham"),))
    for a, b in (NAMES[:2], NAMES[2:4]):
        timetable = done(release(day, timetable, a, b))
    return day, timetable


def done(answer: Timetable | str) -> Timetable:
    assert isinstance(answer, Timetable), answer
    return answer


def seats(timetable: Timetable) -> list[tuple[int, int, str]]:
    return [(each.round, each.table, f"{each.a}-{each.b}") for each in timetable.meetings]


def test_two_change_seats_in_a_round() -> None:
    day, timetable = begun()
    changed = done(swap(day, timetable, 1, "Brent", "Corley"))
    assert seats(changed) == [(1, 1, "Ashby-Corley"), (1, 2, "Brent-Denham")]


def test_who_is_free_sits_in_for_another() -> None:
    day, timetable = begun()
    changed = done(swap(day, timetable, 1, "Brent", "Eastry"))
    assert seats(changed) == [(1, 1, "Ashby-Eastry"), (1, 2, "Corley-Denham")]


def test_a_change_that_seats_those_who_avoid_each_other_is_refused() -> None:
    day, timetable = begun()
    assert swap(day, timetable, 1, "Brent", "Denham") == (
        "Ashby and Denham meet, though one does not want to meet the other."
    )


def test_there_must_be_something_to_exchange() -> None:
    day, timetable = begun()
    assert swap(day, timetable, 1, "Ashby", "Brent") == (
        "Ashby and Brent meet each other in round 1."
    )
    assert swap(day, timetable, 2, "Ashby", "Brent") == (
        "There is nothing to exchange in round 2: neither has a meeting to give."
    )


def test_a_meeting_moves_to_the_first_free_table_of_another_round() -> None:
    day, timetable = begun()
    moved = done(move(day, timetable, "Denham", "Corley", to=2))
    assert seats(moved) == [(1, 1, "Ashby-Brent"), (2, 1, "Corley-Denham")]
    assert moved.empty == ()
    assert move(day, timetable, "Ashby", "Corley", to=2) == (
        "Ashby and Corley have no meeting on this day."
    )
    assert move(day, timetable, "Ashby", "Brent", to=3) == (
        "Ashby and Brent meet in round 3: the day has rounds 1 to 2."
    )
    assert move(day, timetable, "Ashby", "Brent", to=1, table=2) == (
        "Table 2 has two meetings in round 1: Corley and Denham; Ashby and Brent."
    )


def test_a_new_meeting_needs_a_free_table_and_two_who_are_free() -> None:
    day, timetable = begun()
    assert pin(day, timetable, "Ashby", "Eastry", round_=1) == "All 2 tables are taken in round 1."
    moved = done(move(day, timetable, "Corley", "Denham", to=2))
    assert pin(day, moved, "Ashby", "Eastry", round_=1) == (
        "Ashby is in two places in round 1: with Brent and with Eastry."
    )
    pinned = done(pin(day, moved, "Ashby", "Eastry", round_=2))
    assert seats(pinned)[-1] == (2, 2, "Ashby-Eastry")
    assert pinned.meetings[-1].reason.parts == ("fixed by hand",)


def test_what_is_fixed_by_hand_is_released_before_it_is_touched() -> None:
    day, timetable = begun()
    pinned = done(pin(day, timetable, "Ashby", "Brent", round_=1))
    refused = "The meeting of Ashby and Brent is fixed by hand: release it first."
    assert remove(day, pinned, "Ashby", "Brent") == refused
    assert swap(day, pinned, 1, "Brent", "Corley") == refused
    removed = done(remove(day, done(release(day, pinned, "Ashby", "Brent")), "Ashby", "Brent"))
    assert seats(removed) == [(1, 2, "Corley-Denham")]
    assert pin(day, timetable, "Ashby", "Brent", round_=2) == (
        "Ashby and Brent meet in round 1: move that meeting to round 2 first."
    )


def test_what_is_over_is_not_touched() -> None:
    day, timetable = begun()
    later = replace(day, start=2)
    over = "The meeting of Ashby and Brent was held in round 1, which is over."
    assert remove(later, timetable, "Ashby", "Brent") == over
    assert pin(later, timetable, "Ashby", "Corley", round_=1) == (
        "Round 1 is over: what was held there stays."
    )


def test_what_is_told_follows_a_change() -> None:
    day = replace(DAY, fixed=(), wishes=(Wish("Ashby", "Brent"),))
    removed = done(remove(day, plan(day), "Ashby", "Brent"))
    assert (removed.value.wishes, removed.bound.wishes) == (0, 1)
    assert [unmet.by for unmet in removed.unmet] == ["Ashby"]


def test_a_change_that_gives_up_a_wish_for_worth_is_not_better_than_what_is_proved() -> None:
    worth = {("Ashby", "Corley"): 90, ("Brent", "Denham"): 90}
    day = replace(DAY, rounds=1, fixed=(), worth=worth, wishes=(Wish("Ashby", "Brent"),))
    timetable = plan(day)
    assert (timetable.value.worth, timetable.bound) == (0, Bound(wishes=1, worth=0))
    changed = done(swap(day, timetable, 1, "Brent", "Corley"))
    assert (changed.value.wishes, changed.value.worth) == (0, 180)
    assert (changed.bound, changed.worth_ratio) == (Bound(wishes=1, worth=180), 1.0)


@settings(max_examples=150, deadline=None)
@given(day=days(most=8, rounds=5), data=st.data())
def test_any_change_is_refused_or_leaves_a_sound_timetable(day: Day, data: st.DataObject) -> None:
    timetable = plan(day)
    ids = st.sampled_from([party.id for party in day.parties])
    for _ in range(6):
        a, b = data.draw(ids), data.draw(ids)
        number = data.draw(st.integers(0, day.rounds + 1))
        if a != b:
            answer = data.draw(
                st.sampled_from(
                    [
                        swap(day, timetable, number, a, b),
                        move(day, timetable, a, b, to=number),
                        pin(day, timetable, a, b, round_=number),
                        remove(day, timetable, a, b),
                    ]
                )
            )
            assert isinstance(answer, Timetable) or answer.endswith(".")
            timetable = answer if isinstance(answer, Timetable) else timetable
        assert check(day, timetable) == []
        assert timetable.value.wishes <= timetable.bound.wishes
        assert timetable.value.worth <= timetable.bound.worth


def test_the_check_tells_every_fault_of_a_broken_timetable() -> None:
    day, timetable = begun()
    first, second = timetable.meetings
    broken = replace(
        timetable,
        meetings=(
            first,
            replace(first, round=2),
            replace(second, table=1, b="Brent"),
            replace(second, round=2, table=3, a="x"),
        ),
    )
    strict = replace(day, fixed=(Fixed(1, "Corley", "Denham"),))
    assert check(strict, broken) == [
        "x and Denham meet in round 2 at table 3: there are tables 1 to 2.",
        "x and Denham meet in round 2: x is not among the parties.",
        "Table 1 has two meetings in round 1: Ashby and Brent; Corley and Brent.",
        "Brent is in two places in round 1: with Ashby and with Corley.",
        "Ashby and Brent meet twice, in rounds 1 and 2.",
        "Corley and Denham no longer meet in round 1, which is fixed.",
    ]


def test_the_check_tells_who_is_away_what_is_over_and_whose_limit_is_passed() -> None:
    away = replace(DAY.parties[0], last=1)
    few = replace(DAY.parties[1], most=1)
    day, timetable = begun()
    first, second = timetable.meetings
    strict = replace(
        day,
        parties=(away, few, *DAY.parties[2:]),
        start=2,
        fixed=(Fixed(1, "Ashby", "Brent", 2),),
    )
    broken = replace(
        timetable,
        meetings=(
            first,
            second,
            replace(first, round=2, b="Corley"),
            replace(first, round=2, table=2, a="Brent", b="Eastry"),
            replace(first, round=3, a="Denham", b="Denham"),
        ),
    )
    assert check(strict, broken) == [
        "Denham and Denham meet in round 3: the day has rounds 1 to 2.",
        "Denham meets themselves in round 3.",
        "Denham is in two places in round 3: with Denham and with Denham.",
        "Ashby is not there in round 2, but meets Corley.",
        "Brent has 2 meetings and wants at most 1.",
        "Ashby and Brent no longer meet at table 2, which is fixed.",
        "Corley and Denham meet in round 1, which is over.",
    ]
