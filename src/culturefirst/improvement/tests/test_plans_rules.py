"""Pure rules of plans and re-scoring, held against every case that can be drawn."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from culturefirst.improvement.actions.plan_deeds import months_after
from culturefirst.improvement.rules_change import Scored, change, paired
from culturefirst.improvement.rules_plans import (
    Judged,
    Move,
    Standing,
    due_on,
    gaps,
    progress,
    standing,
)

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
NAMES = {1: "Poor", 2: "Fair", 3: "Good", 4: "Excellent"}
DAY = date(2011, 9, 19)
DAYS = st.dates(date(2010, 1, 1), date(2013, 12, 31))
STATES = ("planned", "under_way", "done", "dropped")


@dataclass
class Doing:
    state: str
    due: date | None = None
    begun_on: date | None = None
    ended_on: date | None = None


@st.composite
def doings(draw):
    state = draw(st.sampled_from(STATES))
    begun = draw(st.none() | DAYS) if state != "under_way" else draw(DAYS)
    begun = None if state == "planned" else begun
    ended = None
    if state in ("done", "dropped"):
        ended = draw(st.dates(begun or date(2010, 1, 1), date(2013, 12, 31)))
    return Doing(state, draw(st.none() | DAYS), begun, ended)


def judged(key, value, peer=None, areas="", weight=1):
    return Judged(key, f"Criterion {key}", Decimal(weight), value, peer, areas)


def test_gaps_are_what_is_below_what_a_peer_doubts_and_what_was_written_down():
    asked = [
        judged(1, 3),
        judged(2, 2),
        judged(3, 1, weight=Decimal("0.5")),
        judged(4, 3, peer=2),
        judged(5, 4, areas="Say it to users."),
        judged(6, None),
        judged(7, 1, weight=3),
    ]
    found = [(gap.key, gap.levels, gap.worth) for gap in gaps(asked, 3, NAMES)]
    assert found == [(7, 2, 6), (2, 1, 1), (3, 2, 1), (4, 1, 1), (5, 0, 0)]
    assert [gap.why for gap in gaps(asked, 3, NAMES)] == [
        ("Poor, wanted Good",),
        ("Fair, wanted Good",),
        ("Poor, wanted Good",),
        ("a peer said Fair",),
        ("areas for improvement were written",),
    ]


JUDGED = st.builds(
    Judged,
    st.integers(1, 99),
    st.just("A criterion"),
    st.decimals(0, 9, places=1),
    st.none() | st.integers(1, 4),
    st.none() | st.integers(1, 4),
    st.sampled_from(["", "More of it."]),
)


@PATIENT
@given(st.lists(JUDGED), st.integers(1, 4))
def test_gaps_fall_in_worth_and_leave_out_only_what_asks_for_nothing(asked, wanted):
    found = gaps(asked, wanted, NAMES)
    worths = [gap.worth for gap in found]
    assert worths == sorted(worths, reverse=True)
    assert all(gap.why for gap in found)
    for each in asked:
        below = each.value is not None and each.value < wanted
        doubted = each.peer is not None and (each.value is None or each.peer < each.value)
        written = bool(each.areas) and (each.value is not None or each.peer is not None)
        assert (below or doubted or written) == any(gap.key == each.key for gap in found) or (
            sum(other.key == each.key for other in asked) > 1
        )


def test_an_action_is_late_from_the_day_after_it_was_due():
    action = Doing("planned", due=DAY)
    assert standing(action, [], DAY) == Standing("planned", DAY, 0)
    assert standing(action, [], DAY + timedelta(days=1)) == Standing("planned", DAY, 1)


def test_a_moved_day_counts_from_the_day_of_the_move():
    moves = [Move(date(2011, 9, 1), date(2011, 8, 15)), Move(date(2011, 9, 10), date(2011, 9, 5))]
    action = Doing("planned", due=date(2011, 12, 1))
    days = (date(2011, 8, 20), date(2011, 9, 1), date(2011, 9, 9), date(2011, 9, 10))
    assert [standing(action, moves, day).late for day in days] == [5, 0, 4, 0]
    assert due_on(action.due, moves, date(2011, 8, 20)) == date(2011, 8, 15)


@PATIENT
@given(doings(), DAYS)
def test_what_ended_is_never_late_and_stands_as_it_is_from_its_last_day_on(action, day):
    found = standing(action, [], day)
    if action.ended_on is not None and day >= action.ended_on:
        assert (found.state, found.late) == (action.state, 0)
    else:
        assert found.state in ("planned", "under_way")
        assert found.is_overdue == (action.due is not None and action.due < day)


@PATIENT
@given(st.lists(doings()), DAYS)
def test_each_action_is_counted_once_and_only_open_ones_are_overdue(actions, day):
    found = progress(standing(action, [], day) for action in actions)
    assert found.of + found.dropped == len(actions)
    assert 0 <= found.overdue <= found.planned + found.under_way


@PATIENT
@given(DAYS, st.integers(1, 24))
def test_a_review_falls_into_the_month_so_many_months_later(day, months):
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def test_the_last_of_a_month_stays_the_last():
    assert months_after(date(2011, 8, 31), 6) == date(2012, 2, 29)


def scored(key, value, weight=1, was=(), **said):
    return Scored(key, key, Decimal(weight), value, was, **said)


def test_a_change_is_of_what_was_scored_both_times_by_the_later_weights():
    before = [scored("a", 1), scored("b", 4), scored("c", None), scored("d", 2)]
    after = [scored("a", 3, 2), scored("b", 3), scored("c", 4), scored("e", 4)]
    found = change(paired(before, after))
    assert (found.criteria, found.before, found.after, found.weight) == (2, 2, 3, 1)
    assert (found.by, found.up, found.down) == (1, 1, 1)


def test_themes_weigh_in_a_change_as_they_do_in_a_score():
    heavy = {"theme": "assets", "theme_weight": Decimal(3)}
    before = [scored("a", 1, **heavy), scored("b", 1, **heavy), scored("c", 2, theme="people")]
    after = [scored("a", 3, **heavy), scored("b", 1, **heavy), scored("c", 1, theme="people")]
    found = change(paired(before, after))
    assert (found.before, found.after, found.weight) == (3 + 2, 6 + 1, 4)
    assert found.by == Fraction(1, 2)


def test_a_criterion_that_was_called_otherwise_is_the_same_and_none_is_paired_twice():
    before = [scored("old", 1), scored("kept", 2), scored("gone", 3)]
    after = [scored("new", 2, was=("kept", "old")), scored("kept", 4), scored("fresh", 1)]
    pairs = paired(before, after)
    assert [(p.before and p.before.key, p.after and p.after.key) for p in pairs] == [
        ("old", "new"),
        ("kept", "kept"),
        (None, "fresh"),
        ("gone", None),
    ]
    assert [pair.change for pair in pairs] == [1, 2, None, None]


def test_nothing_scored_both_times_has_no_change():
    assert change(paired([scored("a", None)], [scored("a", 3)])).by is None


KEYS = st.sampled_from("abcdefgh")


@st.composite
def assessments(draw):
    keys = draw(st.lists(KEYS, unique=True))
    return [
        scored(key, draw(st.none() | st.integers(1, 4)), draw(st.integers(0, 5)),
               tuple(draw(st.lists(KEYS, max_size=2))))
        for key in keys
    ]  # fmt: skip


@PATIENT
@given(assessments(), assessments())
def test_every_criterion_stands_once_and_the_change_lies_within_the_scale(before, after):
    pairs = paired(before, after)
    assert sorted(p.after.key for p in pairs if p.after) == sorted(each.key for each in after)
    assert sorted(p.before.key for p in pairs if p.before) == sorted(each.key for each in before)
    found = change(pairs)
    assert found.up + found.down <= found.criteria
    assert found.by is None or -3 <= found.by <= 3
    if found.by and found.by > 0:
        assert found.up > 0


@PATIENT
@given(assessments())
def test_scoring_the_same_again_changes_nothing(asked):
    found = change(paired(asked, asked))
    assert found.by in (None, 0)
    assert (found.up, found.down) == (0, 0)
