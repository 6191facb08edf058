"""What the editor tells us: what is published and withdrawn goes into our records and trail."""

from typing import Any

from django.dispatch import receiver
from wagtail.log_actions import get_active_log_context
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    page_published,
    page_unpublished,
    task_submitted,
    workflow_approved,
    workflow_rejected,
)

from culturefirst.kit.act import SYSTEM
from culturefirst.library import actions, reviewing
from culturefirst.library.models import Entry


def acting() -> Any:
    """Who is at work in the editor; nobody, where a page goes by its date."""
    return get_active_log_context().user or SYSTEM


@receiver(page_published)
def published(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A page went live, by somebody or by its date; told also of one that waits for its date."""
    if isinstance(instance, Entry) and instance.live:
        actions.note_published(by=acting(), entry=instance)


@receiver(page_unpublished)
def withdrawn(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A page was taken back, by somebody or by its date."""
    if isinstance(instance, Entry):
        actions.note_withdrawn(by=acting(), entry=instance)


@receiver(task_submitted, sender=TaskState)
def asked(sender: Any, instance: TaskState, user: Any = None, **kwargs: Any) -> None:
    """A page waits to be looked at."""
    reviewing.ask(instance, user)


@receiver(workflow_approved, sender=WorkflowState)
def approved(sender: Any, instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    """A page was approved."""
    reviewing.answer(instance, user, approved=True)


@receiver(workflow_rejected, sender=WorkflowState)
def sent_back(sender: Any, instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    """A page needs changes."""
    reviewing.answer(instance, user, approved=False)
