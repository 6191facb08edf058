"""Coming into the network: asking to join, being invited, lists of invitations."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from culturefirst.kit.keeps import Subject, kept
from culturefirst.network.models.base import Role
from culturefirst.network.models.lists import InBackground
from culturefirst.network.models.organisations import Organisation
from culturefirst.network.models.people import Person
from culturefirst.network.models.places import SubRegion


class InvitationList(InBackground):
    """A file of people to invite, as it was read, with what was corrected since.

    ``rows`` are mappings of our columns to text, with ``row`` their number in the file and
    ``left_out`` where a person was told to be left out.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Being looked at"
        SENT = "sent", "Sent"
        DROPPED = "dropped", "Dropped"

    keeps: ClassVar[str] = "private"
    subject: ClassVar[Subject] = Subject(
        "by", "keep", "Whoever sent a list answers for it.", only=("name", "state", "at")
    )
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    rows = models.JSONField(default=list, blank=True)
    state = kept(models.CharField(max_length=10, choices=State, default=State.DRAFT), "member")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("invitation_list", args=[self.pk])

    @property
    def about(self) -> str:
        return f"invitation_list:{self.pk}"


class Joining(models.Model):
    """One way into the network: somebody asks, or is invited, and becomes a registered user.

    received → (a job writes) → asked → (the address is confirmed) → joined, where the organisation
    is known by the address; else waiting → joined or declined. invited → joined. A new
    organisation is only proposed here: it exists when somebody lets them in. Only the SHA-256 of
    the link's token is stored.
    """

    class Source(models.TextChoices):
        ASKED = "asked", "Asked to join"
        INVITED = "invited", "Invited"

    class State(models.TextChoices):
        RECEIVED = "received", "Has just asked"
        ASKED = "asked", "Has to confirm the address"
        INVITED = "invited", "Invited"
        WAITING = "waiting", "Waits to be let in"
        JOINED = "joined", "Joined"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    OPEN = (State.ASKED, State.INVITED, State.WAITING)

    keeps: ClassVar[str] = "private"
    subject: ClassVar[Subject] = Subject("person", "delete")
    source = kept(models.CharField(max_length=10, choices=Source), "member")
    state = kept(models.CharField(max_length=10, choices=State, db_index=True), "member")
    digest = kept(models.CharField(max_length=64, unique=True), "secret")
    email = models.EmailField(db_index=True)
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=Role)
    portfolio = models.CharField(max_length=200, blank=True)
    leads = models.BooleanField(default=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="joinings"
    )
    proposed_name = models.CharField(max_length=200, blank=True)
    proposed_kind = models.CharField(max_length=20, choices=Organisation.Kind, blank=True)
    proposed_website = models.URLField(blank=True)
    sub_region = models.ForeignKey(SubRegion, models.PROTECT, null=True, blank=True)
    password = kept(models.CharField(max_length=128, blank=True), "secret")
    interests = models.JSONField(default=list, blank=True)  # slugs of topics
    agreed = models.JSONField(default=list, blank=True)  # slugs of topics to be written to about
    wording = models.TextField(blank=True)
    flags = models.JSONField(default=list, blank=True)  # sentences that whoever decides should read
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    invited_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="joinings"
    )
    list = models.ForeignKey(
        InvitationList, models.CASCADE, null=True, blank=True, related_name="joinings"
    )

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(state__in=["asked", "invited", "waiting"]),
                name="one_open_joining",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(proposed_name=""),
                name="joining_names_a_body",
            ),
        ]

    def __str__(self) -> str:
        return f"Joining {self.pk}"

    @property
    def about(self) -> str:
        return f"joining:{self.pk}"

    @property
    def body(self) -> str:
        """The organisation's name, known or proposed."""
        return self.organisation.name if self.organisation else self.proposed_name
