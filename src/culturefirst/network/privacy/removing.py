"""Taking a name out of the texts of others: what there is, what was decided, what is done."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import models

from culturefirst.kit import clock
from culturefirst.kit.holdings import STORES, Whom
from culturefirst.kit.keeps import class_of
from culturefirst.kit.models import AuditEvent, Job, Message
from culturefirst.network.models import NameRemoved
from culturefirst.network.privacy import naming, papers
from culturefirst.network.privacy.spots import Spot, names, spots, stored

# Long lists that nobody wants to go through line by line.
TOGETHER = (AuditEvent, Job, Message)
AT_MOST = 20  # places of one kind that are listed one by one
Decisions = Mapping[str, bool]


@dataclass(frozen=True)
class Place:
    """Something to decide: one text with the ``words`` around the name, or several at once."""

    key: str
    what: str
    words: str
    spots: tuple[Spot, ...]


def places(whom: Whom, *, by: Any) -> list[Place]:
    """Where others' texts name somebody, as whoever decides may be shown it.

    What is not for every member's eyes is counted by its kind and not quoted.
    """
    one_by_one: dict[str, list[Spot]] = defaultdict(list)
    together: dict[str, list[Spot]] = defaultdict(list)
    shown = papers.shown_to(by)
    for spot in every(whom):
        if papers.is_paper(spot.record):
            listed = (type(spot.record), spot.record.pk) in shown
        else:
            open_to_all = class_of(spot.field) in ("public", "member")
            listed = open_to_all and not isinstance(spot.record, TOGETHER)
        (one_by_one if listed else together)[_kind(spot)].append(spot)
    found = []
    for kind, several in one_by_one.items():
        if len(several) > AT_MOST:
            together[kind] += several
        else:
            found += [_one(whom, spot) for spot in several]
    return found + [_several(kind, several) for kind, several in together.items()]


def every(whom: Whom) -> list[Spot]:
    """Each text, and each file that they put up, in which somebody is named."""
    return [*spots(whom), *_files(whom)]


def said_of(spot: Spot, decided: Decisions) -> bool | None:
    """Whether the name goes there; ``None`` where nobody has said."""
    return decided.get(spot.key, decided.get(_kind(spot)))


def take_out(whom: Whom, found: Iterable[Spot]) -> None:
    """Take the names and addresses out of these fields, each record read afresh and locked."""
    wanted: dict[type[models.Model], dict[Any, set[str]]] = defaultdict(lambda: defaultdict(set))
    files = []
    for spot in found:
        if isinstance(spot.field, models.FileField):
            files.append(spot)
            continue
        wanted[type(spot.record)][spot.record.pk].add(spot.field.name)
    for model, fields in wanted.items():
        rows = model._base_manager.select_for_update().filter(pk__in=list(fields)).order_by("pk")
        records = [row for row in rows if _changed(row, fields[row.pk], whom)]
        _store(model, records, fields)
    for spot in files:
        _remember(whom, spot)
    papers.delete_all(spot.record for spot in files)


def of_names(whom: Whom) -> Whom:
    """Without the addresses."""
    return replace(whom, addresses=frozenset())


def of_addresses(whom: Whom) -> Whom:
    """Without the names: an address is nobody else's."""
    return replace(whom, names=frozenset())


def _kind(spot: Spot) -> str:
    return f"{spot.record._meta.label_lower}:*:{spot.field.name}"


def _files(whom: Whom) -> Iterator[Spot]:
    return (Spot(paper, paper._meta.get_field("file")) for paper in papers.naming(whom))


def _one(whom: Whom, spot: Spot) -> Place:
    said = naming.excerpt(whom, spot.value) or str(spot.record)
    return Place(spot.key, _what(spot), said, (spot,))


def _several(kind: str, several: list[Spot]) -> Place:
    return Place(kind, _what(several[0]), "", tuple(several))


def _what(spot: Spot) -> str:
    named = str(spot.record._meta.verbose_name)
    return f"{named[:1].upper()}{named[1:]}, {str(spot.field.verbose_name).replace('_', ' ')}"


def _changed(record: Any, fields: set[str], whom: Whom) -> bool:
    changed = False
    for name in sorted(fields):
        field = record._meta.get_field(name)
        value = stored(field, record)
        if names(whom, field, value):
            setattr(record, name, field.to_python(_instead(record, field, value, whom)))
            changed = True
            if whom.names:
                _remember(whom, Spot(record, field))
    return changed


def _instead(record: Any, field: Any, value: Any, whom: Whom) -> Any:
    if isinstance(field, models.SlugField):
        return f"removed-{record.pk}"
    if isinstance(field, models.EmailField | models.URLField) and field.blank:
        return ""
    new = naming.without_in(whom, value)
    if not isinstance(new, str):
        return new
    if field.unique:  # two that are left without a name must still differ
        new = f"{new} {record.pk}"
    return new[: field.max_length]


def _remember(whom: Whom, spot: Spot) -> None:
    NameRemoved.objects.get_or_create(
        person=whom.person.pk, place=spot.key, defaults={"at": clock.wall()}
    )


def _store(model: type[models.Model], records: list[Any], fields: Mapping[Any, set[str]]) -> None:
    if store := STORES.get(model._meta.label_lower):
        store(records)
        return
    for record in records:
        changed = set(fields[record.pk])
        if hasattr(record, "version"):  # whoever is editing it is told, and does not undo this
            record.version += 1
            changed.add("version")
        record.save(update_fields=sorted(changed))
