"""What a table of minutes does not tell: areas of the set, and places of the same kinds."""

from collections.abc import Sequence

from culturefirst.intelligence.bringing.plan import Plan
from culturefirst.intelligence.models import Area, AreaSet, Asset
from culturefirst.intelligence.studying.times import Times
from culturefirst.kit.wording import plural

NAMED = 5


def tell_missing(plan: Plan, area_set: AreaSet, found: Times, whole: bool) -> None:
    """Tell how many areas and places have no minutes at all, and which come first."""
    own = set(found.areas)
    codes = Area.objects.filter(area_set=area_set).order_by("code").values_list("code", flat=True)
    without = [code for code in codes if code not in own]
    if without:
        then = (
            "they are out of reach of all places, as you say that the tool was asked about them"
            if whole
            else "a study by this table leaves them out and says so"
        )
        missing = f"{plural(len(without), 'area')} of “{area_set}” with no minutes to any place"
        plan.notes.append(f"{missing}: {then} ({_first(without)}).")
    served = Asset.objects.filter(pk__in=found.places).values_list("kind", flat=True).distinct()
    places = Asset.objects.standing().located().filter(kind__in=list(served)).order_by("name", "pk")
    known = set(found.places)
    names = [name for pk, name in places.values_list("pk", "name") if str(pk) not in known]
    if names:
        plan.notes.append(
            f"{plural(len(names), 'place')} of the same kinds with no minutes from any area: a "
            f"study by this table leaves them out and says so ({_first(names)})."
        )


def _first(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    told = ", ".join(names[:NAMED])
    return f"{told} and {more} more" if more > 0 else told
