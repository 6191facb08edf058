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
from culturefirst.network.actions.joining import (
    ask_to_join,
    confirm_joining,
    decline_joining,
    invite,
    let_in,
    remind_invited,
    reopen_joining,
    withdraw_joining,
)
from culturefirst.network.actions.leaving import leave, reopen_account
from culturefirst.network.actions.organisations import (
    add_organisation,
    add_sub_region,
    join_network,
    leave_network,
)
from culturefirst.network.actions.people import (
    add_colleague,
    add_person,
    correct_person,
    edit_profile,
)
from culturefirst.network.actions.posts import (
    appoint,
    edit_post,
    end_post,
    fill_post,
    move_post,
    resume_post,
    set_lead,
    vacate_post,
)
from culturefirst.network.actions.topics import (
    add_topic,
    add_usual_topics,
    edit_topic,
    give_consent,
    offer_topic_again,
    retire_topic,
    set_interests,
    withdraw_consent,
)

__all__ = [
    "accept_invitation",
    "add_colleague",
    "add_organisation",
    "add_person",
    "add_sub_region",
    "add_topic",
    "add_usual_topics",
    "appoint",
    "ask_to_join",
    "close_account",
    "confirm_joining",
    "correct_person",
    "decline_joining",
    "edit_post",
    "edit_profile",
    "edit_topic",
    "end_other_sessions",
    "end_post",
    "fill_post",
    "give_consent",
    "invite",
    "invite_first_administrator",
    "join_network",
    "leave",
    "leave_network",
    "let_in",
    "move_post",
    "note_sign_in_change",
    "offer_topic_again",
    "open_account",
    "remind_invited",
    "reopen_account",
    "reopen_joining",
    "resume_post",
    "retire_topic",
    "set_interests",
    "set_lead",
    "vacate_post",
    "withdraw_consent",
    "withdraw_joining",
]
