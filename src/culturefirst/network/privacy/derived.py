"""Rows about a person and what erasing does with them, worked out from the models themselves."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django.apps import apps
from django.db import models

from culturefirst.kit.holdings import Row, Whom
from culturefirst.kit.keeps import Subject, class_of, personal

Model = type[models.Model]
Field = models.Field[Any, Any]


def subject_of(model: Model) -> Subject | None:
    """What the model says of whom its rows are about."""
    said = getattr(model, "subject", None)
    return said if isinstance(said, Subject) else None


def with_subject() -> list[Model]:
    """Every model with rows about people; what only inherits it is told with its parent's rows."""
    return [
        model
        for model in apps.get_models()
        if (said := subject_of(model)) is not None
        and all(subject_of(parent) is not said for parent in model._meta.parents)
    ]


def rows_of(model: Model, whom: Whom) -> "models.QuerySet[Any]":
    """The model's rows about the person, in the order in which they were made."""
    path = cast(Subject, subject_of(model)).path
    keys = [person.pk for person in whom.people]
    within = {"pk__in" if path == "self" else f"{path}__in": keys}
    return model._base_manager.filter(**within).order_by("pk")


def shown(model: Model, whom: Whom) -> Iterator[Row]:
    """The rows in plain values, by the fields' names; what is secret is left out."""
    fields = list(_told(model))
    for record in rows_of(model, whom).select_related(*_relations(fields)):
        yield {str(field.verbose_name): _value(record, field) for field in fields}


def erase(model: Model, whom: Whom) -> None:
    """Delete the rows, or empty what is private or personal in them, as their subject says."""
    subject = cast(Subject, subject_of(model))
    rows = rows_of(model, whom)
    if subject.erasing == "delete":
        rows.delete()
        return
    emptied = {f.name: _empty(f) for f in model._meta.concrete_fields if _taken(f, subject)}
    if emptied:
        rows.update(**emptied)


def _told(model: Model) -> Iterable[Field]:
    subject = cast(Subject, subject_of(model))
    own = subject.path.split("__")[0]
    for field in model._meta.concrete_fields:
        if subject.only and field.name not in subject.only:
            continue
        if not field.primary_key and field.name != own and class_of(field, model) != "secret":
            yield field


def _relations(fields: Iterable[Field]) -> list[str]:
    return [field.name for field in fields if field.is_relation]


def _value(record: models.Model, field: Field) -> Any:
    if field.is_relation:
        related = getattr(record, field.name)
        return "" if related is None else str(related)
    if field.choices:
        return getattr(record, f"get_{field.name}_display")()
    value = field.value_from_object(record)
    return value.name if isinstance(field, models.FileField) else value


def _taken(field: Field, subject: Subject) -> bool:
    if field.primary_key or field.is_relation:
        return False
    if personal(field):
        return True
    return subject.erasing == "blank" and class_of(field) in ("private", "confidential")


def _empty(field: Field) -> Any:
    if field.null:
        return None
    return "" if isinstance(field, models.CharField | models.TextField) else field.get_default()
