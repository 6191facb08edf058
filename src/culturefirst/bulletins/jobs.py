"""Writing the letters of a bulletin, bit by bit."""

from django.urls import reverse

from culturefirst.bulletins.models import Bulletin
from culturefirst.bulletins.recipients import Recipients
from culturefirst.kit import outbox
from culturefirst.kit.jobs import Progress, job
from culturefirst.network.models import User


@job(says="Writing a bulletin's letters", attempts=100, priority=10)
def queue(*, bulletin_id: int, progress: Progress) -> str:
    """A row a recipient in the ledger; killed at any moment, the next run goes on.

    The decision was ``send_bulletin``'s: run twice, this adds nothing.
    """
    bulletin = Bulletin.objects.select_related("mailing", "audience").get(pk=bulletin_id)
    asker = User.objects.get(person=bulletin.frozen_by)
    assert bulletin.mailing is not None

    def written(n: int) -> None:
        progress.at(n, 0, f"{n} letters are written")

    outbox.send_many(bulletin.mailing, Recipients(bulletin, asker), in_steps=True, after=written)
    return reverse("bulletin_figures", args=[bulletin_id])
