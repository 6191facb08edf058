"""Where in the stored texts of others somebody is named: every text of every room is looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from culturefirst.kit.holdings import OTHERS_TEXTS, Whom
from culturefirst.kit.keeps import class_of
from culturefirst.kit.models import AuditHead, FormKey, Link, Schedule, Tries
from culturefirst.kit.search.models import (
    SearchEntry,
    SearchFile,
    SearchPart,
    SearchText,
    SearchWord,
)
from culturefirst.network import models as m
from culturefirst.network.models.words import WordOf
from culturefirst.network.privacy import naming

Model = type[models.Model]
# These are looked through by address, by their own holdings; a name in them is somebody's own,
# who may be a namesake.
OF_PEOPLE: tuple[Model, ...] = (
    m.Person, m.User, m.Joining, m.Invitation, m.InvitationList, m.Merge, m.Unsettled,
)  # fmt: skip
# What search keeps is made of the records, and made anew as they are saved.
SEARCH: tuple[Model, ...] = (SearchEntry, SearchText, SearchWord, SearchPart, SearchFile)
MACHINERY: tuple[Model, ...] = (AuditHead, FormKey, Link, Schedule, Tries, *SEARCH)
# By what the database holds: a library may have fields of its own over a text or over JSON.
TEXTS = frozenset({"CharField", "TextField", "JSONField", "SlugField"})
# Digests, and words of the machinery's own that lead from row to row.
NEVER = frozenset({
    "digest", "previous", "seal", "sha256", "message_id", "verb", "object_type", "object_id",
    "about", "task", "queue", "worker", "measure", "media_type",
})  # fmt: skip


@dataclass(frozen=True)
class Spot:
    """A field of a record that names the person; ``record`` is as it was read."""

    record: Any
    field: "models.Field[Any, Any]"

    @property
    def key(self) -> str:
        """The same for the same place, also in a database of before."""
        return f"{self.record._meta.label_lower}:{self.record.pk}:{self.field.name}"

    @property
    def value(self) -> Any:
        """What is stored there: a text, or lists and mappings with texts in them."""
        return stored(self.field, self.record)


def spots(whom: Whom) -> Iterator[Spot]:
    """Every field that has one of the names or addresses in it, room by room."""
    if not whom.names | whom.addresses:
        return
    for model in _searched():
        fields = _fields(model)
        for record in _perhaps(model, fields, whom).iterator():
            for field in fields:
                if names(whom, field, stored(field, record)):
                    yield Spot(record, field)


def stored(field: "models.Field[Any, Any]", record: Any) -> Any:
    """A field's value as plain data, also where a library wraps it."""
    value = field.value_from_object(record)
    return value.get_prep_value() if hasattr(value, "get_prep_value") else value


def names(whom: Whom, field: "models.Field[Any, Any]", value: Any) -> bool:
    """Whether a stored value names the person."""
    if isinstance(field, models.SlugField):
        return naming.in_slug(whom, value)
    return bool(naming.without_in(whom, value) != value)


def _searched() -> list[Model]:
    others = set(OTHERS_TEXTS)
    return [
        model
        for model in apps.get_models()
        if (model.__module__.startswith("culturefirst.") or model in others)
        and model not in OF_PEOPLE + MACHINERY
        and not issubclass(model, WordOf)
        and _fields(model)
    ]


def _fields(model: Model) -> list[Any]:
    return [
        field
        for field in model._meta.concrete_fields
        if field.get_internal_type() in TEXTS
        and not field.choices
        and class_of(field) != "secret"
        and field.name not in NEVER
    ]


def _perhaps(model: Model, fields: list[Any], whom: Whom) -> "models.QuerySet[Any]":
    """Rows in which the database finds a piece of what is looked for; all, where it cannot."""
    rows: models.QuerySet[Any] = model._base_manager.order_by("pk")
    pieces = naming.fragments(whom)
    if not pieces:
        return rows
    found = Q()
    for field in fields:
        name = field.name
        if field.get_internal_type() == "JSONField":
            name = f"{field.name}_as_text"
            rows = rows.alias(**{name: Cast(field.name, TextField())})
        for piece in pieces:
            found |= Q(**{f"{name}__icontains": piece})
    return rows.filter(found)
