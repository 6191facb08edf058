"""A speed-dating day is set up, who booked is brought in, and says whom they want to meet."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from culturefirst.collaboration import actions
from culturefirst.collaboration.models import DatingDay, DayWish, Delegate, Party
from culturefirst.collaboration.queries.parties import to_bring_in, without_a_body
from culturefirst.collaboration.rules_dating import rounds_in_words, running, slots
from culturefirst.collaboration.tests.dating import Meet, meet, sitting, wishes_of
from culturefirst.events import actions as events
from culturefirst.events.models import Booking
from culturefirst.events.tests.booked import DAY, an_event, book, member
from culturefirst.kit import clock
from culturefirst.kit.errors import Conflict, DomainError, NotAllowed

MINUTE = timedelta(minutes=1)


@pytest.fixture
def day(helen) -> Meet:
    return meet(helen)


def test_rounds_follow_one_another_with_a_pause_instead_of_the_minutes_between():
    frame = DatingDay(
        rounds=4, tables=2, first_at=DAY, minutes=10, between=5, pause_after=2, pause_minutes=20
    )
    assert [each.begins - DAY for each in slots(frame)] == [
        0 * MINUTE, 15 * MINUTE, 45 * MINUTE, 60 * MINUTE,
    ]  # fmt: skip
    assert slots(frame)[0].hours == "10 am to 10.10 am"
    assert running(frame, DAY + 9 * MINUTE) == 1
    assert running(frame, DAY + 10 * MINUTE) is None


def test_rounds_are_said_as_people_say_them():
    said = [rounds_in_words(each) for each in ([], [3], [5, 3], [1, 2, 3])]
    assert said == ["", "round 3", "rounds 3 and 5", "rounds 1, 2 and 3"]


def test_only_a_speed_dating_event_is_set_up_and_once(helen, day):
    with pytest.raises(DomainError, match="It is no speed-dating day"):
        actions.set_up_day(by=helen, event=an_event(), rounds=3, tables=2, first_at=DAY)
    with pytest.raises(DomainError, match="It is set up already"):
        actions.set_up_day(by=helen, event=day.event, rounds=3, tables=2, first_at=DAY)


def test_rounds_outside_the_event_are_refused_with_both_times(helen):
    event = an_event(kind="speed_dating")
    with pytest.raises(DomainError, match=r"from 9 am to 9\.40 am, and the event is Wednesday 5"):
        actions.set_up_day(
            by=helen, event=event, rounds=3, tables=2, first_at=DAY - timedelta(hours=1)
        )
    assert not DatingDay._base_manager.exists()


def test_a_pause_after_the_last_round_is_none(helen):
    event = an_event(kind="speed_dating")
    with pytest.raises(ValidationError, match="The pause is after a round that is not the last"):
        actions.set_up_day(by=helen, event=event, rounds=3, tables=2, first_at=DAY, pause_after=3)


def test_who_does_not_keep_the_event_sets_nothing_up(priya):
    event = an_event(kind="speed_dating")
    with pytest.raises(NotAllowed):
        actions.set_up_day(by=priya, event=event, rounds=3, tables=2, first_at=DAY)


def test_who_booked_sits_with_their_body_and_twice_changes_nothing(helen, day):
    body = day.party("Ash").organisation
    book(member("Second Officer", body), day.event)
    for _ in range(2):
        actions.bring_in(by=helen, day=day.day)
        assert sitting(day.party("Ash")) == ["Ash Officer", "Second Officer"]
    assert Party._base_manager.count() == 4


def test_who_gives_back_goes_and_an_empty_party_goes_unless_somebody_wishes_to_meet_it(helen, day):
    day.wishes("Ash", "Birch")
    for name in ("Birch", "Cedar"):
        row = Booking._base_manager.get(person=day.users[name].person)
        events.cancel_booking(by=day.users[name], event=day.event, booking=row)
    actions.bring_in(by=helen, day=day.day)
    left = Party._base_manager.filter(day=day.day).values_list("organisation__name", flat=True)
    assert sorted(left) == ["Ash", "Birch", "Damson"]
    assert sitting(day.party("Birch")) == []
    day.plan()
    assert day.pairs() == [{"Ash", "Damson"}]


def test_a_guest_without_a_body_is_told_of_and_sits_nowhere(helen, day):
    now = clock.now()
    Booking._base_manager.create(
        event=day.event, guest_name="A Guest", guest_email="g@example.org", state="booked",
        asked_at=now, booked_at=now,
    )  # fmt: skip
    actions.bring_in(by=helen, day=day.day)
    assert [row.who for row in without_a_body(day.day)] == ["A Guest"]
    assert list(to_bring_in(day.day)) == []
    assert Delegate._base_manager.count() == 4


def test_a_body_has_two_tables_that_never_meet_each_other(helen, day):
    body = day.party("Ash").organisation
    book(member("Second Officer", body), day.event)
    actions.bring_in(by=helen, day=day.day)
    second = Delegate._base_manager.get(booking__person__name="Second Officer")
    actions.add_table(
        by=helen, day=day.day, party=day.party("Ash"), name="Sport", delegates=[second]
    )
    assert sitting(day.party("Ash", "Sport")) == ["Second Officer"]
    assert str(day.party("Ash", "Sport")) == "Ash (Sport)"
    actions.edit_day(by=helen, day=day.day, changes={"rounds": 5, "tables": 2})
    day.plan()
    assert {"Ash", "Ash (Sport)"} not in day.pairs()
    assert len(day.pairs()) == 9  # all ten pairs of five but that one


def test_somebody_stays_at_the_first_table(helen, day):
    only = Delegate._base_manager.get(party=day.party("Ash"))
    with pytest.raises(DomainError, match="Somebody must stay"):
        actions.add_table(
            by=helen, day=day.day, party=day.party("Ash"), name="Sport", delegates=[only]
        )


def test_a_table_that_all_leave_goes(helen, day):
    body = day.party("Ash").organisation
    book(member("Second Officer", body), day.event)
    actions.bring_in(by=helen, day=day.day)
    second = Delegate._base_manager.get(booking__person__name="Second Officer")
    actions.add_table(
        by=helen, day=day.day, party=day.party("Ash"), name="Sport", delegates=[second]
    )
    second.refresh_from_db()
    actions.move_delegate(by=helen, day=day.day, delegate=second, to=day.party("Ash"))
    assert Party._base_manager.filter(organisation=body).count() == 1


def test_a_round_that_there_is_not_is_refused_by_its_number(helen, day):
    with pytest.raises(DomainError, match="There is no round 7: the day has rounds 1 to 3"):
        actions.edit_party(
            by=helen, day=day.day, party=day.party("Ash"), changes={"breaks": [2, 7]}
        )


def test_wishes_are_kept_in_their_order_and_replaced_as_a_whole(day):
    day.wishes("Ash", "Cedar", "Birch", avoid=("Damson",))
    assert wishes_of(day.party("Ash")) == [
        ("Damson", "avoid", None), ("Cedar", "meet", 1), ("Birch", "meet", 2),
    ]  # fmt: skip
    day.wishes("Ash", "Damson")
    assert wishes_of(day.party("Ash")) == [("Damson", "meet", 1)]


def test_two_colleagues_do_not_undo_each_others_wishes(day):
    party = day.party("Ash")
    day.wishes("Ash", "Birch")
    with pytest.raises(Conflict):
        actions.set_wishes(by=day.users["Ash"], party=party, meet=[], avoid=[], seen=party.version)
    assert wishes_of(party) == [("Birch", "meet", 1)]


def test_the_organiser_writes_down_wishes_from_paper_and_neither_sees_nor_sets_an_avoid(helen, day):
    day.wishes("Ash", "Birch", avoid=("Cedar", "Damson"))
    ash = day.party("Ash")
    with pytest.raises(DomainError, match="theirs to say"):
        actions.set_wishes(by=helen, party=ash, meet=[], avoid=[day.party("Cedar")])
    actions.set_wishes(by=helen, party=ash, meet=[day.party("Cedar")])
    kinds = [each.kind for each in DayWish.objects.visible_to(helen).filter(by=ash)]
    assert kinds == ["meet"]
    assert wishes_of(ash) == [("Damson", "avoid", None), ("Cedar", "meet", 1)]


def test_an_avoid_is_seen_by_nobody_but_those_who_said_it(helen, amara, day, priya, nobody):
    day.wishes("Ash", "Birch", avoid=("Cedar",))

    def seen(user):
        return [(each.kind, str(each.of)) for each in DayWish.objects.visible_to(user)]

    assert sorted(seen(day.users["Ash"])) == [("avoid", "Cedar"), ("meet", "Birch")]
    assert seen(day.users["Birch"]) == [("meet", "Birch")]
    assert seen(day.users["Cedar"]) == []
    assert seen(helen) == seen(amara) == [("meet", "Birch")]
    assert seen(priya) == seen(nobody) == []


def test_wishes_are_taken_until_the_moment_that_was_set(helen, day):
    actions.edit_day(by=helen, day=day.day, changes={"wishes_until": DAY - timedelta(days=20)})
    with pytest.raises(DomainError, match="Wishes were taken until 15 September 2011 at 10 am"):
        day.wishes("Ash", "Birch")
    actions.set_wishes(by=helen, party=day.party("Ash"), meet=[day.party("Birch")])
    assert wishes_of(day.party("Ash")) == [("Birch", "meet", 1)]


def test_nobody_wishes_for_their_own_body_or_for_one_twice(day):
    ash, birch = day.party("Ash"), day.party("Birch")
    for meets, says in (([ash], "your own organisation"), ([birch, birch], "there twice")):
        with pytest.raises(DomainError, match=says):
            actions.set_wishes(by=day.users["Ash"], party=ash, meet=meets)


def test_others_do_not_wish_for_a_party(day):
    with pytest.raises(NotAllowed):
        actions.set_wishes(by=day.users["Birch"], party=day.party("Ash"), meet=[])
