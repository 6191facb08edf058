"""The speed-dating day of the story: eighteen councils book, wish, and have a first timetable."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from culturefirst.collaboration import actions
from culturefirst.collaboration.models import DatingDay, Party
from culturefirst.collaboration.queries import worth
from culturefirst.demo import listings
from culturefirst.demo.events import moment
from culturefirst.demo.people import Member
from culturefirst.demo.stage import Event, Happening, Stage
from culturefirst.events import actions as events_actions
from culturefirst.events import models as events_models
from culturefirst.network.models import Organisation

KEY = "neighbours"
COUNCILS, HEARD, EACH = 18, 15, 4
OPENED, SET_UP, PLANNED = date(2011, 8, 10), date(2011, 9, 2), date(2011, 9, 15)
A_DAY = timedelta(days=1)
FRAME: dict[str, Any] = {
    "rounds": 8, "tables": 9, "minutes": 10, "between": 5, "pause_after": 4, "pause_minutes": 20,
    "first_at": moment(datetime(2011, 10, 13, 10, 15)),
    "wishes_until": moment(datetime(2011, 10, 6, 17, 0)),
}  # fmt: skip


def events(members: Sequence[Member]) -> Iterator[Event]:
    """They book one after another, the day is set up, most say whom they want to meet."""
    come = _who_comes(members)
    for place, member in enumerate(come):
        yield Event(OPENED + place * A_DAY, _books(member))
    yield Event(SET_UP, _sets_up)
    for place, member in enumerate(come[:HEARD]):
        yield Event(SET_UP + (1 + place % 12) * A_DAY, _wishes(member))
    yield Event(PLANNED, _plans)


def _who_comes(members: Sequence[Member]) -> list[Member]:
    """One of each council: of those that offer or need something first."""
    first: dict[str, Member] = {}
    for member in members:
        early = member.registered <= OPENED and member.left is None
        if early and member.role in ("officer", "councillor"):
            first.setdefault(member.organisation, member)
    says = [said["by"] for said in listings.told()["listings"]]
    keen = sorted(first, key=lambda body: (first[body].key not in says and body not in says, body))
    return [first[body] for body in keen[:COUNCILS]]


def _books(member: Member) -> Happening:
    def happens(stage: Stage) -> None:
        event = events_models.Event.objects.get(pk=stage.events[KEY].pk)
        by = stage.actor(member.key)
        events_actions.book_place(by=by, event=event, clash_accepted=True)

    return happens


def _sets_up(stage: Stage) -> None:
    by = stage.actor("helen")
    day = actions.set_up_day(by=by, event=stage.events[KEY], **FRAME)
    actions.bring_in(by=by, day=day)


def _wishes(member: Member) -> Happening:
    """Those with whom something is matched first, then whom they fancy; some would rather not."""

    def happens(stage: Stage) -> None:
        chance = Random(member.name)  # noqa: S311  (a story, not a secret)
        day = _day(stage)
        body = stage.organisations[member.organisation]
        rows = Party._base_manager.filter(day=day).select_related("organisation")
        parties = {each.organisation_id: each for each in rows}
        own = parties.pop(body.pk)
        fits = _fitting(body, parties)
        others = chance.sample(sorted(parties.keys() - set(fits)), EACH)
        wanted = [*fits, *others][:EACH]
        avoid = [key for key in others if key not in wanted][:1] if chance.random() < 0.2 else []
        actions.set_wishes(
            by=stage.actor(member.key),
            party=own,
            meet=[parties[key] for key in wanted],
            avoid=[parties[key] for key in avoid],
        )

    return happens


def _fitting(body: Organisation, parties: dict[int, Party]) -> list[int]:
    found = worth([body.pk, *parties])
    mine = {pair: value for pair, (value, _) in found.items() if body.pk in pair}
    best = sorted(mine, key=lambda pair: (-mine[pair], pair))
    return [one if other == body.pk else other for one, other in best]


def _plans(stage: Stage) -> None:
    actions.plan_day(by=stage.actor("helen"), day=_day(stage))


def _day(stage: Stage) -> DatingDay:
    found: DatingDay = DatingDay._base_manager.get(event=stage.events[KEY])
    return found
