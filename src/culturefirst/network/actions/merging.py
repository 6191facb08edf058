"""Two records of one person made one, and put back as they were."""

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.locks import locked
from culturefirst.kit.merging import BecomesOne
from culturefirst.network.actions.handing_on import (
    hand_back,
    hand_on,
    packed,
    refuse_dependents,
)
from culturefirst.network.actions.registering import end_registration
from culturefirst.network.actions.saving import saved
from culturefirst.network.actions.spaces import let_go_on, open_rows, sits, wait_again
from culturefirst.network.models import (
    Consent,
    GroupMember,
    Merge,
    NotTheSame,
    Person,
    Post,
    Registration,
    Role,
    User,
)
from culturefirst.network.policy import appoint_directors, manage_network
from culturefirst.network.queries.merging import Moving, moving
from culturefirst.network.queries.spans import Joined
from culturefirst.network.rules import refuse_gone, refuse_to_leave_nobody_in_charge

VALUES = ("name", "email", "telephone", "profile", "shows_email")
EMPTIED: dict[str, Any] = {"email": "", "telephone": "", "profile": "", "shows_email": False}


@action("merged two records of one person", allow=manage_network)
def merge_people(
    *,
    by: Any,
    kept: Person,
    merged: Person,
    taken: Collection[str] = (),
    apart: Collection[int] = (),
) -> Merge:
    """Let ``kept`` stand for both; ``taken`` names the values that come from ``merged``.

    Everything in any room that points to ``merged`` moves. Of what both have, the one of
    ``kept`` stays; a post or membership that both had at one time becomes one, over the whole of
    it, but for those posts of ``merged`` that ``apart`` names. Where both have accounts, that of
    ``merged`` is closed today. Into a role's private space nobody comes by a merge: they wait
    there until one of those inside lets them in.
    """
    kept, merged = _both_locked(kept, merged)
    _refuse(by, kept, merged)
    found = moving(kept, merged, apart)
    if why := next((each.refused for each in found.joined if each.refused), ""):
        raise DomainError(why)
    inside = {row.group_id for row in open_rows(kept) if sits(row)}
    before: dict[str, Any] = {
        "kept": _values(kept),
        "merged": _values(merged),
        "account": _one_account(by, kept, merged),
        "doubled": [packed(row) for row in _going(found)],
    }
    before["handed"] = _take_away(found, before["doubled"])
    before["joined"] = [_join(each) for each in found.joined if each.values]
    moved = _move(found, kept)
    if before["account"] is None and (account := _account(merged)) is not None:
        User.objects.filter(pk=account.pk).update(person=kept)
        moved.append([User._meta.label_lower, account.pk, "person"])
        inside = set()  # whoever signs in now is not who was let in
    before["waiting"] = wait_again(row for row in open_rows(kept) if row.group_id not in inside)
    before["agreed"] = _hold_to_the_later_no(kept)
    _give_values(kept, merged, taken)
    before["left"] = _values(kept)
    made = Merge(
        kept_as=kept, merged=merged, by=getattr(by, "person", None), at=clock.now(),
        moved=moved, before=before,
    )  # fmt: skip
    saved(made)
    refuse_to_leave_nobody_in_charge(by=by)
    return made


@action("took a merge back", allow=manage_network, on="merge")
def undo_merge(*, by: Any, merge: Merge) -> Merge:
    """Put both records back as they were; what was changed since is not touched, but said."""
    if merge.undone_at is not None:
        raise DomainError("This merge was taken back already.")
    kept, merged = _both_locked(merge.kept_as, merge.merged)
    refuse_gone(kept)
    _refuse_directors(by, kept)
    if merged.erased_on is not None:
        raise DomainError(f"{merged} was erased since, so the merge cannot be taken back.")
    rows = [_still_there(entry, kept) for entry in merge.moved]
    _take_values_back(merge, kept, merged)
    for row, (_, _, name) in zip(rows, merge.moved, strict=True):
        type(row)._base_manager.filter(pk=row.pk).update(**{name: merged})
    seats = [row.pk for row in rows if isinstance(row, GroupMember)]
    let_go_on(merge.before.get("waiting", []), seats)
    for was, became in merge.before.get("joined", []):
        _part(was, became)
    for gone in merge.before["doubled"]:
        _unpack(gone)
    hand_back(merge.before.get("handed", []))
    _reopen(merge.before["account"])
    Consent.objects.filter(pk__in=merge.before["agreed"]).update(
        withdrawn_at=None, withdrawn_source=""
    )
    merge.undone_at = clock.now()
    merge.save()
    refuse_to_leave_nobody_in_charge(by=by)
    return merge


