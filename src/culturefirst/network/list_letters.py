"""Letters that tell whoever asked how a long list ended; of a short one the page tells."""

from django.conf import settings

from culturefirst.kit import outbox
from culturefirst.kit.models import Installation
from culturefirst.network.models import InvitationList, OrganisationList, User

LONG = 200  # rows; fewer are done while one looks on
AnyList = InvitationList | OrganisationList


def done(found: AnyList, by: User) -> None:
    """That it is done, with the page that shows it."""
    what = f"“{found}” is {found.get_state_display().lower()}"
    _send(found, by, "done", what, f"{what}, as you asked: all of it. See what came of it here:")


def refused(found: AnyList, by: User, why: str, job: int) -> None:
    """Why it is not done, with the page where that can be put right."""
    not_done = "sent" if isinstance(found, InvitationList) else "imported"
    what = f"“{found}” was not {not_done}"
    _send(found, by, f"refused:{job}", what, f"{what}. {why}", "Put it right and try again here:")


def _send(found: AnyList, by: User, what: str, subject: str, *paragraphs: str) -> None:
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
