"""A year's work: priorities, programmes, activities and their targets."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from culturefirst.kit.keeps import Subject
from culturefirst.kit.models import Versioned
from culturefirst.kit.policy import roles
from culturefirst.network.models import Organisation, Person, SubRegion

OWN = "programme."  # how measures of what is logged here begin


class ProgrammeRecords(models.QuerySet[Any]):
    """Records of a work programme, as far as a person may see them.

    The model's ``to_programme`` is the ORM path, with its closing ``__``, to the work programme.
    """

    def visible_to(self, user: Any) -> Self:
        """Everything for anybody who holds a role; without drafts for the public."""
        if roles(user):
            return self
        state = f"{self.model.to_programme}state"
        return self.exclude(**{state: WorkProgramme.State.DRAFT})


class ImportedDocuments(models.QuerySet[Any]):
    """Documents brought in: for those who may edit the programme."""

    def visible_to(self, user: Any) -> Self:
        """All for directors and managers, none for anybody else."""
        return self if roles(user) & {"director", "manager"} else self.none()


class WorkProgramme(Versioned):
    """A network's work programme for a period, usually a financial year."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        CURRENT = "current", "Current"
        CLOSED = "closed", "Closed"

    keeps: ClassVar[str] = "public"
    to_programme: ClassVar[str] = ""
    title = models.CharField(max_length=200)
    starts = models.DateField()
    ends = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    notes = models.JSONField(default=list, blank=True)
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    objects = ProgrammeRecords.as_manager()

    class Meta:
        ordering = ("-starts",)
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__lte=F("ends")), name="work_programme_starts_first"
            ),
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state="current"),
                name="one_current_work_programme",
                violation_error_message=(
                    "Somebody else has just made another programme the current one. "
                    "Look at it before you try again."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"programme:{self.pk}"


class Priority(Versioned):
    """One of the few things the year is for; its place gives its hue on every page."""

    keeps: ClassVar[str] = "public"
    to_programme: ClassVar[str] = "work_programme__"
    work_programme = models.ForeignKey(WorkProgramme, models.CASCADE, related_name="priorities")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=500, blank=True)
    objects = ProgrammeRecords.as_manager()

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(
                fields=["work_programme", "position"], name="priority_position_once"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"programme:{self.work_programme_id}"


class Programme(Versioned):
    """A strand of a priority. Its printed number may repeat; where the document has no such
    level, one programme without number or title holds the priority's activities."""

    keeps: ClassVar[str] = "public"
    to_programme: ClassVar[str] = "priority__work_programme__"
    priority = models.ForeignKey(Priority, models.CASCADE, related_name="programmes")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=500, blank=True)
    objects = ProgrammeRecords.as_manager()

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["priority", "position"], name="programme_position_once")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return self.priority.about