@action("said that two people are not the same", allow=manage_network)
def tell_apart(*, by: Any, one: Person, other: Person) -> NotTheSame:
    """Remember that two records are of two people, so that nobody is asked again."""
    if one.pk == other.pk:
        raise DomainError("This is one record: choose two.")
    first, second = sorted((one, other), key=lambda person: person.pk)
    known = NotTheSame.objects.filter(first=first, second=second).first()
    return known or saved(NotTheSame(first=first, second=second, at=clock.now()))


def _both_locked(one: Person, other: Person) -> tuple[Person, Person]:
    """Both, locked in the order of their keys, so that two who merge never wait for each other."""
    rows = {person.pk: locked(person) for person in sorted((one, other), key=lambda p: p.pk)}
    return rows[one.pk], rows[other.pk]


def _refuse(by: Any, kept: Person, merged: Person) -> None:
    if kept.pk == merged.pk:
        raise DomainError("This is one record: choose two.")
    refuse_gone(kept)
    refuse_gone(merged)
    if getattr(by, "person_id", None) == merged.pk:
        raise DomainError("You are signed in as this person: let your own record stand.")
    _refuse_directors(by, kept, merged)
    stands, goes = _account(kept), _account(merged)
    if stands and goes and goes.is_active and not stands.is_active:
        raise DomainError(
            f"The account of {kept} is closed and that of {merged} is open: "
            "let the one with the open account stand."
        )


def _refuse_directors(by: Any, *people: Person) -> None:
    """Posts move with a merge, so a director's is a director's to move."""
    held = Post.objects.filter(person__in=people, role=Role.DIRECTOR)
    if held.exclude(ends__lte=clock.today()).exists():
        appoint_directors.require(by)


def _account(person: Person) -> User | None:
    return User.objects.filter(person=person).first()


def _one_account(by: Any, kept: Person, merged: Person) -> dict[str, Any] | None:
    """Close the second of two accounts; gives how it was, or ``None`` where there are not two."""
    account = _account(merged)
    if account is None or _account(kept) is None:
        return None
    was = {"pk": account.pk, "is_active": account.is_active}
    if account.is_active:
        end_registration(by=by, user=account, on=max(clock.today(), account.spans[-1].starts))
        account.is_active = False
        account.sessions_epoch += 1
        account.save()
    return was


def _hold_to_the_later_no(kept: Person) -> list[int]:
    """End what one record agreed to and the other took back later; gives the keys of what ended.

    Somebody who said no under one of their names is not written to under the other.
    """
    later = Consent.objects.filter(
        person=kept, topic=OuterRef("topic"), withdrawn_at__gt=OuterRef("given_at")
    )
    standing = Consent.objects.filter(Exists(later), person=kept, withdrawn_at__isnull=True)
    keys = list(standing.values_list("pk", flat=True))
    Consent.objects.filter(pk__in=keys).update(
        withdrawn_at=clock.now(), withdrawn_source="when two records became one"
    )
    return keys


def _reopen(was: dict[str, Any] | None) -> None:
    """Open an account again that a merge closed, as if it had stayed open; its sessions end."""
    if was is not None and was["is_active"]:
        User.objects.filter(pk=was["pk"]).update(is_active=True)
        span = Registration.objects.filter(user=was["pk"]).latest("starts", "pk")
        span.ends = None
        span.save()


