"""Forums and threads: who may read them follows from the groups, as for papers."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from culturefirst.kit import clock
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject, kept
from culturefirst.kit.models import Versioned
from culturefirst.kit.policy import roles
from culturefirst.network.models import Group, GroupMember, Person, Role, Topic
from culturefirst.programme.models import Activity
from culturefirst.surveys.models import Poll

TEAM = frozenset({Role.DIRECTOR.value, Role.MANAGER.value})
NOTHING = Q(pk__in=[])


def readable(user: Any, path: str = "") -> Q:
    """What this person may read; ``path`` leads from a row to the forum ("thread__forum__").

    The same as for the papers of groups: the team runs a private group and does not read it.
    """
    person, held = getattr(user, "person_id", None), roles(user)
    if not held or person is None:
        return NOTHING
    sits = GroupMember.objects.in_on(clock.today()).filter(
        group=OuterRef(f"{path}group"), person=person
    )
    suits = Q(**{f"{path}group__only_role": ""}) | Q(**{f"{path}group__only_role__in": held})
    allowed = Q(**{f"{path}group__access": Group.Access.OPEN}) | Q(Exists(sits))
    if held & TEAM:
        closed = {f"{path}group__access": Group.Access.CLOSED, f"{path}group__only_role": ""}
        allowed |= Q(**closed)
    return Q(**{f"{path}group__isnull": True}) | (suits & allowed)


class Forums(models.QuerySet[Any]):
    """Forums: the one for all is for everybody who holds a role."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(readable(user))


class Forum(models.Model):
    """Where people discuss: all members (no ``group``), or one group that wants it.

    ``Forum.objects`` is empty without a viewer: that a private group discusses is its own matter.
    """

    keeps: ClassVar[str] = "confidential"
    group = models.OneToOneField(Group, models.PROTECT, null=True, blank=True, related_name="forum")
    opened_on = models.DateField()
    objects = Confidential.from_queryset(Forums)()

    class Meta:
        ordering = ("group__name", "pk")
        constraints = [
            # Of nulls a unique column takes many; there is one forum for all.
            models.UniqueConstraint(Coalesce("group", 0), name="one_forum_each"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return str(self.group.name) if self.group else "Forum for all members"

    @property
    def about(self) -> str:
        return f"forum:{self.pk}"


class Threads(models.QuerySet[Any]):
    """Threads: those of forums that somebody may read."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(readable(user, "forum__"))


class Thread(Versioned):
    """A question or a matter, and what people write to it.

    ``length`` is how many contributions it has, ``last_at`` when the latest was written: both are
    set under the thread's lock. ``answer`` is the contribution that answered what was asked.
    """

    REMOVED = "A thread that was removed"

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject(
        "started_by",
        "keep",
        "What was said to others stays, without your name.",
        only=("title", "started_at"),
    )
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="threads")
    title = models.CharField(max_length=200)
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="+")
    asks = models.BooleanField("it is a question", default=False)
    serves = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="+")
    poll = models.ForeignKey(Poll, models.PROTECT, null=True, blank=True, related_name="+")
    started_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    started_on = kept(models.DateField(), "member")
    last_at = models.DateTimeField()
    length = models.PositiveIntegerField(default=0)
    answer = models.ForeignKey(
        "discussions.Contribution", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    pinned_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    objects = Confidential.from_queryset(Threads)()

    class Meta:
        ordering = ("-last_at", "-pk")
        indexes = [
            models.Index(fields=["forum", "-last_at"], name="thread_latest"),
            models.Index(fields=["started_on"], name="thread_started_on"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__isnull=True) | Q(asks=True), name="a_question_has_the_answer"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"thread:{self.pk}"
