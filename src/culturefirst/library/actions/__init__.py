"""The verbs of the library."""

from culturefirst.library.actions.answering import accept_case_study, send_back_case_study
from culturefirst.library.actions.pictures import put_picture, take_picture_out
from culturefirst.library.actions.publishing import note_published, note_withdrawn
from culturefirst.library.actions.writing import (
    begin_case_study,
    discard_case_study,
    hand_in_case_study,
    save_case_study,
    take_back_case_study,
)

__all__ = [
    "accept_case_study",
    "begin_case_study",
    "discard_case_study",
    "hand_in_case_study",
    "note_published",
    "note_withdrawn",
    "put_picture",
    "save_case_study",
    "send_back_case_study",
    "take_back_case_study",
    "take_picture_out",
]
