"""Django's ``flush``, which empties a database: the audit trail's guard is lifted meanwhile."""

from typing import Any

from django.core.management.commands.flush import Command as Flush
from django.db import connections

from culturefirst.kit import trail_guard


class Command(Flush):
    """Also what a test that commits uses to clean up after itself."""

    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        trail_guard.lift(connection)
        try:
            super().handle(**options)
        finally:
            trail_guard.put(connection)
