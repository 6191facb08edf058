"""Of what due day a side of a challenge is to be reminded, and who was not written to of it yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from culturefirst.improvement import letters_challenges as letters
from culturefirst.improvement.models import Assessment, Challenge, Plan
from culturefirst.improvement.rules_challenges import REMINDED
from culturefirst.kit.outbox.models import Message
from culturefirst.network.models import Person

State = Challenge.State


@dataclass(frozen=True)
class Reminder:
    """``what`` a side is reminded of, and the day by which it is due."""

    what: str
    side: str
    due: date

    @property
    def step(self) -> str:
        """Its name in the ledger of letters: another day is another reminder."""
        return f"{self.what}:{self.due.isoformat()}"


def followed(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """With whether a plan was adopted (``planned``), and scores agreed ``again``."""
    planned = Plan._base_manager.filter(assessment=OuterRef("assessment"), adopted_on__isnull=False)
    again = Assessment._base_manager.filter(follows=OuterRef("assessment"), agreed_on__isnull=False)
    found: QuerySet[Any] = rows.annotate(planned=Exists(planned), again=Exists(again))
    return found


def to_remind(on: date) -> list[Challenge]:
    """Challenges of which somebody is to be reminded and was not written to."""
    return [each for each in _near(on) if unwritten(each, on)]


def unwritten(challenge: Challenge, on: date) -> list[tuple[Reminder, list[Person]]]:
    """Each reminder of the day, with those who lead the side and have not had it."""
    [found] = followed(Challenge._base_manager.filter(pk=challenge.pk))
    told = []
    for each in _due(found, on):
        people = {
            letters.key(found, each.step, person): person
            for person in letters.leads_of(found, each.side)
            if letters.address_of(person)
        }
        written = set(Message.objects.filter(key__in=people).values_list("key", flat=True))
        if left := [person for key, person in people.items() if key not in written]:
            told.append((each, left))
    return told


def _near(on: date) -> "QuerySet[Challenge]":
    """Those with a due day so near that it may be time."""
    rows = Challenge._base_manager.filter(state__in=(State.VISITED, *Challenge.TOLD))
    farthest = max(REMINDED.values())
    near = Q(report_due__range=(on, on + farthest)) | Q(plan_due__range=(on, on + farthest))
    found: QuerySet[Challenge] = rows.filter(near | Q(review_from__lte=on, review_due__gte=on))
    return found.order_by("pk")


def _due(found: Any, on: date) -> Iterator[Reminder]:
    """What is due soon and not done: no sooner than so long before, nor once the day is over."""
    if found.state == State.VISITED and _soon(found.report_due, "report", on):
        yield Reminder("report-due", letters.PEERS, found.report_due)
    if found.state not in Challenge.TOLD:
        return
    if not found.planned and _soon(found.plan_due, "plan", on):
        yield Reminder("plan-due", letters.HOST, found.plan_due)
    if found.again or not found.review_from <= on <= found.review_due:
        return
    if _soon(found.review_due, "review", on):
        yield Reminder("review-due", letters.HOST, found.review_due)
    else:
        yield Reminder("review-from", letters.HOST, found.review_due)


def _soon(due: date, what: str, on: date) -> bool:
    return due - REMINDED[what] <= on <= due
