"""What a person must decide: letters in doubt, letters refused, letters of before a restore."""

from typing import Any

from django.db.models import Q, QuerySet

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.models import Installation
from culturefirst.kit.outbox.models import Mailing, Message
from culturefirst.kit.outbox.suppression import Suppression
from culturefirst.kit.policy import policy, roles

State = Message.State


@policy("a director or a manager")
def see_letters(user: Any, subject: Any) -> bool:
    return bool(getattr(user, "is_system", False) or roles(user) & {"director", "manager"})


def doubtful() -> QuerySet[Message]:
    """Letters that may not have arrived, the latest first.

    What a server refused is listed where the letter was to one person. Of a batch it is counted
    (``counts``): there is nothing to decide about an address that does not exist.
    """
    uncertain = Message.objects.filter(state=State.UNCERTAIN).values("pk")
    refused = Message.objects.filter(state=State.FAILED, mailing__isnull=True).values("pk")
    # Two small indexes are read; the plain question would go through every letter.
    rows = Message.objects.filter(Q(pk__in=uncertain) | Q(pk__in=refused))
    return rows.select_related("mailing").order_by("-pk")


def held() -> QuerySet[Message]:
    """Letters of before a restore: they may have gone out already."""
    epoch = Installation.current().epoch
    older = Message.objects.filter(state=State.QUEUED, epoch__lt=epoch).values("pk")
    return Message.objects.filter(pk__in=older).select_related("mailing").order_by("pk")


@action("let the letters of before the restore go", allow=see_letters)
def release(*, by: Any, reason: str) -> int:
    """Let all letters that waited since a restore go out, of batches too; returns how many.

    One batch alone is let go by ``release_mailing``.
    """
    given(reason)
    epoch = Installation.current().epoch
    Mailing.objects.filter(epoch__lt=epoch).update(epoch=epoch)
    return Message.objects.filter(state=State.QUEUED, epoch__lt=epoch).update(epoch=epoch)


@action("sent a letter again", allow=see_letters, on="message")
def send_again(*, by: Any, message: Message, reason: str) -> Message:
    """Put a letter that may not have arrived into the queue once more, under its old id."""
    given(reason)
    if message.state not in (State.UNCERTAIN, State.FAILED):
        raise DomainError("This letter is not in doubt any more. Read the list afresh.")
    message.state, message.epoch = State.QUEUED, Installation.current().epoch
    message.due_at, message.attempts = clock.wall(), 0
    message.tried_at = message.settled_at = None
    message.save()
    return message


@action(
    "wrote to an address again that letters came back from", allow=see_letters, on="suppression"
)
def lift_bounce(*, by: Any, suppression: Suppression, reason: str) -> Suppression:
    """Write to an address again that was suppressed by a mistake of some mail server.

    A complaint is the reader's own word, and only they take it back.
    """
    given(reason)
    if suppression.reason != Suppression.Reason.BOUNCES:
        raise DomainError(
            "Whoever reported a letter has to ask for letters anew. "
            "Only what came back by mistake is lifted here."
        )
    if suppression.lifted_at is not None:
        raise DomainError("It is written to again already. Read the list afresh.")
    suppression.lifted_at, suppression.lifted_why = clock.wall(), reason.strip()[:300]
    suppression.save(update_fields=["lifted_at", "lifted_why"])
    return suppression


def given(reason: str) -> None:
    """Refuse a decision without a reason."""
    if not reason.strip():
        raise DomainError("Say why, so that others can follow it later.")
