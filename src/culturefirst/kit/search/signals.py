"""Django's word that a record was saved or deleted, for every kind that can be found."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_save

from culturefirst.kit.search.register import SEARCH
from culturefirst.kit.search.writing import leads_to, note

BEFORE = "_led_to_before"


def listen() -> None:
    """Listen to the models of the register and to those that they follow (again changes nothing).

    Only to those: Django deletes the rows of a model that somebody listens to one by one.
    """
    followed = {model for source in SEARCH for model in source.follows}
    for model in _with_subclasses(followed):
        pre_save.connect(_saving, sender=model, dispatch_uid="search")
    for model in _with_subclasses(followed | {source.model for source in SEARCH}):
        post_save.connect(_saved, sender=model, dispatch_uid="search")
        post_delete.connect(_deleted, sender=model, dispatch_uid="search")


def _with_subclasses(models: set[type[Model]]) -> Iterator[type[Model]]:
    return (model for model in apps.get_models() if issubclass(model, tuple(models)))


def _saving(sender: type[Model], instance: Model, **_: Any) -> None:
    """What the record led to as it was: a post that passes from one person to another, of both."""
    was = None if instance._state.adding else sender._base_manager.filter(pk=instance.pk).first()
    setattr(instance, BEFORE, leads_to(was) if was is not None else set())


def _saved(sender: type[Model], instance: Model, **_: Any) -> None:
    note(leads_to(instance), instance.__dict__.pop(BEFORE, set()))


def _deleted(sender: type[Model], instance: Model, **_: Any) -> None:
    note(leads_to(instance))
