"""Pure decisions: whether two listings fit, why, and how well.

Everything is said of plain facts, so that it can be tried on thousands of made-up pairs. A match
is symmetric: whoever looks first gets the same parts. Each part has its most points, said on the
page of words; the score is their sum, of 100.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from culturefirst.collaboration.models.arrangements import TERMS, Arrangement

Kind = Literal["fits", "alike"]
OFFER, NEED = "offer", "need"
LONG = 60  # days in common from which on nobody need hurry
ALIKE_WITHIN = 2  # times as large
ROUGH = ("small", "medium", "large")
READY = ("idea", "exploring", "agreed", "ready")
MOST = {"arrangement": 30, "service": 25, "place": 20, "time": 10, "readiness": 10, "size": 5}
# What the page of words says of each part.
COUNTED = (
    ("arrangement", "The same arrangement; half for one that lies near, such as a joint trust."),
    ("service", "The same service; 10 where one of the two is open to any service."),
    (
        "place",
        "Neighbours on the map of councils; 16 in one sub-region, 10 in neighbouring ones, "
        "3 further apart where both go anywhere, none where a place is not known.",
    ),
    ("time", f"{LONG} days or more in common; 6 for fewer."),
    ("readiness", "Both ready to start; 6 if both agreed in principle, 3 if both explore it."),
    ("size", "The offer is large enough, or two alike are about as large; 2 where it covers part."),
)


@dataclass(frozen=True)
class Facts:
    """What is compared of a listing.

    ``place`` is its sub-region's name (empty: not known), ``near`` the names of that one's
    neighbours, ``tile`` its place on the map of councils. ``starts`` and ``ends`` are days, both
    inside; what holds for good ends on the last day there is.
    """

    key: int
    body: int
    side: str
    arrangement: str
    starts: date
    ends: date = date.max
    service: str = ""
    service_name: str = ""
    reach: str = "anywhere"
    place: str = ""
    near: frozenset[str] = field(default_factory=frozenset)
    tile: tuple[int, int] | None = None
    amount: float | None = None
    unit: str = ""
    unit_name: str = ""
    rough: str = ""
    readiness: str = "idea"


@dataclass(frozen=True)
class Part:
    """One part of a score: how many points of how many, and the reason in words ("": none)."""

    name: str
    points: int
    says: str = ""

    @property
    def most(self) -> int:
        return MOST[self.name]


@dataclass(frozen=True)
class Match:
    """That two listings fit: an offer and a need, or two that wish the same (``alike``)."""

    kind: Kind
    arrangement: str
    side: str
    parts: tuple[Part, ...]

    @property
    def score(self) -> int:
        return sum(part.points for part in self.parts)

    def reasons(self, side: str = "") -> list[str]:
        """The reasons as whoever has the listing of that ``side`` reads them."""
        said = [part.says for part in self.parts if part.says]
        return [*said[:3], self._between(side), *said[3:]]

    def _between(self, side: str) -> str:
        term = TERMS[Arrangement(self.arrangement)]
        if self.kind == "alike":
            both = "both need it" if self.side == NEED else "both offer it"
            return f"same wish, {both}: do it together"
        if side == OFFER:
            return f"you can {term.gives}, they need it"
        if side == NEED:
            return f"they can {term.gives}, you need it"
        return f"one can {term.gives}, the other needs it"


def matched(one: Facts, other: Facts) -> Match | None:
    """Whether the two fit; ``None`` where something stands against it."""
    if one.body == other.body or one.key == other.key:
        return None
    if one.key > other.key:  # so that both sides get the very same parts
        one, other = other, one
    found = (
        _arrangement(one, other),
        _service(one, other),
        _place(one, other),
        _time(one, other),
        _readiness(one, other),
        _size(one, other),
    )
    parts = tuple(part for part in found if part is not None)
    if len(parts) < len(found):
        return None
    kind: Kind = "fits" if one.side != other.side else "alike"
    # Of two that lie near each other, what is given is the offer's.
    giving = other if other.side == OFFER else one
    return Match(kind, giving.arrangement, one.side, parts)


def _arrangement(one: Facts, other: Facts) -> Part | None:
    mine, theirs = Arrangement(one.arrangement), Arrangement(other.arrangement)
    if mine == theirs:
        return Part("arrangement", 30, f"both: {_small(mine.label)}")
    if TERMS[mine].near != TERMS[theirs].near:
        return None
    first, second = sorted((_small(mine.label), _small(theirs.label)))
    return Part("arrangement", 15, f"near each other: {first} and {second}")


def _service(one: Facts, other: Facts) -> Part | None:
    if one.service and other.service:
        same = one.service == other.service
        return Part("service", 25, f"both: {_small(one.service_name)}") if same else None
    return Part("service", 10, "one of you is open to any service")


def _place(one: Facts, other: Facts) -> Part | None:
    if not (_reaches(one, other) and _reaches(other, one)):
        return None
    same = bool(one.place) and one.place == other.place
    if touching(one.tile, other.tile):
        return Part("place", 20, f"neighbours in {one.place}" if same else "neighbours")
    if same:
        return Part("place", 16, f"both in {one.place}")
    if not (one.place and other.place):
        return Part("place", 0)
    if _adjoin(one, other):
        return Part("place", 10, "neighbouring sub-regions")
    return Part("place", 3, "further apart, and both go anywhere")


def _reaches(one: Facts, other: Facts) -> bool:
    """Whether the other lies where this one looks; a place that is not known may."""
    if one.reach == "anywhere" or not (one.place and other.place) or one.place == other.place:
        return True
    return one.reach == "near" and (_adjoin(one, other) or touching(one.tile, other.tile))


def _adjoin(one: Facts, other: Facts) -> bool:
    return other.place in one.near or one.place in other.near


def touching(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    """Whether two tiles of the map touch, by a side or a corner."""
    if one is None or other is None:
        return False
    return max(abs(one[0] - other[0]), abs(one[1] - other[1])) == 1


def _time(one: Facts, other: Facts) -> Part | None:
    days = (min(one.ends, other.ends) - max(one.starts, other.starts)).days + 1
    if days < 1:
        return None
    if days >= LONG:
        return Part("time", 10, "same time")
    return Part("time", 6, f"same time, for {days} day{'' if days == 1 else 's'}")


def _readiness(one: Facts, other: Facts) -> Part:
    least = min(READY.index(one.readiness), READY.index(other.readiness))
    says = ("", "both at least exploring", "both agreed in principle", "both ready to start")
    return Part("readiness", (0, 3, 6, 10)[least], says[least])


def _size(one: Facts, other: Facts) -> Part:
    sizes = _sizes(one, other)
    if sizes is None:
        return Part("size", 0)
    if one.side == other.side:
        alike = max(sizes) <= ALIKE_WITHIN * min(sizes)
        return Part("size", 5, "about the same size") if alike else Part("size", 2)
    offer, need = sizes if one.side == OFFER else sizes[::-1]
    if offer >= need:
        return Part("size", 5, "size fits")
    covered = f": {offer:g} of {need:g} {one.unit_name}" if one.unit else ""
    return Part("size", 2, f"covers part of it{covered}")


def _sizes(one: Facts, other: Facts) -> tuple[float, float] | None:
    """Both sizes on one scale, where there is one."""
    if one.amount is not None and other.amount is not None:
        return (one.amount, other.amount) if one.unit == other.unit else None
    if one.rough and other.rough:
        # So far from one another that only the same word is about the same size.
        first, second = (3.0 ** ROUGH.index(each.rough) for each in (one, other))
        return first, second
    return None


def _small(label: str) -> str:
    return f"{label[:1].lower()}{label[1:]}"


def best_first(matches: Sequence[Match]) -> list[Match]:
    """The better ones first."""
    return sorted(matches, key=lambda match: -match.score)


FURTHER, AT_MOST = 5, 3  # points for each further match of a pair, and for how many


def worth(matches: Sequence[Match]) -> tuple[int, list[str]]:
    """How much a meeting of two bodies is worth: the best match, and a little for each further."""
    best = best_first(matches)
    further = len(best) - 1
    said = best[0].reasons()
    if further:
        said.append(f"and {further} more that fit{'s' if further == 1 else ''}")
    return best[0].score + FURTHER * min(further, AT_MOST), said
