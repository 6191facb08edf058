"""What the network asks of people: for "My work"."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from culturefirst.kit.attention import ATTENTION, Need
from culturefirst.network.queries.joining import waiting


def joining_needs(user: Any, on: date) -> Iterator[Need]:
    """Whoever waits to be let in by this person, one need each."""
    for joining in waiting(user):
        what = f"{joining.name} of {joining.body} asks to join"
        url = reverse("joining", args=[joining.pk])
        why = "Let them in, or decline with a reason."
        yield Need(what, why, joining.name, None, url, "network")


ATTENTION.add("network.joining", joining_needs)
