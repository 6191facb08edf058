"""The verbs of polls."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.network.models import Audience, Group
from culturefirst.surveys.models import Answer, Choice, Poll
from culturefirst.surveys.policy.polls import answer_poll, keep_poll, make_polls

__all__ = [
    "answer_quick_poll",
    "close_poll",
    "edit_poll",
    "make_poll",
    "open_poll",
    "remove_poll",
    "say_outcome",
]
FEWEST_CHOICES, MOST_CHOICES = 2, 12


@action("wrote a poll", allow=keep_poll)
def make_poll(
    *,
    by: Any,
    question: str,
    choices: Sequence[str],
    closes_on: date,
    says: str = "",
    shown: str = Poll.Shown.AFTER,
    group: Group | None = None,
    audience: Audience | None = None,
    on_home_page: bool = False,
    serves: Any = None,
) -> Poll:
    """Write a draft; nobody is asked before it is opened."""
    make_polls.require(by, group)
    poll = Poll(
        question=question.strip(),
        says=says.strip(),
        shown=shown,
        closes_on=closes_on,
        group=group,
        audience=audience,
        on_home_page=on_home_page,
        serves=serves,
        made_by_id=getattr(by, "person_id", None),
    )
    poll.full_clean()
    poll.save()
    _set_choices(poll, choices)
    return poll


@action("changed a poll", allow=keep_poll, on="poll")
def edit_poll(*, by: Any, poll: Poll, changes: Mapping[str, Any], seen: int | None = None) -> Poll:
    """Set words and day; once it is open, only the day and what is shown when."""
    given = dict(changes)
    choices = given.pop("choices", None)
    if poll.opened_on is not None:
        _refuse_other_words(poll, given, choices)
    save_changes(poll, given, seen=seen)
    if choices is not None and poll.opened_on is None:
        _set_choices(poll, choices)
    return poll


@action("opened a poll", allow=keep_poll, on="poll")
def open_poll(*, by: Any, poll: Poll) -> Poll:
    """Ask: from now on its words stay, since people answer to them."""
    if poll.opened_on is not None:
        raise DomainError("This poll has been opened already.")
    if poll.closes_on < clock.today():
        raise DomainError("Its last day is over. Give a later day, and open it then.")
    return save_changes(poll, {"opened_on": clock.today()})


@action("answered a poll", allow=answer_poll, on="poll")
def answer_quick_poll(*, by: Any, poll: Poll, choice: Choice) -> Poll:
    """Keep this person's one answer, or change it; the trail says that, not what."""
    if choice.poll_id != poll.pk:
        raise DomainError("That is no answer to this question. Choose one of those shown.")
    Answer._base_manager.update_or_create(
        poll=poll, person_id=by.person_id, defaults={"choice": choice, "on": clock.today()}
    )
    return poll


@action("closed a poll", allow=keep_poll, on="poll")
def close_poll(*, by: Any, poll: Poll) -> Poll:
    """Take no more answers, before its last day."""
    if not poll.is_open(clock.today()):
        raise DomainError("This poll is not open.")
    return save_changes(poll, {"closed_on": clock.today()})


@action("said what was done with a poll", allow=keep_poll, on="poll")
def say_outcome(*, by: Any, poll: Poll, outcome: str, seen: int | None = None) -> Poll:
    """Tell those who answered what came of it."""
    if poll.opened_on is None:
        raise DomainError("Nobody has been asked yet. Open the poll first.")
    words = outcome.strip()
    day = clock.today() if words else None
    return save_changes(poll, {"outcome": words, "outcome_on": day}, seen=seen)


@action("removed the draft of a poll", allow=keep_poll, on="poll")
def remove_poll(*, by: Any, poll: Poll) -> Poll:
    """Remove a draft; what people were asked stays."""
    if poll.opened_on is not None:
        raise DomainError("People have been asked: close it instead, and say what came of it.")
    poll.delete()
    return poll


def _refuse_other_words(poll: Poll, given: dict[str, Any], choices: Sequence[str] | None) -> None:
    fixed = ("question", "says", "group", "audience")
    changed = [name for name in fixed if name in given and given[name] != getattr(poll, name)]
    words = list(poll.choices.values_list("words", flat=True))
    if changed or (choices is not None and _cleaned(choices) != words):
        raise DomainError(
            "It is open: people may have answered these words. Close it and write another."
        )


def _set_choices(poll: Poll, choices: Sequence[str]) -> None:
    words = _cleaned(choices)
    if not FEWEST_CHOICES <= len(words) <= MOST_CHOICES:
        raise DomainError(
            f"Give {FEWEST_CHOICES} to {MOST_CHOICES} answers to choose from, one a line."
        )
    if len({each.casefold() for each in words}) != len(words):
        raise DomainError("Two of the answers are the same. Take one away.")
    poll.choices.all().delete()
    for position, each in enumerate(words):
        choice = Choice(poll=poll, words=each, position=position)
        choice.full_clean()
        choice.save()


def _cleaned(choices: Sequence[str]) -> list[str]:
    return [words for each in choices if (words := " ".join(each.split()))]
