"""What hangs on a row that goes with a merge is handed on to the row that stays, and back."""

from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.deletion import Collector

from culturefirst.kit.errors import DomainError
from culturefirst.network.queries.merging import Pointer, is_doubled


class _Exact(DjangoJSONEncoder):
    """Moments with all that is kept of them: Django's own leaves out what is below a thousandth."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if hasattr(o, "microsecond") else super().default(o)


def packed(row: models.Model) -> str:
    """A row as it stands, from which it can be put back."""
    return str(serializers.serialize("json", [row], cls=_Exact))


def hand_on(row: models.Model, stays: models.Model) -> tuple[list[list[Any]], list[str]]:
    """Let everything that points to ``row`` point to ``stays``.

    Where that has its own already, the one of ``row`` is taken away. Gives what was handed on, as
    kind, key, field and where it was, and what was taken away, packed.
    """
    handed, gone = [], []
    for relation in row._meta.related_objects:
        if relation.field.many_to_many:
            continue
        pointer = Pointer(relation.related_model, relation.field.name)
        for each in pointer.model._base_manager.filter(**{pointer.name: row}).order_by("pk"):
            setattr(each, pointer.name, stays)
            if is_doubled(each, pointer):
                setattr(each, pointer.name, row)
                refuse_dependents(each)
                gone.append(packed(each))
                each.delete()
            else:
                pointer.model._base_manager.filter(pk=each.pk).update(**{pointer.name: stays})
                handed.append([pointer.label, each.pk, pointer.name, row.pk, stays.pk])
    return handed, gone


def hand_back(handed: list[list[Any]]) -> None:
    """Let all point again to where it pointed, once that is there; what has gone since is gone."""
    for label, key, name, before, since in handed:
        rows = apps.get_model(label)._base_manager.filter(pk=key, **{f"{name}_id": since})
        rows.update(**{f"{name}_id": before})


def refuse_dependents(row: models.Model) -> None:
    """What both have is taken away once; nothing that hangs on it may go with it unseen."""
    collector = Collector(using=str(row._state.db), origin=row)
    collector.collect([row])
    others = {model for model, found in collector.data.items() if model is not type(row) and found}
    if others or any(rows for rows in collector.fast_deletes if rows.exists()):
        raise DomainError(
            f"Both have “{row}”, and more hangs on it: settle this one by hand first."
        )
