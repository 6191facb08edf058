"""What the website asks of people: for "My work"."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from wagtail.models import WorkflowState

from culturefirst.kit.attention import ATTENTION, Need
from culturefirst.kit.policy import roles
from culturefirst.library.drafts import unfinished
from culturefirst.library.policy import edit_website, publish
from culturefirst.library.reviewing import (
    deciding,
    editing,
    in_review,
    rewriting,
    to_look_over,
)


def reviews_need(user: Any, on: date) -> Iterator[Need]:
    """A decision, of publishers; what a reviewer wants changed, of whoever asked."""
    if publish.allows(user):
        why = "Approve it, or say what is to change."
        for entry, state in in_review(status=WorkflowState.STATUS_IN_PROGRESS):
            who = str(state.requested_by or "")
            yield Need(f"“{entry.title}” waits", why, who, None, deciding(entry), "library")
    if roles(user):
        why = "It was sent back: put it right and send it in again."
        asked = {"status": WorkflowState.STATUS_NEEDS_CHANGES, "requested_by": user}
        for entry, _ in in_review(**asked):
            yield Need(f"“{entry.title}”", why, "", None, rewriting(entry, user), "library")


def drafts_need(user: Any, on: date) -> Iterator[Need]:
    """A word on what one began to write and did not hand in."""
    why = "You have begun a case study. Hand it in when it is complete, or throw it away."
    for page in unfinished(user):
        url = reverse("written", args=[page.pk])
        yield Need(f"“{page.title}”", why, "", None, url, "library")


def pages_need(user: Any, on: date) -> Iterator[Need]:
    """Somebody to look whether a page still holds, of publishers and of whoever wrote it."""
    if not roles(user):
        return
    why = "See whether it still holds, then set the next day for that."
    for entry in to_look_over(user, on):
        url = editing(entry) if edit_website.allows(user) else entry.url
        yield Need(f"“{entry.title}”", why, "", entry.review_by, url or "", "library")


ATTENTION.add("library.reviews", reviews_need)
ATTENTION.add("library.drafts", drafts_need)
ATTENTION.add("library.pages", pages_need)
