"""What changed, in words: fields from what to what, and the events of a page of changes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format

from culturefirst.kit.act import ACTIONS
from culturefirst.kit.keeps import MASK
from culturefirst.kit.pagination import paged

PER_PAGE = 25
# Machinery: versions, places in a list, the chain of the trail.
HIDDEN = frozenset({"version", "position", "previous", "digest", "batch", "done"})
Named = dict[tuple[str, str], str]


@dataclass(frozen=True)
class Difference:
    """A field in words, as it was and as it is."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One event of the trail in words.

    ``what`` is the record that changed, with its ``words`` where they say more; ``undo`` is the
    page that takes the change back, if it can be.
    """

    pk: int
    at: datetime
    who: str
    did: str
    differences: list[Difference]
    what: str = ""
    url: str = ""
    words: str = ""
    reason: str = ""
    undo: str = ""


@dataclass(frozen=True)
class Words:
    """What a room calls its fields (``labels``), and how it says some values (``says``).

    ``hidden`` are fields that tell a reader nothing.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    says: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()

    def differences(
        self,
        model: type[models.Model],
        before: Mapping[str, Any],
        after: Mapping[str, Any],
        named: Named | None = None,
    ) -> list[Difference]:
        """What differs, without machinery and private values; ``named`` as ``names`` gave it."""
        found = [
            Difference(
                label=self.label(name),
                before=self.told(model, name, before.get(name), named),
                after=self.told(model, name, after.get(name), named),
            )
            for name in {**before, **after}
            if name not in HIDDEN | self.hidden
            and MASK not in (before.get(name), after.get(name))
            and not _no_news(name, before, after)
        ]
        return [it for it in found if it.before != it.after]

    def label(self, name: str) -> str:
        """What people call a field."""
        plain = name.removesuffix("_id")
        if plain in self.labels:
            return self.labels[plain]
        words = plain.replace("_", " ")
        return words[:1].upper() + words[1:]

    def told(
        self, model: type[models.Model], name: str, value: Any, named: Named | None = None
    ) -> str:
        """A stored value as a person would say it; nothing as nothing."""
        if value in (None, "", [], {}):
            return ""
        if name in self.says:
            return self.says[name](value)
        return _chosen(model, name, value, named or {}) or _plain(value)


def _no_news(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether a record is new and does not have what few have."""
    return name not in before and after.get(name) is False


def model_of(object_type: str) -> type[models.Model] | None:
    """The model of an event's record, or ``None`` where it is no longer there."""
    try:
        return apps.get_model(object_type) if object_type else None
    except LookupError:
        return None


def plainly(events: Iterable[Any], words: Words) -> list[Change]:
    """Events in words, for a page on which nothing is taken back; ``actor_name`` says who."""
    listed = list(events)
    named = names(listed)
    return [
        Change(
            pk=event.pk,
            at=event.at,
            who=event.actor_name or "The system",
            did=ACTIONS[event.verb].says if event.verb in ACTIONS else event.verb,
            reason=event.reason,
            differences=_differences(event, words, named),
        )
        for event in listed
    ]


def names(events: Iterable[Any]) -> Named:
    """What the records are called that these events name, in one statement a kind of record."""
    wanted: dict[type[models.Model], set[str]] = {}
    for event in events:
        model = model_of(event.object_type)
        for name, value in [*event.before.items(), *event.after.items()]:
            related = _related(model, name) if model else None
            if related is not None and value not in (None, MASK):
                wanted.setdefault(related, set()).add(str(value))
    return {
        (related._meta.label_lower, str(row.pk)): str(row)
        for related, keys in wanted.items()
        for row in related._base_manager.filter(pk__in=keys)
    }


def trail(
    request: HttpRequest, every: Any, tell: Callable[[Iterable[Any]], list[Change]]
) -> dict[str, Any]:
    """What ``kit/parts/changes.html`` shows: events by person and day, a page of them in words.

    ``every`` are the events, each with ``actor_name``.
    """
    by, since, until = _asked_for(request)
    page = paged(_narrowed(every, by, since, until), request.GET.get("page"), PER_PAGE)
    return {
        "page": page,
        "changes": tell(page.object_list),
        "people": _people(every),
        "by": by,
        "since": since,
        "until": until,
    }


def _differences(event: Any, words: Words, named: Named) -> list[Difference]:
    model = model_of(event.object_type)
    return words.differences(model, event.before, event.after, named) if model else []


def _related(model: type[models.Model], name: str) -> type[models.Model] | None:
    try:
        found = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return found.related_model if isinstance(found, models.ForeignKey) else None


def _chosen(model: type[models.Model], name: str, value: Any, named: Named) -> str:
    try:
        found = model._meta.get_field(name)
    except FieldDoesNotExist:
        return ""
    if isinstance(found, models.DateField) and isinstance(value, str):
        return _plain(date.fromisoformat(value[:10]))
    if isinstance(found, models.ForeignKey) and not isinstance(value, models.Model):
        return _name(found.related_model, value, named)
    choices = dict(getattr(found, "flatchoices", None) or [])
    return str(choices.get(value, "")) if choices else ""


def _name(model: Any, pk: Any, named: Named) -> str:
    key = (model._meta.label_lower, str(pk))
    return named[key] if key in named else str(model._base_manager.filter(pk=pk).first() or "")


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, date | datetime):
        return date_format(value, "j F Y")
    if isinstance(value, Mapping):
        return ", ".join(f"{name.replace('_', ' ')}: {said}" for name, said in value.items())
    if isinstance(value, list | tuple | models.QuerySet):
        return "\n".join(str(item) for item in value)
    return str(value)


def _asked_for(request: HttpRequest) -> tuple[int | None, date | None, date | None]:
    by = request.GET.get("by", "")
    return (
        int(by) if by.isdecimal() and len(by) < 10 else None,
        _day(request.GET.get("since", "")),
        _day(request.GET.get("until", "")),
    )


def _day(said: str) -> date | None:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return None
    return day if 1990 <= day.year <= 2100 else None


def _narrowed(events: Any, by: int | None, since: date | None, until: date | None) -> Any:
    if by is not None:
        events = events.filter(actor=by)
    if since is not None:
        events = events.filter(at__gte=_start_of(since))
    if until is not None:
        events = events.filter(at__lt=_start_of(until + timedelta(days=1)))
    return events


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))


def _people(events: Any) -> list[tuple[int, str]]:
    named = events.order_by().exclude(actor=None).values_list("actor", "actor_name").distinct()
    return sorted(
        ((pk, name or "An account since removed") for pk, name in named), key=lambda p: p[1]
    )
