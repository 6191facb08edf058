"""Batches on their way: how far they are, and what the team may do with them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.models import Installation
from culturefirst.kit.outbox.doubts import given, see_letters
from culturefirst.kit.outbox.many import checked_rate, letter_key
from culturefirst.kit.outbox.models import Mailing, Message

State = Message.State


@dataclass(frozen=True)
class Counts:
    """How many letters of a batch are in which state.

    ``sent + failed + suppressed + uncertain`` is everybody once nothing is ``queued`` or
    ``handing_over``. ``bounced`` are those of the sent that came back.
    """

    queued: int = 0
    handing_over: int = 0
    sent: int = 0
    failed: int = 0
    suppressed: int = 0
    uncertain: int = 0
    bounced: int = 0

    @property
    def all(self) -> int:
        """Every recipient."""
        return self.waiting + self.sent + self.failed + self.suppressed + self.uncertain

    @property
    def waiting(self) -> int:
        """Not settled yet."""
        return self.queued + self.handing_over

    @property
    def delivered(self) -> int:
        """Sent and not come back."""
        return self.sent - self.bounced


def counts(mailing: Mailing) -> Counts:
    """How the batch stands, read from an index; letters deleted since are counted too."""
    rows = Message.objects.filter(mailing=mailing)
    found = dict(rows.values_list("state").annotate(n=Count("pk")))
    found["bounced"] = rows.filter(bounced_at__isnull=False, state=State.SENT).count()
    for state, gone in mailing.tally.items():
        found[state] = found.get(state, 0) + gone
    return Counts(**found)


@action("paused a batch of letters", allow=see_letters, on="mailing")
def pause(*, by: Any, mailing: Mailing, reason: str) -> Mailing:
    """Hand over no letter of the batch from now on; what is in hand is finished."""
    given(reason)
    return _set(mailing, paused=True)


@action("resumed a batch of letters", allow=see_letters, on="mailing")
def resume(*, by: Any, mailing: Mailing) -> Mailing:
    """Go on where the batch was paused."""
    return _set(mailing, paused=False)


@action("set the rate of a batch of letters", allow=see_letters, on="mailing")
def set_rate(*, by: Any, mailing: Mailing, rate: int | None) -> Mailing:
    """From now on at most so many letters a minute; ``None``: as the mail server takes them."""
    return _set(mailing, rate=checked_rate(rate), next_at=None)


@action("stopped a batch of letters", allow=see_letters, on="mailing")
def stop(*, by: Any, mailing: Mailing, reason: str) -> int:
    """Hold back for good every letter of the batch that waits; returns how many."""
    given(reason)
    return _suppress(mailing.letters.all(), reason)


@action("let a batch of before the restore go", allow=see_letters, on="mailing")
def release_mailing(*, by: Any, mailing: Mailing, reason: str) -> int:
    """Let the letters of one batch that waited since a restore go out; returns how many."""
    given(reason)
    epoch = Installation.current().epoch
    _set(mailing, epoch=epoch)
    return mailing.letters.filter(state=State.QUEUED, epoch__lt=epoch).update(epoch=epoch)


@action("sent a batch's letters in doubt again", allow=see_letters, on="mailing")
def send_doubts_again(*, by: Any, mailing: Mailing, reason: str) -> int:
    """Put every letter of the batch that may not have arrived into the queue once more."""
    given(reason)
    return mailing.letters.filter(state=State.UNCERTAIN).update(
        state=State.QUEUED,
        epoch=Installation.current().epoch,
        due_at=clock.wall(),
        attempts=0,
        tried_at=None,
        settled_at=None,
    )


def hold_back(mailing: Mailing, key: str, *, reason: str) -> bool:
    """Keep one recipient's letter from going, in the caller's transaction; whether it waited.

    For somebody who says no while a batch is on its way.
    """
    if not reason.strip():
        raise DomainError("Say why, so that others can follow it later.")
    return bool(_suppress(Message.objects.filter(key=letter_key(mailing, key)), reason))


def _suppress(rows: Any, reason: str) -> int:
    waiting = rows.filter(state=State.QUEUED)
    changed: int = waiting.update(
        state=State.SUPPRESSED, reason=reason, settled_at=clock.wall(), lease_until=None
    )
    return changed


def _set(mailing: Mailing, **values: Any) -> Mailing:
    for name, value in values.items():
        setattr(mailing, name, value)
    mailing.save(update_fields=list(values))
    return mailing
