"""What the editor tells us: what is published and withdrawn goes into our records and trail."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from culturefirst.kit.act import SYSTEM
from culturefirst.library import actions
from culturefirst.library.models import Entry


@receiver(page_published)
def published(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A page went live, by somebody or by its date."""
    if isinstance(instance, Entry):
        by = getattr(kwargs.get("revision"), "user", None) or SYSTEM
        actions.note_published(by=by, entry=instance)


@receiver(page_unpublished)
def withdrawn(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A page was taken back, by somebody or by its date."""
    if isinstance(instance, Entry):
        actions.note_withdrawn(by=SYSTEM, entry=instance)
