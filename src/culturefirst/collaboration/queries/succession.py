"""Offers and needs of bodies that stand no more, and who took over from those."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from culturefirst.collaboration.models import Listing, Listings
from culturefirst.collaboration.queries.listings import listings
from culturefirst.kit.policy import roles
from culturefirst.network.models import Organisation, Post, Succession
from culturefirst.network.policy import TEAM


def left_behind_by(user: Any, body: Organisation) -> Listings:
    """What is still open of a body that stands no more."""
    return listings(user).filter(organisation=body, state=Listing.State.OPEN)


def successors(bodies: Iterable[int], on: date) -> dict[int, list[Organisation]]:
    """Which bodies that stand on the day took over from each of these, however many steps on."""
    steps: dict[int, set[int]] = defaultdict(set)
    rows = Succession.objects.filter(on__lte=on).values_list("predecessor", "successor")
    for before, after in rows:
        steps[before].add(after)
    reached = {body: _reached(body, steps) for body in bodies}
    every = set().union(*reached.values()) if reached else set()
    standing = Organisation.objects.standing_on(on).filter(pk__in=every).order_by("name", "pk")
    return {
        body: [each for each in standing if each.pk in found] for body, found in reached.items()
    }


def took_over(listing: Listing, on: date) -> list[Organisation]:
    """Who may take a listing over: none while its own body stands."""
    if listing.organisation.stands_on(on):
        return []
    return successors([listing.organisation_id], on)[listing.organisation_id]


def to_take_over(user: Any, on: date) -> list[tuple[Listing, list[Organisation]]]:
    """What bodies left behind that stand no more, each with who took over, for whom it waits.

    It waits for the lead of a body that took over, and for whoever is named in it or wrote it and
    works there now; for the team where nobody leads there.
    """
    if not roles(user):
        return []
    rows = listings(user).filter(state=Listing.State.OPEN, organisation__dissolved_on__lte=on)
    if not (found := list(rows)):
        return []
    after = successors({each.organisation_id for each in found}, on)
    pairs = [(each, bodies) for each in found if (bodies := after[each.organisation_id])]
    led = _led({body.pk for _, bodies in pairs for body in bodies}, on)
    return [(each, bodies) for each, bodies in pairs if _waits_for(user, each, bodies, led)]


def _waits_for(user: Any, listing: Listing, bodies: list[Organisation], led: set[int]) -> bool:
    keys = {body.pk for body in bodies}
    mine = [post for post in user.posts_today if post.organisation_id in keys]
    named = user.person_id in (listing.contact_id, listing.made_by_id)
    if any(post.leads or named for post in mine):
        return True
    return bool(roles(user) & TEAM) and not keys & led


def _led(bodies: set[int], on: date) -> set[int]:
    """Those of these bodies that somebody leads."""
    posts = Post.objects.held_on(on).filter(organisation__in=bodies, leads=True)
    return set(posts.filter(person__isnull=False).values_list("organisation", flat=True))


def _reached(body: int, steps: dict[int, set[int]]) -> set[int]:
    found: set[int] = set()
    newer = set(steps.get(body, ()))
    while newer:
        found |= newer
        newer = {after for each in newer for after in steps.get(each, ())} - found
    return found
