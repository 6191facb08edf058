"""What is said in the forum for all, and in that of a closed group."""

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from culturefirst.demo.stage import Event, Happening, Stage
from culturefirst.demo.tables import HERE, rows
from culturefirst.discussions import actions
from culturefirst.discussions.models import Forum, Thread
from culturefirst.kit import clock
from culturefirst.network.models import GroupMember
from culturefirst.surveys import actions as polls
from culturefirst.surveys.models import Choice, Poll

OPENED = {"": date(2011, 6, 6), "norfolk": date(2011, 9, 5)}
Said = dict[str, Any]


@cache
def told() -> list[Said]:
    """The threads of the story."""
    threads: list[Said] = tomllib.loads((HERE / "discussions.toml").read_text("utf-8"))["threads"]
    return threads


def events() -> Iterator[Event]:
    """Forums are opened, threads begun, replies written, polls answered."""
    for key, day in OPENED.items():
        yield Event(day, _open(key))
    for said in told():
        yield Event(said["day"], _begin(said))
        for reply in said.get("replies", ()):
            yield Event(reply["day"], _reply(said, reply))


def _open(key: str) -> Happening:
    def happens(stage: Stage) -> None:
        by = _actor(stage, key, "convenor") if key else stage.actor("helen")
        actions.open_forum(by=by, group=stage.groups.get(key))

    return happens


def _begin(said: Said) -> Happening:
    def happens(stage: Stage) -> None:
        by, group = _actor(stage, said["forum"], said["by"]), stage.groups.get(said["forum"])
        thread = actions.start_thread(
            by=by,
            forum=Forum._base_manager.get(group=group),
            title=said["title"],
            text=said["text"],
            asks=said.get("asks", False),
            poll=_poll(by, said, group) if "poll" in said else None,
        )
        if said.get("pinned"):
            actions.pin_thread(by=stage.actor("helen"), thread=thread, pinned=True)

    return happens


def _poll(by: Any, said: Said, group: Any) -> Poll:
    draft = polls.make_poll(
        by=by,
        question=said["poll"],
        choices=said["choices"],
        closes_on=said["closes"],
        group=group,
    )
    return polls.open_poll(by=by, poll=draft)


def _reply(said: Said, reply: Said) -> Happening:
    def happens(stage: Stage) -> None:
        by = _actor(stage, said["forum"], reply["by"])
        thread = Thread._base_manager.get(title=said["title"])
        made = actions.reply(by=by, thread=thread, text=reply["text"])
        if reply.get("answer"):
            asked = _actor(stage, said["forum"], said["by"])
            actions.mark_answer(by=asked, thread=thread, contribution=made)
        if thread.poll is not None:
            choice = Choice.objects.get(poll=thread.poll, position=0)
            polls.answer_quick_poll(by=by, poll=thread.poll, choice=choice)

    return happens


def _actor(stage: Stage, group: str, who: str) -> Any:
    """One of the cast, or somebody who is in the group that day."""
    if who == "convenor":
        [row] = [row for row in rows("groups") if row["key"] == group]
        return stage.actor(row["convenor"])
    if not who.startswith("member "):
        return stage.actor(who)
    sits = GroupMember.objects.in_on(clock.today()).filter(
        group=stage.groups[group], part=GroupMember.Part.MEMBER, person__account__is_active=True
    )
    place = int(who.removeprefix("member ")) - 1
    return sits.order_by("pk").select_related("person__account")[place].person.account
