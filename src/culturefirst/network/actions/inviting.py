"""Many invitations at once, in few statements; each leaves the event of a single one."""

from collections.abc import Sequence
from typing import Any

from culturefirst.kit import audit
from culturefirst.kit.batches import AT_ONCE, batches
from culturefirst.kit.faults import fault
from culturefirst.kit.jobs import Tell, nobody
from culturefirst.kit.keeps import snapshot
from culturefirst.network import letters
from culturefirst.network.actions.joining import Asked, refuse_too_many, renew, unsaved
from culturefirst.network.inviting import Line
from culturefirst.network.models import InvitationList, Joining
from culturefirst.network.queries.joining import INVITATION_LASTS

Source, State = Joining.Source, Joining.State


def invite_all(
    *, by: Any, invitations: InvitationList, lines: Sequence[Line], tell: Tell = nobody
) -> None:
    """Invite everybody of these rows, in which nothing is wrong (``inviting.checked``)."""
    refuse_too_many(by, len(lines))
    invited: list[tuple[Joining, str]] = []
    for some in batches(lines):
        older = Joining.objects.filter(email__in=[line.email for line in some], state=State.ASKED)
        older.update(state=State.WITHDRAWN)  # only the newest link works
        new = [_invited(by, invitations, line) for line in some]
        Joining.objects.bulk_create(joining for joining, _ in new)
        invited += new
        tell(len(invited), len(lines), "Writing invitations")
    fault("inviting:joinings")
    for joining, _ in invited:
        audit.record("network.invite", by=by, changed=joining, about=joining.about)
    for done, written in enumerate(batches(invited), start=1):
        letters.invitations(written)
        tell(min(done * AT_ONCE, len(lines)), len(lines), "Writing letters")
    fault("inviting:letters")


def remind_all(*, by: Any, joinings: Sequence[Joining]) -> None:
    """Give all of these, which are locked and due, a new link and a letter."""
    reminded = []
    for joining in joinings:
        before = snapshot(joining)
        reminded.append((joining, renew(joining, INVITATION_LASTS)))
        audit.record(
            "network.remind_invited",
            by=by,
            changed=joining,
            before=before,
            about=joining.about,
        )
    Joining.objects.bulk_update(joinings, ["digest", "expires_at"], batch_size=AT_ONCE)
    letters.invitations(reminded, again=True)


def _invited(by: Any, invitations: InvitationList, line: Line) -> tuple[Joining, str]:
    asked = Asked(
        name=line.cells["name"],
        title=line.title,
        role=line.role,
        organisation=line.organisation,
        sub_region=line.sub_region,
        leads=line.leads,
    )
    joining, token = unsaved(
        Source.INVITED, State.INVITED, line.email, asked, INVITATION_LASTS, by=by
    )
    joining.list = invitations
    joining.invited_by = getattr(by, "person", None)
    return joining, token
