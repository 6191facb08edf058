"""Addresses that are not written to, and why: known by a keyed digest, never by the address.

Each kind of letter says which reasons it heeds: a letter about signing in goes out in any case,
since by it somebody may show that an address works again.
"""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.dispatch import Signal

from culturefirst.kit import clock
from culturefirst.kit.keeps import kept
from culturefirst.kit.outbox.addresses import digest_of
from culturefirst.kit.outbox.models import Message

# Sent with ``suppression`` when an address is suppressed, in the transaction that does it.
suppressed = Signal()


class Suppression(models.Model):
    """One reason not to write to an address, until it is lifted.

    ``letter`` is the one that led to it, while that is kept: by it the team sees whom it is about.
    """

    class Reason(models.TextChoices):
        BOUNCES = "bounces", "Letters came back"
        COMPLAINT = "complaint", "Reported as unwanted"
        ERASED = "erased", "Asked to be forgotten"

    keeps: ClassVar[str] = "private"
    digest = kept(models.CharField(max_length=64, db_index=True), "confidential")
    reason = models.CharField(max_length=20, choices=Reason)
    why = models.CharField(max_length=300)
    letter = models.ForeignKey(
        Message, models.DO_NOTHING, null=True, db_constraint=False, db_index=False, related_name="+"
    )
    at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "reason"],
                condition=Q(lifted_at__isnull=True),
                name="one_standing_suppression",
            ),
        ]

    def __str__(self) -> str:
        return self.why

    @property
    def to(self) -> str:
        """The address, where a letter that is still kept says it."""
        return (
            Message.objects.filter(pk=self.letter_id or 0).values_list("to", flat=True).first()
            or ""
        )


def suppress(address: str, *, reason: str, why: str, letter: Message | None = None) -> Suppression:
    """Write to this address no more, in the caller's transaction; a standing reason stays."""
    row, new = Suppression.objects.get_or_create(
        digest=digest_of(address),
        reason=Suppression.Reason(reason),
        lifted_at=None,
        defaults={"why": why[:300], "letter": letter, "at": clock.now()},
    )
    if new:
        suppressed.send(Suppression, suppression=row)
    return row


def lift(address: str, *, why: str) -> int:
    """Write to this address again; returns how many reasons were lifted.

    Only after somebody has shown anew that the address is theirs and that they want it: a link in
    a letter to that very address.
    """
    standing = Suppression.objects.filter(digest=digest_of(address), lifted_at__isnull=True)
    return standing.update(lifted_at=clock.wall(), lifted_why=why[:300])


def standing(address: str) -> list[Suppression]:
    """Why this address is not written to; nothing where it is."""
    rows = Suppression.objects.filter(digest=digest_of(address), lifted_at__isnull=True)
    return list(rows.order_by("at"))


def not_written_to() -> QuerySet[Suppression]:
    """Every standing reason but erasure, of which no address is known, the latest first.

    ``address`` is empty where the letter that led to it is not kept any more.
    """
    letter = Message.objects.filter(pk=OuterRef("letter_id")).values("to")
    rows = Suppression.objects.filter(lifted_at__isnull=True)
    rows = rows.exclude(reason=Suppression.Reason.ERASED)
    return rows.annotate(address=Coalesce(Subquery(letter), Value(""))).order_by("-at", "-pk")


def last_lifted(digest: str) -> datetime | None:
    """When this address was last written to again after a suppression."""
    lifted = Suppression.objects.filter(digest=digest, lifted_at__isnull=False)
    return lifted.order_by("-lifted_at").values_list("lifted_at", flat=True).first()
