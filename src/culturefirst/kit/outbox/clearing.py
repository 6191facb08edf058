"""Letters that were kept long enough go; of a batch stays how many there were of each state."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from culturefirst.kit.outbox.coming_back import CameBack
from culturefirst.kit.outbox.mailings import counts
from culturefirst.kit.outbox.models import Mailing, Message

State = Message.State


def clear_letters(before: datetime) -> None:
    """Delete letters written before the moment, but what is in a worker's hand."""
    alone = Message.objects.filter(mailing__isnull=True, written_at__lt=before)
    alone.exclude(state=State.HANDING_OVER).delete()
    for mailing in Mailing.objects.filter(written_at__lt=before, body__isnull=False):
        _clear(mailing)
    CameBack.objects.filter(at__lt=before).delete()


def forget_letters(rows: "QuerySet[Message]") -> None:
    """Take words and address out of these, but of what is in a worker's hand.

    That each was written, and what became of it, stays; one that still waits does not go out.
    """
    rows = rows.exclude(state=State.HANDING_OVER)
    rows.filter(state=State.QUEUED).update(state=State.SUPPRESSED)
    for pk in rows.values_list("pk", flat=True):
        Message.objects.filter(pk=pk).update(
            to=f"forgotten-{pk}@erased.invalid", subject="", text="", html="", gaps={},
            headers={}, enclosed=[],
        )  # fmt: skip


def _clear(mailing: Mailing) -> None:
    with transaction.atomic():
        row = Mailing.objects.select_for_update().get(pk=mailing.pk)
        stands = counts(row)
        if stands.handing_over or row.body is None:
            return
        tally = asdict(stands)
        # What has waited for two years was held back.
        tally["suppressed"] += tally.pop("queued")
        body, row.body = row.body, None
        row.tally = {state: count for state, count in tally.items() if count}
        row.save(update_fields=["body", "tally"])
        row.letters.all().delete()
        body.delete()
