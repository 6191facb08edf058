"""A timetable is planned, changed by hand, made final, and planned anew during the day."""

from datetime import timedelta

import pytest

from culturefirst.analysis import rounds
from culturefirst.collaboration import actions
from culturefirst.collaboration.actions.dating import timetables
from culturefirst.collaboration.dating_words import reasons, unmet, value
from culturefirst.collaboration.models import DayMeeting, Sitting
from culturefirst.collaboration.queries.dating import board
from culturefirst.collaboration.tests.dating import Meet, meet
from culturefirst.events.models import Event
from culturefirst.events.tests.booked import DAY
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import Conflict, DomainError
from culturefirst.kit.outbox.models import Message
from culturefirst.network import actions as network


@pytest.fixture
def day(helen) -> Meet:
    return meet(helen)


def final(day: Meet) -> Meet:
    day.plan()
    actions.make_final(by=day.by, day=day.day)
    return day


def row_of(day: Meet, *names: str) -> DayMeeting:
    keys = sorted(day.party(name).pk for name in names)
    return DayMeeting._base_manager.get(day=day.day, a=keys[0], b=keys[1])


def keys(day: Meet, *names: str) -> dict[str, int]:
    return dict(zip(("a", "b"), (day.party(name).pk for name in names), strict=True))


def test_all_meet_each_other_once_and_each_has_a_seat_of_its_own(day):
    planned = day.plan()
    assert planned.state == "provisional"
    assert len(day.pairs()) == 6  # four parties, three rounds, two tables: all pairs
    assert len({frozenset(pair) for pair in day.pairs()}) == 6
    assert Sitting._base_manager.count() == 12
    seats = Sitting._base_manager.values_list("party", "round")
    assert len(set(seats)) == 12


def test_wishes_come_first_and_the_page_says_how_good_it_is(helen):
    day = meet(helen, rounds=1)
    day.wishes("Ash", "Cedar")
    day.wishes("Birch", "Cedar", "Damson")
    day.plan()
    known = board(day.day)
    # The one wish of Ash counts as much as the first of Birch, who has two.
    assert day.pairs() == [{"Ash", "Cedar"}, {"Birch", "Damson"}]
    assert value(known) == [
        "It meets 2 of 3 wishes.",
        "Counted by their order that is 3 points, and it is proved that no timetable has more.",
        "Everybody has at least 1 meeting.",
    ]
    assert unmet(known.timetable, known) == [
        ("Birch", "Cedar", "there are more wishes than rounds"),
    ]
    pair = frozenset(keys(day, "Birch", "Damson").values())
    assert reasons(known, pair) == ["Birch asked to meet them (2nd wish)"]


def test_who_would_rather_not_meet_does_not_and_nobody_reads_why(helen):
    day = meet(helen, bodies=2, rounds=1, tables=1)
    day.wishes("Ash", "Birch")
    day.wishes("Birch", avoid=("Ash",))
    day.plan()
    known = board(day.day)
    assert day.pairs() == []
    assert unmet(known.timetable, known) == [("Ash", "Birch", "it could not be fitted in")]
    with pytest.raises(DomainError) as refused:
        actions.fix_meeting(by=helen, day=day.day, round_=1, **keys(day, "Ash", "Birch"))
    assert str(refused.value) == "Ash and Birch cannot be put at one table on this day."


def test_an_impossible_timetable_says_which_demand_cannot_be_met(helen, day):
    day.plan()
    actions.fix_meeting(
        by=helen, day=day.day, round_=row_of(day, "Ash", "Birch").round, **keys(day, "Ash", "Birch")
    )
    before = day.meetings()
    actions.edit_party(by=helen, day=day.day, party=day.party("Ash"), changes={"most": 0})
    with pytest.raises(DomainError) as impossible:
        day.plan()
    assert str(impossible.value) == (
        "There is no such timetable. Ash has 1 fixed meeting and wants at most 0."
    )
    assert day.meetings() == before


