"""What a person must decide: letters in doubt, letters refused, letters of before a restore."""

from typing import Any

from django.db.models import QuerySet

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.models import Installation
from culturefirst.kit.outbox.models import Message
from culturefirst.kit.policy import policy, roles

State = Message.State


@policy("a director or a manager")
def see_letters(user: Any, subject: Any) -> bool:
    return bool(getattr(user, "is_system", False) or roles(user) & {"director", "manager"})


def doubtful() -> QuerySet[Message]:
    """Letters that may not have arrived, the latest first."""
    return Message.objects.filter(state__in=(State.UNCERTAIN, State.FAILED)).order_by("-pk")


def held() -> QuerySet[Message]:
    """Letters of before a restore: they may have gone out already."""
    epoch = Installation.current().epoch
    return Message.objects.filter(state=State.QUEUED, epoch__lt=epoch).order_by("pk")


@action("let the letters of before the restore go", allow=see_letters)
def release(*, by: Any, reason: str) -> int:
    """Let letters that waited since a restore go out; returns how many."""
    _given(reason)
    return held().update(epoch=Installation.current().epoch)


@action("sent a letter again", allow=see_letters, on="message")
def send_again(*, by: Any, message: Message, reason: str) -> Message:
    """Put a letter that may not have arrived into the queue once more, under its old id."""
    _given(reason)
    if message.state not in (State.UNCERTAIN, State.FAILED):
        raise DomainError("This letter is not in doubt any more. Read the list afresh.")
    message.state, message.epoch = State.QUEUED, Installation.current().epoch
    message.due_at, message.attempts, message.settled_at = clock.wall(), 0, None
    message.save()
    return message


def _given(reason: str) -> None:
    if not reason.strip():
        raise DomainError("Say why, so that others can follow it later.")