def _values(person: Person) -> dict[str, Any]:
    return {name: getattr(person, name) for name in VALUES}


def _give_values(kept: Person, merged: Person, taken: Collection[str]) -> None:
    chosen = {name: getattr(merged, name) for name in VALUES if name in taken}
    for name, value in EMPTIED.items():
        setattr(merged, name, value)
    merged.merged_into = kept
    saved(merged)  # first, since an address belongs to one record only
    for name, value in chosen.items():
        setattr(kept, name, value)
    saved(kept)


def _take_values_back(merge: Merge, kept: Person, merged: Person) -> None:
    """Both as they were; a value of ``kept`` that somebody has changed since stays changed."""
    before = merge.before
    for name in VALUES:
        if getattr(kept, name) == before["left"][name]:
            setattr(kept, name, before["kept"][name])
    saved(kept)
    for name in VALUES:
        setattr(merged, name, before["merged"][name])
    merged.merged_into = None
    try:
        saved(merged)
    except ValidationError as clash:
        raise DomainError(
            f"The address of {merged} belongs to somebody else by now: "
            "change that one first, then take the merge back."
        ) from clash


def _going(found: Moving) -> list[models.Model]:
    """The rows that are not there afterwards."""
    return [*found.doubled, *(row for each in found.joined for row in each.goes)]


def _take_away(found: Moving, doubled: list[str]) -> list[list[Any]]:
    """Delete what goes; what was handed on before. What went along is added to ``doubled``."""
    stays = {
        (type(row), row.pk): each.stays
        for each in found.joined
        if isinstance(each, BecomesOne)
        for row in each.goes
    }
    handed: list[list[Any]] = []
    for row in _going(found):
        if (one := stays.get((type(row), row.pk))) is not None:
            on, gone = hand_on(row, one)
            handed += on
            doubled += gone
        refuse_dependents(row)
        row.delete()
    return handed


def _join(each: Joined | BecomesOne) -> list[str]:
    """Let one row stand for all the time; how it was and how it is then."""
    was = packed(each.stays)
    for name, value in each.values.items():
        setattr(each.stays, name, value)
    return [was, packed(saved(each.stays))]


def _part(was: str, became: str) -> None:
    """Give a row that was joined its own time back, unless it was changed since."""
    [stored] = serializers.deserialize("json", was)
    now = type(stored.object)._base_manager.filter(pk=stored.object.pk).first()
    if now is None or packed(now) != became:
        what = str(type(stored.object)._meta.verbose_name)
        raise DomainError(
            f"What became one with the merge has changed since ({what} “{stored.object}”), "
            "so the merge cannot be taken back as a whole: put that right first, or add the "
            "person anew."
        )
    stored.save()


def _move(found: Moving, kept: Person) -> list[list[Any]]:
    for pointer, row in found.moves:
        pointer.model._base_manager.filter(pk=row.pk).update(**{pointer.name: kept})
    return [[pointer.label, row.pk, pointer.name] for pointer, row in found.moves]


def _still_there(entry: list[Any], kept: Person) -> models.Model:
    label, key, name = entry
    model = apps.get_model(label)
    row: models.Model | None = model._base_manager.filter(pk=key).first()
    if row is None or getattr(row, f"{name}_id") != kept.pk:
        what = str(model._meta.verbose_name)
        raise DomainError(
            f"Something that moved with the merge has changed hands or gone since "
            f"({what}{f' “{row}”' if row else ''}), so the merge cannot be taken back as a whole: "
            "put that right first, or add the person anew."
        )
    return row


def _unpack(gone: str) -> None:
    for stored in serializers.deserialize("json", gone):
        row: Any = stored.object
        try:
            row.full_clean(exclude=["id"])
        except ValidationError as clash:
            raise DomainError(
                f"{row} stands there anew since the merge, so it cannot be put back: "
                "take the newer one away first."
            ) from clash
        stored.save()
