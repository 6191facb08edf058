"""Who gets a place and who waits, in words."""

from culturefirst.events.rules import Asker, Limits, Taken, left, next_up, why_stopped, why_waits

OFFICER, COUNCILLOR = Asker("officer", 1), Asker("councillor", 2)


def taken(*who: Asker, waiting: int = 0) -> Taken:
    made = Taken(waiting=waiting)
    for each in who:
        made.take(each)
    return made


def test_where_nothing_limits_places_everybody_gets_one() -> None:
    many = taken(*[OFFICER] * 1000)
    assert why_waits(Limits(), many, OFFICER) == ""
    assert left(Limits(), many) is None


def test_the_last_place_is_given_and_the_next_one_waits() -> None:
    limits = Limits(places=2)
    assert (why_waits(limits, taken(OFFICER), OFFICER), left(limits, taken(OFFICER))) == ("", 1)
    full = taken(OFFICER, OFFICER)
    assert why_waits(limits, full, OFFICER) == "All 2 places are taken."
    assert why_waits(Limits(places=1), taken(OFFICER), OFFICER) == "The only place is taken."
    assert left(limits, full) == 0


def test_an_organisation_has_its_share_and_others_are_not_touched_by_it() -> None:
    limits = Limits(places=10, per_body=2)
    two = taken(OFFICER, OFFICER)
    said = "Each organisation has at most 2 places, which are taken in this one."
    assert (why_waits(limits, two, OFFICER), why_waits(limits, two, COUNCILLOR)) == (said, "")
    one = Limits(per_body=1)
    assert why_stopped(one, taken(OFFICER), OFFICER) == (
        "Each organisation has at most one place, which is taken in this one."
    )


def test_whoever_comes_from_no_body_is_held_by_no_share() -> None:
    alone = Asker("partner")
    assert why_stopped(Limits(per_body=1), taken(alone, alone), alone) == ""


def test_a_quota_is_of_a_role() -> None:
    limits = Limits(places=10, quotas={"officer": 1})
    assert why_waits(limits, taken(OFFICER), OFFICER) == "The one place for officers is taken."
    assert why_waits(limits, taken(OFFICER), COUNCILLOR) == ""
    two = Limits(quotas={"improvement_manager": 2})
    managers = taken(*[Asker("improvement_manager")] * 2)
    assert why_stopped(two, managers, Asker("improvement_manager")) == (
        "The 2 places for improvement managers are taken."
    )


def test_by_hand_whoever_comes_later_does_not_pass_those_who_wait() -> None:
    limits = Limits(places=2, by_hand=True)
    assert why_waits(limits, taken(OFFICER), OFFICER) == ""
    assert why_waits(limits, taken(OFFICER, waiting=1), OFFICER) == (
        "Places that come free are given by hand here, and others wait already."
    )


def test_the_line_moves_in_its_order_past_those_whom_a_quota_stops() -> None:
    limits = Limits(places=3, quotas={"officer": 1})
    line = [("ann", OFFICER), ("bob", COUNCILLOR), ("cat", OFFICER), ("dan", COUNCILLOR)]
    assert next_up(limits, taken(OFFICER), line) == ["bob", "dan"]
    assert next_up(limits, taken(), line) == ["ann", "bob", "dan"]
    assert next_up(Limits(places=1), taken(OFFICER), line) == []


def test_counting_on_leaves_what_was_counted_as_it_was() -> None:
    before = taken(OFFICER)
    next_up(Limits(places=9), before, [("bob", COUNCILLOR)])
    assert (before.booked, before.by_role, before.by_body) == (1, {"officer": 1}, {1: 1})
