"""Places, organisations, people, their posts and their accounts."""

from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q

from culturefirst.kit import clock
from culturefirst.kit.keeps import kept
from culturefirst.kit.policy import roles


class Role(models.TextChoices):
    """What somebody may do follows from the posts they hold today."""

    DIRECTOR = "director", "Director"
    MANAGER = "manager", "Manager"
    IMPROVEMENT_MANAGER = "improvement_manager", "Improvement manager"
    OFFICER = "officer", "Officer"
    COUNCILLOR = "councillor", "Councillor"
    PARTNER = "partner", "Partner"


class OpenRecords(models.QuerySet[Any]):
    """Facts about places and bodies, which anybody may see."""

    def visible_to(self, user: Any) -> Self:
        """Everything, for everybody."""
        return self


class MembersRecords(models.QuerySet[Any]):
    """Facts about people, which whoever holds a role may see."""

    def visible_to(self, user: Any) -> Self:
        """Everything for anybody who holds a role, nothing for the public."""
        return self if roles(user) else self.none()

    def held_on(self, day: Any, *, path: str = "") -> Self:
        """Posts held on ``day``; ``path`` leads to the post where these are other records."""
        still = Q(**{f"{path}ends__isnull": True}) | Q(**{f"{path}ends__gt": day})
        return self.filter(still, **{f"{path}starts__lte": day})


class SubRegion(models.Model):
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
    objects = OpenRecords.as_manager()

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

    @property
    def about(self) -> str:
        return f"organisation:{self.pk}"

    def is_member_on(self, day: date) -> bool:
        """Whether it had joined by that day and had not left."""
        joined = self.joined_on is not None and self.joined_on <= day
        return joined and (self.left_on is None or self.left_on > day)


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
    objects = MembersRecords.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(
                fields=["email"], condition=~Q(email=""), name="person_email_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        return f"person:{self.pk}"


class Post(models.Model):
    """A role somebody holds in a body; a vacant post has no person.

    ``ends`` is the first day on which it is no longer held, so that ending a post today takes
    its rights away today. ``sub_region`` is where somebody is seconded to.
    """

    keeps: ClassVar[str] = "member"
    title = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=Role)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="posts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts")
    sub_region = models.ForeignKey(
        SubRegion, models.PROTECT, null=True, blank=True, related_name="posts"
    )
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    objects = MembersRecords.as_manager()

    class Meta:
        ordering = ("title", "pk")
        indexes = [models.Index(fields=["person", "starts", "ends"], name="post_held")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="post_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return self.organisation.about

    @property
    def is_vacant(self) -> bool:
        return self.person_id is None

    def is_held_on(self, day: date) -> bool:
        """Whether the day lies between its first day and its end."""
        return self.starts <= day and (self.ends is None or self.ends > day)

    @property
    def place(self) -> SubRegion | None:
        """Where the work is done: where somebody is seconded to, else the body's sub-region."""
        return self.sub_region or self.organisation.sub_region


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
