"""A poll for everybody, as a draft and opened."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from culturefirst.network.models import User
from culturefirst.surveys import actions
from culturefirst.surveys.models import Choice, Poll

QUESTION = "Has your service shared a post with another council this year?"
CHOICES = ("Yes, one or more", "Planning to", "No")


@pytest.fixture
def draft(helen: User) -> Poll:
    return actions.make_poll(
        by=helen, question=QUESTION, choices=CHOICES, closes_on=date(2011, 9, 30)
    )


@pytest.fixture
def poll(draft: Poll, helen: User) -> Poll:
    return actions.open_poll(by=helen, poll=draft)


@pytest.fixture
def answered() -> Callable[..., Poll]:
    """``answered(by, poll, 0)``: this person chose that choice."""

    def answer(by: Any, poll: Poll, place: int) -> Poll:
        choice = Choice.objects.get(poll=poll, position=place)
        return actions.answer_quick_poll(by=by, poll=poll, choice=choice)

    return answer
