"""What the network asks of people: for "My work"."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from culturefirst.kit.attention import ATTENTION, Need
from culturefirst.kit.policy import roles
from culturefirst.kit.wording import plural
from culturefirst.network.policy import manage_network
from culturefirst.network.queries.duplicates import to_look_at
from culturefirst.network.queries.groups import to_decide
from culturefirst.network.queries.joining import waiting
from culturefirst.network.queries.privacy import unsettled

ANSWER_WITHIN = 30  # days from somebody's asking, which the law gives


def joining_needs(user: Any, on: date) -> Iterator[Need]:
    """Whoever waits to be let in by this person, one need each."""
    for joining in waiting(user):
        what = f"{joining.name} of {joining.body} asks to join"
        url = reverse("joining", args=[joining.pk])
        why = "Let them in, or decline with a reason."
        yield Need(what, why, joining.name, None, url, "network")


def group_needs(user: Any, on: date) -> Iterator[Need]:
    """Whoever waits to join a group that this person looks after, one need each."""
    if not roles(user):
        return
    for row in to_decide(user):
        what = f"{row.person} asks to join {row.group}"
        url = reverse("group", args=[row.group.slug])
        why = "Let them in or decline on the group's page."
        yield Need(what, why, str(row.person), None, url, "network")


def names_needs(user: Any, on: date) -> Iterator[Need]:
    """Texts that may name somebody who was erased, for the team."""
    if not manage_network.allows(user):
        return
    for row in unsettled():
        url = reverse("erased_names", args=[row.pk])
        why = "Say where the name goes: until then it is kept for that."
        due = row.on + timedelta(days=ANSWER_WITHIN)
        yield Need("Texts name somebody who was erased", why, "", due, url, "network")


def duplicate_needs(user: Any, on: date) -> Iterator[Need]:
    """People who seem to be here twice, for those who may merge them."""
    if not manage_network.allows(user):
        return
    if count := to_look_at():
        what = f"{plural(count, 'pair')} of people who seem to be one"
        why = "Merge the two records, or say that they are two people."
        yield Need(what, why, "", None, reverse("duplicates"), "network")


ATTENTION.add("network.joining", joining_needs)
ATTENTION.add("network.groups", group_needs)
ATTENTION.add("network.names", names_needs)
ATTENTION.add("network.duplicates", duplicate_needs)
