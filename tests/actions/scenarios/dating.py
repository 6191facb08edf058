"""The actions of a speed-dating day."""

from datetime import timedelta
from functools import partial
from typing import Any

from culturefirst.collaboration import actions
from culturefirst.collaboration.models import DatingDay, DayMeeting, Delegate
from culturefirst.collaboration.tests.dating import Meet, meet
from culturefirst.events.tests.booked import DAY, an_event, book, member
from culturefirst.kit import clock
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage


def final(stage: Stage) -> Meet:
    made = planned(stage)
    actions.make_final(by=stage.helen, day=made.day)
    return made


def planned(stage: Stage) -> Meet:
    made = meet(stage.helen)
    made.plan()
    return made


def of_two(stage: Stage, made: Meet) -> dict[str, Any]:
    keys = {"a": made.party("Ash").pk, "b": made.party("Birch").pk}
    return {"by": stage.helen, "day": made.day} | keys


def round_of(made: Meet) -> int:
    return next(number for number, _, pair in made.meetings() if pair == {"Ash", "Birch"})


@scenario("collaboration")
def set_up_day(stage: Stage) -> Call:
    event = an_event(kind="speed_dating", made_by=stage.helen.person)
    frame: dict[str, Any] = {"rounds": 3, "tables": 2, "first_at": DAY}
    return partial(actions.set_up_day, by=stage.helen, event=event, **frame)


@scenario("collaboration")
def edit_day(stage: Stage) -> Call:
    changes = {"tables": 5}
    return partial(actions.edit_day, by=stage.helen, day=meet(stage.helen).day, changes=changes)


@scenario("collaboration")
def bring_in(stage: Stage) -> Call:
    return partial(actions.bring_in, by=stage.helen, day=meet(stage.helen).day)


def _two(stage: Stage) -> tuple[Meet, Delegate]:
    made = meet(stage.helen)
    book(member("Second Officer", made.party("Ash").organisation), made.event)
    actions.bring_in(by=stage.helen, day=made.day)
    return made, Delegate._base_manager.get(booking__person__name="Second Officer")


@scenario("collaboration")
def add_table(stage: Stage) -> Call:
    made, second = _two(stage)
    said: dict[str, Any] = {"party": made.party("Ash"), "name": "Sport", "delegates": [second]}
    return partial(actions.add_table, by=stage.helen, day=made.day, **said)


@scenario("collaboration")
def move_delegate(stage: Stage) -> Call:
    made, second = _two(stage)
    actions.add_table(
        by=stage.helen, day=made.day, party=made.party("Ash"), name="Sport", delegates=[second]
    )
    second.refresh_from_db()
    said: dict[str, Any] = {"delegate": second, "to": made.party("Ash")}
    return partial(actions.move_delegate, by=stage.helen, day=made.day, **said)


@scenario("collaboration")
def edit_party(stage: Stage) -> Call:
    made = meet(stage.helen)
    said: dict[str, Any] = {"party": made.party("Ash"), "changes": {"first": 2}}
    return partial(actions.edit_party, by=stage.helen, day=made.day, **said)


@scenario("collaboration")
def set_wishes(stage: Stage) -> Call:
    made = meet(stage.helen)
    said: dict[str, Any] = {"party": made.party("Ash"), "meet": [made.party("Birch")], "avoid": []}
    return partial(actions.set_wishes, by=made.users["Ash"], **said)


@scenario("collaboration")
def plan_day(stage: Stage) -> Call:
    return partial(actions.plan_day, by=stage.helen, day=meet(stage.helen).day)


@scenario("collaboration", through=("collaboration.plan_day",))
def order_plan(stage: Stage) -> Call:
    return partial(actions.order_plan, by=stage.helen, day=meet(stage.helen).day)


@scenario("collaboration")
def exchange_seats(stage: Stage) -> Call:
    made = meet(stage.helen, rounds=1)
    made.plan()
    [[_, _, first], [_, _, second]] = made.meetings()
    one, other = (made.party(sorted(pair)[0]).pk for pair in (first, second))
    day: DatingDay = made.day
    return partial(actions.exchange_seats, by=stage.helen, day=day, round_=1, one=one, other=other)


@scenario("collaboration")
def move_meeting(stage: Stage) -> Call:
    made = planned(stage)
    actions.edit_day(by=stage.helen, day=made.day, changes={"tables": 3})
    return partial(actions.move_meeting, to=round_of(made), table=3, **of_two(stage, made))


@scenario("collaboration")
def fix_meeting(stage: Stage) -> Call:
    made = planned(stage)
    return partial(actions.fix_meeting, round_=round_of(made), **of_two(stage, made))


@scenario("collaboration")
def release_meeting(stage: Stage) -> Call:
    made = planned(stage)
    actions.fix_meeting(round_=round_of(made), **of_two(stage, made))
    return partial(actions.release_meeting, **of_two(stage, made))


@scenario("collaboration")
def take_out_meeting(stage: Stage) -> Call:
    return partial(actions.take_out_meeting, **of_two(stage, planned(stage)))


@scenario("collaboration")
def make_final(stage: Stage) -> Call:
    return partial(actions.make_final, by=stage.helen, day=planned(stage).day)


@scenario("collaboration")
def close_round(stage: Stage) -> Call:
    return partial(actions.close_round, by=stage.helen, day=final(stage).day, round_=1)


@scenario("collaboration")
def reopen_round(stage: Stage) -> Call:
    made = final(stage)
    actions.close_round(by=stage.helen, day=made.day, round_=1)
    return partial(actions.reopen_round, by=stage.helen, day=made.day, round_=1)


def _of_ash(stage: Stage) -> dict[str, Any]:
    made = final(stage)
    return {"by": stage.helen, "day": made.day, "party": made.party("Ash")}


@scenario("collaboration")
def did_not_come(stage: Stage) -> Call:
    return partial(actions.did_not_come, **_of_ash(stage))


@scenario("collaboration")
def left_early(stage: Stage) -> Call:
    return partial(actions.left_early, **_of_ash(stage))


@scenario("collaboration")
def came_late(stage: Stage) -> Call:
    return partial(actions.came_late, **_of_ash(stage))


@scenario("collaboration")
def was_there(stage: Stage) -> Call:
    said = _of_ash(stage)
    actions.did_not_come(**said)
    return partial(actions.was_there, **said)


@scenario("collaboration")
def tick_meeting_off(stage: Stage) -> Call:
    made = final(stage)
    meeting = DayMeeting._base_manager.filter(day=made.day).order_by("pk")[0]
    by = made.users[str(meeting.a)]

    def run() -> Any:
        with clock.standing(DAY + timedelta(hours=8)):
            return actions.tick_meeting_off(by=by, meeting=meeting, further=True)

    return run
