"""A sub-region with a body in it, and a list of organisations that was brought and has changed."""

from typing import Any

from culturefirst.network import actions
from culturefirst.network.models import User


def given(*, by: User, officer: User) -> dict[str, dict[str, Any]]:
    place = officer.posts_today[0].organisation.sub_region
    assert place is not None
    rows = [{"row": 2, "name": "Ely", "kind": "no such kind"}]
    brought = actions.bring_organisations(by=by, name="bodies.csv", rows=rows)
    slug = {"slug": place.slug}
    return {
        "place": slug,
        "place_edit": slug,
        "place_remove": slug,
        "organisations_preview": {"pk": brought.pk},
    }