def test_a_meeting_that_is_fixed_and_not_wanted_any_more_is_told_to_the_organiser(helen):
    day = meet(helen, bodies=2, rounds=1, tables=1)
    day.plan()
    actions.fix_meeting(by=helen, day=day.day, round_=1, **keys(day, "Ash", "Birch"))
    day.wishes("Ash", avoid=("Birch",))
    known = board(day.day)
    assert [str(each) for each in known.fallen] == ["Ash and Birch"]
    day.plan()
    assert day.pairs() == []


def test_a_wish_that_can_never_be_met_says_so(helen, day):
    day.wishes("Ash", "Birch")
    for name, first, last in (("Ash", 1, 1), ("Birch", 2, None)):
        actions.edit_party(
            by=helen, day=day.day, party=day.party(name), changes={"first": first, "last": last}
        )
    day.plan()
    known = board(day.day)
    assert unmet(known.timetable, known) == [
        ("Ash", "Birch", "they are never there at the same time")
    ]


def test_nothing_is_planned_of_one_party(helen):
    day = meet(helen, bodies=1)
    with pytest.raises(DomainError, match="fewer than two parties"):
        day.plan()


def test_what_was_worked_out_before_is_taken_only_if_nothing_changed(helen, day, monkeypatch):
    worked, planned = timetables.work_out(day.day), []
    original = rounds.plan
    monkeypatch.setattr(rounds, "plan", lambda asked: planned.append(1) or original(asked))
    actions.plan_day(by=helen, day=day.day, worked_out=worked)
    assert planned == []
    day.wishes("Ash", "Birch")
    actions.plan_day(by=helen, day=day.day, worked_out=worked)
    assert planned == [1]


def test_seats_are_exchanged_and_all_sittings_follow(helen, day):
    day.plan()
    row = row_of(day, "Ash", "Birch")
    # Ash and Cedar change seats: that would let Cedar meet Birch a second time.
    with pytest.raises(DomainError, match="meet twice"):
        actions.exchange_seats(
            by=helen, day=day.day, round_=row.round, one=day.party("Ash").pk,
            other=day.party("Cedar").pk,
        )  # fmt: skip
    for pair in (("Ash", "Cedar"), ("Birch", "Damson")):
        actions.take_out_meeting(by=helen, day=day.day, **keys(day, *pair))
    actions.exchange_seats(
        by=helen, day=day.day, round_=row.round, one=day.party("Birch").pk,
        other=day.party("Cedar").pk,
    )  # fmt: skip
    here = [pair for number, _, pair in day.meetings() if number == row.round]
    assert sorted(map(sorted, here)) == [["Ash", "Cedar"], ["Birch", "Damson"]]
    for meeting in DayMeeting._base_manager.filter(day=day.day):
        seats = Sitting._base_manager.filter(meeting=meeting)
        assert set(seats.values_list("party", "round")) == {
            (meeting.a_id, meeting.round), (meeting.b_id, meeting.round),
        }  # fmt: skip


def test_what_is_fixed_stays_and_what_is_released_may_go(helen, day):
    day.plan()
    row = row_of(day, "Ash", "Birch")
    pair = keys(day, "Ash", "Birch")
    actions.fix_meeting(by=helen, day=day.day, round_=row.round, **pair)
    with pytest.raises(DomainError, match="is fixed by hand: release it first"):
        actions.take_out_meeting(by=helen, day=day.day, **pair)
    day.wishes("Ash", "Cedar", "Damson")
    day.plan()
    assert row_of(day, "Ash", "Birch").round == row.round
    assert row_of(day, "Ash", "Birch").fixed is True
    actions.release_meeting(by=helen, day=day.day, **pair)
    actions.take_out_meeting(by=helen, day=day.day, **pair)
    assert {"Ash", "Birch"} not in day.pairs()


