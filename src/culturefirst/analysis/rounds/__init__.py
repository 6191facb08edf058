"""Who meets whom, when and at which table, on a day of short meetings two by two."""

from culturefirst.analysis.rounds.changes import move, pin, release, remove, swap
from culturefirst.analysis.rounds.checks import check
from culturefirst.analysis.rounds.day import Day, Fixed, Id, Party, Wish, ranked
from culturefirst.analysis.rounds.planning import plan, replan
from culturefirst.analysis.rounds.timetable import (
    Bound,
    Got,
    Meeting,
    Reason,
    Timetable,
    Unmet,
    Value,
    Why,
)

__all__ = [
    "Bound",
    "Day",
    "Fixed",
    "Got",
    "Id",
    "Meeting",
    "Party",
    "Reason",
    "Timetable",
    "Unmet",
    "Value",
    "Why",
    "Wish",
    "check",
    "move",
    "pin",
    "plan",
    "ranked",
    "release",
    "remove",
    "replan",
    "swap",
]
