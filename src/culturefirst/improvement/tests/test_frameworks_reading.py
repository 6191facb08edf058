"""Files of frameworks: what is read, and every fault with its place and remedy."""

from decimal import Decimal

import pytest

from culturefirst.improvement.frameworks import FrameworkRefused, Level, read
from culturefirst.improvement.tests.texts import DEMO, demo
from culturefirst.kit.plain_yaml.nodes import LARGEST

PEOPLE = "  - key: people\n    title: People\n"


def faults(text, **known):
    with pytest.raises(FrameworkRefused) as refused:
        read(text, **known)
    return [str(fault) for fault in refused.value.faults]


def test_a_file_is_read_as_it_says():
    made = read(DEMO)
    assert (made.key, made.version, made.title) == ("demo", "1", "A demonstration")
    assert (made.language, made.kinds, made.says) == ("en", (), "")
    assert made.scale == (Level(1, "Poor"), Level(2, "Good"))
    assert [theme.key for theme in made.themes] == ["efficiency", "people"]
    assert [each.key for each in made.criteria] == ["assets", "buying", "skills"]
    assets = next(made.criteria)
    assert assets.levels == {1: "Nobody knows what there is.", 2: "What there is is used."}
    assert assets.weight == Decimal(1)


def test_words_that_yaml_takes_for_something_else_stay_words():
    made = read(demo(("name: Poor", "name: No"), ("title: Buying", "title: 2011"), ('"1"', "1.10")))
    assert made.scale[0].name == "No"
    assert [each.title for each in made.criteria][1] == "2011"
    assert made.version == "1.10"


def test_the_page_of_another_sector_may_have_another_scale():
    longer = demo(
        ("{value: 1, name: Poor}", "{value: 0, name: Absent}\n  - {value: 1, name: Poor}")
    )
    assert [level.value for level in read(longer).scale] == [0, 1, 2]


def test_all_faults_are_told_together_each_with_its_place():
    text = demo(
        ("title: Buying", "title: Buying\n        wieght: 3\n        weight: high"),
        ("          2: What", "          high: What"),
        ("{value: 2, name: Good}", "{value: 1, name: Good}"),
    )
    assert faults(text) == [
        "Line 7, level 2 of the scale: value 1 is there twice. "
        "Give each level a number of its own.",
        "Line 16, theme 'efficiency', criterion 'assets': A level must be a whole number from 0 to "
        "100, not 'high'.",
        "Line 19, theme 'efficiency', criterion 'buying': 'wieght' is not known here. "
        "Did you mean 'weight'?",
        "Line 20, theme 'efficiency', criterion 'buying': weight must be a number from 0 up, "
        "not 'high'.",
    ]


def test_a_fault_knows_its_column():
    with pytest.raises(FrameworkRefused) as refused:
        read(demo(("title: Skills", "title: Skills\n        weight: high")))
    assert [(fault.line, fault.column) for fault in refused.value.faults] == [(24, 17)]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("format: 1\n", "", "Line 1: format is missing. Begin the file with “format: 1”."),
        ("format: 1", "format: 2", "Line 1: format must be 1, not '2'."),
        (
            "framework: demo",
            "framework: A Demo",
            "Line 2: framework must be small letters, figures and hyphens such as asset-use, "
            "not 'A Demo'.",
        ),
        ('version: "1"', "version:", "Line 3: version is empty. Give its year or number."),
        ("title: A dem", "language: Welsh\ntitle: A dem", "Line 4: language must be a tag such as "
         "en or cy, not 'Welsh'."),
        (
            "  - {value: 2, name: Good}\n",
            "",
            "Line 6: scale must have at least two levels, the lowest first.",
        ),
        (
            "{value: 2, name",
            "{value: 0, name",
            "Line 7, level 2 of the scale: value 0 comes after 1. Put the lowest level first.",
        ),
        (
            "{value: 2, name",
            "{value: high, name",
            "Line 7, level 2 of the scale: A level must be a whole number from 0 to 100, "
            "not 'high'.",
        ),
        (
            "key: skills",
            "key: buying",
            "Line 22, theme 'people', criterion 'buying': key 'buying' is that of the criterion in "
            "line 17, too. Give each its own.",
        ),
        (
            "key: people",
            "key: efficiency",
            "Line 19, theme 'efficiency': key 'efficiency' is that of the theme in line 9, too. "
            "Give each its own.",
        ),
        (
            "title: Skills",
            "title: Skills\n        evidense: [x]",
            "Line 24, theme 'people', criterion 'skills': 'evidense' is not known here. "
            "Did you mean 'evidence'?",
        ),
        (
            "title: Skills",
            "title: Skills\n        title: Skill",
            "Line 24, theme 'people', criterion 'skills': 'title' is there twice. "
            "Keep one of them.",
        ),
        (
            "title: Skills",
            "title: Skills\n        weight: -1",
            "Line 24, theme 'people', criterion 'skills': weight must be a number from 0 up, "
            "not '-1'.",
        ),
        (
            "title: Skills",
            "title: Skills\n        weight: 0",
            "Line 19, theme 'people': Every criterion has the weight 0. "
            "Give at least one a weight above 0.",
        ),
        (
            "title: Skills",
            "title: Skills\n        maps_to: [skills]",
            "Line 24, theme 'people', criterion 'skills': maps_to must be framework/criterion, "
            "not 'skills'.",
        ),
        (
            "title: Skills",
            "title: Skills\n        maps_to: [demo/assets]",
            "Line 24, theme 'people', criterion 'skills': maps_to has 'demo/assets', "
            "which is this framework. Name another one.",
        ),
        (
            "title: Skills",
            "title: Skills\n        was: [assets]",
            "Line 24, theme 'people', criterion 'skills': was has 'assets', which is a "
            "criterion of this version. Take it away.",
        ),
        (
            "title: Skills",
            "title: [Skills]",
            "Line 23, theme 'people', criterion 'skills': title must be words, not a list.",
        ),
        (
            "title: Skills",
            'title: "Skills\\x07"',
            "Line 23, theme 'people', criterion 'skills': title has a sign that nobody can see. "
            "Write it anew.",
        ),
        (
            "title: Skills",
            "title: Skills\u202e",
            "Line 23: There is a sign that nobody can see. Write it anew.",
        ),
        (
            PEOPLE,
            f"{PEOPLE}    says: &words People\n",
            "Line 21: '&words' refers to another place. Write the words out instead.",
        ),
        (
            "title: Skills",
            "title: !!python/name:os.system Skills",
            "Line 23: The tag '!!python/name:os.system' is not taken. "
            "Take it away; put words in quotes.",
        ),
    ],
)  # fmt: skip
def test_what_does_not_hold_together_is_told_where_it_stands(old, new, fault):
    assert faults(demo((old, new))) == [fault]


