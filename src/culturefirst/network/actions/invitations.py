"""Lists of invitations: received, put right row by row, sent whole, dropped."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import plural
from culturefirst.network import inviting
from culturefirst.network.actions.joining import Asked, invite, remind_invited
from culturefirst.network.actions.saving import saved
from culturefirst.network.models import InvitationList
from culturefirst.network.policy import decide_joining, keep_invitations, keep_organisation
from culturefirst.network.queries.joining import to_remind

State = InvitationList.State


@action("brought a list of people to invite", allow=keep_organisation)
def receive_invitations(*, by: Any, name: str, rows: Sequence[Mapping[str, Any]]) -> InvitationList:
    """Keep the rows of a file to be looked at; nobody is written to."""
    received = InvitationList(
        by_id=by.person_id, name=name[:200], rows=[dict(row) for row in rows], at=clock.now()
    )
    return saved(received)


@action("put a list of invitations right", allow=keep_invitations, on="invitations")
def correct_invitations(
    *,
    by: Any,
    invitations: InvitationList,
    cells: Mapping[int, Mapping[str, str]],
    left_out: Collection[int],
) -> InvitationList:
    """Set cells of rows by their number, and which rows of those are left out."""
    _refuse_settled(invitations)
    for row in invitations.rows:
        if row["row"] in cells:
            told = cells[row["row"]]
            row |= {name: told[name] for name in inviting.COLUMNS if name in told}
            row["left_out"] = row["row"] in left_out
    return saved(invitations)


@action("sent a list of invitations", allow=keep_invitations, on="invitations")
def send_invitations(*, by: Any, invitations: InvitationList) -> InvitationList:
    """Invite everybody on the list who is not left out, or nobody where a row has a fault."""
    _refuse_settled(invitations)
    lines = [line for line in inviting.checked(invitations.rows, by) if not line.left_out]
    if faulty := [line.number for line in lines if line.faults]:
        places = ", ".join(str(number) for number in faulty[:10])
        raise DomainError(
            f"{plural(len(faulty), 'row')} cannot be sent yet ({places}). "
            "Put them right or leave them out; nobody has been written to."
        )
    if not lines:
        raise DomainError("Every row is left out, so there is nobody to invite.")
    for line in lines:
        asked = Asked(
            name=line.cells["name"],
            title=line.title,
            role=line.role,
            organisation=line.organisation,
            sub_region=line.sub_region,
            leads=line.leads,
        )
        joining = invite(by=by, email=line.email, asked=asked)
        joining.list = invitations
        joining.save(update_fields=["list"])
    invitations.state = State.SENT
    return saved(invitations)


@action("reminded those who have not answered", allow=keep_invitations, on="invitations")
def remind_list(*, by: Any, invitations: InvitationList) -> InvitationList:
    """Write again to everybody of a list who has not come in and was not written to this week."""
    due = [joining for joining in to_remind(invitations) if decide_joining.allows(by, joining)]
    if not due:
        raise DomainError("Nobody of this list can be reminded now: wait until a week has passed.")
    for joining in due:
        remind_invited(by=by, joining=joining)
    return invitations


@action("dropped a list of invitations", allow=keep_invitations, on="invitations")
def drop_invitations(*, by: Any, invitations: InvitationList) -> InvitationList:
    """Throw a list away that has not been sent, with what it says of people."""
    _refuse_settled(invitations)
    invitations.state, invitations.rows = State.DROPPED, []
    return saved(invitations)


def _refuse_settled(invitations: InvitationList) -> None:
    if invitations.state != State.DRAFT:
        state = invitations.get_state_display().lower()
        raise DomainError(f"This list is {state} already, so it is not changed any more.")
