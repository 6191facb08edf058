"""Readers: outside the network they ask, confirm and choose; anybody stops with one click."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from culturefirst.bulletins.models import Bulletin, Subscriber, Subscription
from culturefirst.bulletins.tokens import Token
from culturefirst.kit import clock, outbox
from culturefirst.kit.act import SYSTEM, action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.outbox.addresses import normalised
from culturefirst.kit.policy import anybody, system
from culturefirst.network import actions as network
from culturefirst.network.models import Person, Topic

WORDING = "You may write to me by email about the topics that I chose. I can stop it at any time."
STOPPED = "They stopped these letters."


@action("asked for bulletins", allow=anybody)
def ask_for_bulletins(*, by: Any, email: str, topics: Iterable[Topic]) -> None:
    """Send the letter by which somebody confirms; nothing tells whether they were known."""
    address = normalised(email)
    wanted = list(topics)
    if not wanted:
        raise DomainError("Choose at least one topic.")
    reader, _ = Subscriber.objects.get_or_create(
        email=address, defaults={"wording": WORDING, "asked_at": clock.now()}
    )
    for topic in wanted:
        Subscription.objects.get_or_create(
            subscriber=reader, topic=topic, defaults={"ended_at": clock.now()}
        )
    chosen = ".".join(str(topic.pk) for topic in wanted)
    token = Token("s", reader.pk, wanted[0].pk, 0)
    page = reverse("reading_confirm", args=[str(token)])
    confirm = f"{settings.ADDRESS}{page}?topics={chosen}"
    names = ", ".join(topic.name for topic in wanted)
    outbox.send(
        key=f"reading:{reader.pk}:{chosen}:{clock.today().isoformat()}",
        to=address,
        subject="Confirm that you want our bulletins",
        text=(
            f"Somebody, we hope you, asked for our bulletins about {names}.\n\n"
            f"To get them, open this page and confirm:\n{confirm}\n\n"
            "If it was not you, do nothing: you will hear no more.\n"
        ),
        kind="notice",
    )


@action("confirmed that they want bulletins", allow=anybody, on="reader")
def confirm_reading(*, by: Any, reader: Subscriber, topics: Iterable[Topic]) -> Subscriber:
    """Begin to write to them about these topics."""
    reader.confirmed_at = max(clock.now(), reader.asked_at)
    reader.save(update_fields=["confirmed_at"])
    _set(reader, topics)
    outbox.lift(reader.email, why="They confirmed the address anew.")
    return reader


@action("chose what bulletins to read", allow=anybody, on="reader")
def choose_topics(*, by: Any, reader: Subscriber, topics: Iterable[Topic]) -> Subscriber:
    """Write to them about these topics and no others."""
    _set(reader, topics)
    return reader


@action("stopped letters about a topic", allow=system)
def stop_letters(*, by: Any, token: Token) -> Topic:
    """End what the token is for, also for letters that wait already; twice is once."""
    topic = Topic.objects.get(pk=token.topic)
    if token.who == "p":
        person = Person.objects.get(pk=token.pk)
        source = f"by a link in bulletin {token.bulletin}"
        network.withdraw_consent(by=SYSTEM, person=person, topic=topic, source=source)
    else:
        mine = Subscription.objects.filter(subscriber=token.pk, topic=topic, ended_at__isnull=True)
        mine.update(ended_at=clock.now())
    waiting = Bulletin.objects.filter(topic=topic, mailing__isnull=False)
    for bulletin in waiting.select_related("mailing"):
        outbox.hold_back(bulletin.mailing, f"{token.who}{token.pk}", reason=STOPPED)
    return topic


def _set(reader: Subscriber, topics: Iterable[Topic]) -> None:
    wanted = {topic.pk for topic in topics}
    held = {row.topic_id: row for row in reader.subscriptions.all()}
    for pk in wanted - held.keys():
        Subscription.objects.create(subscriber=reader, topic_id=pk)
    for pk, row in held.items():
        ended = None if pk in wanted else (row.ended_at or clock.now())
        if ended != row.ended_at:
            Subscription.objects.filter(pk=row.pk).update(ended_at=ended)
