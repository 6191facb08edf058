"""Lists of invitations: received, put right row by row, sent whole, dropped."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.faults import fault
from culturefirst.kit.jobs import Tell, nobody
from culturefirst.kit.wording import plural
from culturefirst.network import inviting
from culturefirst.network.actions.inviting import invite_all, remind_all
from culturefirst.network.actions.saving import saved
from culturefirst.network.inviting import Line
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
    meant: Mapping[str, str] | None = None,
) -> InvitationList:
    """Set cells of rows by their number, and which rows of those are left out.

    ``meant`` gives, for the name of an organisation as people wrote it (``inviting.plain``), the
    one that is meant, in every row that says so; "" leaves those rows out.
    """
    _refuse_settled(invitations)
    for row in invitations.rows:
        if row["row"] in cells:
            told = cells[row["row"]]
            row |= {name: told[name] for name in inviting.COLUMNS if name in told}
            row["left_out"] = row["row"] in left_out
        _mean(row, meant or {})
    return saved(invitations)


@action("asked for a list of invitations to be sent", allow=keep_invitations, on="invitations")
def ask_to_send(*, by: Any, invitations: InvitationList) -> InvitationList:
    """Let a job (``network.jobs.send_list``) invite everybody on the list."""
    from culturefirst.network import jobs

    _refuse_settled(invitations)
    _ready(invitations, by)
    invitations.job = jobs.send_list.enqueue(by=by, list_id=invitations.pk, user_id=by.pk)
    invitations.save(update_fields=["job"])
    invitations.refresh_from_db()
    return invitations


@action("sent a list of invitations", allow=keep_invitations, on="invitations")
def send_invitations(
    *, by: Any, invitations: InvitationList, tell: Tell = nobody
) -> InvitationList:
    """Invite everybody on the list who is not left out, or nobody where a row has a fault."""
    _refuse_settled(invitations, under_way=True)
    invite_all(by=by, invitations=invitations, lines=_ready(invitations, by), tell=tell)
    invitations.state = State.SENT
    saved(invitations)
    fault("inviting:settled")
    return invitations


@action("reminded those who have not answered", allow=keep_invitations, on="invitations")
def remind_list(*, by: Any, invitations: InvitationList) -> InvitationList:
    """Write again to everybody of a list who has not come in and was not written to this week."""
    rows = to_remind(invitations).select_for_update(of=("self",))
    due = [joining for joining in rows if decide_joining.allows(by, joining)]
    if not due:
        raise DomainError("Nobody of this list can be reminded now: wait until a week has passed.")
    remind_all(by=by, joinings=due)
    return invitations


@action("dropped a list of invitations", allow=keep_invitations, on="invitations")
def drop_invitations(*, by: Any, invitations: InvitationList) -> InvitationList:
    """Throw a list away that has not been sent, with what it says of people."""
    _refuse_settled(invitations)
    invitations.state, invitations.rows = State.DROPPED, []
    return saved(invitations)


def _mean(row: dict[str, Any], meant: Mapping[str, str]) -> None:
    """Put the organisation that is meant in the place of how it was written."""
    instead = meant.get(inviting.plain(str(row.get("organisation", ""))))
    if instead is None or row.get("left_out"):
        return
    if instead:
        row["organisation"] = instead
    else:
        row["left_out"] = True


def _ready(invitations: InvitationList, by: Any) -> list[Line]:
    """The rows to be sent; refuses where one has a fault, or all are left out."""
    lines = [line for line in inviting.lines(invitations.rows, by) if not line.left_out]
    if faulty := [line.number for line in lines if line.faults]:
        places = ", ".join(str(number) for number in faulty[:10])
        raise DomainError(
            f"{plural(len(faulty), 'row')} cannot be sent yet ({places}). "
            "Put them right or leave them out; nobody has been written to."
        )
    if not lines:
        raise DomainError("Every row is left out, so there is nobody to invite.")
    return lines


def _refuse_settled(invitations: InvitationList, *, under_way: bool = False) -> None:
    """A list is changed until it is sent; ``under_way``: by the job that sends it, too."""
    if invitations.state != State.DRAFT:
        state = invitations.get_state_display().lower()
        raise DomainError(f"This list is {state} already, so it is not changed any more.")
    if invitations.under_way and not under_way:
        raise DomainError("This list is being sent just now. Wait until that is done.")
