"""Stored values in words: what a change was, from what to what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.formats import date_format

from culturefirst.measures.register import MEASURES
from culturefirst.programme import queries

HIDDEN = frozenset({"version", "position", "previous", "digest"})
LABELS = {
    "on": "Day",
    "per": "How often",
    "due": "Due by",
    "starts": "From",
    "ends": "Until",
    "why": "Why",
    "next": "What next",
    "sure": "Reading agreed",
    "leads": "Lead",
    "actions": "We will",
    "outcomes": "So that",
    "quantity": "How many",
    "unit": "Of what",
    "filters": "Narrowed to",
    "removed_on": "Removed",
    "closed_on": "Closed",
    "closed_because": "Closed because",
    "withdrawn_on": "Withdrawn",
    "withdrawn_because": "Withdrawn because",
}


@dataclass(frozen=True)
class Difference:
    """A field in words, as it was and as it is."""

    label: str
    before: str
    after: str


def differences(
    model: type[models.Model], before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[Difference]:
    """What differs, field by field; machinery (versions, places in a list) is left out."""
    names = [name for name in {**before, **after} if name not in HIDDEN]
    found = [
        Difference(
            label=label(name),
            before=told(model, name, before.get(name)),
            after=told(model, name, after.get(name)),
        )
        for name in names
    ]
    return [it for it in found if it.before != it.after]


def label(name: str) -> str:
    """What people call a field."""
    if name in LABELS:
        return LABELS[name]
    words = name.removesuffix("_id").replace("_", " ")
    return words[:1].upper() + words[1:]


def told(model: type[models.Model], name: str, value: Any) -> str:
    """A stored value as a person would say it; nothing as nothing."""
    if value in (None, "", [], {}):
        return ""
    if name == "measure":
        measure = MEASURES.get(str(value))
        return measure.title if measure else str(value)
    return _chosen(model, name, value) or _plain(value)


def _chosen(model: type[models.Model], name: str, value: Any) -> str:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return ""
    if isinstance(field, models.DateField) and isinstance(value, str):
        return _plain(date.fromisoformat(value[:10]))
    if isinstance(field, models.ForeignKey) and not isinstance(value, models.Model):
        return queries.name_of(field.related_model, value)
    choices = dict(getattr(field, "flatchoices", None) or [])
    return str(choices.get(value, "")) if choices else ""


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, date | datetime):
        return date_format(value, "j F Y")
    if isinstance(value, Mapping):
        return ", ".join(f"{name.replace('_', ' ')}: {said}" for name, said in value.items())
    if isinstance(value, list | tuple | models.QuerySet):
        return "\n".join(str(item) for item in value)
    return str(value)


def model_of(object_type: str) -> type[models.Model] | None:
    """The model of an event's record, or ``None`` where it is no longer there."""
    try:
        return apps.get_model(object_type) if object_type else None
    except LookupError:
        return None
