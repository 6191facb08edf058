"""The frameworks that come with the system, and one of quite another sector from its file alone."""

from pathlib import Path

import pytest

from culturefirst.improvement import actions
from culturefirst.improvement.frameworks import read, shipped, written
from culturefirst.improvement.models import Framework, FrameworkVersion
from culturefirst.network.models import Organisation

EXAMPLES = Path(__file__).parents[4] / "examples" / "frameworks"
THEMES = [
    "Leadership and corporate governance",
    "Policy and strategy",
    "Community engagement",
    "Partnership working",
    "Use of resources",
    "People management",
    "Customer service",
    "Performance, achievement and learning",
    "Efficiency",
]


def test_the_full_one_has_the_nine_published_themes_and_37_criteria():
    full = read(shipped()["culture-and-sport"], kinds=Organisation.Kind.values)
    assert [theme.title for theme in full.themes] == THEMES
    assert len(list(full.criteria)) == 37
    assert [level.name for level in full.scale] == ["Poor", "Fair", "Good", "Excellent"]


def test_efficiency_asks_for_assets_commissioning_procurement_and_sharing():
    ninth = read(shipped()["culture-and-sport"]).themes[8]
    assert [each.title for each in ninth.criteria] == [
        "Use of assets",
        "Strategic commissioning",
        "Procurement and contracts",
        "Shared services and staff",
        "Value for money shown",
    ]


@pytest.mark.parametrize("key", shipped())
def test_each_criterion_asks_a_question_describes_each_level_and_says_what_would_show_it(key):
    for each in read(shipped()[key]).criteria:
        assert each.says.endswith("?"), each.key
        assert sorted(each.levels) == [1, 2, 3, 4], each.key
        assert len(set(each.levels.values())) == 4, each.key
        assert 2 <= len(each.evidence) <= 4, each.key


def test_the_short_one_is_for_civil_society_and_each_criterion_is_mapped_to_the_full_one():
    short, full = read(shipped()["civil-society"]), read(shipped()["culture-and-sport"])
    there = {f"culture-and-sport/{each.key}" for each in full.criteria}
    assert short.kinds == ("civil_society",)
    assert len(list(short.criteria)) == 12
    for each in short.criteria:
        assert each.maps_to, each.key
        assert set(each.maps_to) <= there, each.key


@pytest.mark.parametrize("text", [*shipped().values(), (EXAMPLES / "food-banks.yaml").read_text()])
def test_they_stand_as_the_editor_would_write_them(text):
    assert written(read(text)) == text


def test_they_are_loaded_together_and_once(helen):
    first = actions.load_shipped_frameworks(by=helen)
    assert [version.framework.key for version in first] == ["culture-and-sport", "civil-society"]
    assert actions.load_shipped_frameworks(by=helen) == first
    assert Framework.objects.count() == 2


def test_a_framework_of_another_sector_comes_from_a_file_alone(helen):
    text = (EXAMPLES / "food-banks.yaml").read_text(encoding="utf-8")
    version = actions.load_framework(by=helen, text=text)
    assert (version.lowest, version.highest) == (0, 4)
    assert version.level(4) == "Shared"
    assert version.translations["cy"]["scale"]["4"] == {"name": "Ar y cyd"}
    assert FrameworkVersion.objects.get().text == text
