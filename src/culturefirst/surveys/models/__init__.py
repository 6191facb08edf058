"""What people are asked: quick polls, and surveys in waves."""

from culturefirst.surveys.models.findings import Finding
from culturefirst.surveys.models.polls import Answer, Choice, Poll, Polls
from culturefirst.surveys.models.sheets import AnswerSheet, Unfinished
from culturefirst.surveys.models.surveys import Survey, Surveys
from culturefirst.surveys.models.tallies import Tally
from culturefirst.surveys.models.waves import Invitation, Wave

__all__ = [
    "Answer",
    "AnswerSheet",
    "Choice",
    "Finding",
    "Invitation",
    "Poll",
    "Polls",
    "Survey",
    "Surveys",
    "Tally",
    "Unfinished",
    "Wave",
]
