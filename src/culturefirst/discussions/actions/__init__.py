"""The verbs of discussions."""

from culturefirst.discussions.actions.concerns import raise_concern, settle_concern
from culturefirst.discussions.actions.digests import choose_pace, send_digest
from culturefirst.discussions.actions.following import follow_forum, follow_thread
from culturefirst.discussions.actions.threads import (
    close_thread,
    edit_thread,
    mark_answer,
    move_thread,
    open_forum,
    pin_thread,
    reopen_thread,
    start_thread,
)
from culturefirst.discussions.actions.words import edit_contribution, remove_contribution, reply

__all__ = [
    "choose_pace",
    "close_thread",
    "edit_contribution",
    "edit_thread",
    "follow_forum",
    "follow_thread",
    "mark_answer",
    "move_thread",
    "open_forum",
    "pin_thread",
    "raise_concern",
    "remove_contribution",
    "reopen_thread",
    "reply",
    "send_digest",
    "settle_concern",
    "start_thread",
]
