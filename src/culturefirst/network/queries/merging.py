"""What points to a person, in every room, and what would have to move if two were one."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q, UniqueConstraint

from culturefirst.kit.merging import BECOME_ONE, BecomesOne
from culturefirst.kit.wording import plural
from culturefirst.network.models import (
    Consent,
    GroupMember,
    Interest,
    Joining,
    Look,
    Merge,
    NotTheSame,
    Person,
    PersonWord,
    User,
)
from culturefirst.network.queries.spans import Joined, joined

# The words of a person follow from the name; merges and what was said of pairs are about the
# records themselves, not about the person; accounts are looked at one by one.
STAYING = (PersonWord, Merge, NotTheSame, User)


# In the words of those who merge, where the model's own name would tell them nothing.
WORDS: dict[type[models.Model], str] = {
    Consent: "agreement to letters,agreements to letters",
    GroupMember: "membership of a group,memberships of groups",
    Interest: "topic,topics",
    Joining: "request or invitation to join,requests or invitations to join",
    Look: "note of who saw private details,notes of who saw private details",
    Person: "record that was merged before,records that were merged before",
}


def _words(model: type[models.Model]) -> str:
    """One and many of a model's rows, as ``kit.wording.plural`` wants them."""
    return WORDS.get(model, f"{model._meta.verbose_name},{model._meta.verbose_name_plural}")


@dataclass(frozen=True)
class Pointer:
    """A field of some model, in whatever room, that points to a person."""

    model: type[models.Model]
    name: str

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    def rows(self, person: Person) -> Any:
        """The rows that point to this person through it."""
        return self.model._base_manager.filter(**{self.name: person}).order_by("pk")


@dataclass
class Moving:
    """What a merge does: rows that move, rows of which both have one, and rows that become one."""

    moves: list[tuple[Pointer, models.Model]] = field(default_factory=list)
    doubled: list[models.Model] = field(default_factory=list)
    joined: list[Joined | BecomesOne] = field(default_factory=list)

    @property
    def counted(self) -> list[tuple[str, int]]:
        """How many rows of each kind move, in words."""
        counts: dict[type[models.Model], int] = {}
        for pointer, _ in self.moves:
            counts[pointer.model] = counts.get(pointer.model, 0) + 1
        return sorted((plural(n, _words(model)), n) for model, n in counts.items())

    @property
    def told(self) -> list[str]:
        """The rows that both have, in words."""
        told = ((_words(type(row)).split(",")[0], row) for row in self.doubled)
        return [f"{kind.capitalize()}: {row}" for kind, row in told]


def standing_merges() -> models.QuerySet[Merge]:
    """The merges that have not been taken back, the latest first."""
    standing = Merge.objects.filter(undone_at__isnull=True)
    return standing.select_related("kept_as", "merged", "by")


def pointers() -> Iterator[Pointer]:
    """Every foreign key to a person, those that have no way back included."""
    for relation in Person._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or relation.related_model in STAYING:
            continue
        assert isinstance(relation.related_model, type)
        yield Pointer(relation.related_model, relation.field.name)


def moving(kept: Person, merged: Person, apart: Collection[int] = ()) -> Moving:
    """What would move from ``merged`` to ``kept``; changes nothing.

    ``apart`` are the keys of posts of ``merged`` that become no part of another.
    """
    found = Moving(joined=[*joined(kept, merged, apart), *_become_one(kept, merged)])
    gone = {(type(row), row.pk) for each in found.joined for row in each.goes}
    for pointer in _used(merged):
        for row in pointer.rows(merged):
            if pointer.name == "person" and (type(row), row.pk) in gone:
                continue
            setattr(row, pointer.name, kept)
            if is_doubled(row, pointer):
                setattr(row, pointer.name, merged)
                found.doubled.append(row)
            else:
                found.moves.append((pointer, row))
    # What is not there afterwards moves by no other of its fields either.
    doubled = gone | {(type(row), row.pk) for row in found.doubled}
    found.moves = [each for each in found.moves if (type(each[1]), each[1].pk) not in doubled]
    return found


def _become_one(kept: Person, merged: Person) -> Iterator[BecomesOne]:
    for each in BECOME_ONE:
        yield from each(kept, merged)


def _used(person: Person) -> list[Pointer]:
    """The pointers through which something points to a person, found in one statement."""
    every = list(pointers())
    there = [
        Exists(each.model._base_manager.filter(**{each.name: OuterRef("pk")})) for each in every
    ]
    asked = Person._base_manager.filter(pk=person.pk).values_list(*there)
    return [pointer for pointer, used in zip(every, asked.get(), strict=True) if used]


def is_doubled(row: models.Model, pointer: Pointer) -> bool:
    """Whether the row could not point there beside what points there already."""
    if row._meta.get_field(pointer.name).unique and _points_there(row, pointer):  # type: ignore[union-attr]
        return True
    try:
        row.validate_unique(exclude=_all_but(row, pointer))
    except ValidationError:
        return True
    constraints = (each for each in row._meta.constraints if isinstance(each, UniqueConstraint))
    return any(_is_taken(row, each) for each in constraints if pointer.name in each.fields)


def _points_there(row: models.Model, pointer: Pointer) -> bool:
    """Whether another row does, asked of the table as below."""
    there = {pointer.name: getattr(row, pointer.name)}
    return bool(type(row)._base_manager.filter(**there).exclude(pk=row.pk).exists())


def _all_but(row: models.Model, pointer: Pointer) -> set[str]:
    together = {name for names in row._meta.unique_together for name in names}
    return {f.name for f in row._meta.concrete_fields} - together - {pointer.name}


def _is_taken(row: models.Model, constraint: UniqueConstraint) -> bool:
    """Whether another row has the same values already, where the constraint holds for this one.

    Asked of the table: Django asks the model's own manager, which shows nobody's private rows.
    """
    rows = type(row)._base_manager.filter(constraint.condition or Q())
    wanted = (field for field in row._meta.concrete_fields if field.name in constraint.fields)
    same = {field.name: getattr(row, field.attname) for field in wanted}
    if None in same.values() or not rows.filter(pk=row.pk).exists():
        return False
    return bool(rows.filter(**same).exclude(pk=row.pk).exists())