def test_every_theme_needs_a_criterion():
    cut = DEMO[: DEMO.index("    criteria:\n      - key: skills")]
    assert faults(cut) == [
        "Line 19, theme 'people': criteria is empty. Give the theme at least one."
    ]


def test_kinds_are_those_of_bodies_and_a_criterion_has_none_its_framework_has_not():
    known = ["district", "county"]
    text = demo(("scale:", "kinds: [district, distrct]\nscale:"))
    assert faults(text, kinds=known) == [
        "Line 5: kinds has 'distrct', which is not known. Did you mean 'district'?"
    ]
    inner = demo(
        ("scale:", "kinds: [district]\nscale:"),
        ("title: Skills", "title: Skills\n        kinds: [county]"),
    )
    assert faults(inner, kinds=known) == [
        "Line 25, theme 'people', criterion 'skills': kinds has 'county', which is not known. "
        "Use one of these: district."
    ]


def test_only_one_criterion_goes_on_from_an_earlier_one_which_there_was():
    text = demo(
        ("title: Buying", "title: Buying\n        was: [old, older]"),
        ("title: Skills", "title: Skills\n        was: [old]"),
    )
    assert faults(text, earlier=lambda key: {"old", "assets"} if key == "demo" else ()) == [
        "Line 19, theme 'efficiency', criterion 'buying': was has 'older', which no earlier "
        "version has. Did you mean 'old'?",
        "Line 25, theme 'people', criterion 'skills': was has 'old', which line 19 has, too. "
        "Only one can go on from it.",
    ]
    assert faults(demo(("title: Buying", "title: Buying\n        was: [old]")),
                  earlier=lambda _: ()) == [
        "Line 19, theme 'efficiency', criterion 'buying': was has 'old', but there is no earlier "
        "version. Take it away."
    ]  # fmt: skip


def test_translations_name_only_what_is_there():
    welsh = (
        "translations:\n  cy:\n    scale: {1: {name: Gwael}, 4: {name: Da}}\n"
        "    themes: {people: {title: Pobl}, persons: {title: Pobl}}\n"
        "    criteria: {assets: {title: Asedau, evidence: [un]}}\n  en: {title: Same}\n"
    )
    assert faults(DEMO + welsh) == [
        "Line 26, translation 'cy': level 4 is not on the scale. Use one of these: 1, 2.",
        "Line 27, translation 'cy': There is no theme 'persons'. Take it away, or give the key "
        "that is meant.",
        "Line 28, translation 'cy', criterion 'assets': Translate each line of evidence: "
        "here are 1, above 0.",
        "Line 29, translation 'en': 'en' is the framework's own language. "
        "Take this translation away.",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "Line 1: The file is empty. Begin with “format: 1”."),
        ("- a", "Line 1: The file must be lines of names and values, not a list."),
        ("just words", "Line 1: The file must be lines of names and values, not 'just words'."),
        ("a: 1\n---\nb: 2", "Line 2: A second document begins. Put it in its own file."),
        ("a: [" * 20, "Line 1: Too much is nested here. Indent it less."),
        ("a: b: c", "Line 1: This is not YAML: mapping values are not allowed in this context. "
         "Put quotes around words that have a colon in them."),
        ("a: '", "Line 1: This is not YAML: found unexpected end of stream. "
         "A quotation mark is opened and not closed."),
        ("a: 1\0", "Line 1: There is a sign that nobody can see. Write it anew."),
        ("x" * (LARGEST + 1), "Line 1: The file is larger than 1 MB. "
         "Split it into two files."),
    ],
)  # fmt: skip
def test_what_is_no_framework_is_refused_in_words(text, fault):
    assert faults(text)[0] == fault


def test_a_small_file_cannot_grow_to_a_huge_one():
    bomb = "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(20))
    assert len(faults(bomb)) == 61


def test_more_than_a_thousand_criteria_are_refused():
    many = "".join(f"      - {{key: c{n}, title: C}}\n" for n in range(998))
    assert faults(DEMO + many) == [
        "Line 9: There are more than 1,000 criteria. Split the framework."
    ]
    allowed = DEMO + many.replace("      - {key: c997, title: C}\n", "")
    assert len(list(read(allowed).criteria)) == 1000
