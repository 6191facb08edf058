"""What follows from a letter's coming back: it is marked, and an address may be suppressed."""

from datetime import timedelta
from typing import ClassVar

from django.db import models, transaction
from django.db.models import Q

from culturefirst.kit import clock
from culturefirst.kit.keeps import kept
from culturefirst.kit.outbox.addresses import digest_of
from culturefirst.kit.outbox.bounces import Bounce, read
from culturefirst.kit.outbox.models import Message
from culturefirst.kit.outbox.suppression import Suppression, last_lifted, suppress

HARD = 2  # letters that came back for good, after which nobody writes there
SOFT = 5  # letters that came back otherwise, within …
WITHIN = timedelta(days=30)
State = Message.State


class CameBack(models.Model):
    """That one letter came back, once for each way in which it can."""

    class Kind(models.TextChoices):
        HARD = "hard", "Nobody is there"
        SOFT = "soft", "Not taken for now"
        COMPLAINT = "complaint", "Reported as unwanted"

    keeps: ClassVar[str] = "private"
    letter = models.ForeignKey(Message, models.DO_NOTHING, db_constraint=False, related_name="+")
    digest = kept(models.CharField(max_length=64), "confidential")
    kind = kept(models.CharField(max_length=10, choices=Kind), "member")
    status = kept(models.CharField(max_length=15, blank=True), "member")
    says = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "kind"], name="came_back_once")]
        indexes = [models.Index(fields=["digest", "kind", "at"], name="came_back_to")]

    def __str__(self) -> str:
        return self.says


def take_back(raw: bytes, to: str = "") -> bool:
    """Read a message and note what came back, if it is a bounce of ours; whether it is one."""
    bounce = read(raw, to)
    return bounce is not None and note(bounce)


def note(bounce: Bounce) -> bool:
    """Note that a letter came back; whether there is such a letter. Twice is as good as once."""
    with transaction.atomic():
        rows = Message.objects.select_for_update().filter(pk=bounce.letter, mailing__isnull=False)
        letter = rows.first()
        if letter is None or letter.state in (State.QUEUED, State.SUPPRESSED):
            return False
        _mark(letter, bounce)
        digest = digest_of(letter.to)
        said = {"digest": digest, "status": bounce.status, "says": bounce.says, "at": clock.wall()}
        _, new = CameBack.objects.get_or_create(letter=letter, kind=bounce.kind, defaults=said)
        if new:
            _weigh(letter, bounce, digest)
    return True


def _mark(letter: Message, bounce: Bounce) -> None:
    changed = []
    if letter.state == State.UNCERTAIN:
        # What came back had gone out: there is no doubt any more.
        letter.state, letter.reason = State.SENT, ""
        changed = ["state", "reason"]
    if bounce.kind != "complaint" and letter.bounced_at is None:
        letter.bounced_at = clock.wall()
        changed.append("bounced_at")
    if changed:
        letter.save(update_fields=changed)


def _weigh(letter: Message, bounce: Bounce, digest: str) -> None:
    """Suppress the address where that was one letter too many."""
    reason = Suppression.Reason
    if bounce.kind == "complaint":
        suppress(letter.to, reason=reason.COMPLAINT, why=bounce.says, letter=letter)
        return
    came = CameBack.objects.filter(digest=digest)
    if (lifted := last_lifted(digest)) is not None:
        came = came.filter(at__gt=lifted)
    month = Q(kind="soft", at__gt=clock.wall() - WITHIN)
    if (hard := came.filter(kind="hard").count()) >= HARD:
        why = f"{hard} letters came back for good, the last with: {bounce.says}"
    elif (soft := came.filter(month).count()) >= SOFT:
        why = f"{soft} letters came back within 30 days, the last with: {bounce.says}"
    else:
        return
    suppress(letter.to, reason=reason.BOUNCES, why=why, letter=letter)
