"""Where sessions are stored: in the database, each with its account; none lasts past its time.

The sign-in, and not the last use, is what the longest time counts from: a session that is used
all day ends in the evening all the same.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as Stored

from culturefirst.kit import clock

SINCE, DEVICE = "signed_in_at", "device"


class SessionStore(Stored):
    """The framework's store over our table; ``row`` is the session's row as it was read."""

    row: Any = None

    @classmethod
    def get_model_class(cls) -> Any:
        """The table."""
        from culturefirst.network.models import Session

        return Session

    def _get_session_from_db(self) -> Any:
        self.row = super()._get_session_from_db()  # type: ignore[misc]
        return self.row

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row of what the session holds now."""
        row: Any = super().create_model_instance(data)
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.since, row.device = _moment(data), data.get(DEVICE, "")
        row.used_at = clock.wall()
        self.row = row
        return row

    def get_expiry_age(self, **kwargs: Any) -> int:
        """Seconds until it ends, of which somebody signed in has no more than were left them."""
        age: int = super().get_expiry_age(**kwargs)
        left = self._left()
        return age if left is None else max(0, min(age, int(left.total_seconds())))

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        """When it ends, by the same rule."""
        date: datetime = super().get_expiry_date(**kwargs)
        left = self._left()
        return date if left is None else min(date, clock.wall() + left)

    def _left(self) -> timedelta | None:
        since = _moment(self._session) if SESSION_KEY in self else None  # type: ignore[attr-defined]
        if since is None:
            return None
        return since + timedelta(seconds=settings.SESSION_COOKIE_AGE) - clock.wall()


def _moment(data: dict[str, Any]) -> datetime | None:
    said = data.get(SINCE)
    return datetime.fromisoformat(said) if said else None
