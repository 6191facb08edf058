"""The verbs of the room."""

from culturefirst.collaboration.actions.listings import (
    close_listing,
    confirm_listing,
    edit_listing,
    pause_listing,
    publish_listing,
    reopen_listing,
)
from culturefirst.collaboration.actions.matches import (
    dismiss_match,
    introduce,
    restore_match,
)

__all__ = [
    "close_listing",
    "confirm_listing",
    "dismiss_match",
    "edit_listing",
    "introduce",
    "pause_listing",
    "publish_listing",
    "reopen_listing",
    "restore_match",
]
