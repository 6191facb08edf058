"""Letters before a day of a challenge's clock is due. No subject tells whom it is about."""

from collections.abc import Iterable
from datetime import date

from culturefirst.improvement.letters_challenges import write
from culturefirst.improvement.models import Challenge
from culturefirst.kit.wording import day
from culturefirst.network.models import Person

# By what is due: the subject, and what the letter says; both with the day.
SAYS = {
    "report-due": (
        "A report is due by {day}",
        "The feedback report of your peer challenge is due by {day}. It stays with the peers until "
        "you send it.",
    ),
    "plan-due": (
        "An improvement plan is due by {day}",
        "An improvement plan is to come of your peer challenge by {day}, and none is adopted yet.",
    ),
    "review-from": (
        "Time to look again, until {day}",
        "It is ten months and more since the visit of your peers. Score yourselves afresh by {day} "
        "and see what has changed.",
    ),
    "review-due": (
        "A review is due by {day}",
        "The review of your peer challenge is due by {day}. Score yourselves afresh and see what "
        "has changed.",
    ),
}


def remind(challenge: Challenge, what: str, step: str, due: date, people: Iterable[Person]) -> None:
    """That something is due by a day."""
    subject, says = (each.format(day=day(due)) for each in SAYS[what])
    write(challenge, people, step, subject, says)
