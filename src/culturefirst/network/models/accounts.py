"""Accounts: who can sign in, on which days they did, and how the first of them comes about."""

from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q

from culturefirst.kit import clock
from culturefirst.kit.keeps import Subject, kept
from culturefirst.network.models.base import MembersRecords, ends_after_start
from culturefirst.network.models.people import Person, Post


class UserManager(BaseUserManager["User"]):
    """Makes accounts; addresses are kept in lower case so that one address is one account."""

    def get_queryset(self) -> "models.QuerySet[User]":
        """Accounts with their people, whose names every page of somebody signed in shows."""
        return super().get_queryset().select_related("person")

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email=(email or "").lower())


class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]
    """An account, which signed up on ``registered_on`` and is registered in its ``registrations``.

    It is open (``is_active``) while one of those has no end; who comes back begins another.
    """

    keeps: ClassVar[str] = "private"
    subject: ClassVar[Subject] = Subject("person", "blank")
    email = models.EmailField(unique=True)
    password = kept(models.CharField("password", max_length=128), "secret")
    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    registered_on = kept(models.DateField(), "member")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    sessions_epoch = models.PositiveIntegerField(default=1, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        indexes = [models.Index(fields=["registered_on"], name="user_signed_up")]

    def __str__(self) -> str:
        return self.person.name

    def get_full_name(self) -> str:
        return self.person.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # Raising the epoch ends every session of the account at its next request.
        of_password = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]
        return f"{of_password}{self.sessions_epoch}"

    @property
    def about(self) -> str:
        return f"person:{self.person_id}"

    @property
    def spans(self) -> list["Registration"]:
        """The spans of days on which it was registered, the first one first."""
        return sorted(self.registrations.all(), key=lambda span: (span.starts, span.pk))

    @property
    def left_on(self) -> date | None:
        """The first day on which it is registered no more; ``None`` while it is open."""
        spans = self.spans
        return spans[-1].ends if spans else None

    @property
    def since(self) -> date | None:
        """The day from which it is registered, or last was."""
        spans = self.spans
        return spans[-1].starts if spans else None

    @cached_property
    def posts_today(self) -> list[Post]:
        """The posts held today, read once a request."""
        mine = Post.objects.filter(person=self.person_id).held_on(clock.today())
        return list(mine.select_related("organisation__sub_region", "sub_region"))

    @property
    def roles(self) -> frozenset[str]:
        """The roles that today's posts give; none where the account is closed."""
        return frozenset(post.role for post in self.posts_today) if self.is_active else frozenset()


class Registration(models.Model):
    """A span of days on which an account was that of a registered user.

    ``ends`` is the first day on which it was no longer. Spans of an account never overlap, which
    the database refuses (``overlap_guard``), and at most one of them is open.
    """

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject(
        "user__person", "keep", "The days of being registered stand behind figures."
    )
    user = models.ForeignKey(User, models.CASCADE, related_name="registrations")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    objects = MembersRecords.as_manager()

    class Meta:
        ordering = ("starts", "pk")
        indexes = [
            models.Index(fields=["user", "starts", "ends"], name="registration_of"),
            models.Index(fields=["starts", "ends", "user"], name="registration_on"),
        ]
        constraints = [
            ends_after_start("registration_ends_after_start"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(ends__isnull=True), name="one_open_registration"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts} to {self.ends or 'now'}"

    @property
    def about(self) -> str:
        return self.user.about


class Invitation(models.Model):
    """The one-time link by which a new installation gets its first administrator.

    Only the SHA-256 of the link's token is stored: whoever reads the table cannot use it.
    """

    keeps: ClassVar[str] = "private"
    digest = kept(models.CharField(max_length=64, unique=True), "secret")
    email = models.EmailField()
    name = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Invitation of {self.name}"


class ActiveDay(models.Model):
    """A day on which somebody who was signed in used the network."""

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject(
        "user__person", "keep", "Days of use stand behind the figure of active users."
    )
    user = models.ForeignKey(User, models.CASCADE, related_name="active_days")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "on"], name="active_day_once")]
        indexes = [models.Index(fields=["on"], name="active_on")]

    def __str__(self) -> str:
        return f"{self.on}"
