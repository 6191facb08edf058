"""Whoever leads a side of a challenge is reminded of what is due."""

from typing import Any

from culturefirst.improvement.letters_reminding import remind
from culturefirst.improvement.models import Challenge
from culturefirst.improvement.queries.reminding import unwritten
from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.policy import system


@action("reminded the sides of a peer challenge", allow=system, on="challenge")
def remind_of_challenge(*, by: Any, challenge: Challenge) -> Challenge:
    """Write to everybody who is to know of a due day and was not written to of it."""
    for each, people in unwritten(challenge, clock.today()):
        remind(challenge, each.what, each.step, each.due, people)
    return challenge
