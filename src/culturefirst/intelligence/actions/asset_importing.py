"""The rows of a list to places and back: thousands at a time, in few statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from culturefirst.intelligence.actions.asset_changing import undoing, why_not_undone
from culturefirst.intelligence.models import (
    Asset,
    AssetChange,
    AssetFacility,
    AssetKind,
    AssetList,
    AssetSource,
)
from culturefirst.intelligence.places import facts
from culturefirst.intelligence.places.facts import FACILITIES
from culturefirst.intelligence.places.plan import Plan
from culturefirst.intelligence.places.rows import Brought
from culturefirst.kit import clock, search
from culturefirst.kit.batches import batches
from culturefirst.kit.errors import DomainError
from culturefirst.kit.faults import fault
from culturefirst.kit.jobs import Tell, nobody

What = AssetChange.What
MOVED_ON = (
    "Something changed here since you looked, so that the import would do something else. "
    "Nothing was imported: look at the preview again."
)


def one_at_a_time() -> None:
    """Let whoever else imports places wait until this is done, or else two who bring the same file
    at once would each find its places missing. Places by hand need not wait."""
    list(AssetKind.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def import_all(brought: AssetList, plan: Plan, *, by: Any, tell: Tell = nobody) -> None:
    """Add and change what the plan says, a few hundred places at a time."""
    noting = _Noting(brought, by, len(plan.new) + len(plan.changed), tell)
    known = _known_since(brought.source)
    for rows in batches(plan.new):
        made = [_made(row, brought.source, known) for row in rows]
        Asset.objects.bulk_create(made)
        pairs = list(zip(made, rows, strict=True))
        _set_facilities((asset, row.facilities) for asset, row in pairs)
        noting.note((asset, What.ADDED, {}, _held(asset, row)) for asset, row in pairs)
    for changes in batches(plan.changed):
        locked = _locked(each.asset.pk for each in changes)
        told = [(locked[each.asset.pk], each) for each in changes]
        if any(asset.version != each.asset.version for asset, each in told):
            raise DomainError(MOVED_ON)  # between the look and the lock
        _put((asset, each.after) for asset, each in told)
        _set_facilities((asset, each.after.get(FACILITIES, {})) for asset, each in told)
        noting.note((asset, What.IMPORTED, each.before, each.after) for asset, each in told)


def take_all_back(brought: AssetList) -> None:
    """Set every place to what it was before the list; refuses where one was changed since."""
    for changes in batches(brought.changes.filter(undone_at__isnull=True).order_by("pk")):
        locked = _locked(each.asset_id for each in changes)
        _refuse_moved_on(changes, locked)
        _put((locked[each.asset_id], undoing(each)) for each in changes)
        _restore_facilities([(locked[each.asset_id], each) for each in changes])
        keys = [each.pk for each in changes]
        AssetChange.objects.filter(pk__in=keys).update(undone_at=clock.now())
        search.index(*locked.values())
        fault("assets:taken_back")


@dataclass
class _Noting:
    """Notes what was done to each place, tells how far it is, and lets search know."""

    brought: AssetList
    by: Any
    total: int
    tell: Tell
    done: int = 0

    def note(self, told: Iterable[tuple[Asset, str, dict[str, Any], dict[str, Any]]]) -> None:
        listed = list(told)
        AssetChange.objects.bulk_create(
            AssetChange(
                asset=asset, what=what, before=before, after=after, at=clock.now(),
                by=getattr(self.by, "person", None), brought=self.brought,
            )
            for asset, what, before, after in listed
        )  # fmt: skip
        search.index(*(asset for asset, *_ in listed))
        self.done += len(listed)
        self.tell(self.done, self.total, "Writing the places")
        fault("assets:batch")


def _made(row: Brought, source: AssetSource | None, known: date) -> Asset:
    asset = Asset(kind=row.kind, source=source, known_since=known)
    facts.put(asset, {name: facts.plain(name, value) for name, value in row.said.items()})
    return asset


def _held(asset: Asset, row: Brought) -> dict[str, Any]:
    held = facts.held(asset, facts.FIELDS)
    return {name: value for name, value in held.items() if value} | {
        FACILITIES: dict(row.facilities)
    }


def _known_since(source: AssetSource | None) -> date:
    """The day as at which the source tells, where it has come; else today."""
    today = clock.today()
    return min(source.as_at, today) if source is not None and source.as_at else today


def _put(told: Iterable[tuple[Asset, Mapping[str, Any]]]) -> None:
    """Set and write these fields; places of which the same fields change go together."""
    alike: dict[tuple[str, ...], list[Asset]] = defaultdict(list)
    for asset, new in told:
        facts.put(asset, new)
        asset.version += 1
        alike[tuple(sorted(name for name in new if name != FACILITIES))].append(asset)
    for names, assets in alike.items():
        Asset.objects.bulk_update(assets, [*names, "plain_name", "version"])


def _locked(keys: Iterable[int]) -> dict[int, Asset]:
    rows = Asset.objects.select_for_update().filter(pk__in=set(keys)).order_by("pk")
    return {each.pk: each for each in rows}


def _set_facilities(told: Iterable[tuple[Asset, Mapping[str, str]]]) -> None:
    rows = [
        AssetFacility(asset=asset, element=element, has=has)
        for asset, said in told
        for element, has in said.items()
    ]
    for some in batches(rows, 2000):
        AssetFacility.objects.bulk_create(
            some,
            update_conflicts=True,
            unique_fields=["asset", "element"],
            update_fields=["has"],
        )


def _restore_facilities(told: list[tuple[Asset, AssetChange]]) -> None:
    """The elements of changed places as they were; those of withdrawn ones stay with them."""
    back = [(asset, each) for asset, each in told if FACILITIES in each.before]
    AssetFacility.objects.filter(asset__in=[asset for asset, _ in back]).delete()
    _set_facilities((asset, each.before[FACILITIES]) for asset, each in back)


def _refuse_moved_on(changes: list[AssetChange], locked: Mapping[int, Asset]) -> None:
    later = AssetChange.objects.filter(
        asset__in=locked, undone_at__isnull=True, pk__gt=max(each.pk for each in changes)
    ).exclude(brought=changes[0].brought_id)
    touched = dict(later.values_list("asset_id", "what"))
    for each in changes:
        if each.asset_id in touched and (why := why_not_undone(each, locked[each.asset_id])):
            raise DomainError(f"{why} Nothing was taken back.")
