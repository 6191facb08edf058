"""Surveys: what stays the same from wave to wave, and who is told what."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from culturefirst.kit.keeps import Subject
from culturefirst.kit.models import Versioned
from culturefirst.kit.policy import is_system, roles
from culturefirst.network.models import Person
from culturefirst.programme.models import Activity
from culturefirst.surveys.policy.surveys import MAKERS


class Surveys(models.QuerySet[Any]):
    """Surveys: all for whoever keeps them; to others once they are asked, or once it is told."""

    def visible_to(self, user: Any) -> Self:
        """A published wave lets all read the survey that its publication is for."""
        if is_system(user) or roles(user) & MAKERS:
            return self
        from culturefirst.surveys.models.waves import Invitation, Wave

        waves = Wave._base_manager.filter(survey=OuterRef("pk"), published_on__isnull=False)
        told = Exists(waves.filter(told=Wave.Told.ALL))
        if not roles(user):
            return self.filter(told)
        mine = Invitation._base_manager.filter(
            wave__survey=OuterRef("pk"), person=user.person_id, wave__opened_on__isnull=False
        )
        return self.filter(told | Exists(waves) | Exists(mine) | Q(made_by=user.person_id))


class Survey(Versioned):
    """A series of waves with one purpose, one promise of privacy, and one way to count answers.

    ``privacy`` and ``per`` are chosen before the first wave opens (``settled_on``) and cannot be
    changed after: people answered under that promise. *Anonymous*: nothing that is kept tells who
    answered what. *Confidential*: answers are kept with whose they are, and no page tells it.
    *Named*: whoever keeps the survey reads whose an answer is. ``partners`` are bodies that ask
    together with the network, one a line.
    """

    class Privacy(models.TextChoices):
        NAMED = "named", "Named"
        CONFIDENTIAL = "confidential", "Confidential"
        ANONYMOUS = "anonymous", "Anonymous"

    class Per(models.TextChoices):
        PERSON = "person", "One answer a person"
        BODY = "body", "One answer an organisation"

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject(
        "made_by", "keep", "The survey is the network's own.", only=("title", "made_on")
    )
    title = models.CharField(max_length=160)
    says = models.TextField("what it is for, and what is done with the answers", max_length=2000)
    partners = models.TextField("bodies that ask together with us", blank=True, max_length=1000)
    privacy = models.CharField(max_length=12, choices=Privacy, default=Privacy.CONFIDENTIAL)
    per = models.CharField("who answers", max_length=6, choices=Per, default=Per.PERSON)
    settled_on = models.DateField(null=True, blank=True, editable=False)
    serves = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    made_on = models.DateField()
    objects = Surveys.as_manager()

    class Meta:
        ordering = ("-made_on", "-pk")
        constraints = [
            models.CheckConstraint(condition=~Q(says=""), name="survey_says_what_for"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("survey", args=[self.pk])

    @property
    def about(self) -> str:
        return f"survey:{self.pk}"

    @property
    def is_anonymous(self) -> bool:
        return bool(self.privacy == self.Privacy.ANONYMOUS)

    @property
    def per_body(self) -> bool:
        return bool(self.per == self.Per.BODY)

    @property
    def partner_names(self) -> list[str]:
        """The bodies that ask together with the network."""
        return [name.strip() for name in self.partners.splitlines() if name.strip()]
