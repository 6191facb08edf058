"""What shows a judgement: a link, a file, or a record of this system."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from culturefirst.improvement.models.assessments import Assessment, Assessments
from culturefirst.improvement.models.frameworks import Criterion
from culturefirst.improvement.models.opening import opened_to
from culturefirst.improvement.models.whose import bodies_of
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject
from culturefirst.network.models import Person


class EvidenceRows(models.QuerySet[Any]):
    """Evidence: for whoever works on the assessment, and the body's people once it is agreed.

    It goes no further by itself: who reads a released assessment, or one that the network's team
    may read, reads what was agreed and not the papers behind it. Peers read the pieces that were
    marked for them, while they are opened to them.
    """

    def visible_to(self, user: Any) -> Self:
        if getattr(user, "is_system", False):
            return self
        own = Q(organisation__in=bodies_of(user), stage=Assessment.Stage.AGREED)
        read = Assessment._base_manager.filter(Assessments.worked_on_by(user) | own)
        shown = Q(opened=True, withdrawn_on__isnull=True)
        peers = shown & opened_to(user, "evidence", "assessment")
        return self.filter(Q(assessment__in=read.values("pk")) | peers)

    def standing(self) -> Self:
        """What was not withdrawn."""
        return self.filter(withdrawn_on__isnull=True)


class Evidence(models.Model):
    """One piece of evidence; it may serve several criteria.

    ``record`` names a record of this system ("events.event:12", see ``kit.starts``). ``opened``
    says that the body shows it to its peers; nothing is opened unless somebody says so. Two rows
    may have one file: it goes with the last of them.
    """

    class Kind(models.TextChoices):
        LINK = "link", "A link"
        FILE = "file", "A file"
        RECORD = "record", "A record of this site"

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject(
        "added_by", "keep", "The evidence is the organisation's own.", only=("title", "added_on")
    )
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="evidence")
    criteria: Any = models.ManyToManyField(Criterion, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=500, blank=True)
    record = models.CharField(max_length=120, blank=True)
    file = models.FileField(upload_to="evidence/", blank=True)
    name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    dated = models.DateField("day that it is from", null=True, blank=True)
    opened = models.BooleanField("shown to peers", default=False)
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    added_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    carried_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    objects = Confidential.from_queryset(EvidenceRows)()

    class Meta:
        ordering = ("added_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="link", record="", file="") & ~Q(url="")
                | Q(kind="file", record="", url="") & ~Q(file="")
                | Q(kind="record", url="", file="") & ~Q(record=""),
                name="evidence_is_of_one_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return str(self.assessment.about)

    @property
    def ending(self) -> str:
        """What people call such a file ("PDF")."""
        return self.name.rpartition(".")[2].upper()
