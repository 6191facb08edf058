"""Four areas in two authorities with libraries, whose figures can be worked out by hand.

Northey has two areas of 1,000 people (all of segment A; half A, half B) and one library; Southey
1,500 (all B) and 500 (a quarter A), and three libraries. Of A 40 % borrow books, of B 20 %: 1,125
of 4,000 people, which is 0.28125 for each.
"""

from dataclasses import dataclass
from typing import Any

from culturefirst.intelligence.models import AreaSet, Classification, Population, Rates
from culturefirst.intelligence.tests.asset_places import library
from culturefirst.intelligence.tests.make_people import SAID, imported

AREAS = """code,name,easting,northing,authority_code,authority
N1,North Green,550000,280000,Z1,Northey
N2,North Hill,551000,280000,Z1,Northey
S1,South Green,570000,280000,Z2,Southey
S2,South Hill,571000,280000,Z2,Southey
"""
PEOPLE = "code,total\nN1,1000\nN2,1000\nS1,1500\nS2,500\n"
SEGMENTS = "code,segment,share\nN1,A,1\nN2,A,0.5\nN2,B,0.5\nS1,B,1\nS2,A,0.25\nS2,B,0.75\n"
RATES = "activity,segment,share,times a week\nBorrowing books,A,40,0.5\nBorrowing books,B,20,1\n"


@dataclass(frozen=True)
class Made:
    """What was brought."""

    areas: AreaSet
    population: Population
    classification: Classification
    rates: Rates


def four_areas(*, licensed: bool = False, segments: str = SEGMENTS) -> Made:
    """The areas with their people, segments and rates."""
    imported("areas", AREAS, SAID | {"name": "Four"})
    areas = AreaSet.objects.get(name="Four")
    population = counted(areas, "People of four", PEOPLE)
    told = {"classification_name": "Two kinds", "area_set": areas.pk, "licensed": licensed}
    imported("segments", segments, SAID | told)
    kinds = Classification.objects.get(name="Two kinds")
    imported("rates", RATES, SAID | {"classification": kinds.pk})
    return Made(areas, population, kinds, Rates.objects.get(activity="Borrowing books"))


def counted(areas: AreaSet, name: str, text: str, year: str = "2011") -> Population:
    """Another count of their people."""
    imported("people", text, SAID | {"name": name, "area_set": areas.pk, "year": year})
    return Population.objects.get(name=name)


def four_libraries(by: Any) -> None:
    """One in Northey with 100 m², three in Southey, of one of which the size is known (300 m²)."""
    told = (
        ("North Library", 550000, 100),
        ("South Library", 570000, 300),
        ("Market Library", 570010, None),
        ("Mill Library", 570020, None),
    )
    for name, easting, room in told:
        library(by, name=name, postcode="", easting=easting, northing=280000, capacity=room)