def test_a_meeting_moves_to_a_free_table_and_not_to_a_taken_one(helen, day):
    day.plan()
    row, pair = row_of(day, "Ash", "Birch"), keys(day, "Ash", "Birch")
    with pytest.raises(DomainError, match="has two meetings in round"):
        actions.move_meeting(by=helen, day=day.day, to=row.round, table=3 - row.table, **pair)
    actions.edit_day(by=helen, day=day.day, changes={"tables": 3})
    actions.move_meeting(by=helen, day=day.day, to=row.round, table=3, **pair)
    assert row_of(day, "Ash", "Birch").table == 3


def test_final_writes_to_each_delegate_once_whom_they_meet(helen, day):
    final(day)
    letters = Message.objects.filter(key__startswith="dating:")
    assert letters.count() == 4
    text = letters.get(to="ash.officer@example.org").text
    mine = [(table, *(pair - {"Ash"})) for _, table, pair in day.meetings() if "Ash" in pair]
    times = ("10 am", "10.15 am", "10.30 am")
    lines = [f"{at}, table {table}: {who}" for at, (table, who) in zip(times, mine, strict=True)]
    assert "\n".join(["Ash meets:", "", *lines, "", "If somebody does not come"]) in text
    with pytest.raises(DomainError, match="It is final"):
        actions.make_final(by=helen, day=day.day)


def test_what_cannot_be_held_any_more_is_told_and_keeps_the_day_from_being_final(helen, day):
    day.plan()
    actions.edit_party(by=helen, day=day.day, party=day.party("Ash"), changes={"breaks": [1]})
    fallen = board(day.day).fallen
    assert [(each.round, "Ash" in {str(each.a), str(each.b)}) for each in fallen] == [(1, True)]
    with pytest.raises(DomainError, match="Plan it anew first"):
        actions.make_final(by=helen, day=day.day)
    day.plan()
    assert board(day.day).fallen == []


def test_rounds_that_were_held_are_not_moved_when_somebody_does_not_come(helen):
    day = final(meet(helen, bodies=6, rounds=4, tables=3))
    before = [each for each in day.meetings() if each[0] == 1]
    actions.close_round(by=helen, day=day.day, round_=1)
    actions.left_early(by=helen, day=day.day, party=day.party("Cedar"))
    day.plan()
    assert day.day.state == "final"
    assert [each for each in day.meetings() if each[0] == 1] == before
    later = [pair for number, _, pair in day.meetings() if number > 1]
    assert not any("Cedar" in pair for pair in later)
    assert len(later) == 6  # five parties, three rounds, two meetings each


def test_who_did_not_come_after_all_came_late_sits_again(helen):
    day = final(meet(helen, bodies=4))
    actions.did_not_come(by=helen, day=day.day, party=day.party("Ash"))
    day.plan()
    assert not any("Ash" in pair for pair in day.pairs())
    actions.close_round(by=helen, day=day.day, round_=1)
    actions.came_late(by=helen, day=day.day, party=day.party("Ash"))
    day.plan()
    assert [number for number, _, pair in day.meetings() if "Ash" in pair] == [2, 3]


def test_who_was_missed_only_after_a_round_may_still_meet_whom_they_left_alone_there(helen):
    day = final(meet(helen, bodies=2, rounds=2, tables=1))
    assert day.meetings() == [(1, 1, {"Ash", "Birch"})]
    actions.close_round(by=helen, day=day.day, round_=1)
    actions.did_not_come(by=helen, day=day.day, party=day.party("Ash"))
    known = board(day.day)
    assert (known.timetable.meetings, known.fallen) == ((), [])
    actions.came_late(by=helen, day=day.day, party=day.party("Ash"))
    day.plan()
    assert day.meetings() == [(2, 1, {"Ash", "Birch"})]


def test_who_left_and_comes_back_was_away_in_between_and_there_before(helen):
    day = final(meet(helen, bodies=4))
    actions.close_round(by=helen, day=day.day, round_=1)
    actions.left_early(by=helen, day=day.day, party=day.party("Ash"))
    actions.close_round(by=helen, day=day.day, round_=2)
    actions.came_late(by=helen, day=day.day, party=day.party("Ash"))
    ash = day.party("Ash")
    assert [ash.there(number) for number in (1, 2, 3)] == [True, False, True]


