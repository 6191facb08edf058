"""The verbs of events."""

from culturefirst.events.actions.attendance import let_in, note_attendance, note_delegate
from culturefirst.events.actions.booking import book_place, cancel_booking, change_booking
from culturefirst.events.actions.bringing import bring_colleague
from culturefirst.events.actions.feedback import leave_feedback
from culturefirst.events.actions.filling import fill_places, give_place
from culturefirst.events.actions.keys import make_calendar_key, remove_calendar_key
from culturefirst.events.actions.papers import (
    add_event_paper,
    restore_event_paper,
    withdraw_event_paper,
)
from culturefirst.events.actions.parts import (
    add_partner,
    add_session,
    add_speaker,
    edit_session,
    remove_partner,
    remove_session,
    remove_speaker,
    set_quotas,
)
from culturefirst.events.actions.planning import (
    cancel_event,
    close_event,
    edit_event,
    hold_event,
    open_event,
    plan_event,
    remove_draft,
    was_not_held,
)
from culturefirst.events.actions.pledges import answer_pledge, ask_about_pledge, make_pledge
from culturefirst.events.actions.reminding import send_reminders, send_thanks
from culturefirst.events.actions.series import clone_event, make_series
from culturefirst.events.actions.waiting import move_up, resize
from culturefirst.events.actions.writing import write_to_delegates

__all__ = [
    "add_event_paper",
    "add_partner",
    "add_session",
    "add_speaker",
    "answer_pledge",
    "ask_about_pledge",
    "book_place",
    "bring_colleague",
    "cancel_booking",
    "cancel_event",
    "change_booking",
    "clone_event",
    "close_event",
    "edit_event",
    "edit_session",
    "fill_places",
    "give_place",
    "hold_event",
    "leave_feedback",
    "let_in",
    "make_calendar_key",
    "make_pledge",
    "make_series",
    "move_up",
    "note_attendance",
    "note_delegate",
    "open_event",
    "plan_event",
    "remove_calendar_key",
    "remove_draft",
    "remove_partner",
    "remove_session",
    "remove_speaker",
    "resize",
    "restore_event_paper",
    "send_reminders",
    "send_thanks",
    "set_quotas",
    "was_not_held",
    "withdraw_event_paper",
    "write_to_delegates",
]
