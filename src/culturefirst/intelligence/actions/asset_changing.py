"""How a place is changed and a change taken back: every door goes through these."""

from collections.abc import Mapping
from typing import Any

from culturefirst.intelligence.models import Asset, AssetChange, AssetFacility
from culturefirst.intelligence.places import facts
from culturefirst.intelligence.places.facts import FACILITIES
from culturefirst.kit import clock
from culturefirst.kit.errors import Conflict, DomainError

What = AssetChange.What
Noted = dict[str, Any]


def changed(
    asset: Asset, what: str, said: Mapping[str, Any], *, by: Any, seen: int | None = None,
    **noted: Any,
) -> Asset:  # fmt: skip
    """Set fields of a locked place (``facilities`` by element), and note what they held.

    Raises ``Conflict`` where the place has moved on since ``seen``, ``ValidationError`` with a
    sentence a field.
    """
    if seen is not None and asset.version != seen:
        raise Conflict({name: getattr(asset, name) for name in said if name != FACILITIES}, said)
    new = {name: _plain(name, value) for name, value in said.items()}
    before = facts.held(asset, new)
    if FACILITIES in new:
        new[FACILITIES] = before[FACILITIES] | new[FACILITIES]
    after = {name: value for name, value in new.items() if before[name] != value}
    _put(asset, after)
    _note(asset, what, {name: before[name] for name in after}, after, by, noted)
    return asset


def added(asset: Asset, facilities: Mapping[str, str], *, by: Any, **noted: Any) -> Asset:
    """Save a new place with its elements, and note that it was added."""
    asset.plain_name = facts.plain_name(asset.name)
    asset.full_clean()
    asset.save()
    set_facilities(asset, facilities)
    after = {name: value for name, value in facts.held(asset, facts.FIELDS).items() if value}
    _note(asset, What.ADDED, {}, after | {FACILITIES: dict(facilities)}, by, noted)
    return asset


def taken_back(change: AssetChange, *, asset: Asset) -> Asset:
    """Set the fields of a change to what they held before; refuses where one was changed since."""
    if change.undone_at is not None:
        raise DomainError("This change was taken back already. Look at the place's changes.")
    if why := why_not_undone(change, asset):
        raise DomainError(why)
    _put(asset, undoing(change))
    change.undone_at = clock.now()
    change.save(update_fields=["undone_at"])
    return asset


def undoing(change: AssetChange) -> dict[str, Any]:
    """What taking the change back sets; a place that it added is withdrawn."""
    if change.what == What.ADDED:
        return {"withdrawn_on": clock.today().isoformat()}
    return dict(change.before)


def why_not_undone(change: AssetChange, asset: Asset) -> str:
    """Why the change cannot be taken back, in a sentence; empty where it can."""
    if change.what == What.ADDED:
        later = asset.changes.filter(undone_at__isnull=True, pk__gt=change.pk).exists()
        return (
            f"“{asset}” was changed since it was added. Take back those changes first, the last "
            "one first."
            if later or asset.withdrawn_on
            else ""
        )
    now = facts.held(asset, change.after)
    moved = [name for name, value in change.after.items() if now[name] != value]
    if not moved:
        return ""
    told = ", ".join(sorted(name.replace("_", " ") for name in moved))
    return f"“{asset}” was changed again since ({told}). Take back that later change first."


def set_facilities(asset: Asset, said: Mapping[str, str]) -> None:
    """Let the place have just these elements."""
    asset.facilities.exclude(element__in=said).delete()
    AssetFacility.objects.bulk_create(
        [AssetFacility(asset=asset, element=element, has=has) for element, has in said.items()],
        update_conflicts=True,
        unique_fields=["asset", "element"],
        update_fields=["has"],
    )


def _put(asset: Asset, after: Mapping[str, Any]) -> None:
    facts.put(asset, after)
    asset.version += 1
    asset.full_clean()
    asset.save()
    if FACILITIES in after:
        set_facilities(asset, after[FACILITIES])


def _plain(name: str, value: Any) -> Any:
    return dict(value) if name == FACILITIES else facts.plain(name, value)


def _note(
    asset: Asset, what: str, before: Noted, after: Noted, by: Any, noted: Mapping[str, Any]
) -> None:
    AssetChange.objects.create(
        asset=asset,
        what=what,
        before=before,
        after=after,
        at=clock.now(),
        by=getattr(by, "person", None),
        **noted,
    )
