"""The reasons in the trail of what was done about somebody: free words, which may say anything."""

from collections import defaultdict
from typing import Any

from django.db.models import Q

from culturefirst.kit import seals
from culturefirst.kit.holdings import Whom
from culturefirst.kit.models import AuditEvent
from culturefirst.network.privacy import derived

REMOVED = "[reason removed]"
# Paths to whoever made a record that is about something else.
MAKERS = frozenset({"by", "made_by", "added_by", "frozen_by"})


def take_out(whom: Whom) -> None:
    """Take out why things were done to the person and to the records about them.

    Asked while those records are still there. Why *they* did something to another record is that
    record's, and stays.
    """
    about = Q(about__in=[person.about for person in whom.people])
    for label, keys in _records(whom).items():
        about |= Q(object_type=label, object_id__in=keys)
    clear(AuditEvent.objects.filter(about))


def clear(events: Any) -> None:
    """Empty the reasons of these events, which are found anew each time."""
    told = list(events.exclude(reason__in=("", REMOVED)).order_by("pk"))
    for event in told:
        event.reason = REMOVED
    seals.take_words_out(told)


def _records(whom: Whom) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for model in derived.with_subject():
        subject = derived.subject_of(model)
        if subject is not None and subject.path not in MAKERS:
            keys = derived.rows_of(model, whom).values_list("pk", flat=True)
            found[model._meta.label_lower] += [str(key) for key in keys]
    return found
