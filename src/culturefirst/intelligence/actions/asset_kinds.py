"""Kinds of places: loaded from a file, added, edited, retired, taken up again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from culturefirst.intelligence.models import AssetKind
from culturefirst.intelligence.places import kinds as files
from culturefirst.intelligence.policy.assets import keep_assets
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.plain_yaml.values import SLUG

EDITABLE = frozenset(
    {"sector", "name", "definition", "unit", "elements", "called", "active_places", "public"}
)


@action("loaded kinds of places", allow=keep_assets)
def load_asset_kinds(*, by: Any, text: str) -> int:
    """Add the kinds of a file and set those that are here to what it says; gives how many differ.

    Kinds that the file does not name stay as they are. Raises ``FileRefused`` with every fault.
    """
    said = files.read(text)
    here = {kind.key: kind for kind in AssetKind.objects.select_for_update()}
    _no_name_twice(said, here)
    done = 0
    for each in said:
        kind = here.get(each.key)
        if kind is None:
            _saved(AssetKind(key=each.key, **each.facts))
        elif changes := {k: v for k, v in each.facts.items() if getattr(kind, k) != v}:
            save_changes(kind, changes)
        else:
            continue
        done += 1
    return done


@action("added a kind of places", allow=keep_assets)
def add_asset_kind(*, by: Any, key: str, sector: str, name: str, **said: Any) -> AssetKind:
    """Add one kind; ``said`` are further fields by their names."""
    if not SLUG.fullmatch(key):
        raise DomainError("The key must be small letters, figures and hyphens, such as art-barge.")
    _known(said)
    return _saved(AssetKind(key=key, sector=sector, name=name, **said))


@action("edited a kind of places", allow=keep_assets, on="kind")
def edit_asset_kind(
    *, by: Any, kind: AssetKind, changes: Mapping[str, Any], seen: int | None = None
) -> AssetKind:
    """Rename it, or change what it says; its key stays, so that files keep their meaning."""
    _known(changes)
    return save_changes(kind, changes, seen=seen)


@action("retired a kind of places", allow=keep_assets, on="kind")
def retire_asset_kind(*, by: Any, kind: AssetKind, on: date | None = None) -> AssetKind:
    """Let no new place be of it; those that are stay and are counted."""
    if kind.retired_on is not None:
        raise DomainError("This kind is retired already. Look at the list of kinds.")
    return save_changes(kind, {"retired_on": on or clock.today()})


@action("took up a kind of places again", allow=keep_assets, on="kind")
def restore_asset_kind(*, by: Any, kind: AssetKind) -> AssetKind:
    """Undo that it was retired."""
    if kind.retired_on is None:
        raise DomainError("This kind is in use. There is nothing to take back.")
    return save_changes(kind, {"retired_on": None})


def _no_name_twice(said: list[files.Kind], here: Mapping[str, AssetKind]) -> None:
    """Refuse a name that another kind here has: the file may not know of that one."""
    keys = {each.key for each in said}
    names = {kind.name.casefold(): kind for key, kind in here.items() if key not in keys}
    for each in said:
        if (other := names.get(each.name.casefold())) is not None:
            raise DomainError(
                f"“{each.name}” is the name of the kind {other.key} here. Give {each.key} another "
                f"name, or use the key {other.key}."
            )
    # Two that swap their names meet on the way; one is set aside first.
    taken = {kind.name.casefold(): key for key, kind in here.items()}
    for each in said:
        holder = taken.get(each.name.casefold())
        if holder not in (None, each.key) and each.key in here:
            raise DomainError(
                f"“{each.name}” is the name of the kind {holder} until this file is loaded. "
                f"Rename {holder} by hand first."
            )


def _known(fields: Mapping[str, Any]) -> None:
    if strange := set(fields) - EDITABLE:
        raise DomainError(f"A kind has no {', '.join(sorted(strange))} that can be set so.")


def _saved(kind: AssetKind) -> AssetKind:
    kind.full_clean()
    kind.save()
    return kind
