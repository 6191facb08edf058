"""Which listings fit which, in a number of statements that does not grow with them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from culturefirst.collaboration import rules
from culturefirst.collaboration.models import TERMS, Arrangement, Dismissal, Listing, Listings
from culturefirst.kit import clock
from culturefirst.network.models import Organisation

Near = Mapping[str, frozenset[str]]
Pair = tuple[int, int]


@dataclass(frozen=True)
class Suggestion:
    """Another body's listing that fits one of a body's own, with the reasons as it reads them."""

    own: Listing
    other: Listing
    match: rules.Match

    @property
    def reasons(self) -> list[str]:
        return self.match.reasons(self.own.side)

    @property
    def score(self) -> int:
        return self.match.score


def suggestions(listings: Iterable[Listing], on: date) -> dict[int, list[Suggestion]]:
    """For each of these listings, the others that fit it: the best first, dismissed ones not."""
    mine = list(listings)
    if not mine:
        return {}
    pool, near = _pool(on), neighbours()
    no = _dismissed(mine)
    facts = {each.pk: facts_of(each, near, on) for each in pool}
    by_family = _by_family(pool)
    found: dict[int, list[Suggestion]] = {each.pk: [] for each in mine}
    for own in mine:
        if own.pk not in facts:
            continue
        for other in by_family[_family(own)]:
            match = rules.matched(facts[own.pk], facts[other.pk])
            if match is not None and (own.pk, other.pk) not in no:
                found[own.pk].append(Suggestion(own, other, match))
    return {pk: sorted(some, key=_order) for pk, some in found.items()}


def dismissed(own: Listing, user: Any) -> list[Listing]:
    """What was said not to be for this listing's body, as far as one may know, the latest first."""
    rows = Dismissal.objects.visible_to(user).filter(listing=own)
    seen = Listing.objects.visible_to(user)
    listed = rows.filter(other__in=seen).select_related("other__organisation").order_by("-pk")
    return [row.other for row in listed]


def worth(organisations: Iterable[Any]) -> dict[Pair, tuple[int, list[str]]]:
    """What a meeting of two of these bodies is worth, and why: only pairs that have a match.

    Keys are ``(a, b)`` with the smaller key first. A match that one of the two turned down counts
    for nothing. Three statements, however many bodies there are.
    """
    on, asked = clock.today(), {getattr(each, "pk", each) for each in organisations}
    pool = [each for each in _pool(on) if each.organisation_id in asked]
    no, near = _dismissed(pool), neighbours()
    facts = {each.pk: facts_of(each, near, on) for each in pool}
    found: dict[Pair, list[rules.Match]] = defaultdict(list)
    for one, other in _pairs(pool):
        if (one.pk, other.pk) in no or (other.pk, one.pk) in no:
            continue
        if match := rules.matched(facts[one.pk], facts[other.pk]):
            first, second = sorted((one.organisation_id, other.organisation_id))
            found[first, second].append(match)
    return {pair: rules.worth(matches) for pair, matches in sorted(found.items())}


def neighbours() -> Near:
    """The sub-regions that touch each sub-region, by name, worked out from the map of councils."""
    rows = Organisation.objects.standing_on(clock.today()).filter(
        map_column__isnull=False, map_row__isnull=False, sub_region__isnull=False
    )
    tiles = [
        ((column, row), name)
        for column, row, name in rows.values_list("map_column", "map_row", "sub_region__name")
    ]
    found: dict[str, set[str]] = defaultdict(set)
    for tile, name in tiles:
        for other, its_name in tiles:
            if name != its_name and rules.touching(tile, other):
                found[name].add(its_name)
    return {name: frozenset(others) for name, others in found.items()}


def facts_of(listing: Listing, near: Near, on: date) -> rules.Facts:
    """What the rule looks at; what holds "from now on" holds from the day."""
    body = listing.organisation
    place = body.sub_region.name if body.sub_region is not None else ""
    column, row = body.map_column, body.map_row
    return rules.Facts(
        key=listing.pk,
        body=listing.organisation_id,
        side=listing.side,
        arrangement=listing.arrangement,
        starts=max(listing.starts or on, on),
        ends=listing.ends or date.max,
        service=listing.service,
        service_name=listing.get_service_display() if listing.service else "",
        reach=listing.reach,
        place=place,
        near=near.get(place, frozenset()),
        tile=None if column is None or row is None else (column, row),
        amount=None if listing.amount is None else float(listing.amount),
        unit=listing.unit,
        unit_name=listing.get_unit_display() if listing.unit else "",
        rough=listing.rough,
        readiness=listing.readiness,
    )


def _pool(on: date) -> list[Listing]:
    return list(Listings(Listing).matched_on(on).select_related("organisation__sub_region"))


def _dismissed(listings: Iterable[Listing]) -> set[Pair]:
    """Pairs ``(listing, other)`` that the body of the listing turned down."""
    rows = Dismissal._base_manager.filter(listing__in=[each.pk for each in listings])
    return set(rows.values_list("listing", "other"))


def _family(listing: Listing) -> str:
    return TERMS[Arrangement(listing.arrangement)].near


def _by_family(listings: Iterable[Listing]) -> dict[str, list[Listing]]:
    found: dict[str, list[Listing]] = defaultdict(list)
    for each in listings:
        found[_family(each)].append(each)
    return found


def _pairs(listings: Iterable[Listing]) -> Iterator[tuple[Listing, Listing]]:
    """Each pair once, of those alone whose arrangements lie near each other."""
    for some in _by_family(listings).values():
        for place, one in enumerate(some):
            for other in some[place + 1 :]:
                yield one, other


def _order(suggestion: Suggestion) -> tuple[int, int]:
    return -suggestion.score, -suggestion.other.pk
