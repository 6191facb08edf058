"""Forums, partnerships and other groups, their members and papers."""

import secrets
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from culturefirst.kit import clock
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject, kept
from culturefirst.kit.models import Versioned
from culturefirst.kit.policy import roles
from culturefirst.network.models.base import MembersRecords, Role, ends_after_start
from culturefirst.network.models.organisations import Organisation
from culturefirst.network.models.people import Person, Post
from culturefirst.network.models.places import SubRegion

TEAM = frozenset({Role.DIRECTOR.value, Role.MANAGER.value})


class Groups(models.QuerySet[Any]):
    """Groups: a private one is known only to its members and to whoever runs the network."""

    def visible_to(self, user: Any) -> Self:
        """Open and closed groups for everybody; private ones for their members and the team."""
        if getattr(user, "is_system", False) or roles(user) & TEAM:
            return self
        mine = GroupMember.objects.in_on(clock.today()).filter(
            group=OuterRef("pk"), person=getattr(user, "person_id", None)
        )
        suits = Q(only_role="") | Q(only_role__in=roles(user))
        return self.filter(~Q(access=Group.Access.PRIVATE) | Q(Exists(mine) & suits))

    def standing_on(self, day: Any) -> Self:
        """Those that had begun by the day and not ended; no first day is no bound."""
        begun = Q(starts__isnull=True) | Q(starts__lte=day)
        return self.filter(begun, Q(ends__isnull=True) | Q(ends__gt=day))


