"""Surveys are set up; what they promise stays as it was from the first opening on."""

from collections.abc import Mapping
from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import one_line
from culturefirst.surveys.models import Survey
from culturefirst.surveys.policy.surveys import keep_survey

PROMISED = ("privacy", "per")
SETTLED = (
    "People have answered under this promise, so that it stays: {} cannot be changed any more. "
    "Set up another survey for another promise."
)


@action("set up a survey", allow=keep_survey)
def make_survey(*, by: Any, title: str, says: str, **said: Any) -> Survey:
    """Set down what it is for, and what is promised to those who answer."""
    made = Survey(
        title=one_line(title), says=says.strip(), made_by=getattr(by, "person", None),
        made_on=clock.today(), **said,
    )  # fmt: skip
    made.full_clean()
    made.save()
    return made


@action("changed a survey", allow=keep_survey, on="survey")
def edit_survey(
    *, by: Any, survey: Survey, changes: Mapping[str, Any], seen: int | None = None
) -> Survey:
    """Set its words; its promise only before anybody was asked."""
    if survey.settled_on is not None:
        for name in PROMISED:
            if name in changes and changes[name] != getattr(survey, name):
                words = {"privacy": "who learns whose an answer is", "per": "who answers"}
                raise DomainError(SETTLED.format(words[name]))
    return save_changes(survey, changes, seen=seen)


@action("removed a survey", allow=keep_survey, on="survey")
def remove_survey(*, by: Any, survey: Survey) -> Survey:
    """Take one away that nobody was asked."""
    if survey.settled_on is not None:
        raise DomainError("People have been asked. Close its waves instead; they stay to be read.")
    survey.delete()
    return survey
