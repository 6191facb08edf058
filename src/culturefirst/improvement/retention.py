"""How long is kept who was asked from outside, what was withdrawn, and records not put in."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from culturefirst.improvement.models import BroughtRecord, Evidence, Respondent
from culturefirst.kit import outbox
from culturefirst.kit.outbox.models import Message
from culturefirst.kit.retention import RULES, Rule, days_before

Rows = QuerySet[Any]


def old_guests(day: date) -> Rows:
    """Guests of assessments whose scoring ended long enough ago, or that were withdrawn."""
    over = days_before(day, 60).date()
    ended = Q(assessment__closed_on__lt=over) | Q(assessment__withdrawn_on__lt=over)
    named = ~Q(name="") | ~Q(email="")
    rows: Rows = Respondent._base_manager.filter(ended, named, person__isnull=True)
    return rows


def unused_records(day: date) -> Rows:
    """What was read of a Word record and not put in."""
    return BroughtRecord._base_manager.filter(brought_at__lt=days_before(day, 1))


def withdrawn_evidence(day: date) -> Rows:
    """Evidence that was taken away and not put back."""
    over = days_before(day, 90).date()
    return Evidence._base_manager.filter(withdrawn_on__lt=over)


def _take_names_out(rows: Rows) -> None:
    """That somebody scored stays; who has not is taken out whole, with what was half said."""
    keys = list(rows.values_list("pk", flat=True))
    for key in keys:
        begins = f"improvement:respondent:{key}:"
        outbox.forget_letters(Message.objects.filter(key__startswith=begins))
    kept = Respondent._base_manager.filter(pk__in=keys)
    kept.filter(submitted_at__isnull=True).delete()
    kept.update(name="", email="")


def delete_evidence(rows: Iterable[Any]) -> None:
    """The rows, and on commit each file that no other row has."""
    found = Evidence._base_manager.filter(pk__in=[row.pk for row in rows])
    names = set(found.exclude(file="").values_list("file", flat=True))
    storage = Evidence._meta.get_field("file").storage
    found.delete()
    shared = set(Evidence._base_manager.filter(file__in=names).values_list("file", flat=True))

    def take_away() -> None:
        for name in names - shared:
            storage.delete(name)

    transaction.on_commit(take_away)


for key, rule in {
    "guests": Rule(
        "Names and addresses of people outside the network who were asked to score",
        "60 days after the scoring ended",
        "Until then they may be written to about it; how they scored stays, without a name.",
        old_guests,
        _take_names_out,
    ),
    "records": Rule(
        "What was read of a Word record and not put in",
        "a day",
        "Until then it can be looked at once more.",
        unused_records,
    ),
    "evidence": Rule(
        "Evidence that was withdrawn, with its files",
        "90 days",
        "Until then it can be put back.",
        withdrawn_evidence,
        delete_evidence,
    ),
}.items():
    RULES.add(f"improvement.{key}", rule)
