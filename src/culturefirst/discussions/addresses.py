"""Where contributions stand, for pages and letters."""

from django.urls import reverse

from culturefirst.discussions.models import Contribution, Thread

A_PAGE = 50  # contributions


def place(thread: Thread, position: int = 1) -> str:
    """The address at which a contribution stands."""
    page = (max(position, 1) - 1) // A_PAGE + 1
    asked = f"?page={page}" if page > 1 else ""
    return f"{reverse('thread', args=[thread.pk])}{asked}#post-{position}"


def of_contribution(contribution: Contribution) -> str:
    """The address of a contribution."""
    return place(contribution.thread, contribution.position)
