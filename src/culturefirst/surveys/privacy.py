"""What polls and surveys hold about people, in plain words."""

from typing import Any

from django.db.models import QuerySet

from culturefirst.kit.asking.packing import read, unpacked
from culturefirst.kit.asking.piping import in_words
from culturefirst.kit.holdings import HOLDINGS, Holding, Row, Whom
from culturefirst.surveys.models import (
    Answer,
    AnswerSheet,
    Finding,
    Invitation,
    Poll,
    Survey,
    Unfinished,
)

for each in (
    Holding(
        "What you answered in polls",
        "So that each person answers once, and can change it while the poll is open.",
        "While the poll is kept; without your name once you are erased.",
        Answer,
    ),
    Holding(
        "Polls that you wrote",
        "So that those who are asked know who asks.",
        "While the poll is kept; without your name once you are erased.",
        Poll,
    ),
    Holding(
        "Surveys that you were asked to answer, and whether you did",
        "So that each person answers once, and is reminded only until they have.",
        "While the survey is kept; without your name once you are erased.",
        Invitation,
    ),
    Holding(
        "Survey answers that you began and have not sent",
        "So that you can go on where you stopped.",
        "Until you send them, or a week after the survey closes.",
        Unfinished,
    ),
    Holding(
        "Surveys that you set up",
        "So that those who are asked know who asks.",
        "While the survey is kept; without your name once you are erased.",
        Survey,
    ),
    Holding(
        "Findings that you wrote",
        "So that readers know who says so.",
        "While the survey is kept; without your name once you are erased.",
        Finding,
    ),
):
    assert each.model is not None
    HOLDINGS.add(each.model._meta.label_lower, each)


def _outside(whom: Whom) -> "QuerySet[Any]":
    return Invitation._base_manager.filter(email__in=whom.addresses).order_by("pk")


def _rows(whom: Whom) -> list[Row]:
    return [
        {"survey": str(row.wave), "name": row.name, "address": row.email, "asked": row.asked_on}
        for row in _outside(whom).select_related("wave__survey")
    ]


def _forget(whom: Whom) -> None:
    """Keep that somebody was asked, and not whom; the link opens nothing any more."""
    for row in _outside(whom):
        row.name, row.email, row.digest = "", "", f"forgotten {row.pk}"
        row.save(update_fields=["name", "email", "digest"])
        Unfinished._base_manager.filter(invitation=row).delete()


HOLDINGS.add(
    "surveys.invitation_outside",
    Holding(
        "That you were asked to answer a survey, by your address",
        "So that the letter reaches you, and you are reminded only until you have answered.",
        "While the survey is kept; your name and address are taken out once you ask.",
        rows=_rows,
        erase=_forget,
    ),
)


def _answered(whom: Whom) -> "QuerySet[Any]":
    return AnswerSheet._base_manager.filter(person__in=whom.people, test=False).order_by("pk")


def _answers(whom: Whom) -> list[Row]:
    """Every sheet in words, as it was asked and answered."""
    return [
        {"survey": str(row.wave), "answered": row.on, **_in_words(row)}
        for row in _answered(whom).select_related("wave__survey")
    ]


def _in_words(row: AnswerSheet) -> Row:
    sheet = row.wave.asked
    [record] = read(sheet, [bytes(row.packed)])
    given = {**unpacked(sheet, record), **row.words}
    questions = {each.key: each for each in sheet.questions}
    return {
        questions[key].words if key in questions else key: (
            in_words(questions[key], answer) if key in questions else answer
        )
        for key, answer in given.items()
    }


HOLDINGS.add(
    AnswerSheet._meta.label_lower,
    Holding(
        "What you answered in surveys that are not anonymous",
        "So that you can change it until the last day. Of an anonymous survey nothing is held "
        "that could be told to be yours.",
        "While the survey is kept; without your name once you are erased, and your words go.",
        AnswerSheet,
        rows=_answers,
    ),
)