class Group(Versioned):
    """People who meet: a forum, a partnership, a consortium, a task group.

    ``only_role``: only who holds this role may be in it, for as long as they hold it; a
    councillors' private space is a private group of councillors only. A private group's name may
    be used again and its address is drawn by lot, so that neither tells that it is there.
    """

    class Kind(models.TextChoices):
        FORUM = "forum", "Forum"
        PARTNERSHIP = "partnership", "Partnership"
        CONSORTIUM = "consortium", "Consortium"
        TASK = "task_group", "Task group"
        NETWORK = "network", "Network of people in one role"
        STEERING = "steering", "Steering group"

    class Access(models.TextChoices):
        OPEN = "open", "Open: any member of the network may join"
        CLOSED = "closed", "Closed: people ask to join, and only members see the papers"
        PRIVATE = "private", "Private: only its members know of it"

    keeps: ClassVar[str] = "public"
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=200, unique=True)
    short_name = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=20, choices=Kind)
    access = models.CharField(max_length=10, choices=Access, default=Access.OPEN)
    only_role = models.CharField(max_length=20, choices=Role, blank=True)
    sub_region = models.ForeignKey(
        SubRegion, models.PROTECT, null=True, blank=True, related_name="groups"
    )
    terms = models.TextField(blank=True)
    meets = models.CharField(max_length=200, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    objects = Groups.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = [
            ends_after_start("group_ends_after_start"),
            models.UniqueConstraint(
                fields=["name"],
                condition=~Q(access="private"),
                name="group_name_once",
                violation_error_message="Another group has this name: give another one.",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def about(self) -> str:
        return f"group:{self.pk}"

    @property
    def is_private(self) -> bool:
        return self.access == self.Access.PRIVATE

    @property
    def is_space(self) -> bool:
        """Whether it is a role's own private space, into which nobody comes from outside alone."""
        return self.is_private and bool(self.only_role)

    def stands_on(self, day: date) -> bool:
        """Whether it has not ended by the day."""
        return self.ends is None or self.ends > day

    @staticmethod
    def hidden_slug() -> str:
        """An address that says nothing and cannot be guessed."""
        return secrets.token_hex(12)


class Sitting(MembersRecords):
    """Memberships of groups, for whoever may see members of the network."""

    def visible_to(self, user: Any) -> Self:
        """Those of the groups that this person may know of."""
        return super().visible_to(user).filter(group__in=Group.objects.visible_to(user))

    def in_on(self, day: Any) -> Self:
        """Those that hold on the day, their role in the network included where one is asked.

        Whoever no longer holds the one role that a group is for is no longer in it.
        """
        held = Post.objects.held_on(day).filter(
            person=OuterRef("person"), role=OuterRef("group__only_role")
        )
        return self.held_on(day).filter(Q(group__only_role="") | Exists(held))


class GroupMember(models.Model):
    """Somebody in a group between two days; without ``starts`` they have asked and wait."""

    class Part(models.TextChoices):
        MEMBER = "member", "Member"
        CONVENOR = "convenor", "Convenor"
        SECRETARY = "secretary", "Secretary"

    KEEPERS = (Part.CONVENOR, Part.SECRETARY)

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject(
        "person", "keep", "The dates stand behind figures; the name is taken off."
    )
    named_with: ClassVar[tuple[str, ...]] = ("person", "group")
    group = models.ForeignKey(Group, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="groups")
    part = models.CharField(max_length=10, choices=Part, default=Part.MEMBER)
    asked_on = models.DateField(null=True, blank=True)
    why = kept(models.CharField(max_length=300, blank=True), "private", subject="person")
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    objects = Sitting.as_manager()

    class Meta:
        ordering = ("part", "person__name")
        indexes = [models.Index(fields=["person", "starts", "ends"], name="sits_in")]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], condition=Q(ends__isnull=True), name="in_a_group_once"
            ),
            ends_after_start("group_member_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.group}"

    @property
    def about(self) -> str:
        return self.group.about

    def is_in_on(self, day: date) -> bool:
        """Whether the day lies between its first day and its end (a role is not looked at)."""
        begun = self.starts is not None and self.starts <= day
        return begun and (self.ends is None or self.ends > day)


class TakingPart(MembersRecords):
    """Bodies in groups, for whoever may know of the group."""

    def visible_to(self, user: Any) -> Self:
        """Those of the groups that this person may know of, for the public too."""
        return self.filter(group__in=Group.objects.visible_to(user))


class GroupBody(models.Model):
    """A body that takes part in a group: its people follow from their posts, uncopied."""

    keeps: ClassVar[str] = "public"
    named_with: ClassVar[tuple[str, ...]] = ("organisation", "group")
    group = models.ForeignKey(Group, models.CASCADE, related_name="bodies")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="groups")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    objects = TakingPart.as_manager()

    class Meta:
        ordering = ("organisation__name",)
        constraints = [
            models.UniqueConstraint(
                fields=["group", "organisation"],
                condition=Q(ends__isnull=True),
                name="body_in_a_group_once",
            ),
            ends_after_start("group_body_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.group}"

    @property
    def about(self) -> str:
        return self.group.about


class Papers(models.QuerySet[Any]):
    """Papers of groups; the team runs private groups and does not read their papers."""

    def visible_to(self, user: Any) -> Self:
        """Those of groups whose papers this person may read today."""
        person = getattr(user, "person_id", None)
        held = roles(user)
        if not held or person is None:
            return self.none()
        mine = GroupMember.objects.in_on(clock.today()).filter(
            group=OuterRef("group"), person=person
        )
        suits = Q(group__only_role="") | Q(group__only_role__in=held)
        allowed = Q(group__access=Group.Access.OPEN) | Q(Exists(mine))
        if held & TEAM:
            allowed |= Q(group__access=Group.Access.CLOSED, group__only_role="")
        return self.filter(suits, allowed)


class Paper(models.Model):
    """A file of a group: an agenda, minutes, a report.

    ``Paper.objects`` is empty without a viewer: papers are fetched by ``visible_to``.
    """

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject(
        "added_by", "keep", "The paper is the group's own.", only=("title", "on", "added_at")
    )
    group = models.ForeignKey(Group, models.CASCADE, related_name="papers")
    title = models.CharField(max_length=200)
    on = models.DateField(null=True, blank=True)
    file = models.FileField(upload_to="papers/")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    objects = Confidential.from_queryset(Papers)()

    class Meta:
        ordering = ("-on", "-added_at")

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return self.group.about

    @property
    def kind(self) -> str:
        """What people call such a file: by its ending ("PDF")."""
        return self.name.rpartition(".")[2].upper()
