"""Sub-regions: named, renamed, taken away where nothing is kept of them; outlines of areas."""

from collections.abc import Mapping, Sequence
from typing import Any

from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.network.actions.saving import saved
from culturefirst.network.actions.slugs import free_slug
from culturefirst.network.models import BoundaryCode, SubRegion
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
    *, by: Any, sub_region: SubRegion, name: str, short_names: Sequence[str] = ()
) -> SubRegion:
    """Give a sub-region another name and other short names; its address stays."""
    own, others = name.strip(), _tidy(short_names, name)
    _refuse_taken([own, *others], sub_region)
    sub_region.name, sub_region.short_names = own, others
    return saved(sub_region)


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


@action("loaded outlines of areas", allow=manage_network)
def load_outlines(*, by: Any, outlines: Mapping[str, Any]) -> int:
    """Keep each outline (a GeoJSON geometry, by GSS code) with the codes; says how many fitted."""
    codes = list(BoundaryCode.objects.filter(code__in=list(outlines)))
    for code in codes:
        code.outline = outlines[code.code]
    BoundaryCode.objects.bulk_update(codes, ["outline"], batch_size=100)
    return len(codes)


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
