"""What makes anonymous answers anonymous also for whoever holds the whole database.

While a wave is open, PostgreSQL keeps with each row the number of the transaction that wrote it,
and rows lie in the order in which they came: beside the trail of who answered when, that would tell
whose a sheet is. At closing all sheets are taken out and written anew by one transaction, in an
order and under keys of chance; then the file is written anew without the places where they lay.
"""

import random

from django.db import connection, transaction

from culturefirst.kit import clock
from culturefirst.surveys.models import AnswerSheet, Unfinished, Wave
from culturefirst.surveys.models.sheets import by_chance

COPIED = ("packed", "words", "sub_region_id", "kind")


def mix(wave: Wave) -> None:
    """Write the sheets of a closed wave anew by chance. Twice does no harm."""
    with transaction.atomic():
        held = Wave._base_manager.select_for_update().get(pk=wave.pk)
        if held.closed_on is None:
            raise ValueError("Answers are mixed once no more are taken.")
        rows = list(AnswerSheet._base_manager.filter(wave=wave, test=False))
        # The system's own source of chance: a seed could be guessed.
        random.SystemRandom().shuffle(rows)
        AnswerSheet._base_manager.filter(wave=wave).delete()
        AnswerSheet._base_manager.bulk_create(
            (
                AnswerSheet(
                    id=by_chance(), wave=wave, **{name: getattr(row, name) for name in COPIED}
                )
                for row in rows
            ),
            batch_size=500,
        )
        Wave._base_manager.filter(pk=wave.pk).update(mixed_on=clock.today())
    _swept()


def _swept() -> None:
    """Leave nothing where the rows lay before. Not within a transaction (a test's own, say)."""
    if connection.in_atomic_block:
        return
    tables = [model._meta.db_table for model in (AnswerSheet, Unfinished)]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            return
        for table in tables:
            cursor.execute(f'VACUUM FULL "{table}"')
