"""Both databases find the same, in the same order, and keep the same index."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.search import checking
from culturefirst.network import actions
from culturefirst.network.models import Group
from culturefirst.network.tests.searching import answer, found, instead, whole_index
from tests.concurrency.conftest import Arena

FORUMS = (
    ("Volunteering", "The athlete's libraries in Diss, 2011-12", "open"),
    ("Museums", "A shared service for volunteers; cafés & e-bulletins", "open"),
    ("Parks", "A service that is shared by two museums", "closed"),
    ("Aardvark", "Pangolin", "private"),
)


@pytest.fixture
def nobody(arena: Arena) -> Any:
    for name, terms, access in FORUMS:
        actions.add_group(by=SYSTEM, name=name, terms=terms, kind="forum", access=access)
    return AnonymousUser()


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("volunteers", ["Volunteering", "Museums"]),
        ("museum", ["Museums", "Parks"]),
        ('"shared service"', ["Museums"]),
        ("shared -volunteer", ["Parks"]),
        ("cafe bulletin", ["Museums"]),
        ("2011 12 athlete", ["Volunteering"]),
        ("volunt*", ["Volunteering", "Museums"]),
        ("volonteering", ["Volunteering", "Museums"]),
        ("libarary", ["Volunteering"]),
        ("aardvark", []),
        ("pangoiln", []),
    ],
)
def test_the_same_is_found(words: str, titles: list[str], nobody: Any) -> None:
    assert found(nobody, words) == titles


def test_counts_slips_and_rebuilding_are_the_same(nobody: Any) -> None:
    assert answer(nobody, "museum").counts["kind"] == {"network.group": 2}
    assert instead(nobody, "volonteering") == "volunteering"
    before = whole_index()
    assert checking.faults() == checking.rebuild() == []
    assert whole_index() == before
    Group.objects.get(name="Museums").delete()
    assert found(nobody, "museum") == ["Parks"]
    assert checking.faults() == []
