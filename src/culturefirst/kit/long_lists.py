"""Long lists that a job carries out: whoever asked is told how one ended; of a short one the page
tells."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings

from culturefirst.kit import outbox
from culturefirst.kit.errors import DomainError
from culturefirst.kit.jobs import Progress
from culturefirst.kit.models import Installation

LONG = 200  # rows; fewer are done while one looks on


@contextmanager
def settled(found: Any, by: Any, state: str, progress: Progress, verb: str) -> Iterator[None]:
    """Tell whoever asked how a list ended: that it is done, or why it was not ``verb`` (sent)."""
    try:
        yield
    except DomainError as refusal:
        found.refresh_from_db()
        # Another worker may have done it meanwhile, when this one was thought dead.
        if found.state != state:
            _refused(found, by, str(refusal), progress.job_id, verb)
            raise
    found.refresh_from_db()
    _done(found, by)


def _done(found: Any, by: Any) -> None:
    """That it is done, with the page that shows it."""
    what = f"“{found}” is {found.get_state_display().lower()}"
    _send(found, by, "done", what, f"{what}, as you asked: all of it. See what came of it here:")


def _refused(found: Any, by: Any, why: str, job: int, verb: str) -> None:
    """Why it is not done, with the page where that can be put right."""
    what = f"“{found}” was not {verb}"
    _send(found, by, f"refused:{job}", what, f"{what}. {why}", "Put it right and try again here:")


def _send(found: Any, by: Any, what: str, subject: str, *paragraphs: str) -> None:
    if len(found.rows) <= LONG:
        return
    link = f"{settings.ADDRESS}{found.get_absolute_url()}"
    outbox.send(
        key=f"{found.about}:{what}",
        to=by.email,
        subject=subject,
        text="\n\n".join([*paragraphs, link, Installation.current().network]) + "\n",
        kind="notice",
    )
