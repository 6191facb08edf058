"""The verbs of bulletins."""

from culturefirst.bulletins.actions.reading import (
    ask_for_bulletins,
    choose_topics,
    confirm_reading,
    stop_letters,
)
from culturefirst.bulletins.actions.sending import (
    freeze_bulletin,
    send_bulletin,
    send_test,
    thaw_bulletin,
)
from culturefirst.bulletins.actions.writing import (
    add_item,
    edit_bulletin,
    move_item,
    pick,
    remove_bulletin,
    remove_item,
    write_bulletin,
)

__all__ = [
    "add_item",
    "ask_for_bulletins",
    "choose_topics",
    "confirm_reading",
    "edit_bulletin",
    "freeze_bulletin",
    "move_item",
    "pick",
    "remove_bulletin",
    "remove_item",
    "send_bulletin",
    "send_test",
    "stop_letters",
    "thaw_bulletin",
    "write_bulletin",
]
