"""Freezing a bulletin, trying it on oneself, and sending it."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.urls import reverse

from culturefirst.bulletins.content import Content, Piece, as_stored
from culturefirst.bulletins.models import Bulletin
from culturefirst.bulletins.policy import send_bulletins, write_bulletins
from culturefirst.bulletins.recipients import Recipients
from culturefirst.bulletins.rendering import words_of
from culturefirst.kit import clock, outbox
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.outbox.words import fill

RATE = 600  # letters a minute, unless somebody says otherwise


@action("sent a bulletin to themselves", allow=write_bulletins, on="bulletin")
def send_test(*, by: Any, bulletin: Bulletin, once: str) -> Bulletin:
    """Send the letter as it stands to whoever asks; ``once`` tells two tests apart."""
    said = words_of(bulletin, Content(bulletin, by, clock.today()).pieces)
    topics = f"{settings.ADDRESS}{reverse('preferences')}"
    gaps = {"greeting": f"Dear {by}", "stop": topics, "topics": topics}
    outbox.send(
        key=f"bulletin-test:{bulletin.pk}:{by.pk}:{once}",
        to=by.email,
        subject=f"[Test] {said.subject}",
        text=fill(said.text, gaps),
        html=fill(said.html, gaps),
        kind="notice",
    )
    return bulletin


@action("froze a bulletin", allow=write_bulletins, on="bulletin")
def freeze_bulletin(*, by: Any, bulletin: Bulletin, seen: int | None = None) -> Bulletin:
    """Keep its words as they stand; refused with every reason where it could not be sent."""
    if bulletin.frozen_on is not None:
        raise DomainError("It is frozen already.")
    content = Content(bulletin, by, clock.today())
    if content.faults:
        raise DomainError(" ".join(content.faults))
    found = [_at_home(piece) for piece in content.pieces]
    bulletin.for_members = not all(piece.open_to_all for piece in found)
    if not any(Recipients(bulletin, by).counted()):
        raise DomainError(
            f"Nobody in “{bulletin.audience}” has agreed to letters about “{bulletin.topic}”. "
            "Choose another audience or topic."
        )
    kept = {"pieces": as_stored(found), "intro": bulletin.intro, "closing": bulletin.closing}
    changes = {
        "frozen": kept,
        "links": [piece.url for piece in found if piece.number is not None],
        "for_members": bulletin.for_members,
        "frozen_on": clock.today(),
        "frozen_by_id": by.person_id,
    }
    return save_changes(bulletin, changes, seen=seen)


@action("thawed a bulletin", allow=write_bulletins, on="bulletin")
def thaw_bulletin(*, by: Any, bulletin: Bulletin) -> Bulletin:
    """Take the freezing back, before it is sent."""
    if bulletin.frozen_on is None or bulletin.sent_on is not None:
        raise DomainError("Only what is frozen and not sent can be thawed.")
    changes: dict[str, Any] = {"frozen": {}, "links": [], "frozen_on": None, "frozen_by_id": None}
    return save_changes(bulletin, changes)


@action("sent a bulletin", allow=send_bulletins, on="bulletin")
def send_bulletin(*, by: Any, bulletin: Bulletin, rate: int | None = RATE) -> Bulletin:
    """Open its mailing; a job writes a letter to each recipient, the outbox sends them."""
    from culturefirst.bulletins.jobs import queue

    if bulletin.frozen_on is None:
        raise DomainError("Freeze it first, so that everybody reads the same words.")
    if bulletin.sent_on is not None:
        raise DomainError("It was sent already.")
    mailing = outbox.open_mailing(
        key=f"bulletin:{bulletin.pk}",
        title=bulletin.title,
        kind="bulletin",
        words=words_of(bulletin, _frozen(bulletin), counted=True),
        rate=rate,
    )
    sent = save_changes(bulletin, {"mailing": mailing, "sent_on": clock.today()})
    queue.enqueue(bulletin_id=bulletin.pk, by=by)
    return sent


def _at_home(piece: Piece) -> Piece:
    """Its address without our host: the archive outlives a move to another one."""
    inside = piece.url.startswith(f"{settings.ADDRESS}/")
    return replace(piece, url=piece.url.removeprefix(settings.ADDRESS)) if inside else piece


def _frozen(bulletin: Bulletin) -> list[Piece]:
    return [Piece(**each) for each in bulletin.frozen["pieces"]]
