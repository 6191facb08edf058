"""After a meeting each side says in private whether to take it further; where both do, they are
introduced to each other and an initiative is drafted, once."""

from typing import Any

from culturefirst.collaboration.actions.initiatives import draft_initiative
from culturefirst.collaboration.letters_meetings import introduce_both
from culturefirst.collaboration.models import DatingDay, DayMeeting, Sitting, own_parties
from culturefirst.collaboration.policy import tick_meeting
from culturefirst.collaboration.queries.between import between, met_in_words
from culturefirst.collaboration.queries.listings import works_at
from culturefirst.collaboration.rules_dating import slots
from culturefirst.events.when import clock_time
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM, action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.locks import locked

LONGEST_TITLE = 120
GONE = "This meeting is not in the timetable any more. Look at your agenda: it was planned anew."
INTRODUCED = (
    "You have both been introduced, which cannot be taken back. If nothing comes of it, drop the "
    "initiative."
)
State = DatingDay.State


@action("said what is to come of a speed-dating meeting", allow=tick_meeting)
def tick_meeting_off(
    *, by: Any, meeting: DayMeeting, further: bool | None, note: str | None = None
) -> Sitting:
    """Say for one's own side whether to take it further; ``None`` takes back what was said.

    The other side never learns of it, unless both want it.
    """
    held = _locked(meeting)
    tick_meeting.require(by, held)
    _refuse_early(held)
    sides = _sides(held)
    mine = set(own_parties(by).values_list("pk", flat=True))
    own = next(each for each in sides if each.party_id in mine)
    if held.mutual_on is not None and further is not True:
        raise DomainError(INTRODUCED)
    own.further = further
    if note is not None:
        own.note = note.replace("\r\n", "\n").replace("\0", "").strip()
    own.ticked_by_id, own.ticked_at = by.person_id, clock.now()
    own.full_clean()
    own.save()
    if held.mutual_on is None and all(each.further for each in sides):
        _introduce(held, sides)
    return own


def _locked(meeting: DayMeeting) -> DayMeeting:
    """The meeting, locked: of two who tick at once the second sees what the first said.

    Its day is locked first, as planning does, so that no meeting is planned away meanwhile.
    """
    locked(meeting.day)
    rows = DayMeeting._base_manager.select_for_update(of=("self",)).filter(pk=meeting.pk)
    found = rows.select_related("day__event__group", "a__organisation", "b__organisation").first()
    if found is None:
        raise DomainError(GONE)
    held: DayMeeting = found
    return held


def _sides(meeting: DayMeeting) -> list[Sitting]:
    return list(Sitting._base_manager.filter(meeting=meeting).select_related("ticked_by"))


def _refuse_early(meeting: DayMeeting) -> None:
    if meeting.day.state not in (State.FINAL, State.OVER):
        raise DomainError("The timetable is not final yet: say it after you have met.")
    begins = slots(meeting.day)[meeting.round - 1].begins
    if clock.now() < begins:
        raise DomainError(f"You meet at {clock_time(begins)}: say it once that has begun.")


def _introduce(meeting: DayMeeting, sides: list[Sitting]) -> None:
    """Both want it: note the day, write to both, and draft what may come of it."""
    meeting.mutual_on = clock.today()
    meeting.save(update_fields=["mutual_on"])
    bodies = {each.pk: each.organisation for each in (meeting.a, meeting.b)}
    fits = between(meeting.a.organisation, meeting.b.organisation, clock.today())
    named = [
        (bodies[each.party_id], _contact(each, bodies[each.party_id])) for each in _ordered(sides)
    ]
    made = draft_initiative(
        by=SYSTEM,
        title=_title(meeting, fits[0].own.title if fits else ""),
        words=met_in_words(meeting, fits),
        serves=meeting.day.event.serves,
        partners=named,
        start=meeting,
    )
    introduce_both(meeting, sides, fits, made)


def _contact(side: Sitting, body: Any) -> Any:
    """Whoever ticked, as long as they work there."""
    return side.ticked_by if works_at(side.ticked_by, body, clock.today()) else None


def _ordered(sides: list[Sitting]) -> list[Sitting]:
    return sorted(sides, key=lambda each: each.party_id)


def _title(meeting: DayMeeting, about: str) -> str:
    both = f"{meeting.a.organisation} and {meeting.b.organisation}"
    said = f"{both}: {about}" if about else f"{both} together"
    return said if len(said) <= LONGEST_TITLE else (about or both)[:LONGEST_TITLE]
