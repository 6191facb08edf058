"""To whom a bulletin goes: people of its audience and readers outside, if they agreed to it."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from culturefirst.bulletins.models import Bulletin, Subscriber, Subscription
from culturefirst.bulletins.tokens import Token, Who
from culturefirst.kit import clock
from culturefirst.kit.batches import by_key
from culturefirst.kit.outbox import Recipient
from culturefirst.network.models import Consent, Person
from culturefirst.network.queries.audiences import people_of


class Recipients:
    """Everybody a bulletin goes to, read bit by bit, as often as it is asked."""

    def __init__(self, bulletin: Bulletin, asker: Any) -> None:
        self.bulletin, self.asker = bulletin, asker

    def __iter__(self) -> Iterator[Recipient]:
        for pk, name, email in by_key(self._people(), "name", "email"):
            yield self._recipient("p", pk, email, f"Dear {name}")
        for pk, email in by_key(self._outsiders(), "email"):
            yield self._recipient("s", pk, email, "Hello")

    def counted(self) -> tuple[int, int]:
        """How many people of the network, and how many readers outside."""
        return self._people().count(), self._outsiders().count()

    def _people(self) -> "QuerySet[Any]":
        agreed = Consent.objects.filter(
            person=OuterRef("pk"), topic=self.bulletin.topic_id, withdrawn_at__isnull=True
        )
        found = people_of(self.bulletin.audience.question, clock.today(), self.asker)
        return found.filter(Exists(agreed)).exclude(email="")

    def _outsiders(self) -> "QuerySet[Any]":
        rows = Subscriber.objects.filter(confirmed_at__isnull=False)
        if not self.bulletin.to_outsiders or self.bulletin.for_members:
            rows = rows.none()
        reads = Subscription.objects.filter(
            subscriber=OuterRef("pk"), topic=self.bulletin.topic_id, ended_at__isnull=True
        )
        # Of somebody who is in the network, what they said there decides.
        # Both are kept in one spelling; the words on the empty one let an index answer.
        known = Person.objects.filter(email=OuterRef("email")).exclude(email="")
        return rows.filter(Exists(reads)).exclude(Exists(known))

    def _recipient(self, who: Who, pk: int, email: str, greeting: str) -> Recipient:
        token = Token(who, pk, self.bulletin.topic_id, self.bulletin.pk)
        topics = reverse("preferences") if who == "p" else reverse("reading", args=[str(token)])
        gaps = {
            "greeting": greeting,
            "stop": f"{settings.ADDRESS}{reverse('bulletin_stop', args=[str(token)])}",
            "topics": f"{settings.ADDRESS}{topics}",
        }
        return Recipient(key=f"{who}{pk}", to=email, gaps=gaps)
