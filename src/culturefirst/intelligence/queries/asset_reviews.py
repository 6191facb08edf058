"""What a secret link opens: one owner's standing places, and what was said of them by it."""

from django.db.models import QuerySet

from culturefirst.intelligence.models import Asset, AssetChange, AssetReview


def of_digest(digest: str) -> AssetReview | None:
    """The review whose link has this digest."""
    rows = AssetReview._base_manager.select_related("owner")
    return rows.filter(digest=digest).first()


def places(review: AssetReview) -> "QuerySet[Asset]":
    """The places that the link is for: the owner's, as they stand now."""
    rows: QuerySet[Asset] = Asset.objects.standing().filter(owner=review.owner)
    return rows.select_related("kind", "authority", "owner").prefetch_related("facilities")


def said_by(review: AssetReview) -> dict[int, str]:
    """What was said last of each place by this link, by the place's key."""
    rows = AssetChange._base_manager.filter(review=review, undone_at=None).order_by("pk")
    return {each.asset_id: each.get_what_display() for each in rows}
