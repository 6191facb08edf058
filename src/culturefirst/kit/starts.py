"""What can be begun from a record: a case study from a project, a plan, an activity.

Neither room knows the other. A room says in its ``starts.py`` what a record of its own brings
along (``STARTS``, by the record's model: "programme.activity"); a room whose records can grow out
of others says what can be begun (``BEGINNINGS``). What has grown keeps a link (``kit.links``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse

from culturefirst.kit import links
from culturefirst.kit.policy import Policy
from culturefirst.kit.registers import Register

KEY = 18  # digits of a key that there can be


@dataclass(frozen=True)
class Start:
    """What a record gives to what is begun from it; whatever it does not know stays empty.

    ``what`` is what people call it ("Shared project"), ``url`` where it is. ``organisation``,
    ``sub_region`` and ``serves`` (the activity of the work programme) are keys, ``partners``
    names, ``services`` and ``topics`` their short values.
    """

    record: models.Model
    what: str
    title: str
    url: str
    organisation: int | None = None
    sub_region: int | None = None
    serves: int | None = None
    partners: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Beginning:
    """Something that can be begun: what its link says, who may, and the page's name.

    ``fits`` says whether this person may begin it from this very record.
    """

    says: str
    allow: Policy
    page: str
    fits: Callable[[Any, models.Model], bool] = lambda user, record: True


# Gives the start of the record with that key, or ``None`` where it is not this person's to know.
Offer = Callable[[Any, int], Start | None]
STARTS: Register[Offer] = Register("starts")
BEGINNINGS: Register[Beginning] = Register("starts")


def start(user: Any, about: str) -> Start | None:
    """The start that ``about`` names ("programme.activity:12"), as far as the person may know."""
    label, _, key = about.partition(":")
    offer = STARTS.get(label)
    if offer is None or not (key.isascii() and key.isdecimal()) or len(key) > KEY:
        return None
    return offer(user, int(key))


def beginnings(user: Any, record: models.Model) -> list[tuple[str, str]]:
    """What this person may begin from a record, each as ``(words, address)``."""
    if record._meta.label_lower not in STARTS.entries():
        return []
    asked = urlencode({"from": f"{record._meta.label_lower}:{record.pk}"}, safe=":")
    found = [each for each in BEGINNINGS if each.allow.allows(user) and each.fits(user, record)]
    return [(each.says, f"{reverse(each.page)}?{asked}") for each in found]


def grown_from(user: Any, record: models.Model) -> list[Start]:
    """What a record grew out of, as far as this person may know of it, the first link first."""
    found = [start(user, f"{link.source_type}:{link.source_id}") for link in links.to(record)]
    return [each for each in found if each is not None]
