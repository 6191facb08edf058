"""A bulletin on its way while its workers are killed, again and again, at whatever they are doing.

``sent_through_kills`` is what the test and ``python -m benchmarks kills`` have in common. The
decision is made by the room's own action; from there on everything is done by workers as they run
in production, each with a job queue and several connections to the mail server.
"""

import random
import subprocess
import time
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from culturefirst.bulletins import actions
from culturefirst.bulletins.models import Bulletin, Subscriber, Subscription
from culturefirst.kit import clock, outbox
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.jobs.models import Job
from culturefirst.kit.models import Message
from culturefirst.kit.tests.databases import Arena
from culturefirst.network import actions as network
from culturefirst.network.models import Consent, Organisation, Person, Post, Topic, User
from tests.concurrency.chaos import command, wait_until
from tests.concurrency.faulty_sink import FaultySink, listening

CONNECTIONS = 3
LONG_AGO = date(2010, 4, 1)
PATIENCE = 300  # seconds within which a worker gets as far as it is to


@dataclass(frozen=True)
class Outcome:
    """What became of the letters: numbers of letters, and of kills while they were written.

    ``twice`` came twice; ``listed`` are in doubt, of which ``listed_arrived`` had arrived;
    ``lost`` neither arrived nor are listed. The last three tell how it stands after the team has
    sent again what was listed: of how many addresses nothing arrived, how many got it twice, and
    how many of these had not been listed.
    """

    recipients: int
    kills: int
    kills_while_writing: int
    written: int
    sent: int
    twice: int
    listed: int
    listed_arrived: int
    lost: int
    without_any: int
    twice_in_the_end: int
    unexplained: int


def audience_of(count: int) -> tuple[User, Bulletin]:
    """A manager, and a frozen bulletin to so many: half of them outside the network."""
    team = network.add_organisation(by=SYSTEM, name="Culture First", kind="network")
    helen = network.add_person(by=SYSTEM, name="Helen Marsh", email="helen@example.org")
    network.appoint(
        by=SYSTEM, person=helen, title="Manager", role="manager", organisation=team,
        starts=LONG_AGO,
    )  # fmt: skip
    by = network.open_account(by=SYSTEM, person=helen, email=helen.email, on=LONG_AGO)
    topic = network.add_topic(by=by, name="Museums")
    question = {"all": {"role": ["officer"]}, "none": {}}
    officers = network.save_audience(by=by, name="Officers", question=question)
    _officers(count // 2, team, topic)
    _subscribers(count - count // 2, topic)
    draft = actions.write_bulletin(
        by=by, title="E-bulletin 4", heading="News", audience=officers, topic=topic,
        to_outsiders=True,
    )  # fmt: skip
    actions.add_item(by=by, bulletin=draft, heading="Write to us", words="We answer. " * 100)
    return by, actions.freeze_bulletin(by=by, bulletin=draft)


def _officers(count: int, team: Organisation, topic: Topic) -> None:
    people = Person.objects.bulk_create(
        Person(name=f"Officer {n}", email=f"officer{n}@example.org") for n in range(count)
    )
    Post.objects.bulk_create(
        Post(person=each, organisation=team, title="Officer", role="officer", starts=LONG_AGO)
        for each in people
    )
    said = {"wording": "You may.", "source": "here", "given_at": clock.now()}
    Consent.objects.bulk_create(Consent(person=each, topic=topic, **said) for each in people)


def _subscribers(count: int, topic: Topic) -> None:
    now = clock.now()
    readers = Subscriber.objects.bulk_create(
        Subscriber(email=f"r{n}@example.com", wording="You may.", asked_at=now, confirmed_at=now)
        for n in range(count)
    )
    Subscription.objects.bulk_create(Subscription(subscriber=each, topic=topic) for each in readers)


def sent_through_kills(arena: Arena, *, recipients: int, kills: int, seed: int = 2011) -> Outcome:
    """Send to so many with so many kills on the way, let the last worker finish, and count."""
    by, bulletin = audience_of(recipients)
    mailing = actions.send_bulletin(by=by, bulletin=bulletin, rate=None).mailing
    assert mailing is not None
    chance, sink, while_writing = random.Random(seed), FaultySink(), 0
    with listening(sink) as port:
        # The first as soon as letters are being written, the others anywhere on the way: letters
        # written and letters arrived are counted together.
        for enough in (0, *sorted(chance.sample(range(2 * recipients), kills - 1))):
            while_writing += _killed(arena, sink, port, enough, chance)
        _finish(arena, port)
        first, listed = Counter(sink.ids), _ids(state="uncertain")
        stands = outbox.counts(mailing)
        outbox.send_doubts_again(by=by, mailing=mailing, reason="Nobody shall be without it.")
        _finish(arena, port)
    every, last = _ids(), Counter(sink.ids)
    again = {each for each in every if last[each] > 1}
    return Outcome(
        recipients=recipients,
        kills=kills,
        kills_while_writing=while_writing,
        written=stands.all,
        sent=stands.sent,
        twice=sum(times - 1 for times in first.values()),
        listed=len(listed),
        listed_arrived=sum(each in first for each in listed),
        lost=len(every - first.keys() - listed),
        without_any=len(every - last.keys()),
        twice_in_the_end=len(again),
        unexplained=len(again - listed),
    )


def _killed(arena: Arena, sink: FaultySink, port: int, enough: int, chance: random.Random) -> bool:
    """Kill a worker once so much is done, and a moment more; whether letters were written then."""

    def far_enough() -> bool:
        begun = not _writing().filter(state=Job.State.WAITING).exists()
        return begun and (_letters().count() + len(sink.ids) >= enough or _nothing_waits())

    worker = _worker(arena, port)
    try:
        assert wait_until(far_enough, PATIENCE, pause=0.002), _how_it_stands()
        time.sleep(chance.random() / 20)
    finally:
        worker.kill()
        worker.wait()
    return _writing().exists()


def _finish(arena: Arena, port: int) -> None:
    worker = _worker(arena, port)
    try:
        assert wait_until(_nothing_waits, PATIENCE), _how_it_stands()
    finally:
        worker.terminate()
        worker.wait(timeout=60)


def _worker(arena: Arena, port: int) -> "subprocess.Popen[bytes]":
    """A worker, begun when the leases of the dead have run out."""
    past = clock.wall() - timedelta(seconds=1)
    Message.objects.filter(state="handing_over").update(lease_until=past)
    Message.objects.filter(state="queued", due_at__gt=past).update(due_at=past)
    Job.objects.filter(state=Job.State.RUNNING).update(lease_until=past)
    many = str(CONNECTIONS)
    return command(arena, "work-in-rooms", SINK_PORT=str(port), CULTUREFIRST_MAIL_CONNECTIONS=many)


def _how_it_stands() -> str:
    states = Counter(_letters().values_list("state", flat=True))
    return f"{states}; {list(_writing().values('state', 'attempts', 'fault'))}"


def _nothing_waits() -> bool:
    waiting = _letters().filter(state__in=("queued", "handing_over"))
    return not _writing().exists() and not waiting.exists()


def _writing() -> Any:
    """The job that writes the letters, until it is done."""
    jobs = Job.objects.filter(task="culturefirst.bulletins.jobs.queue")
    return jobs.exclude(state=Job.State.DONE)


def _letters() -> Any:
    return Message.objects.filter(mailing__isnull=False)


def _ids(**those: str) -> set[str]:
    return set(_letters().filter(**those).values_list("message_id", flat=True))
