"""How long files that were brought and not imported are kept."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from culturefirst.intelligence.models import PeopleFile
from culturefirst.kit.retention import RULES, Rule, days_before


def unused_files(day: date) -> "QuerySet[Any]":
    """Files of areas and people that nobody imported."""
    drafts = PeopleFile._base_manager.filter(state=PeopleFile.State.DRAFT)
    return drafts.filter(at__lt=days_before(day, 30))


RULES.add(
    "intelligence.people_files",
    Rule(
        "Files of areas, people, segments or rates that were brought and not imported",
        "30 days",
        "Until then they can be looked at once more.",
        unused_files,
    ),
)
