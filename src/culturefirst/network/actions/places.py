"""Sub-regions: named, taken away where nothing is kept of them; bodies that move; outlines."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import day as said
from culturefirst.network.actions.saving import saved
from culturefirst.network.actions.slugs import free_slug
from culturefirst.network.models import BoundaryCode, FormerPlace, Organisation, SubRegion
from culturefirst.network.policy import manage_network


@action("added a sub-region", allow=manage_network)
def add_sub_region(*, by: Any, name: str, short_names: Sequence[str] = ()) -> SubRegion:
    """Name a part of the network's area; ``short_names`` are other words people use for it."""
    own, others = name.strip(), _tidy(short_names, name)
    _refuse_taken([own, *others], None)
    place = SubRegion(name=own, slug=free_slug(SubRegion, own), short_names=others)
    return saved(place)


@action("changed a sub-region", allow=manage_network, on="sub_region")
def edit_sub_region(
    *, by: Any, sub_region: SubRegion, changes: Mapping[str, Any], seen: int | None = None
) -> SubRegion:
    """Give a sub-region another ``name`` and other ``short_names``; its address stays.

    ``seen`` is the version that the person was shown; where somebody else changed it since,
    nothing is saved and ``Conflict`` is raised.
    """
    if unknown := changes.keys() - {"name", "short_names"}:
        raise ValueError(f"not a fact of a sub-region: {', '.join(sorted(unknown))}")
    now = {"name": sub_region.name, "short_names": sub_region.short_names} | dict(changes)
    own, others = now["name"].strip(), _tidy(now["short_names"], now["name"])
    _refuse_taken([own, *others], sub_region)
    return save_changes(sub_region, {"name": own, "short_names": others}, seen=seen)


@action("took away a sub-region", allow=manage_network, on="sub_region")
def remove_sub_region(*, by: Any, sub_region: SubRegion) -> SubRegion:
    """Take away a sub-region to which nothing belongs."""
    if used := uses(sub_region):
        raise DomainError(
            f"{sub_region} cannot be taken away: {', '.join(used)} belong to it. "
            "Move them to another sub-region first."
        )
    sub_region.delete()
    return sub_region


@action("moved an organisation to another sub-region", allow=manage_network, on="organisation")
def move_to_sub_region(
    *, by: Any, organisation: Organisation, sub_region: SubRegion | None, on: date | None = None
) -> Organisation:
    """From a day (today) a body belongs to another sub-region; where it belonged before is kept.

    Figures of days before it count the body where it belonged then. A second move on the day of
    the last one takes that one's place.
    """
    day, now = on or clock.today(), organisation.sub_region
    if day > clock.today():
        raise DomainError("Give a day that has come: move it on the day on which it belongs there.")
    if now == sub_region:
        raise DomainError(f"{organisation} belongs to {now or 'no sub-region'} already.")
    last = organisation.former_places.first()
    _refuse_before_last_move(organisation, last, day)
    if last is None or last.ends < day:
        began = last.ends if last else None
        saved(FormerPlace(organisation=organisation, sub_region=now, starts=began, ends=day))
    elif last.sub_region == sub_region:
        last.delete()
    return save_changes(organisation, {"sub_region": sub_region})


@action("took back a move to another sub-region", allow=manage_network, on="organisation")
def take_back_move(
    *, by: Any, organisation: Organisation, former_place: FormerPlace
) -> Organisation:
    """Let a body belong where it belonged before its last move, as if it had not moved."""
    last = organisation.former_places.first()
    if last is None or last != former_place:
        raise DomainError(
            f"{organisation} moved otherwise since, or that was taken back: look at its page again."
        )
    last.delete()
    return save_changes(organisation, {"sub_region": last.sub_region})


@action("loaded outlines of areas", allow=manage_network)
def load_outlines(*, by: Any, outlines: Mapping[str, Any]) -> int:
    """Keep each outline (a GeoJSON geometry, by GSS code) with the codes; says how many fitted."""
    codes = list(BoundaryCode.objects.filter(code__in=list(outlines)))
    for code in codes:
        code.outline = outlines[code.code]
    BoundaryCode.objects.bulk_update(codes, ["outline"], batch_size=100)
    return len(codes)


def _refuse_before_last_move(body: Organisation, last: FormerPlace | None, day: date) -> None:
    if last is not None and day < last.ends:
        raise DomainError(
            f"{body} moved last on {said(last.ends)}: give a day that is not before, "
            "or take that move back first."
        )
    if body.founded_on is not None and day <= body.founded_on:
        raise DomainError(
            f"{body} was founded on {said(body.founded_on)}: correct its sub-region instead."
        )


def uses(sub_region: SubRegion) -> list[str]:
    """What belongs to a sub-region, counted, of whatever room."""
    told = []
    for relation in SubRegion._meta.related_objects:
        model, field = relation.related_model, relation.field
        count = model._base_manager.filter(**{field.name: sub_region}).count()
        if count:
            words = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
            told.append(f"{count} {words}")
    return told


def _tidy(names: Sequence[str], own: str) -> list[str]:
    """Each short name once, without what is the name itself."""
    kept = {each.strip().casefold(): each.strip() for each in names if each.strip()}
    kept.pop(own.strip().casefold(), None)
    return list(kept.values())


def _refuse_taken(names: Sequence[str], own: SubRegion | None) -> None:
    """One word leads to one place: a document's "Beds" must not stand for two."""
    wanted = {name.casefold() for name in names}
    others = SubRegion.objects.exclude(pk=own.pk) if own else SubRegion.objects.all()
    for place in others:
        for taken in (place.name, *place.short_names):
            if taken.casefold() in wanted:
                raise DomainError(
                    f"“{taken}” already stands for {place}: choose another name or short name."
                )
