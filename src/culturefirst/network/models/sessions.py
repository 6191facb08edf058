"""Somebody's browser between two requests."""

from typing import Any, ClassVar

from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils.crypto import salted_hmac

from culturefirst.kit.keeps import Subject, kept
from culturefirst.network.models.accounts import User


class Session(AbstractBaseSession):
    """A session as the framework stores it, with whose it is, since when, and on what device.

    Neither a machine's address nor what a browser says of itself is kept: ``device`` is a few
    words. Without ``user`` it is that of somebody who is not signed in.
    """

    keeps: ClassVar[str] = "private"
    subject: ClassVar[Subject] = Subject(
        "user__person", "delete", only=("device", "since", "used_at", "expire_date")
    )
    session_key = kept(models.CharField(max_length=40, primary_key=True), "secret")
    session_data = kept(models.TextField(), "secret")
    expire_date = models.DateTimeField("ends at the latest", db_index=True)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")
    device = models.CharField(max_length=60, blank=True)
    since = models.DateTimeField("signed in", null=True)
    used_at = models.DateTimeField("last used")
    objects: ClassVar[Any] = BaseSessionManager()

    class Meta:
        ordering = ("-used_at", "session_key")

    @property
    def handle(self) -> str:
        """By what a form names it: the key itself would be enough to sign in."""
        return salted_hmac("culturefirst.network.session", self.session_key).hexdigest()[:20]

    @classmethod
    def get_session_store_class(cls) -> type:
        """The framework asks by which store a row is read."""
        from culturefirst.network.sessions import SessionStore

        return SessionStore
