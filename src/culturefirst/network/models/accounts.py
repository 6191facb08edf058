"""Accounts: who can sign in, on which days they did, and how the first of them comes about."""

from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q

from culturefirst.kit import clock
from culturefirst.kit.keeps import Subject, kept
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


class User(AbstractBaseUser, PermissionsMixin):
    """An account: a registered user of the network from ``registered_on`` until ``left_on``."""

    keeps: ClassVar[str] = "private"
    subject: ClassVar[Subject] = Subject("person", "blank")
    email = models.EmailField(unique=True)
    password = kept(models.CharField("password", max_length=128), "secret")
    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    registered_on = kept(models.DateField(), "member")
    left_on = kept(models.DateField(null=True, blank=True), "member")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    sessions_epoch = models.PositiveIntegerField(default=1, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("registered_on")),
                name="user_left_after_registering",
            )
        ]
        indexes = [models.Index(fields=["registered_on", "left_on"], name="user_registered")]

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

    @cached_property
    def posts_today(self) -> list[Post]:
        """The posts held today, read once a request."""
        mine = Post.objects.filter(person=self.person_id).held_on(clock.today())
        return list(mine.select_related("organisation__sub_region", "sub_region"))

    @property
    def roles(self) -> frozenset[str]:
        """The roles that today's posts give; none where the account is closed."""
        return frozenset(post.role for post in self.posts_today) if self.is_active else frozenset()


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
