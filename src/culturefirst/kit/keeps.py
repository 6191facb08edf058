"""How widely each stored value may be seen, said on the model itself.

A model says ``keeps = "member"`` for all its fields; a field that differs says so with ``kept``.
Exports, erasure, the masking of logs and the audit trail are worked out from these words.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, TypeVar, cast

from django.db import models

Class = Literal["public", "member", "private", "confidential", "secret"]
CLASSES: tuple[Class, ...] = ("public", "member", "private", "confidential", "secret")
MASK = "(kept private)"

F = TypeVar("F", bound=Any)


@dataclass(frozen=True)
class Kept:
    """``retention`` and ``subject`` (path to the person it is about) in plain words."""

    as_: Class
    retention: str = ""
    subject: str = ""


def kept(field: F, as_: Class, *, retention: str = "", subject: str = "") -> F:
    """Say of one field how widely it may be seen; returns the field."""
    field.kept = Kept(as_, retention, subject)
    return field


@dataclass(frozen=True)
class Subject:
    """Whom a model's rows are about, and what erasing that person does with them.

    ``path`` leads from a row to the person (``"self"``: the row is the person). ``erasing``:
    ``delete`` takes the rows away, ``blank`` empties their private and personal fields, ``keep``
    leaves them, with ``why`` in a sentence. ``only`` names the fields that are about the person,
    where the others are about other things or people; without it, all are.
    """

    path: str
    erasing: Literal["delete", "blank", "keep"]
    why: str = ""
    only: tuple[str, ...] = ()


def class_of(field: "models.Field[Any, Any]", of: type[models.Model] | None = None) -> Class | None:
    """The field's own class, else its model's, else ``None`` (which a test refuses).

    ``of`` is the model that is looked at, where the field may be inherited from a library's
    table that says nothing.
    """
    if (own := getattr(field, "kept", None)) is not None:
        return cast(Kept, own).as_
    said = getattr(field.model, "keeps", None) or getattr(of, "keeps", None)
    return cast("Class | None", said)


def snapshot(record: models.Model) -> dict[str, Any]:
    """A record's stored values for the audit trail; private and personal ones are masked."""
    return {
        field.attname: _plain(record, field) if _open(field, type(record)) else MASK
        for field in record._meta.concrete_fields
        if not field.primary_key
    }


def personal(field: "models.Field[Any, Any]") -> bool:
    """Whether the value is about a person, so that erasing them takes it away."""
    return bool(getattr(getattr(field, "kept", None), "subject", ""))


def _open(field: "models.Field[Any, Any]", of: type[models.Model]) -> bool:
    # The trail is never rewritten, so what somebody may have erased must not get into it.
    return class_of(field, of) in ("public", "member") and not personal(field)


def _plain(record: models.Model, field: "models.Field[Any, Any]") -> Any:
    value = field.value_from_object(record)
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).isoformat()  # the same text from whatever zone it came
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return field.value_to_string(record)
