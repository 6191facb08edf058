"""The e-bulletins of the year: four that were sent, one in preparation, and who reads them."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any, Literal

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import override_settings

from culturefirst.bulletins import actions, queries
from culturefirst.bulletins.models import Bulletin, Click, Subscriber
from culturefirst.demo.stage import Event, Happening, Stage
from culturefirst.demo.tables import HERE, rows
from culturefirst.kit import clock, outbox
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.jobs.models import Job
from culturefirst.kit.jobs.perform import perform
from culturefirst.kit.jobs.queue import take
from culturefirst.kit.outbox.bounces import Bounce
from culturefirst.kit.outbox.coming_back import note
from culturefirst.kit.outbox.models import Message
from culturefirst.network.models import Audience, Person

Said = dict[str, Any]
Row = dict[str, str]
UNCOLLECTED = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WRITER = "helen"
CAME_BACK: dict[str, tuple[Literal["hard", "complaint"], str, str]] = {
    "gone": ("hard", "5.1.1", "550 5.1.1 No such mailbox here"),
    "unwanted": ("complaint", "", "Reported as abuse by the reader's provider."),
}


def told() -> list[Said]:
    """The bulletins of the story."""
    found: list[Said] = tomllib.loads((HERE / "bulletins.toml").read_text("utf-8"))["bulletin"]
    return found


def events() -> Iterator[Event]:
    """Bulletins are written, sent and read; one mailbox is gone, one reader has had enough."""
    for row in rows("readers"):
        yield from _reader(row)
    for said in told():
        yield Event(said["written"], _writes(said))
        if "sent" in said:
            yield Event(said["sent"], _sends(said))
            yield from _followed(said)
    for row in rows("came_of_bulletins"):
        yield Event(date.fromisoformat(row["day"]), COMES[row["what"]](row))


def _reader(row: Row) -> Iterator[Event]:
    """Somebody outside the network asks, and most confirm."""

    def asks(stage: Stage) -> None:
        topics = [stage.topics[name] for name in row["topics"].split(";")]
        actions.ask_for_bulletins(by=AnonymousUser(), email=row["email"], topics=topics)

    def confirms(stage: Stage) -> None:
        token = queries.token_in(_link_in_the_letter(row["email"]))
        assert token is not None
        topics = [stage.topics[name] for name in row["topics"].split(";")]
        reader = Subscriber.objects.get(pk=token.pk)
        actions.confirm_reading(by=AnonymousUser(), reader=reader, topics=topics)

    yield Event(date.fromisoformat(row["asked"]), asks)
    if row["confirmed"]:
        yield Event(date.fromisoformat(row["confirmed"]), confirms)


def _link_in_the_letter(email: str) -> str:
    letter = Message.objects.filter(to=email).latest("pk")
    found = re.search(r"\S+/bulletins/confirm/\S+", letter.text)
    assert found is not None
    return found[0]


def _writes(said: Said) -> Happening:
    def happens(stage: Stage) -> None:
        helen = stage.actor(WRITER)
        draft = actions.write_bulletin(
            by=helen,
            title=said["title"],
            heading=said["heading"],
            intro=said["intro"].strip(),
            closing=said.get("closing", ""),
            audience=Audience.objects.get(name=said["to"]),
            topic=stage.topics[said["topic"]],
            to_outsiders=said.get("outside", False),
            serves=stage.activity("2011", said["serves"]) if "serves" in said else None,
        )
        news = queries.offered(draft, helen, clock.today())
        offered = {each.title: each.key for each in news}
        actions.pick(by=helen, bulletin=draft, keys=[offered[title] for title in said["picks"]])
        for own in said.get("own", ()):
            actions.add_item(by=helen, bulletin=draft, **own)

    return happens


def _sends(said: Said) -> Happening:
    def happens(stage: Stage) -> None:
        helen = stage.actor(WRITER)
        # Its links are tried, and the story is told before the pages' own files are collected.
        with override_settings(STORAGES=settings.STORAGES | {"staticfiles": UNCOLLECTED}):
            frozen = actions.freeze_bulletin(by=helen, bulletin=_called(said["title"]))
        actions.send_bulletin(by=helen, bulletin=frozen, rate=None)
        for job in Job.objects.filter(task__endswith="bulletins.jobs.queue", state="waiting"):
            take(job, "story")
            perform(job)
        # On its day, or a report of that summer would have counted none.
        outbox.deliver(worker="story")

    return happens


def _called(title: str) -> Bulletin:
    found: Bulletin = Bulletin.objects.get(title=title)
    return found


def _followed(said: Said) -> Iterator[Event]:
    """Links are followed as often as the story says, mostly in the first days."""
    chance = Random(said["title"])  # noqa: S311  (a story, not a secret)
    for number, times in enumerate(said["followed"]):
        for _ in range(times):
            yield Event(
                said["sent"] + timedelta(days=chance.choice((0, 0, 0, 1, 3))),
                _follows(said["title"], number),
            )


def _follows(title: str, number: int) -> Happening:
    def happens(_stage: Stage) -> None:
        Click.objects.followed(_called(title).pk, number, clock.today())

    return happens


def _letter(row: Row) -> Message:
    """The letter by which this bulletin came to this person."""
    address = Person.objects.get(name=row["person"]).email
    found: Message = Message.objects.get(mailing__bulletin__title=row["bulletin"], to=address)
    return found


def _comes_back(row: Row) -> Happening:
    def happens(_stage: Stage) -> None:
        assert note(Bounce(_letter(row).pk, *CAME_BACK[row["what"]]))

    return happens


def _stops(row: Row) -> Happening:
    """By the link in the letter."""

    def happens(_stage: Stage) -> None:
        token = queries.token_in(_letter(row).gaps["stop"])
        assert token is not None
        actions.stop_letters(by=SYSTEM, token=token)

    return happens


COMES = {"gone": _comes_back, "unwanted": _comes_back, "stops": _stops}
