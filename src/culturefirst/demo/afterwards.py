"""What comes after the events of the story: who was there, what they said, what they did next."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from culturefirst.demo.people import Member
from culturefirst.demo.stage import Event, Happening, Stage
from culturefirst.events import actions
from culturefirst.events.actions.attendance import Note
from culturefirst.events.models import Booking, Pledge

Said = dict[str, Any]
SCORES = (3, 4, 4, 4, 5, 5)
A_DAY, PAPER_TAKES = timedelta(days=1), timedelta(hours=1)


def events(said: Said, booked: Sequence[Member]) -> Iterator[Event]:
    """The day after it is told who was there; in the weeks after they answer and pledge."""
    over = said["ends"].date() + A_DAY
    missing = said.get("away", 0) + said.get("unknown", 0)
    came = list(booked[: len(booked) - missing])
    yield Event(over, _noted(said, came, booked[len(came) : len(came) + said.get("away", 0)]))
    chance = Random(f"after {said['title']}")  # noqa: S311  (a story, not a secret)
    stayed = [member for member in came if member.left is None]
    asked = [member for member in stayed if member.key not in said.get("also", ())]
    for number, member in enumerate(asked[: said.get("answered", 0)]):
        day = over + chance.randint(0, 9) * A_DAY
        yield Event(day, _says(said, member, number, [chance.choice(SCORES) for _ in range(3)]))
    for pledge, member in zip(said.get("pledge", ()), reversed(asked), strict=False):
        yield Event(over + A_DAY, _pledges(said, member, pledge))
        if "told" in pledge:
            yield Event(pledge["told"], _answers(said, member, pledge))


def _noted(said: Said, came: Sequence[Member], away: Sequence[Member]) -> Happening:
    """Ticked as people came in, or read from the paper list an hour after the end."""

    def happens(stage: Stage) -> None:
        event, how = stage.events[said["key"]], said["noted"]
        begins, after = _moment(said["starts"]), _moment(said["ends"]) + PAPER_TAKES
        rows = {row.person_id: row.pk for row in Booking._base_manager.filter(event=event)}
        seen = [(member, True) for member in came] + [(member, False) for member in away]
        notes = [
            Note(
                rows[stage.people[member.key].pk],
                was_there,
                begins - timedelta(minutes=number % 20) if how == "door" and was_there else after,
            )
            for number, (member, was_there) in enumerate(seen)
        ]
        by = stage.actor(said["by"])
        actions.note_attendance(by=by, event=event, notes=notes, how=how)

    return happens


def _says(said: Said, member: Member, number: int, scores: Sequence[int]) -> Happening:
    def happens(stage: Stage) -> None:
        overall, useful, organised = scores
        actions.leave_feedback(
            by=stage.actor(member.key),
            booking=_place(stage, said, member),
            overall=overall,
            useful=useful,
            organised=organised,
            **{
                name: said[name][number]
                for name in ("best", "better")
                if number < len(said.get(name, ()))
            },
        )

    return happens


def _pledges(said: Said, member: Member, pledge: Said) -> Happening:
    def happens(stage: Stage) -> None:
        by, booking = stage.actor(member.key), _place(stage, said, member)
        actions.make_pledge(by=by, booking=booking, words=pledge["words"])

    return happens


def _answers(said: Said, member: Member, pledge: Said) -> Happening:
    def happens(stage: Stage) -> None:
        by = stage.actor(member.key)
        made = Pledge.objects.visible_to(by)
        actions.answer_pledge(
            by=by,
            pledge=made.get(event=stage.events[said["key"]]),
            fulfilled=pledge["kept"],
            came_of_it=pledge["came_of_it"],
        )

    return happens


def _place(stage: Stage, said: Said, member: Member) -> Any:
    rows = Booking._base_manager.filter(event=stage.events[said["key"]])
    return rows.get(person=stage.people[member.key])


def _moment(wall: datetime) -> datetime:
    return wall.replace(tzinfo=ZoneInfo("Europe/London"))
