"""Several studies that were asked for at once, to be read side by side."""

from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse

from culturefirst.intelligence.models.studies import Study
from culturefirst.kit.keeps import Subject
from culturefirst.kit.policy import is_system, roles
from culturefirst.network.models import Person
from culturefirst.network.models.lists import InBackground
from culturefirst.network.policy import TEAM


class Askings(models.QuerySet[Any]):
    """For whoever may see one of their studies, or asked for them."""

    def visible_to(self, user: Any) -> Self:
        if is_system(user) or roles(user) & TEAM:
            return self
        seen = Study.objects.visible_to(user).filter(asking__isnull=False)
        mine = models.Q(pk__in=seen.values("asking"))
        if roles(user):
            mine |= models.Q(made_by=user.person_id)
        return self.filter(mine)


class Asking(InBackground):
    """What several studies have in common. ``refused`` has, by a study's key, why it came to none.

    The studies are studies like others: each is changed, published and removed by itself.
    """

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject(
        "made_by", "keep", "The studies are the network's.", only=("title", "made_on")
    )
    title = models.CharField(max_length=120)
    refused = models.JSONField(default=dict, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    made_on = models.DateField()
    objects = Askings.as_manager()

    class Meta:
        ordering = ("-made_on", "-pk")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("asking", args=[self.pk])

    @property
    def about(self) -> str:
        return f"asking:{self.pk}"
