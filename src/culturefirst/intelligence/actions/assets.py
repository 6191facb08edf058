"""Places: added, edited, closed, verified, found to be one place or two, changes taken back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from culturefirst.intelligence.actions.asset_changing import (
    What,
    added,
    changed,
    taken_back,
)
from culturefirst.intelligence.models import Asset, AssetChange, AssetKind, AssetsApart
from culturefirst.intelligence.places import facts
from culturefirst.intelligence.places.facts import FACILITIES
from culturefirst.intelligence.policy.assets import (
    add_asset as may_add,
)
from culturefirst.intelligence.policy.assets import (
    keep_asset,
    keep_asset_change,
    keep_assets,
)
from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.cells import Unclear
from culturefirst.kit.errors import DomainError
from culturefirst.kit.locks import locked
from culturefirst.kit.wording import day
from culturefirst.network.policy import manage_network

TEAM_ONLY = frozenset({"owner", "owner_text", "source", "source_ref"})
NOT_BY_HAND = frozenset({"merged_into", "withdrawn_on", "plain_name"})


@action("added a place", allow=may_add)
def add_asset(
    *, by: Any, name: str, kind: AssetKind, facilities: Mapping[str, str] | None = None, **said: Any
) -> Asset:
    """Record a place; ``known_since`` is today unless it is said. An owner's people add their own.

    ``facilities`` gives yes, no or unknown by the element's key.
    """
    may_add.require(by, said.get("owner") or None)
    if said.get("owner") is None and not manage_network.allows(by):
        raise DomainError("Say which of your organisations owns it.")
    if kind.retired_on is not None:
        raise DomainError(f"The kind “{kind}” is retired. Choose another kind.")
    known = facilities or {}
    _elements(kind, known)
    asset = Asset(name=name, kind=kind, **({"known_since": clock.today()} | _settled(said)))
    _sound(asset)
    _open_or_closed(asset.status, asset.closed_on)
    return added(asset, known, by=by)


@action("edited a place", allow=keep_asset, on="asset")
def edit_asset(
    *, by: Any, asset: Asset, changes: Mapping[str, Any], seen: int | None = None
) -> Asset:
    """Change what is known of a place; whose it is, and its source, the team changes."""
    _standing(asset)
    if strange := set(changes) & NOT_BY_HAND:
        raise DomainError(f"{', '.join(sorted(strange))} cannot be edited. Merge or close instead.")
    if set(changes) & TEAM_ONLY and not manage_network.allows(by):
        raise DomainError("Whose it is and where its facts are from, the network's team changes.")
    if FACILITIES in changes:
        _elements(changes.get("kind", asset.kind), changes[FACILITIES])
    if any(_moves(asset, changes, name) for name in ("status", "closed_on")):
        _open_or_closed(
            changes.get("status", asset.status), changes.get("closed_on", asset.closed_on)
        )
    return changed(asset, What.EDITED, _settled(changes), by=by, seen=seen)


@action("noted that a place closed", allow=keep_asset, on="asset")
def close_asset(*, by: Any, asset: Asset, on: date, reason: str = "") -> Asset:
    """It closed for good; ``on`` is the first day on which it was no longer open."""
    _standing(asset)
    if asset.status == Asset.Status.CLOSED:
        raise DomainError("It is noted as closed already. Edit it to correct the day.")
    if asset.opened_on and on < asset.opened_on:
        raise DomainError("It cannot close before it opened. Correct one of the two days.")
    status = Asset.Status.CLOSED
    return changed(asset, What.CLOSED, {"status": status, "closed_on": on}, by=by)


@action("confirmed a place", allow=keep_asset, on="asset")
def verify_asset(*, by: Any, asset: Asset, on: date | None = None) -> Asset:
    """Somebody looked, and all of it is right as at the day."""
    _standing(asset)
    day = on or clock.today()
    if day > clock.today():
        raise DomainError("That day has not come yet. Give the day on which somebody looked.")
    return changed(asset, What.VERIFIED, {"verified_on": day}, by=by)


@action("found two places to be one", allow=keep_assets, on="asset")
def merge_assets(*, by: Any, asset: Asset, into: Asset) -> Asset:
    """``asset`` is ``into``, written twice: what only it knew goes to that one.

    Its record stays and leads to the other; the source's key goes along where that one has none.
    """
    into = locked(into)
    if asset.pk == into.pk:
        raise DomainError("This is the same place. Choose the other one.")
    _standing(asset)
    _standing(into)
    known = _only_known_by(asset, into)
    # Its key in a source can stand once, so this one gives it up first.
    changed(asset, What.MERGED, {"merged_into": into}, by=by)
    if known:
        changed(into, What.MERGED, known, by=by)
    return asset


@action("found two places to be two", allow=keep_assets, on="asset")
def keep_assets_apart(*, by: Any, asset: Asset, other: Asset) -> Asset:
    """Nobody is asked again whether these are one."""
    if asset.pk == other.pk:
        raise DomainError("This is the same place. Choose the other one.")
    one, two = sorted((asset, other), key=lambda each: each.pk)
    AssetsApart.objects.get_or_create(one=one, other=two)
    return asset


@action("took a change of a place back", allow=keep_asset_change, on="change")
def undo_asset_change(*, by: Any, change: AssetChange) -> Asset:
    """Set what the change changed to what it was, where nobody changed the same since."""
    asset = locked(change.asset)
    return taken_back(change, asset=asset)


def _settled(said: Mapping[str, Any]) -> dict[str, Any]:
    """With a postcode as it is written, and a place moved by hand no longer by its postcode."""
    from culturefirst.intelligence.places.cells import tidy_postcode

    told = dict(said)
    if told.get("postcode"):
        try:
            told["postcode"] = tidy_postcode(told["postcode"])
        except Unclear as unclear:
            raise DomainError(str(unclear)) from unclear
    if "easting" in told and "by_postcode" not in told:
        told["by_postcode"] = False
    return told


def _sound(asset: Asset) -> None:
    if asset.known_since > clock.today():
        raise DomainError("“Known since” has not come yet. Give the day from which it is known.")


def _moves(asset: Asset, changes: Mapping[str, Any], name: str) -> bool:
    return name in changes and changes[name] != getattr(asset, name)


def _open_or_closed(status: str, closed_on: date | None) -> None:
    """A place that opens again has no day of closing any more."""
    if closed_on and closed_on <= clock.today() and status == Asset.Status.OPEN:
        raise DomainError(
            f"It cannot be open and closed since {day(closed_on)}. Take the day out if it "
            "opened again, or say that it is closed."
        )


def _standing(asset: Asset) -> None:
    if asset.merged_into_id is not None:
        raise DomainError("This record was found to be another place. Change that one.")
    if asset.withdrawn_on is not None:
        raise DomainError("This record was taken back. Add the place anew.")


def _elements(kind: AssetKind, said: Mapping[str, str]) -> None:
    known = {each["key"] for each in kind.elements}
    if strange := set(said) - known:
        raise DomainError(f"Of a {kind} nobody asks for {', '.join(sorted(strange))}.")


def _only_known_by(asset: Asset, into: Asset) -> dict[str, Any]:
    """What the one knows and the other does not; unknown words count as nothing."""
    nothing: tuple[Any, ...] = (None, "", [], "unknown")
    skip = {"merged_into", "name", "kind", "status", "withdrawn_on", "known_since", "by_postcode"}
    found = {
        name: getattr(asset, name)
        for name in facts.FIELDS
        if name not in skip
        and getattr(into, name) in nothing
        and getattr(asset, name) not in nothing
    }
    # Both halves of a place or of a source's key go together.
    for pair in (("easting", "northing"), ("source", "source_ref")):
        if any(getattr(into, name) not in nothing for name in pair):
            found = {name: value for name, value in found.items() if name not in pair}
    if asset.known_since < into.known_since:
        found["known_since"] = asset.known_since
    have = facts.facilities_of(into)
    new = {k: v for k, v in facts.facilities_of(asset).items() if have.get(k, "unknown") in nothing}
    return found | ({FACILITIES: new} if new and asset.kind_id == into.kind_id else {})
