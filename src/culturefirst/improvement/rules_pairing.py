"""What a challenge between two bodies is worth, and why they may not: pure, from facts."""

from dataclasses import dataclass, field

from culturefirst.improvement.distances import Point, km_between

ALIKE, SERVICES, MATCHES, NEAR = 200, 200, 100, 500  # the most that each may bring
TRAITS = 200  # where a round has chosen some; kind and services then bring half as much
FAR = 200  # km from which on nearness brings nothing
LONG = 240  # minutes from which on: 200 km at 50 km/h as the crow flies, so that both are one scale
SAME_PLACE, OTHER_PLACE = 350, 150  # of nearness, where the distance is not known


@dataclass(frozen=True)
class Body:
    """What is known of a body that takes part; it travels ``farthest`` km, ``longest`` minutes."""

    key: int
    name: str
    kind: str
    kind_name: str = ""
    place: str = ""
    centre: Point | None = None
    services: frozenset[str] = frozenset()
    above: frozenset[int] = frozenset()
    farthest: int | None = None
    longest: int | None = None


@dataclass(frozen=True)
class Known:
    """What lies between bodies, by pair of their keys.

    ``staff`` are pairs for which somebody works or worked within a year, ``earlier`` those that
    were paired before, ``declared`` with what somebody declared, ``fits`` with the worth of
    offers and needs that fit, ``minutes`` the travel times that are known. ``alike`` is of how many
    per cent of the pairs two are more alike by the chosen ``traits``. ``names`` are what services
    are called.
    """

    staff: frozenset[frozenset[int]] = frozenset()
    earlier: frozenset[frozenset[int]] = frozenset()
    declared: dict[frozenset[int], str] = field(default_factory=dict)
    fits: dict[frozenset[int], int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    tiers_apart: bool = True
    minutes: dict[frozenset[int], int] = field(default_factory=dict)
    traits: tuple[str, ...] = ()
    alike: dict[frozenset[int], int] = field(default_factory=dict)


def km_of(one: Body, other: Body) -> int | None:
    """How far two bodies are apart."""
    return km_between(one.centre, other.centre)


def worth_of(one: Body, other: Body, known: Known) -> int:
    """From 0 to 1,000: half how alike they are, half how near."""
    two, part = frozenset((one.key, other.key)), 2 if known.traits else 1
    found = ALIKE // part if one.kind == other.kind else 0
    both, either = one.services & other.services, one.services | other.services
    found += SERVICES // part * len(both) // len(either) if either else 0
    found += min(MATCHES, known.fits.get(two, 0))
    if known.traits:
        # Who is not known by these traits stands in the middle: neither sought out nor shunned.
        found += TRAITS * known.alike.get(two, 50) // 100
    return found + _nearness(one, other, known.minutes.get(two))


def _nearness(one: Body, other: Body, minutes: int | None) -> int:
    """By the travel time where one is known: a river or a branch line is not seen in km."""
    if minutes is not None:
        return max(0, NEAR * (LONG - minutes) // LONG)
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
    why += _too_far(one, other, known.minutes.get(two))
    return why


def _too_far(one: Body, other: Body, minutes: int | None) -> list[str]:
    """Each limit against what it is given in: minutes where they are known, and km."""
    why = []
    longest = _least(one.longest, other.longest)
    if minutes is not None and longest is not None and minutes > longest:
        why.append(f"{minutes} minutes apart, longer than one of them travels ({longest} minutes)")
    farthest = _least(one.farthest, other.farthest)
    km = km_of(one, other) if farthest is not None else None
    if km is not None and farthest is not None and km > farthest:
        why.append(f"{km} km apart, farther than one of them travels ({farthest} km)")
    return why


def _least(*limits: int | None) -> int | None:
    return min((each for each in limits if each is not None), default=None)


def reasons(one: Body, other: Body, known: Known) -> list[str]:
    """Why these two are paired, in plain words; only where nothing is against it."""
    says = []
    if both := sorted(
        known.names.get(each, each).lower() for each in one.services & other.services
    ):
        says.append(f"Both run {_and(both[:3])}")
    elif one.kind == other.kind and one.kind_name:
        says.append(f"Both of one kind: {one.kind_name.lower()}")
    two = frozenset((one.key, other.key))
    says += [*_likeness(known, two), *_distance(one, other, known.minutes.get(two))]
    if known.fits.get(two):
        says.append("what one offers the other needs")
    says += [] if two in known.staff else ["no one works for both"]
    says += [] if two in known.earlier else ["never paired before"]
    return [says[0][:1].upper() + says[0][1:], *says[1:]] if says else []


def _likeness(known: Known, two: frozenset[int]) -> list[str]:
    if not known.traits:
        return []
    names = _and([name[:1].lower() + name[1:] for name in known.traits])
    if two not in known.alike:
        return [f"how alike they are in {names} is not known"]
    return [f"more alike in {names} than {known.alike[two]} per cent of the pairs"]


def _distance(one: Body, other: Body, minutes: int | None) -> list[str]:
    """How far apart, and by what it was told: travel time, map, or the sub-region alone."""
    km = km_of(one, other)
    if minutes is not None:
        return [f"{minutes} minutes apart by the table of travel times"]
    if km is not None:
        return [f"{km} km apart as the crow flies"]
    return [f"both in {one.place}"] if one.place and one.place == other.place else []


def _and(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
