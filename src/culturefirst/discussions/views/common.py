"""What the pages of discussions share: finding records, and how a page asks one thing."""

from functools import partial

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from culturefirst.discussions.models import Contribution, Forum, Thread
from culturefirst.discussions.queries import forums as queries
from culturefirst.kit import deeds

# Which version was shown, and whom one can name, stand beside the fields here.
answer = partial(deeds.answer, template="discussions/deed.html")


def forum_seen(request: HttpRequest, pk: int) -> Forum:
    """The forum, if this person may read it; else 404, as for one that is not there."""
    rows = Forum.objects.visible_to(request.user).select_related("group")
    found: Forum = get_object_or_404(rows, pk=pk)
    return found


def thread_seen(request: HttpRequest, pk: int) -> Thread:
    """The thread, if this person may read it."""
    return get_object_or_404(queries.threads_seen(request.user), pk=pk)


def contribution_seen(request: HttpRequest, pk: int) -> Contribution:
    """The contribution, if this person may read its thread."""
    rows = Contribution.objects.visible_to(request.user)
    found: Contribution = get_object_or_404(
        rows.select_related("thread__forum__group", "author"), pk=pk
    )
    return found
