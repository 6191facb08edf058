"""Places, organisations, people, their posts and their accounts."""

from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q

from culturefirst.kit import clock
from culturefirst.kit.keeps import kept


class Role(models.TextChoices):
    """What somebody may do follows from the posts they hold today."""

    DIRECTOR = "director", "Director"
    MANAGER = "manager", "Manager"
    IMPROVEMENT_MANAGER = "improvement_manager", "Improvement manager"
    OFFICER = "officer", "Officer"
    COUNCILLOR = "councillor", "Councillor"
    PARTNER = "partner", "Partner"


class SubRegion(models.Model):
    """A part of the network's area, named by the network itself ("Cambridgeshire")."""

    keeps: ClassVar[str] = "public"
    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    short_names = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A body: its boundary codes are dated facts about it, not its identity."""

    class Kind(models.TextChoices):
        COUNTY = "county", "County council"
        DISTRICT = "district", "District council"
        UNITARY = "unitary", "Unitary authority"
        CIVIL_SOCIETY = "civil_society", "Civil society organisation"
        AGENCY = "agency", "Agency"
        PROFESSIONAL = "professional", "Professional body"
        COMPANY = "company", "Company"
        NETWORK = "network", "The network's own team"

    AUTHORITIES = (Kind.COUNTY, Kind.DISTRICT, Kind.UNITARY)

    keeps: ClassVar[str] = "public"
    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=200, unique=True)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20, choices=Kind, db_index=True)
    sub_region = models.ForeignKey(
        SubRegion, models.PROTECT, null=True, blank=True, related_name="organisations"
    )
    upper_tier = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="districts"
    )
    website = models.URLField(blank=True)
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="organisation_left_after_joining",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_authority(self) -> bool:
        return self.kind in self.AUTHORITIES


class BoundaryCode(models.Model):
    """A GSS code that named an organisation's area between two dates."""

    keeps: ClassVar[str] = "public"
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="codes")
    code = models.CharField(max_length=9)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="code_once_a_body")
        ]

    def __str__(self) -> str:
        return self.code


class Person(models.Model):
    """Somebody in the network's work, with or without an account."""

    keeps: ClassVar[str] = "member"
    name = models.CharField(max_length=200)
    email = kept(models.EmailField(blank=True), "private", subject="self")

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(
                fields=["email"], condition=~Q(email=""), name="person_email_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A role somebody holds in a body between two dates; a vacant post has no person."""

    keeps: ClassVar[str] = "member"
    title = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=Role)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="posts"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts")
    sub_region = models.ForeignKey(
        SubRegion, models.PROTECT, null=True, blank=True, related_name="posts"
    )
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("title",)
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="post_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.title


class UserManager(BaseUserManager["User"]):
    """Makes accounts; addresses are kept in lower case so that one address is one account."""

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
    email = models.EmailField(unique=True)
    password = kept(models.CharField("password", max_length=128), "secret")
    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    registered_on = kept(models.DateField(), "member")
    left_on = kept(models.DateField(null=True, blank=True), "member")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)

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

    @cached_property
    def posts_today(self) -> list[Post]:
        """The posts held today, read once a request."""
        today: date = clock.today()
        held = Q(ends__isnull=True) | Q(ends__gte=today)
        return list(
            Post.objects.filter(held, person=self.person_id, starts__lte=today).select_related(
                "organisation", "sub_region"
            )
        )

    @property
    def roles(self) -> frozenset[str]:
        """The roles that today's posts give; none where the account is closed."""
        return frozenset(post.role for post in self.posts_today) if self.is_active else frozenset()
