"""The loader alone makes versions of frameworks."""

from datetime import date
from decimal import Decimal

import pytest

from culturefirst.improvement import actions
from culturefirst.improvement.frameworks import FrameworkRefused
from culturefirst.improvement.models import Criterion, Framework, FrameworkVersion, Theme
from culturefirst.improvement.tests.texts import DEMO, demo
from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError, NotAllowed

WELSH = "translations:\n  cy:\n    title: Sioe\n    scale: {1: {name: Gwael}}\n"


def test_a_file_becomes_a_version_with_its_themes_and_criteria(helen):
    text = demo(("title: Buying", "title: Buying\n        weight: 2.5")) + WELSH
    version = actions.load_framework(by=helen, text=text)
    assert str(version) == "A demonstration (1)"
    assert (version.framework.key, version.number, version.name) == ("demo", 1, "1")
    assert version.levels == [
        {"value": 1, "name": "Poor", "says": ""},
        {"value": 2, "name": "Good", "says": ""},
    ]
    assert version.text == text
    assert (version.loaded_by, version.loaded_at.date()) == (helen.person, date(2011, 9, 19))
    assert version.translations == {"cy": {"title": "Sioe", "scale": {"1": {"name": "Gwael"}}}}
    themes = version.themes.values_list("key", "position")
    assert list(themes) == [("efficiency", 1), ("people", 2)]
    criteria = version.criteria.values_list("key", "position", "theme__key", "weight")
    assert list(criteria) == [
        ("assets", 1001, "efficiency", Decimal(1)),
        ("buying", 1002, "efficiency", Decimal("2.5")),
        ("skills", 2001, "people", Decimal(1)),
    ]
    assert version.criteria.get(key="assets").levels == {
        "1": "Nobody knows what there is.",
        "2": "What there is is used.",
    }


def test_the_same_file_gives_the_same_version_however_its_lines_end(helen):
    version = actions.load_framework(by=helen, text=DEMO)
    assert actions.load_framework(by=helen, text=DEMO) == version
    assert actions.load_framework(by=helen, text="\ufeff" + DEMO.replace("\n", "\r\n")) == version
    assert FrameworkVersion.objects.count() == 1


def test_a_version_is_never_written_over(helen):
    actions.load_framework(by=helen, text=DEMO)
    with pytest.raises(DomainError) as refused:
        actions.load_framework(by=helen, text=demo(("title: Skills", "title: Skill")))
    assert str(refused.value) == (
        "There is a version 1 of “A demonstration” already, with other words. "
        "What people scored against it stays as it was: give this one another version."
    )
    assert Criterion.objects.get(key="skills").title == "Skills"


def test_a_second_version_goes_on_from_the_first(helen):
    actions.load_framework(by=helen, text=DEMO)
    next_one = demo(
        ('version: "1"', 'version: "2"'),
        ("title: A demonstration", "title: Shown anew"),
        ("key: skills", "key: learning\n        was: [skills]"),
    )
    second = actions.load_framework(by=helen, text=next_one)
    assert (second.number, second.name) == (2, "2")
    assert second.criteria.get(key="learning").was == ["skills"]
    assert Framework.objects.get().title == "Shown anew"
    third = demo(('version: "1"', "version: three"), ("title: Buying", "was: [skils]"))
    with pytest.raises(FrameworkRefused, match=r"Did you mean 'skills'\?"):
        actions.load_framework(by=helen, text=third)


def test_a_file_with_faults_leaves_nothing_behind(helen):
    with pytest.raises(FrameworkRefused):
        actions.load_framework(by=helen, text=demo(("title: Skills", "kinds: [county, castle]")))
    assert (Framework.objects.count(), Theme.objects.count()) == (0, 0)


def test_only_a_director_or_a_manager_loads(priya, jim, dee, tom, amara):
    for user in (priya, jim, dee, tom):
        with pytest.raises(NotAllowed, match="a director or a manager of the network"):
            actions.load_framework(by=user, text=DEMO)
    assert actions.load_framework(by=amara, text=DEMO).number == 1


def test_the_day_is_the_one_on_which_it_was_loaded(helen):
    with clock.standing(date(2012, 4, 2)):
        assert actions.load_framework(by=helen, text=DEMO).loaded_at.date() == date(2012, 4, 2)
