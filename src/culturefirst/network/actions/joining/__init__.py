"""Joining: asked for or invited, confirmed by a link, let in at once or by a person."""

from culturefirst.network.actions.joining.asked import Asked, unsaved
from culturefirst.network.actions.joining.asking import answer_asking, ask_to_join
from culturefirst.network.actions.joining.confirming import confirm_joining, flags_of
from culturefirst.network.actions.joining.deciding import decline_joining, let_in, reopen_joining
from culturefirst.network.actions.joining.inviting import invite, remind_invited, withdraw_joining
from culturefirst.network.actions.joining.links import open_joining, renew
from culturefirst.network.actions.joining.people_a_day import refuse_too_many
from culturefirst.network.queries.joining import INVITATION_LASTS, WEEK

__all__ = [
    "INVITATION_LASTS",
    "WEEK",
    "Asked",
    "answer_asking",
    "ask_to_join",
    "confirm_joining",
    "decline_joining",
    "flags_of",
    "invite",
    "let_in",
    "open_joining",
    "refuse_too_many",
    "remind_invited",
    "renew",
    "reopen_joining",
    "unsaved",
    "withdraw_joining",
]
