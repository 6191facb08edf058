"""Questions over bulletins that more than one caller asks."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet, Sum

from culturefirst.bulletins.content import Content
from culturefirst.bulletins.models import Bulletin, Bulletins, Click, Subscriber
from culturefirst.bulletins.tokens import Token, read
from culturefirst.kit import outbox
from culturefirst.kit.outbox import Counts
from culturefirst.kit.publications import Publication, published
from culturefirst.network.models import Consent, Topic

FIRST_SPAN = timedelta(days=61)  # what the first bulletin looks back on: one in two months


@dataclass(frozen=True)
class Followed:
    """A link of a bulletin with how often it was followed."""

    title: str
    url: str
    times: int


@dataclass(frozen=True)
class Figures:
    """What became of a bulletin: its letters, its links, and who stopped reading by it."""

    counts: Counts
    followed: list[Followed]
    stopped: int


def bulletins(user: Any) -> "Bulletins":
    """Bulletins that this person may read, the latest first."""
    rows: Bulletins = Bulletin.objects.visible_to(user)
    return rows.select_related("audience", "topic", "mailing", "serves", "made_by")


def since(bulletin: Bulletin, on: date) -> date:
    """The day after the last bulletin was sent, from which there is news."""
    last = Bulletin.objects.filter(sent_on__isnull=False).exclude(pk=bulletin.pk).first()
    return last.sent_on if last and last.sent_on else on - FIRST_SPAN


def to_pick(content: Content, first: date) -> list[Publication]:
    """What was published since a day and does not stand in this bulletin."""
    held = {item.key for item in content.items}
    found = published(content.user, first, content.on)
    return [each for each in found if each.key not in held]


def offered(bulletin: Bulletin, user: Any, on: date) -> list[Publication]:
    """What may be picked for a draft: what there is since the last one."""
    return to_pick(Content(bulletin, user, on), since(bulletin, on))


def figures(bulletin: Bulletin) -> Figures:
    """How it went, counted from the ledger and from links; no pixel tells who opened it."""
    counts = outbox.counts(bulletin.mailing) if bulletin.mailing is not None else Counts()
    times = dict(
        Click.objects.filter(bulletin=bulletin)
        .values_list("number")
        .annotate(n=Sum("times"))
        .order_by()
    )
    titles = {
        piece["number"]: piece["title"]
        for piece in bulletin.frozen.get("pieces", [])
        if piece["number"] is not None
    }
    followed = [
        Followed(titles.get(n, url), url, times.get(n, 0)) for n, url in enumerate(bulletin.links)
    ]
    source = f"by a link in bulletin {bulletin.pk}"
    stopped = Consent.objects.filter(withdrawn_source=source).count()
    return Figures(counts, followed, stopped)


def token_in(address: str) -> Token | None:
    """What the address in a letter stands for by which its reader confirms, chooses or stops."""
    return read(address.partition("?")[0].rstrip("/").rpartition("/")[2])


def topics() -> "QuerySet[Topic]":
    """All topics, those too that are not offered any more."""
    rows: QuerySet[Topic] = Topic.objects.all()
    return rows


def reader(pk: int) -> Subscriber | None:
    """A reader outside the network."""
    return Subscriber.objects.filter(pk=pk).first()


def followed_link(bulletin_pk: int, number: int) -> str:
    """Where the link of that number leads, and nothing for a bulletin that was not sent."""
    found = Bulletin.objects.filter(pk=bulletin_pk, sent_on__isnull=False).first()
    return found.links[number] if found and number < len(found.links) else ""
