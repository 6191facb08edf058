"""What is known of bodies that may challenge each other, and of what lies between them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from itertools import combinations
from typing import Any

import numpy as np
from django.db.models import Q

from culturefirst.analysis.comparison.neighbours import as_table, distances_of_all
from culturefirst.collaboration.queries.matches import worth as fits
from culturefirst.improvement.distances import centre_of
from culturefirst.improvement.models import Challenge, Interest, TravelTime
from culturefirst.improvement.queries.traits import latest
from culturefirst.improvement.rules_pairing import Body, Known
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.network.models import Organisation, Post, Service

YEAR = timedelta(days=365)
Limits = tuple[int | None, int | None]  # the most km, and the most minutes, that a body travels
NO_LIMITS: Limits = (None, None)


def bodies_from(
    organisations: list[Organisation], limits: dict[int, Limits] | None = None
) -> dict[int, Body]:
    """What is known of each of these, by key and in their order."""
    far = limits or {}
    today = clock.today()
    rows = Organisation.objects.filter(pk__in=[each.pk for each in organisations])
    found = {}
    for each in rows.select_related("sub_region").prefetch_related("codes", "services"):
        run = [row for row in each.services.all() if row.ends is None or row.ends > today]
        codes = sorted(each.codes.all(), key=lambda row: row.ends is not None)
        found[each.pk] = Body(
            key=each.pk,
            name=each.name,
            kind=each.kind,
            kind_name=each.get_kind_display(),
            place=each.sub_region.name if each.sub_region is not None else "",
            centre=centre_of(row.code for row in codes),
            services=frozenset(row.service for row in run),
            above=frozenset(key for key in (each.upper_tier_id, each.parent_id) if key is not None),
            farthest=far.get(each.pk, NO_LIMITS)[0],
            longest=far.get(each.pk, NO_LIMITS)[1],
        )
    return {each.pk: found[each.pk] for each in organisations}


def known_of(
    keys: list[int],
    *,
    tiers_apart: bool,
    user: Any = SYSTEM,
    declared: bool = True,
    traits: Sequence[str] = (),
    before: Challenge | None = None,
) -> Known:
    """What lies between these, as far as this person may know of it."""
    return Known(
        staff=_staff(keys),
        earlier=_earlier(keys, user, before),
        declared=_declared(keys, user) if declared else {},
        fits={frozenset(two): score for two, (score, _) in fits(keys).items()},
        names={str(each.value): str(each.label) for each in Service},
        tiers_apart=tiers_apart,
        minutes=minutes_between(keys),
        traits=tuple(traits),
        alike=_alike(keys, traits),
    )


def _staff(keys: list[int]) -> frozenset[frozenset[int]]:
    """Pairs of bodies for which somebody holds posts, or held one within a year."""
    late = Q(ends__isnull=True) | Q(ends__gt=clock.today() - YEAR)
    rows = Post.objects.filter(late, organisation__in=keys, person__isnull=False)
    of: dict[int, set[int]] = defaultdict(set)
    for person, body in rows.values_list("person", "organisation"):
        of[person].add(body)
    return frozenset(
        frozenset(two) for bodies in of.values() for two in combinations(sorted(bodies), 2)
    )


def _earlier(keys: list[int], user: Any, before: Challenge | None) -> frozenset[frozenset[int]]:
    rows = Challenge.objects.visible_to(user).filter(host__in=keys, challenger__in=keys)
    rows = rows.exclude(state=Challenge.State.CALLED_OFF).order_by()
    if before is not None:
        rows = rows.filter(pk__lt=before.pk)
    return frozenset(frozenset(two) for two in rows.values_list("host", "challenger"))


def _declared(keys: list[int], user: Any) -> dict[frozenset[int], str]:
    rows = Interest.objects.visible_to(user).standing_on(clock.today())
    found = rows.filter(one__in=keys, other__in=keys).order_by("pk")
    return {frozenset((each.one_id, each.other_id)): each.get_kind_display() for each in found}


def minutes_between(keys: list[int]) -> dict[frozenset[int], int]:
    """How long it takes from one to the other, where the table of travel times has a line."""
    rows = TravelTime.objects.filter(one__in=keys, other__in=keys)
    found = rows.values_list("one", "other", "minutes")
    return {frozenset((one, other)): minutes for one, other, minutes in found}


def _alike(keys: list[int], traits: Sequence[str]) -> dict[frozenset[int], int]:
    """Of how many per cent of the pairs each two are more alike, by these traits of their areas.

    A share of pairs and not the distance itself: a single body unlike all others would make
    everybody else look the same.
    """
    if not traits:
        return {}
    known = latest(clock.today().year)
    rows = [[known.get(key, {}).get(name) for name in traits] for key in keys]
    apart = distances_of_all(as_table(rows, len(traits)))
    one, other = np.triu_indices(len(keys), 1)
    far = apart[one, other]
    told = np.sort(far[~np.isnan(far)])
    others = max(1, len(told) - 1)
    farther = len(told) - np.searchsorted(told, far, side="right")
    return {
        frozenset((keys[a], keys[b])): int(100 * more // others)
        for a, b, more, each in zip(one.tolist(), other.tolist(), farther, far, strict=True)
        if not np.isnan(each)
    }
