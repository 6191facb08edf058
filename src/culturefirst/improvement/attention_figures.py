"""What yearly figures ask of people: for "My work"."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from culturefirst.improvement.models import FigureQuery, Return
from culturefirst.improvement.policy import keep_collections, see_figures
from culturefirst.improvement.queries import figures_door, returns
from culturefirst.kit.attention import ATTENTION, Need
from culturefirst.kit.wording import day as in_words
from culturefirst.kit.wording import plural
from culturefirst.network.models import Organisation

ROOM = "improvement"


def figures_need(user: Any, on: date) -> Iterator[Need]:
    """To fill in and send, for who leads; to answer, for a body's people; to look at, for the
    team."""
    if not see_figures.allows(user):
        return
    for collection, body, found in figures_door.to_fill(user, on):
        if body.kind == Organisation.Kind.NETWORK or (found and not found.is_draft):
            continue
        url = reverse("figures_return", args=[found.pk]) if found else ""
        url = url or reverse("figures_collection", args=[collection.pk])
        late = "They are late, and taken" if collection.closes_on < on else "They are taken"
        why = f"Fill in and send your figures. {late} until members read them on "
        why += f"{in_words(collection.members_on)}."
        yield Need(str(collection), why, str(body), collection.closes_on, url, ROOM)
    yield from _to_answer(user, on)
    if keep_collections.allows(user):
        yield from _to_look_at(user)


def _to_answer(user: Any, on: date) -> Iterator[Need]:
    own = returns.own(user).filter(stage=Return.Stage.QUERIED, collection__members_on__gt=on)
    for found in own:
        why = "The team asks about your figures. Without an answer they are not compared."
        url = reverse("figures_return", args=[found.pk])
        by = found.collection.members_on
        yield Need(str(found.collection), why, str(found.organisation), by, url, ROOM)


def _to_look_at(user: Any) -> Iterator[Need]:
    rows = FigureQuery.objects.visible_to(user).waiting_for_team()
    found: dict[Any, int] = {}
    for each in rows.select_related("of__collection").defer("of__values", "of__states"):
        found[each.of.collection] = found.get(each.of.collection, 0) + 1
    for collection, number in found.items():
        why = f"{plural(number, 'flagged figure')} with a reason: settle each, or ask."
        url = reverse("figures_collection", args=[collection.pk])
        yield Need(str(collection), why, "", collection.members_on, url, ROOM)


ATTENTION.add("improvement.figures", figures_need)
