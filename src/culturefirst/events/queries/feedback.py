"""What delegates said of an event, counted; its words without names."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Avg, Count, QuerySet

from culturefirst.events.models import Booking, Event, Feedback, Pledge, State
from culturefirst.events.policy import give_feedback, keep_event
from culturefirst.events.queries.attendance import Counts, counts, own_place
from culturefirst.events.rules_after import why_not_pledged
from culturefirst.kit import clock
from culturefirst.kit.policy import roles
from culturefirst.measures.withheld import FEWEST

SCORES = {
    "overall": "All in all",
    "useful": "Of use for one’s work",
    "organised": "How it was organised",
}


@dataclass(frozen=True)
class Mean:
    """The mean of one question's scores, and of how many answers."""

    words: str
    mean: float
    answers: int


@dataclass(frozen=True)
class Results:
    """What was said of an event; ``best`` and ``better`` in the order of the alphabet.

    In the order in which they came they would tell who said what.
    """

    answers: int
    came: int
    means: list[Mean]
    best: list[str]
    better: list[str]
    pledged: int
    kept: int
    answered: int


@dataclass(frozen=True)
class Card:
    """The day and after of one event as one person sees it.

    ``means`` are empty where ``withheld`` says why. ``own`` is the person's place.
    """

    event: Event
    own: Booking | None
    given: Feedback | None
    pledge: Pledge | None
    may_say: bool
    may_pledge: bool
    keeps: bool
    over: bool
    answers: int
    counts: Counts
    means: list[Mean]
    withheld: str

    @property
    def shown(self) -> bool:
        """Whether there is anything to show to this person."""
        own = self.own is not None and self.own.attended is True
        return bool(self.means) or own or self.keeps


def card(event: Event, user: Any, on: date) -> Card | None:
    """How the day and after of this event stands for this person; ``None`` before it came."""
    if event.state in (State.DRAFT, State.CANCELLED) or event.day > on or not roles(user):
        return None
    own = own_place(event, user)
    said = own is not None and give_feedback.allows(user, own)
    answers = answers_of(event).count()
    keeps = keep_event.allows(user, event)
    told = answers >= FEWEST
    return Card(
        event=event,
        own=own,
        given=_given(own, user) if said else None,
        pledge=pledge_of(event, user) if said else None,
        may_say=said and event.state != State.CLOSED,
        may_pledge=said and not why_not_pledged(event, clock.now(), on),
        keeps=keeps,
        over=event.state in (State.HELD, State.CLOSED),
        answers=answers,
        counts=counts(event),
        means=means(event) if told else [],
        withheld="" if told else f"Means are shown from {FEWEST} answers up.",
    )


def answers_of(event: Event) -> "QuerySet[Feedback]":
    """All that was said of an event, to be counted."""
    rows: QuerySet[Feedback] = Feedback._base_manager.filter(booking__event=event)
    return rows


def means(event: Event) -> list[Mean]:
    """The mean of each question that somebody answered."""
    asked: dict[str, Any] = {f"{name}_mean": Avg(name) for name in SCORES}
    asked |= {f"{name}_n": Count(name) for name in SCORES}
    found = answers_of(event).aggregate(**asked)
    return [
        Mean(words, float(found[f"{name}_mean"]), found[f"{name}_n"])
        for name, words in SCORES.items()
        if found[f"{name}_n"]
    ]


def results(event: Event) -> Results:
    """Everything that whoever keeps an event reads of it."""
    rows = answers_of(event)
    pledges: Any = Pledge._base_manager.filter(event=event)
    return Results(
        answers=rows.count(),
        came=counts(event).came,
        means=means(event),
        best=_words(rows, "best"),
        better=_words(rows, "better"),
        pledged=pledges.count(),
        kept=pledges.filter(fulfilled=True).count(),
        answered=pledges.filter(answered_on__isnull=False).count(),
    )


@dataclass(frozen=True)
class Told:
    """A line of the file: what was asked, what was said, and of how many answers it speaks."""

    asked: str
    said: Any
    answers: Any = ""


def told(event: Event) -> list[Told]:
    """The means, then the words; never which words belong together, or to which scores."""
    found = results(event)
    return [
        Told("Answers", found.answers, found.came),
        *(Told(each.words, round(each.mean, 2), each.answers) for each in found.means),
        *(Told("What was best", words) for words in found.best),
        *(Told("What would have made it better", words) for words in found.better),
    ]


def pledge_of(event: Event, user: Any) -> Pledge | None:
    """What this person pledged after an event."""
    found: Pledge | None = Pledge.objects.visible_to(user).filter(event=event).first()
    return found


def pledges(user: Any) -> "QuerySet[Pledge]":
    """This person's pledges with their events, those that come back first in front."""
    rows: QuerySet[Pledge] = Pledge.objects.visible_to(user)
    return rows.select_related("event__group")


def due(user: Any, on: date) -> "QuerySet[Pledge]":
    """This person's pledges of which it is time to say what came of them."""
    return pledges(user).filter(due_on__lte=on, answered_on__isnull=True)


def to_ask_about(on: date) -> list[Pledge]:
    """Pledges of which nobody was asked yet what came of them, though their day has come."""
    rows = Pledge._base_manager.filter(
        due_on__lte=on,
        answered_on__isnull=True,
        reminded_on__isnull=True,
        person__erased_on__isnull=True,
    )
    return list(rows.order_by("pk"))


def _given(own: Booking | None, user: Any) -> Feedback | None:
    found: Feedback | None = Feedback.objects.visible_to(user).filter(booking=own).first()
    return found


def _words(rows: "QuerySet[Feedback]", name: str) -> list[str]:
    said = rows.exclude(**{name: ""}).values_list(name, flat=True)
    return sorted((str(each) for each in said), key=str.casefold)
