"""A list of people to invite that a manager has brought."""

from typing import Any

from culturefirst.network import actions
from culturefirst.network.models import InvitationList, User

ONE = (
    "invitation_list",
    "invitation_list_correct",
    "invitation_list_send",
    "invitation_list_drop",
    "invitation_list_remind",
)
ROW = {"row": 2, "left_out": False, "name": "Bo Hill", "email": "bo@ipswich.example"}


def given(*, by: User, officer: User) -> dict[str, dict[str, Any]]:
    """The list of a manager, with one good row."""
    body = officer.posts_today[0].organisation.name
    rows = [ROW | {"organisation": body, "role": "", "title": "Clerk"}]
    made = actions.receive_invitations(by=by, name="people.csv", rows=rows)
    return {name: {"pk": made.pk} for name in ONE}


def hidden() -> dict[str, dict[str, dict[str, Any]]]:
    """Whoever did not bring the list, and is not of the team, knows nothing of it."""
    key = {"pk": InvitationList.objects.get().pk}
    return {"improvement manager": dict.fromkeys(ONE, key)}
