"""Who takes part in a challenge for the challenger, and whom parts of challenges are shown."""

from typing import Any, ClassVar, Self

from django.db import models

from culturefirst.improvement.models.challenges import Challenge
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject
from culturefirst.network.models import Person


class OfChallenge(models.QuerySet[Any]):
    """Parts of a challenge, for its two sides."""

    def visible_to(self, user: Any) -> Self:
        if getattr(user, "is_system", False):
            return self
        return self.filter(challenge__in=Challenge.objects.visible_to(user))


class ChallengePeer(models.Model):
    """Somebody of the challenger takes part in the challenge."""

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject("person", "delete")
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="peers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    leads = models.BooleanField("leads the challenge", default=False)
    since = models.DateField()
    objects = Confidential.from_queryset(OfChallenge)()

    class Meta:
        ordering = ("-leads", "pk")
        constraints = [
            models.UniqueConstraint(fields=["challenge", "person"], name="challenge_peer_once"),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def about(self) -> str:
        return str(self.challenge.about)
