"""What a publisher answers to a case study that a member handed in."""

from typing import Any

from wagtail.log_actions import LogContext
from wagtail.models import TaskState

from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.library.drafts import same_as_seen
from culturefirst.library.editors import bring_into_line
from culturefirst.library.models import CaseStudyPage
from culturefirst.library.policy import publish


@action("accepted a case study", allow=publish, on="page")
def accept_case_study(
    *, by: Any, page: CaseStudyPage, said: str = "", seen: int | None = None
) -> CaseStudyPage:
    """Publish it, with a word to whoever wrote it."""
    task = _waiting(page, seen)
    bring_into_line(by)
    with LogContext(user=by):  # by which the editor's signals know who acts
        task.approve(user=by, comment=said.strip())
    return CaseStudyPage.objects.get(pk=page.pk)


@action("sent back a case study", allow=publish, on="page")
def send_back_case_study(
    *, by: Any, page: CaseStudyPage, said: str, seen: int | None = None
) -> CaseStudyPage:
    """Give it back to whoever wrote it, with what is to change."""
    if not said.strip():
        raise DomainError("Say what is to change, so that they can put it right.")
    task = _waiting(page, seen)
    bring_into_line(by)
    with LogContext(user=by):
        task.reject(user=by, comment=said.strip())
    return page


def _waiting(page: CaseStudyPage, seen: int | None) -> TaskState:
    """The question that is open; raises where there is none, or its words have changed."""
    task = page.current_workflow_task_state
    if task is None or not page.workflow_in_progress:
        raise DomainError("It does not wait any more: it was answered, or taken back.")
    same_as_seen(page, seen)
    return task.specific
