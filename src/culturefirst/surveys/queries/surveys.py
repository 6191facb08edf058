"""Questions over surveys and waves that more than one caller asks."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from culturefirst.network.models import Organisation
from culturefirst.surveys.models import AnswerSheet, Invitation, Survey, Wave


@dataclass(frozen=True)
class Rate:
    """How many of those asked have answered, of one group: parts, never a ratio."""

    name: str
    answered: int
    asked: int

    @property
    def share(self) -> float | None:
        return self.answered / self.asked if self.asked else None


@dataclass(frozen=True)
class Response:
    """How a wave goes: in all, by sub-region, by kind of body; ``answers`` counts sheets."""

    whole: Rate
    places: list[Rate]
    kinds: list[Rate]
    answers: int


def surveys(user: Any) -> "QuerySet[Any]":
    """Those that this person may see, with how many waves were opened."""
    rows: QuerySet[Any] = Survey.objects.visible_to(user)
    opened = Count("waves", filter=Q(waves__opened_on__isnull=False))
    found: QuerySet[Any] = (
        rows.annotate(opened=opened).select_related("made_by", "serves").order_by("-made_on", "-pk")
    )
    return found


def waves(user: Any) -> "QuerySet[Any]":
    """Waves with their survey."""
    rows: QuerySet[Any] = Wave.objects.visible_to(user)
    return rows.select_related("survey", "audience")


def to_answer(user: Any, on: date) -> "QuerySet[Any]":
    """The invitations of this person whose wave takes answers, and which have none."""
    rows: QuerySet[Any] = Invitation.objects.visible_to(user)
    return rows.filter(
        answered=False, wave__opened_on__lte=on, wave__closes_on__gte=on,
        wave__closed_on__isnull=True,
    ).select_related("wave__survey").order_by("wave__closes_on", "pk")  # fmt: skip


def mine(user: Any, wave: Wave) -> Invitation | None:
    """This person's invitation to a wave."""
    found: Invitation | None = Invitation.objects.visible_to(user).filter(wave=wave).first()
    return found


def response(wave: Wave) -> Response:
    """How many have answered; of a survey of bodies, how many bodies."""
    units = units_of(wave)
    kinds = dict(Organisation.Kind.choices)
    sheets = AnswerSheet._base_manager.filter(wave=wave, test=False).count()
    return Response(
        _rate("Everybody", list(units.values())),
        _by(units, 0, lambda name: name),
        _by(units, 1, lambda kind: kinds.get(kind, "Outside the network")),
        sheets,
    )


def units_of(wave: Wave) -> dict[Any, tuple[str, str, bool]]:
    """Who was asked, people or bodies: sub-region, kind of body, whether an answer came."""
    rows = Invitation._base_manager.filter(wave=wave).values_list(
        "organisation", "sub_region__name", "kind", "answered"
    )
    units: dict[Any, tuple[str, str, bool]] = {}
    for at, (body, place, kind, answered) in enumerate(rows):
        key = body if wave.survey.per_body and body else ("alone", at)
        before = units.get(key, ("", "", False))[2]
        units[key] = (place or "In no sub-region", kind, answered or before)
    return units


def _by(units: dict[Any, tuple[str, str, bool]], at: int, named: Any) -> list[Rate]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for unit in units.values():
        groups[named(unit[at])].append(unit)
    return [_rate(name, found) for name, found in sorted(groups.items())]


def _rate(name: str, units: list[Any]) -> Rate:
    return Rate(name, sum(answered for *_, answered in units), len(units))
