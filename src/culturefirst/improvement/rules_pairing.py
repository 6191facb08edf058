"""What a challenge between two bodies is worth, and why they may not: pure, from facts."""

from dataclasses import dataclass, field

from culturefirst.improvement.distances import Point, km_between

ALIKE, SERVICES, MATCHES, NEAR = 200, 200, 100, 500  # the most that each may bring
FAR = 200  # km from which on nearness brings nothing
SAME_PLACE, OTHER_PLACE = 350, 150  # of nearness, where the distance is not known


@dataclass(frozen=True)
class Body:
    """What is known of a body that takes part."""

    key: int
    name: str
    kind: str
    kind_name: str = ""
    place: str = ""
    centre: Point | None = None
    services: frozenset[str] = frozenset()
    above: frozenset[int] = frozenset()
    farthest: int | None = None


@dataclass(frozen=True)
class Known:
    """What lies between bodies, by pair of their keys.

    ``staff`` are pairs for which somebody works or worked within a year, ``earlier`` those that
    were paired before, ``declared`` with what somebody declared, ``fits`` with the worth of
    offers and needs that fit. ``names`` are what services are called.
    """

    staff: frozenset[frozenset[int]] = frozenset()
    earlier: frozenset[frozenset[int]] = frozenset()
    declared: dict[frozenset[int], str] = field(default_factory=dict)
    fits: dict[frozenset[int], int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    tiers_apart: bool = True


def km_of(one: Body, other: Body) -> int | None:
    """How far two bodies are apart."""
    return km_between(one.centre, other.centre)


def worth_of(one: Body, other: Body, known: Known) -> int:
    """From 0 to 1,000: half how alike they are, half how near."""
    found = ALIKE if one.kind == other.kind else 0
    both, either = one.services & other.services, one.services | other.services
    found += SERVICES * len(both) // len(either) if either else 0
    found += min(MATCHES, known.fits.get(frozenset((one.key, other.key)), 0))
    return found + _nearness(one, other)


def _nearness(one: Body, other: Body) -> int:
    km = km_of(one, other)
    if km is None:
        return SAME_PLACE if one.place and one.place == other.place else OTHER_PLACE
    return max(0, NEAR * (FAR - km) // FAR)


def against(one: Body, other: Body, known: Known) -> list[str]:
    """Why these two may not challenge each other; nothing where they may."""
    two, why = frozenset((one.key, other.key)), []
    if two in known.declared:
        why.append(f"Declared in confidence: {known.declared[two]}")
    if two in known.staff:
        why.append("Somebody works for both, or did within a year")
    if two in known.earlier:
        why.append("They were paired before")
    if known.tiers_apart and (one.key in other.above or other.key in one.above):
        why.append("One is part of the other, or in its area")
    km = km_of(one, other)
    limit = min((each for each in (one.farthest, other.farthest) if each is not None), default=None)
    if km is not None and limit is not None and km > limit:
        why.append(f"{km} km apart, farther than one of them travels ({limit} km)")
    return why


def reasons(one: Body, other: Body, known: Known) -> list[str]:
    """Why these two are paired, in plain words; only where nothing is against it."""
    says = []
    if both := sorted(
        known.names.get(each, each).lower() for each in one.services & other.services
    ):
        says.append(f"Both run {_and(both[:3])}")
    elif one.kind == other.kind and one.kind_name:
        says.append(f"Both of one kind: {one.kind_name.lower()}")
    km = km_of(one, other)
    if km is not None:
        says.append(f"{km} km apart")
    elif one.place and one.place == other.place:
        says.append(f"both in {one.place}")
    if known.fits.get(frozenset((one.key, other.key))):
        says.append("what one offers the other needs")
    two = frozenset((one.key, other.key))
    says += [] if two in known.staff else ["no one works for both"]
    says += [] if two in known.earlier else ["never paired before"]
    return [says[0][:1].upper() + says[0][1:], *says[1:]] if says else []


def _and(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
