"""A year's events, told through actions: planned, announced, booked, held; one is still a draft."""

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from culturefirst.demo import afterwards
from culturefirst.demo.people import Member
from culturefirst.demo.stage import Event, Happening, Stage
from culturefirst.demo.tables import HERE
from culturefirst.events import actions
from culturefirst.events import models as events_models
from culturefirst.kit import links
from culturefirst.kit.act import SYSTEM
from culturefirst.network.models import Topic
from culturefirst.programme import actions as programme

Said = dict[str, Any]
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
AGREED = date(2011, 4, 11)  # from when the programme of the year has activities to serve
STANDS_ON = date(2011, 9, 19)
BOUND_LATER = date(2011, 7, 6)
# Which targets count events since when: by their kind, and some by what they serve.
BOUND: tuple[tuple[date, str, str, bool], ...] = (
    (AGREED, "4.1", "training", True),
    (AGREED, "5.2", "training", True),
    (AGREED, "8.2", "regional", False),
    (AGREED, "11.3", "regional", False),
    (AGREED, "12.2", "workshop", True),
    # Until then the log counted these: an entry that came late restates the report of June.
    (BOUND_LATER, "8.1", "sub_regional", False),
)
PLAIN = ("venue", "address", "postcode", "description", "places", "per_body", "price")


def moment(wall: datetime) -> datetime:
    """What a clock of the country shows, as a moment."""
    return wall.replace(tzinfo=ZoneInfo("Europe/London"))


def told() -> list[Said]:
    """The events of the story."""
    found: list[Said] = tomllib.loads((HERE / "events.toml").read_text("utf-8"))["event"]
    return found


def events(members: Sequence[Member]) -> Iterator[Event]:
    """Each is planned, and unless it is a draft announced, booked and, once over, held."""
    for said in told():
        yield Event(said["planned"], _plans(said))
        if said["planned"] < AGREED:
            yield Event(AGREED, _serves(said))
        if said.get("draft"):
            continue
        yield Event(said["planned"] + A_DAY, _announces(said))
        yield from _booked(said, members)
        if (over := said["ends"].date() + A_DAY) <= STANDS_ON:
            yield Event(over, _held(said))
            yield from afterwards.events(said, delegates(said, members))
    for day, reference, kind, by_activity in BOUND:
        yield Event(day, _binds(reference, kind, by_activity))


def _plans(said: Said) -> Happening:
    def happens(stage: Stage) -> None:
        by = stage.actor(said["by"])
        event = actions.plan_event(
            by=by,
            kind=said["kind"],
            title=said["title"],
            summary=said["summary"],
            starts_at=moment(said["starts"]),
            ends_at=moment(said["ends"]),
            topics=[Topic.objects.get(name=name) for name in said.get("topics", ())],
            sub_region=stage.sub_regions.get(said.get("sub_region", "")),
            host=stage.organisations[said["host"]] if "host" in said else None,
            serves=stage.activity("2011", said["serves"]) if said["planned"] >= AGREED else None,
            **{name: said[name] for name in PLAIN if name in said},
        )
        stage.events[said["key"]] = event
        _fills(by, event, said, stage)

    return happens


def _fills(by: Any, event: Any, said: Said, stage: Stage) -> None:
    """Sessions, who speaks, partners, and the event that it repeats."""
    for part in said.get("session", ()):
        given = part | {"starts_at": moment(part["starts"]), "ends_at": moment(part["ends"])}
        del given["starts"], given["ends"]
        actions.add_session(by=by, event=event, **given)
    for words in said.get("speakers", ()):
        name, of, part = words.split(", ")
        known = next((p for p in stage.people.values() if p.name == name), None)
        actions.add_speaker(by=by, event=event, name=name, of=of, part=part, person=known)
    for name in said.get("partners", ()):
        actions.add_partner(by=by, event=event, organisation=stage.organisations[name])
    if "again" in said:
        links.link(
            by=by, source=stage.events[said["again"]], target=event, kind="was held again as"
        )


def _announces(said: Said) -> Happening:
    def happens(stage: Stage) -> None:
        event = _afresh(said, stage)
        actions.open_event(by=stage.actor(said["by"]), event=event)

    return happens


def _serves(said: Said) -> Happening:
    """What was held before the programme was agreed serves it all the same."""

    def happens(stage: Stage) -> None:
        changes = {"serves": stage.activity("2011", said["serves"])}
        by, event = stage.actor(said["by"]), _afresh(said, stage)
        actions.edit_event(by=by, event=event, changes=changes, seen=event.version)

    return happens


def delegates(said: Said, members: Sequence[Member]) -> list[Member]:
    """Who asks for a place: as many as the story says, and those whom it names."""
    chance = Random(said["title"])  # noqa: S311  (a story, not a secret)
    there = [
        member
        for member in members
        if member.registered < said["planned"]
        and (member.left is None or member.left > said["starts"].date())
        and member.key not in ("helen", "priya", "jim", said["by"])
    ]
    named = [member for member in members if member.key in said.get("also", ())]
    return named + chance.sample(there, said.get("booked", 0) + said.get("waiting", 0))


def _booked(said: Said, members: Sequence[Member]) -> Iterator[Event]:
    """They take a place in the weeks before, the last of them in vain where it is full."""
    chance = Random(f"days of {said['title']}")  # noqa: S311  (a story, not a secret)
    first = said["planned"] + 2 * A_DAY
    last = min(said["starts"].date() - A_WEEK, date(2011, 9, 16))
    come = delegates(said, members)
    days = sorted(chance.randint(0, (last - first).days) for _ in come)
    for member, after in zip(come, days, strict=True):
        yield Event(first + after * A_DAY, _books(said, member))


def _books(said: Said, member: Member) -> Happening:
    def happens(stage: Stage) -> None:
        event = _afresh(said, stage)
        actions.book_place(by=stage.actor(member.key), event=event, clash_accepted=True)

    return happens


def _held(said: Said) -> Happening:
    def happens(stage: Stage) -> None:
        actions.hold_event(by=SYSTEM, event=_afresh(said, stage))

    return happens


def _binds(reference: str, kind: str, by_activity: bool) -> Happening:
    def happens(stage: Stage) -> None:
        target = stage.target("2011", reference)
        filters: Said = {"kind": kind}
        if by_activity:
            filters["activity"] = target.activity_id
        programme.bind(
            by=stage.actor("helen"),
            target=target,
            measure="events.held",
            filters=filters,
            seen=target.version,
        )

    return happens


def _afresh(said: Said, stage: Stage) -> Any:
    return events_models.Event.objects.get(pk=stage.events[said["key"]].pk)
