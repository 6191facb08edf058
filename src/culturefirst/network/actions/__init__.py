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
from culturefirst.network.actions.memberships import (
    join_network,
    leave_network,
    resume_membership,
)
from culturefirst.network.actions.organisations import (
    add_organisation,
    add_other_name,
    add_sub_region,
    edit_organisation,
    remove_other_name,
    rename_organisation,
)
from culturefirst.network.actions.particulars import (
    add_code,
    add_mail_domain,
    end_code,
    remove_code,
    remove_mail_domain,
    set_services,
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
from culturefirst.network.actions.succession import record_succession, undo_succession
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
    "add_code",
    "add_colleague",
    "add_mail_domain",
    "add_organisation",
    "add_other_name",
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
    "edit_organisation",
    "edit_post",
    "edit_profile",
    "edit_topic",
    "end_code",
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
    "record_succession",
    "remind_invited",
    "remove_code",
    "remove_mail_domain",
    "remove_other_name",
    "rename_organisation",
    "reopen_account",
    "reopen_joining",
    "resume_membership",
    "resume_post",
    "retire_topic",
    "set_interests",
    "set_lead",
    "set_services",
    "undo_succession",
    "vacate_post",
    "withdraw_consent",
    "withdraw_joining",
]
