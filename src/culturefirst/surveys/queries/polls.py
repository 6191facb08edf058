"""Questions over polls that more than one caller asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet

from culturefirst.kit.policy import roles
from culturefirst.network.models import Group, GroupMember
from culturefirst.surveys.models import Answer, Choice, Poll, Polls
from culturefirst.surveys.policy.polls import KEEPERS, put_to
from culturefirst.surveys.rules import Share, withheld

SHOWN_FOR = timedelta(days=28)  # how long a closed poll stays on the home page


@dataclass(frozen=True)
class Card:
    """A poll as one person sees it: what they chose, whether they may, and the result.

    ``withheld`` says why ``shares`` are not shown; ``answers`` is how many answered.
    """

    poll: Poll
    is_open: bool
    may_answer: bool
    chosen: int | None
    choices: list[Choice]
    answers: int
    shares: list[Share]
    withheld: str

    @property
    def key(self) -> str:
        """Its key as text, for the ids of a page."""
        return str(self.poll.pk)


def polls(user: Any) -> "Polls":
    """Polls that this person may read, the latest first."""
    rows: Polls = Poll.objects.visible_to(user)
    return rows.select_related("group", "audience", "made_by__account", "serves")


def cards(found: Iterable[Poll], user: Any, on: date) -> list[Card]:
    """Each of these polls as this person sees it, in three statements for all of them."""
    listed = list(found)
    times = counted(listed)
    mine = dict(
        Answer.objects.visible_to(user).filter(poll__in=listed).values_list("poll", "choice")
    )
    choices: dict[int, list[Choice]] = {}
    for choice in Choice.objects.filter(poll__in=listed):
        choices.setdefault(choice.poll_id, []).append(choice)
    asked = put_to(user, [poll for poll in listed if poll.is_open(on)])
    member = bool(roles(user))
    return [
        _card(
            poll, choices.get(poll.pk, []), times, mine.get(poll.pk), poll.pk in asked, member, on
        )
        for poll in listed
    ]


def card(poll: Poll, user: Any, on: date) -> Card:
    """One poll as this person sees it."""
    return cards([poll], user, on)[0]


def counted(found: Iterable[Poll]) -> dict[int, int]:
    """How often each choice of these polls was chosen, by the choice's key."""
    answers: Any = Answer._base_manager.filter(poll__in=[poll.pk for poll in found])
    return dict(answers.values_list("choice").annotate(n=Count("pk")).order_by())


def _card(
    poll: Poll,
    choices: list[Choice],
    times: dict[int, int],
    mine: int | None,
    asked: bool,
    member: bool,
    on: date,
) -> Card:
    total = sum(times.get(choice.pk, 0) for choice in choices)
    why = withheld(poll, on=on, answered=mine is not None, member=member, answers=total)
    shares = [Share(each.words, times.get(each.pk, 0), total) for each in choices]
    return Card(
        poll=poll,
        is_open=poll.is_open(on),
        may_answer=asked,
        chosen=mine,
        choices=choices,
        answers=total,
        shares=[] if why else shares,
        withheld=why,
    )


def for_home_page(user: Any, on: date) -> Card | None:
    """The poll that stands on the home page: one that is open, else one that closed lately."""
    rows = polls(user).filter(on_home_page=True, opened_on__lte=on)
    found = rows.open_on(on).first() or rows.filter(closes_on__gte=on - SHOWN_FOR).first()
    return card(found, user, on) if found else None


def to_answer(user: Any, on: date) -> list[Poll]:
    """Open polls that are put to this person, who has not answered."""
    if not roles(user):
        return []
    mine = Answer.objects.visible_to(user).values("poll")
    rows = list(polls(user).open_on(on).exclude(pk__in=mine))
    asked = put_to(user, rows)
    return [poll for poll in rows if poll.pk in asked]


def without_outcome(user: Any, on: date) -> "QuerySet[Poll]":
    """Polls that closed, and of which nobody has said what was done with them."""
    return polls(user).filter(opened_on__isnull=False, closes_on__lt=on, outcome="")


def groups_to_ask(user: Any, on: date) -> "QuerySet[Group]":
    """The groups that this person is in and looks after."""
    keeps = GroupMember.objects.in_on(on).filter(
        person=getattr(user, "person_id", None), part__in=GroupMember.KEEPERS
    )
    if roles(user) & KEEPERS:
        keeps = GroupMember.objects.in_on(on).filter(person=getattr(user, "person_id", None))
    rows: QuerySet[Group] = Group.objects.visible_to(user).standing_on(on)
    return rows.filter(pk__in=keeps.values("group"))