class Activity(Versioned):
    """A row of the document: what is done, so that what, by whom.

    ``actions``, ``outcomes`` and ``leads`` are lists of lines as printed.
    """

    keeps: ClassVar[str] = "public"
    to_programme: ClassVar[str] = "programme__priority__work_programme__"
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="activities")
    position = models.PositiveIntegerField()
    title = models.TextField()
    actions = models.JSONField(default=list, blank=True)
    outcomes = models.JSONField(default=list, blank=True)
    leads = models.JSONField(default=list, blank=True)
    notes = models.JSONField(default=list, blank=True)
    sub_regions = models.ManyToManyField(SubRegion, blank=True, related_name="activities")
    objects = ProgrammeRecords.as_manager()

    class Meta:
        ordering = ("position",)
        verbose_name_plural = "activities"
        constraints = [
            models.UniqueConstraint(fields=["programme", "position"], name="activity_position_once")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return self.programme.about


class Progress(Versioned):
    """A line of the progress column as somebody wrote it: a note, never the figure itself."""

    keeps: ClassVar[str] = "public"
    to_programme: ClassVar[str] = "activity__programme__priority__work_programme__"
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="progress")
    position = models.PositiveIntegerField()
    text = models.TextField()
    on = models.DateField(null=True, blank=True)
    measure = models.CharField(max_length=100, blank=True)
    value = models.FloatField(null=True, blank=True)
    removed_on = models.DateField(null=True, blank=True)
    objects = ProgrammeRecords.as_manager()

    class Meta:
        ordering = ("position",)
        verbose_name_plural = "progress"
        constraints = [
            models.UniqueConstraint(fields=["activity", "position"], name="progress_position_once")
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def about(self) -> str:
        return self.activity.about


class Target(Versioned):
    """What is promised, typed so that it can be counted.

    A target with a ``measure`` is measured: its figure is the measure's in the target's time,
    narrowed by ``filters``. A target without one is declared: a person says where it stands.
    """

    class Kind(models.TextChoices):
        COUNT = "count", "A number of something"
        RECURRING = "recurring", "A number each year, quarter or month"
        CHANGE = "change", "A change from a baseline"
        COVERAGE = "coverage", "Every one of something"
        MILESTONE = "milestone", "Done by a time"
        ONGOING = "ongoing", "Goes on, with no number and no end"

    class Per(models.TextChoices):
        YEAR = "year", "a year"
        QUARTER = "quarter", "a quarter"
        MONTH = "month", "a month"

    class Direction(models.TextChoices):
        UP = "up", "Up"
        DOWN = "down", "Down"

    keeps: ClassVar[str] = "public"
    to_programme: ClassVar[str] = "activity__programme__priority__work_programme__"
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="targets")
    position = models.PositiveIntegerField()
    text = models.TextField()
    kind = models.CharField(max_length=10, choices=Kind)
    quantity = models.FloatField(null=True, blank=True)
    unit = models.CharField(max_length=100, blank=True)
    per = models.CharField(max_length=10, choices=Per, blank=True)
    starts = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    baseline = models.FloatField(null=True, blank=True)
    goal = models.FloatField(null=True, blank=True)
    direction = models.CharField(max_length=5, choices=Direction, blank=True)
    measure = models.CharField(max_length=100, blank=True)
    filters = models.JSONField(default=dict, blank=True)
    sure = models.BooleanField(default=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.TextField(blank=True)
    removed_on = models.DateField(null=True, blank=True)
    objects = ProgrammeRecords.as_manager()

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["activity", "position"], name="target_position_once"),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(due__isnull=True) | Q(starts__lte=F("due")),
                name="target_starts_before_due",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["count", "recurring"])
                | Q(quantity__isnull=False, quantity__gt=0),
                name="target_count_has_quantity",
            ),
            models.CheckConstraint(
                condition=~Q(kind="recurring") | ~Q(per=""), name="target_recurring_has_period"
            ),
            models.CheckConstraint(
                condition=~Q(kind="change") | ~Q(direction=""), name="target_change_has_direction"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def about(self) -> str:
        return self.activity.about

    @property
    def counted_elsewhere(self) -> bool:
        """Whether records of another room count it, so that an entry here would move nothing."""
        return self.measure != "" and not self.measure.startswith(OWN)


class Milestone(Versioned):
    """The log of things done that no other room records: one row, one thing, one day."""

    keeps: ClassVar[str] = "public"
    to_programme: ClassVar[str] = "activity__programme__priority__work_programme__"
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="milestones")
    target = models.ForeignKey(
        Target, models.PROTECT, null=True, blank=True, related_name="milestones"
    )
    title = models.CharField(max_length=300)
    on = models.DateField()
    sub_region = models.ForeignKey(
        SubRegion, models.PROTECT, null=True, blank=True, related_name="milestones"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="milestones"
    )
    evidence = models.TextField(blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)
    objects = ProgrammeRecords.as_manager()

    class Meta:
        ordering = ("-on", "-pk")
        indexes = [
            # All that counting looks at, so that it never has to read the rows themselves.
            models.Index(
                fields=["target", "withdrawn_on", "on", "sub_region"], name="milestone_target_on"
            ),
            models.Index(
                fields=["activity", "withdrawn_on", "on", "sub_region"],
                name="milestone_activity_on",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_because=""),
                name="milestone_withdrawn_says_why",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return self.activity.about


class Remark(models.Model):
    """What a person said of a target on a day; later remarks of a kind replace earlier ones.

    A *declaration* says where a declared target stands (``value`` or ``standing``), why, with
    evidence. An *override* puts ``standing`` in the place of the worked-out status, with a
    reason; ``withdrawn_on`` ends it. A *commentary* answers why a target is off track and what
    comes next, before a report can go out.
    """

    class Kind(models.TextChoices):
        DECLARATION = "declaration", "Declaration"
        OVERRIDE = "override", "Override"
        COMMENTARY = "commentary", "Commentary"
        NOTE = "note", "Note"

    keeps: ClassVar[str] = "public"
    subject: ClassVar[Subject] = Subject(
        "by", "keep", "What was said of a target is the programme's record; the name is taken off."
    )
    named_with: ClassVar[tuple[str, ...]] = ("target",)
    to_programme: ClassVar[str] = "target__activity__programme__priority__work_programme__"
    target = models.ForeignKey(Target, models.CASCADE, related_name="remarks")
    kind = models.CharField(max_length=12, choices=Kind)
    on = models.DateField()
    standing = models.CharField(max_length=12, blank=True)
    value = models.FloatField(null=True, blank=True)
    why = models.TextField()
    next = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)
    objects = ProgrammeRecords.as_manager()

    class Meta:
        ordering = ("-on", "-pk")
        indexes = [models.Index(fields=["target", "kind", "on"], name="remark_target_kind_on")]
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="remark_says_why"),
            models.CheckConstraint(
                condition=~Q(kind="commentary") | ~Q(next=""), name="commentary_says_next"
            ),
        ]

    def __str__(self) -> str:
        return self.why

    @property
    def about(self) -> str:
        return self.target.about


class ImportedDocument(models.Model):
    """A document brought in: the file is kept, so that a failed import can be tried again."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be looked at"
        REFUSED = "refused", "Could not be read"
        IMPORTED = "imported", "Imported"

    keeps: ClassVar[str] = "member"
    name = models.CharField(max_length=255)
    file = models.FileField(upload_to="programmes/")
    sha256 = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    fault = models.TextField(blank=True)
    document = models.JSONField(default=dict)
    received_at = models.DateTimeField()
    work_programme = models.ForeignKey(
        WorkProgramme, models.SET_NULL, null=True, blank=True, related_name="documents"
    )
    objects = ImportedDocuments.as_manager()

    class Meta:
        ordering = ("-received_at",)

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        return f"programme:{self.work_programme_id}" if self.work_programme_id else ""


class Report(models.Model):
    """A report frozen on a day: everything it prints, with the rows behind each figure.

    ``content`` is all that the writers need, so the same bytes come out whenever it is printed;
    ``digest`` is the SHA-256 of its canonical JSON.
    """

    keeps: ClassVar[str] = "public"
    subject: ClassVar[Subject] = Subject(
        "frozen_by",
        "keep",
        "A frozen report is the programme's record; the name is taken off.",
        only=("title", "as_at", "frozen_at"),
    )
    to_programme: ClassVar[str] = "work_programme__"
    work_programme = models.ForeignKey(WorkProgramme, models.PROTECT, related_name="reports")
    title = models.CharField(max_length=200)
    as_at = models.DateField()
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    objects = ProgrammeRecords.as_manager()

    class Meta:
        ordering = ("-as_at", "-pk")

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return self.work_programme.about