def test_rounds_that_the_event_left_behind_are_told_before_it_is_final(helen, day):
    day.plan()
    Event.objects.filter(pk=day.event.pk).update(ends_at=DAY + timedelta(minutes=30))
    with pytest.raises(DomainError, match=r"from 10 am to 10\.40 am, and the event is"):
        actions.make_final(by=helen, day=day.day)
    assert day.day.state == "provisional"


def test_a_mistake_at_the_door_is_taken_back_and_nothing_is_lost(helen):
    day = final(meet(helen))
    before = day.meetings()
    actions.did_not_come(by=helen, day=day.day, party=day.party("Ash"))
    assert len(board(day.day).fallen) == 3
    actions.was_there(by=helen, day=day.day, party=day.party("Ash"))
    assert board(day.day).fallen == []
    assert day.meetings() == before


def test_rounds_are_closed_one_after_another_and_the_last_ends_the_day(helen):
    day = final(meet(helen))
    with pytest.raises(DomainError, match="The round that is on is 1"):
        actions.close_round(by=helen, day=day.day, round_=2)
    for number in (1, 1, 2, 3):
        actions.close_round(by=helen, day=day.day, round_=number)
    assert (day.day.start, day.day.state) == (4, "over")
    with pytest.raises(DomainError, match="All its rounds were held"):
        day.plan()
    actions.reopen_round(by=helen, day=day.day, round_=3)
    assert (day.day.start, day.day.state) == (3, "final")
    with pytest.raises(DomainError, match="closed last"):
        actions.reopen_round(by=helen, day=day.day, round_=1)


def test_a_held_round_is_not_changed_by_hand(helen):
    day = final(meet(helen))
    [first, *_] = [pair for number, _, pair in day.meetings() if number == 1]
    actions.close_round(by=helen, day=day.day, round_=1)
    with pytest.raises(DomainError, match="was held in round 1, which is over"):
        actions.take_out_meeting(by=helen, day=day.day, **keys(day, *sorted(first)))


def test_a_meeting_of_which_something_was_said_is_left_where_it_is(helen):
    day = final(meet(helen))
    row = DayMeeting._base_manager.filter(day=day.day, round=1).first()
    Sitting._base_manager.filter(meeting=row, party=row.a).update(
        further=True, ticked_at=clock.now()
    )
    day.plan()
    assert DayMeeting._base_manager.filter(pk=row.pk, round=1, fixed=False).exists()
    assert Sitting._base_manager.get(meeting=row, party=row.a).further is True


def test_a_change_on_top_of_another_organisers_is_refused(helen, day):
    planned = day.plan()
    day.plan()
    with pytest.raises(Conflict):
        actions.take_out_meeting(
            by=helen, day=day.day, seen=planned.version, **keys(day, "Ash", "Birch")
        )
    assert len(day.pairs()) == 6


def test_eighteen_councils_plan_their_day(helen):
    day = meet(helen, bodies=18, rounds=8, tables=9)
    names = list(day.users)
    for place, name in enumerate(names):
        day.wishes(name, *(names[(place + step) % 18] for step in (1, 5, 7)))
    day.plan()
    known = board(day.day)
    assert len(known.meetings) == 72  # every seat of every round
    assert known.timetable.unmet == ()
    assert value(known)[0] == "It meets 54 of 54 wishes."


def test_of_a_private_groups_day_the_letter_holds_neither_title_nor_names(helen, day):
    group = network.add_group(
        by=SYSTEM, name="Cabinet members", kind="network", access="private", convenor=helen.person
    )
    day.plan()
    Event.objects.filter(pk=day.event.pk).update(group=group, access="group")
    actions.make_final(by=SYSTEM, day=day.day)
    for letter in Message.objects.filter(key__startswith="dating:"):
        said = f"{letter.subject} {letter.text}"
        assert "an event of a group of yours" in said
        assert not [word for word in ("neighbours", "Ash", "Birch", "Cedar") if word in said]
