"""The places that are here already, as rows of a list may speak of them; read once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from math import hypot

from culturefirst.intelligence.models import Asset, AssetSource, PostcodePoint
from culturefirst.intelligence.places.region import bodies_by_code
from culturefirst.intelligence.places.rows import Brought
from culturefirst.kit.batches import batches
from culturefirst.kit.cells import fold
from culturefirst.network.models import Organisation, OrganisationName

CLOSE, SAME_SPOT, NEARBY = 100, 150, 400  # metres
ALIKE = 0.72  # of the letters of two names, in order
CELL = 500  # metres: the side of a square of the grid in which neighbours are looked for
# What says of a name only what kind of place bears it.
USUAL = frozenset(
    {"the", "library", "museum", "leisure", "centre", "center", "sports", "sport", "pool"}
    | {"swimming", "hall", "community", "park", "theatre", "gallery", "arts", "of", "and"}
)


class KnownPlaces:
    """Standing places of the kinds of a list, by key in their source, by name, by where they are.

    A place is taken once: two rows cannot both be it.
    """

    def __init__(self, kinds: Iterable[int], source: AssetSource | None) -> None:
        rows = Asset.objects.standing().filter(kind__in=set(kinds)).order_by("pk")
        self.all: dict[int, Asset] = {
            each.pk: each for each in rows.select_related("kind").prefetch_related("facilities")
        }
        self._by_ref: dict[str, int] = {}
        self._by_name: dict[tuple[str, int], list[int]] = defaultdict(list)
        self._by_square: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._by_postcode: dict[str, list[int]] = defaultdict(list)
        self.taken: set[int] = set()
        for each in self.all.values():
            self._keep(each, source)

    def _keep(self, each: Asset, source: AssetSource | None) -> None:
        if each.source_ref and source is not None and each.source_id == source.pk:
            self._by_ref[each.source_ref] = each.pk
        self._by_name[each.plain_name, each.kind_id].append(each.pk)
        if each.postcode:
            self._by_postcode[each.postcode].append(each.pk)
        if each.easting is not None and each.northing is not None:
            self._by_square[each.easting // CELL, each.northing // CELL].append(each.pk)

    def same(self, row: Brought, ref: str) -> Asset | None:
        """The place that a row is about beyond doubt, which nobody has to be asked."""
        if (found := self._by_ref.get(ref)) is not None and found not in self.taken:
            return self.all[found]
        assert row.kind is not None
        named = [self.all[pk] for pk in self._by_name.get((row.plain, row.kind.pk), ())]
        fit = [each for each in named if each.pk not in self.taken and self._same_place(each, row)]
        return fit[0] if fit else None

    def alike(self, row: Brought) -> list[Asset]:
        """Places of the kind nearby that are called much like it, the likeliest first: somebody has
        to look."""
        assert row.kind is not None
        near = dict.fromkeys(self._around(row))
        found = [
            self.all[pk]
            for pk in near
            if pk not in self.taken
            and self.all[pk].kind_id == row.kind.pk
            and names_alike(self.all[pk].plain_name, row.plain)
        ]
        return sorted(found, key=lambda each: _unlike(each, row))[:5]

    def _around(self, row: Brought) -> Iterator[int]:
        yield from self._by_postcode.get(row.postcode, ())
        if row.point is not None:
            east, north = (each // CELL for each in row.point)
            for square in ((e, n) for e in range(east - 1, east + 2) for n in (-1, 0, 1)):
                at = (square[0], north + square[1])
                yield from (pk for pk in self._by_square.get(at, ()) if self._close(pk, row.point))

    def _close(self, pk: int, point: tuple[int, int]) -> bool:
        return metres_apart(self.all[pk], point) <= NEARBY

    def _same_place(self, asset: Asset, row: Brought) -> bool:
        if asset.postcode and row.postcode:
            return asset.postcode == row.postcode
        if asset.easting is not None and row.point is not None:
            return metres_apart(asset, row.point) <= SAME_SPOT
        # Nothing says where either of them is, but for the authority.
        placeless = not row.postcode and row.point is None
        return placeless and row.said.get("authority") in (asset.authority_id, None)


class Bodies:
    """Organisations by the ways in which lists write them: names, former ones, codes."""

    def __init__(self) -> None:
        self._names: dict[str, int] = {}
        self.named: dict[int, str] = {}
        self.counties: set[int] = set()
        rows = Organisation.objects.values_list("pk", "name", "short_name", "kind")
        for pk, name, short, kind in rows:
            self.named[pk] = name
            if kind == Organisation.Kind.COUNTY:
                self.counties.add(pk)
            for word in filter(None, (name, short)):
                self._names.setdefault(_short(word), pk)
        for pk, name in OrganisationName.objects.values_list("organisation_id", "name"):
            self._names.setdefault(_short(name), pk)
        self._codes = bodies_by_code()

    def of(self, words: str) -> int | None:
        """The key of the body of that name, without what every council is called."""
        return self._names.get(_short(words)) if words else None

    def coded(self, code: str) -> int | None:
        return self._codes.get(code.strip().upper())


def points_of(postcodes: Sequence[str]) -> dict[str, tuple[int, int]]:
    """The middles of these postcodes, of those that are known."""
    found: dict[str, tuple[int, int]] = {}
    for some in batches({each.replace(" ", "") for each in postcodes}):
        rows = PostcodePoint.objects.filter(postcode__in=some)
        for code, east, north in rows.values_list("postcode", "easting", "northing"):
            found[f"{code[:-3]} {code[-3:]}"] = (east, north)
    return found


def names_alike(one: str, other: str) -> bool:
    """Whether two plain names may mean one place: much the same, or one inside of the other."""
    if one == other:
        return True
    rare = [set(name.split()) - USUAL for name in (one, other)]
    if all(rare) and (rare[0] <= rare[1] or rare[1] <= rare[0]):
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _unlike(asset: Asset, row: Brought) -> tuple[bool, bool, float]:
    """How little a place is like a row: name, then postcode, then way."""
    known = asset.easting is not None
    far = metres_apart(asset, row.point) if known and row.point is not None else float(NEARBY)
    other_postcode = not row.postcode or asset.postcode != row.postcode
    return asset.plain_name != row.plain, other_postcode, far


def metres_apart(asset: Asset, point: tuple[int, int]) -> float:
    """How far a place lies from a point of the grid."""
    assert asset.easting is not None and asset.northing is not None
    return hypot(asset.easting - point[0], asset.northing - point[1])


_TITLES = frozenset(
    {"council", "borough", "district", "county", "city", "metropolitan", "royal", "of", "the"}
    | {"upon", "and", "unitary", "authority", "london", "ua"}
)


def _short(name: str) -> str:
    words = fold(name).replace(",", " ").replace("&", " ").split()
    return " ".join(word for word in words if word not in _TITLES) or fold(name)
