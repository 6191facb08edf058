"""The verbs of surveys and polls."""

from culturefirst.surveys.actions.answering import tick_off
from culturefirst.surveys.actions.counting import count_wave
from culturefirst.surveys.actions.inviting import invite_others, invite_people, remind_people
from culturefirst.surveys.actions.polls import (
    answer_quick_poll,
    close_poll,
    edit_poll,
    make_poll,
    open_poll,
    remove_poll,
    say_outcome,
)
from culturefirst.surveys.actions.surveys import edit_survey, make_survey, remove_survey
from culturefirst.surveys.actions.waves import (
    close_wave,
    edit_wave,
    make_wave,
    open_wave,
    publish_wave,
    remove_wave,
    take_back_wave,
    write_finding,
    write_sheet,
)

__all__ = [
    "answer_quick_poll",
    "close_poll",
    "close_wave",
    "count_wave",
    "edit_poll",
    "edit_survey",
    "edit_wave",
    "invite_others",
    "invite_people",
    "make_poll",
    "make_survey",
    "make_wave",
    "open_poll",
    "open_wave",
    "publish_wave",
    "remind_people",
    "remove_poll",
    "remove_survey",
    "remove_wave",
    "say_outcome",
    "take_back_wave",
    "tick_off",
    "write_finding",
    "write_sheet",
]
