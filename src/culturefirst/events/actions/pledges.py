"""What somebody will do next: pledged after an event, asked about on its day, answered."""

from datetime import date
from typing import Any

from culturefirst.events import letters_after
from culturefirst.events.models import Booking, Pledge
from culturefirst.events.months import months_later
from culturefirst.events.policy import give_feedback, keep_pledge
from culturefirst.events.rules_after import why_not_pledged
from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.policy import system

COMES_BACK = 3  # months after it was made
LATEST = 24  # months


@action("pledged what they will do next", allow=give_feedback, on="booking")
def make_pledge(*, by: Any, booking: Booking, words: str, due_on: date | None = None) -> Pledge:
    """Keep what a delegate will do next, or put other words and another day in its place."""
    event, today = booking.event, clock.today()
    if why := why_not_pledged(event, clock.now(), today):
        raise DomainError(why)
    said, comes = " ".join(words.split()), due_on or months_later(today, COMES_BACK)
    if not said:
        raise DomainError("Say what you will do, in a sentence.")
    if not today < comes <= months_later(today, LATEST):
        raise DomainError("Let it come back on a day after today, within two years.")
    rows = Pledge._base_manager.filter(event=event, person=booking.person_id)
    rows = rows.select_for_update()  # else an answer given meanwhile would be written over
    row = rows.first() or Pledge(event=event, person=booking.person, made_on=today)
    if row.answered_on is not None:
        raise DomainError("You have said what came of it already, so it stays as it is.")
    row.words, row.due_on, row.reminded_on = said, comes, None
    row.organisation_id = booking.organisation_id
    row.clean_fields(exclude=["event", "person", "organisation"])
    row.save()
    return row


@action("said what came of a pledge", allow=keep_pledge, on="pledge")
def answer_pledge(*, by: Any, pledge: Pledge, fulfilled: bool, came_of_it: str = "") -> Pledge:
    """Say whether it was kept, and what came of it; said again, the later words stand."""
    pledge.fulfilled, pledge.came_of_it = fulfilled, came_of_it.strip()
    pledge.answered_on = clock.today()
    pledge.clean_fields(exclude=["event", "person", "organisation"])
    pledge.save(update_fields=["fulfilled", "came_of_it", "answered_on"])
    return pledge


@action("asked what came of a pledge", allow=system, on="pledge")
def ask_about_pledge(*, by: Any, pledge: Pledge) -> Pledge:
    """Write to whoever made it, once for each day that it was to come back on."""
    if pledge.is_due(clock.today()) and pledge.reminded_on is None:
        letters_after.ask_about(pledge)
        pledge.reminded_on = clock.today()
        pledge.save(update_fields=["reminded_on"])
    return pledge
