"""The verbs of the network: bodies, people and posts, accounts, the first administrator."""

from culturefirst.network.actions.accounts import (
    close_account,
    end_other_sessions,
    note_sign_in_change,
    open_account,
)
from culturefirst.network.actions.administrator import (
    accept_invitation,
    invite_first_administrator,
)
from culturefirst.network.actions.organisations import (
    add_organisation,
    add_sub_region,
    join_network,
    leave_network,
)
from culturefirst.network.actions.people import add_person, appoint, correct_person, end_post

__all__ = [
    "accept_invitation",
    "add_organisation",
    "add_person",
    "add_sub_region",
    "appoint",
    "close_account",
    "correct_person",
    "end_other_sessions",
    "end_post",
    "invite_first_administrator",
    "join_network",
    "leave_network",
    "note_sign_in_change",
    "open_account",
]
