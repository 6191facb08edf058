"""Owners confirm or correct their places by a secret link, without an account."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.core.validators import validate_email

from culturefirst.intelligence import letters_assets
from culturefirst.intelligence.actions.asset_changing import What, changed
from culturefirst.intelligence.models import Asset, AssetReview
from culturefirst.intelligence.places.facts import FACILITIES
from culturefirst.intelligence.policy.assets import keep_assets
from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.policy import system
from culturefirst.network.models import Organisation

LASTS = timedelta(days=60)
# What an owner may correct by the link; whose it is and its source are the team's.
CORRECTED = frozenset(
    {"name", "address", "postcode", "operator", "capacity", "peak_hours", "hours", "built"}
    | {"condition", "status", "opened_on", "closed_on", FACILITIES}
)
ENDED = "This link has ended. Ask whoever wrote to you for a new one."


@action("asked an owner to look through its places", allow=keep_assets)
def ask_owner(*, by: Any, owner: Organisation, name: str, email: str) -> AssetReview:
    """Write to an owner's contact with a link that opens its places for sixty days.

    An earlier link of the same contact ends.
    """
    if not Asset.objects.standing().filter(owner=owner).exists():
        raise DomainError(f"No place is recorded as owned by {owner}. Set its owner first.")
    validate_email(email)
    now = clock.now()
    token = secrets.token_urlsafe(32)
    older = AssetReview.objects.filter(owner=owner, email__iexact=email, ended_at=None)
    older.filter(finished_at=None).update(ended_at=now)
    review = AssetReview(
        owner=owner, name=name.strip(), email=email.lower(), digest=digest_of(token),
        made_by=getattr(by, "person", None), at=now, expires_at=now + LASTS,
    )  # fmt: skip
    review.full_clean()
    review.save()
    letters_assets.asked(review, token)
    return review


@action("ended an owner's link", allow=keep_assets, on="review")
def end_asset_review(*, by: Any, review: AssetReview) -> AssetReview:
    """Let the link open nothing any more; what was said by it stays."""
    if not review.is_open(clock.now()):
        raise DomainError("This link opens nothing any more. Ask the owner anew if need be.")
    review.ended_at = clock.now()
    review.save(update_fields=["ended_at"])
    return review


@action("confirmed a place for its owner", allow=system, on="asset")
def confirm_by_link(*, by: Any, asset: Asset, review: AssetReview) -> Asset:
    """The contact says that all of it is right as at today."""
    _open(review, asset)
    return changed(asset, What.VERIFIED, {"verified_on": clock.today()}, by=by, review=review)


@action("corrected a place for its owner", allow=system, on="asset")
def correct_by_link(
    *,
    by: Any,
    asset: Asset,
    review: AssetReview,
    changes: Mapping[str, Any],
    seen: int | None = None,
) -> Asset:
    """The contact corrects what is wrong, by which the place is confirmed as at today."""
    _open(review, asset)
    if strange := set(changes) - CORRECTED:
        raise DomainError(f"{', '.join(sorted(strange))} cannot be corrected by this link.")
    today = {"verified_on": clock.today()}
    return changed(asset, What.CORRECTED, dict(changes) | today, by=by, seen=seen, review=review)


@action("was done with an owner's places", allow=system, on="review")
def finish_review(*, by: Any, review: AssetReview) -> AssetReview:
    """The contact is done: the link opens nothing any more."""
    if not review.is_open(clock.now()):
        raise DomainError(ENDED)
    review.finished_at = clock.now()
    review.save(update_fields=["finished_at"])
    return review


def digest_of(token: str) -> str:
    """What is stored of a link's secret part."""
    return sha256(token.encode()).hexdigest()


def _open(review: AssetReview, asset: Asset) -> None:
    review.refresh_from_db()
    if not review.is_open(clock.now()):
        raise DomainError(ENDED)
    if asset.owner_id != review.owner_id or asset.merged_into_id or asset.withdrawn_on:
        raise DomainError("This place is not among those that this link is for.")
