"""Names nearest to one that nobody bears: what is meant is offered, what is far-fetched is not."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culturefirst.network.likeness import AT_MOST, Names

BODIES = [
    *("Bedford Borough Council", "Braintree District Council", "Breckland", "Broadland"),
    *("Cambridge City Council", "Cambridgeshire County Council", "Castle Point", "Dacorum"),
    *("East Cambridgeshire", "Great Yarmouth", "Huntingdonshire", "Ipswich Borough Council"),
    *("King's Lynn and West Norfolk", "Norfolk County Council", "North Norfolk", "Norwich"),
    *("Peterborough City Council", "South Cambridgeshire", "South Norfolk", "Southend-on-Sea"),
    *("St Albans", "St Edmundsbury", "Suffolk Coastal", "Suffolk County Council"),
    *("Waveney Arts Forum", "Waveney District Council"),
]
NAMES = Names((name, name) for name in BODIES)


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("Ipswich Bourgh Council", ["Ipswich Borough Council"]),
        ("Ipswich Bourgh", ["Ipswich Borough Council"]),
        ("ipswich", ["Ipswich Borough Council"]),
        ("Norwich City Council", ["Norwich"]),
        ("Norfolk CC", ["Norfolk County Council"]),
        ("Waveney", ["Waveney District Council"]),
        ("Norfolk", ["Norfolk County Council"]),
        ("Kings Lynn & West Norfolk", ["King's Lynn and West Norfolk"]),
        ("East Cambs", ["East Cambridgeshire"]),
        ("Huntingdon District Council", ["Huntingdonshire"]),
        ("Castlepoint", ["Castle Point"]),
        ("St Edmunsbury", ["St Edmundsbury"]),
        ("Southend", ["Southend-on-Sea"]),
        ("Forum for the Arts, Waveney", ["Waveney Arts Forum"]),
    ],
)
def test_the_name_that_is_meant_is_offered(asked: str, offered: list[str]) -> None:
    assert NAMES.nearest(asked) == offered


@pytest.mark.parametrize(
    "asked",
    [
        "Arts Council England",
        "Borough Council",
        "Braintree Museum Trust",
        "Council",
        "Luton",
        "Nowhere District Council",
        "St Neots Town Council",
        "",
        "–",
    ],
)
def test_what_is_far_fetched_is_not_offered(asked: str) -> None:
    assert NAMES.nearest(asked) == []


def test_several_names_stand_for_one_body_and_it_is_offered_once() -> None:
    names = Names([("Ely Folk Club", "Ely Club"), ("Ely Folk and Song Club", "Ely Club")])
    assert names.nearest("Ely Folk Clubb") == ["Ely Club"]


@given(names=st.lists(st.text(max_size=30), max_size=8), asked=st.text(max_size=30))
def test_whatever_is_asked_a_few_of_the_names_are_offered(names: list[str], asked: str) -> None:
    offered = Names((name, name) for name in names).nearest(asked)
    assert len(offered) <= AT_MOST
    assert set(offered) <= set(names)


def test_five_thousand_names_are_asked_about_in_seconds() -> None:
    many = [f"{first} {second} Trust" for first in _words("a") for second in _words("k")]
    names = Names((name, name) for name in many[:5000])
    began = perf_counter()
    for name in many[:5000]:
        assert names.nearest(f"{name}s")
    assert perf_counter() - began < 20  # two on a quiet machine


def _words(letter: str) -> list[str]:
    return [f"{letter}{chr(97 + at % 26)}{chr(97 + at // 26)}ton{at}" for at in range(75)]
