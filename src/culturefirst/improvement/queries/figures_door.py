"""What of yearly figures concerns somebody: for the door."""

from typing import Any

from culturefirst.improvement.models import Collection, Return
from culturefirst.improvement.queries import returns
from culturefirst.kit import clock

SHOWN = 2


def concerns(user: Any) -> dict[str, Any]:
    """One's own returns that are open, what is collected now, and the newest to compare."""
    today = clock.today()
    seen = Collection.objects.visible_to(user)
    compared = seen.filter(stage=Collection.Stage.ANNOUNCED, members_on__lte=today)
    own = returns.own(user).filter(
        collection__stage=Collection.Stage.ANNOUNCED, collection__members_on__gt=today
    )
    return {
        "own": list(own[:SHOWN]),
        "open": seen.open_on(today).first(),
        "newest": compared.first(),
    }


def to_fill(user: Any, on: Any) -> Any:
    """Collections that are open for a body that this person leads, each with its return."""
    led = [post.organisation for post in user.posts_today if post.leads]
    found = list(Collection.objects.visible_to(user).open_on(on))
    rows = Return.objects.visible_to(user).filter(collection__in=found, organisation__in=led)
    there = {(row.collection_id, row.organisation_id): row for row in rows}
    return [(each, body, there.get((each.pk, body.pk))) for each in found for body in led]
