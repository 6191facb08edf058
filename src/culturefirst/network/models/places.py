"""Places: the parts of the network's area, as the network itself names them."""

from typing import ClassVar

from django.db import models

from culturefirst.kit.models import Versioned
from culturefirst.network.models.base import OpenRecords


class SubRegion(Versioned):
    """A part of the network's area, named by the network itself ("Cambridgeshire")."""

    keeps: ClassVar[str] = "public"
    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    short_names = models.JSONField(default=list, blank=True)
    objects = OpenRecords.as_manager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        return f"place:{self.pk}"
