"""What goes on from one version of a framework to another, and what differs."""

from culturefirst.improvement.frameworks import Level, read
from culturefirst.improvement.frameworks.comparing import compared, goes_on, same_level
from culturefirst.improvement.tests.texts import DEMO, demo

NEXT = demo(
    ('version: "1"', 'version: "2"'),
    ("name: Good}", "name: Fine}\n  - {value: 3, name: Superb}"),
    ("key: skills\n", "key: learning\n        was: [skills]\n"),
    ("title: Skills", "title: Learning"),
    ("      - key: buying\n        title: Buying", "      - key: sharing\n        title: Sharing"),
    ("Nobody knows what there is.", "What there is is not known."),
)  # fmt: skip


def test_a_criterion_goes_on_by_its_key_or_by_what_it_was():
    told = compared(read(DEMO), read(NEXT))
    assert [(pair.old.key, pair.new.key) for pair in told.pairs] == [
        ("assets", "assets"),
        ("skills", "learning"),
    ]
    assert [each.key for each in told.new] == ["sharing"]
    assert [each.key for each in told.gone] == ["buying"]
    assert [pair.renamed for pair in told.pairs] == [False, True]


def test_what_differs_is_told_as_it_was_and_as_it_is():
    told = compared(read(DEMO), read(NEXT))
    assert told.head == (("Level 2", "Good", "Fine"), ("Level 3", "", "Superb"))
    assert [pair.differences for pair in told.changed] == [
        (("Level 1, Poor", "Nobody knows what there is.", "What there is is not known."),),
        (("Title", "Skills", "Learning"),),
    ]


def test_nothing_differs_from_itself():
    told = compared(read(DEMO), read(DEMO))
    assert told.is_empty
    assert [pair.new.key for pair in told.same] == ["assets", "buying", "skills"]


def test_what_was_renamed_twice_is_followed_through_the_versions_between():
    assert goes_on([{"a": []}, {"b": ["a"]}, {"c": ["b"]}]) == {"c": "a"}


def test_what_was_left_out_of_one_version_and_came_back_goes_on():
    assert goes_on([{"a": []}, {"b": []}, {"a": [], "b": []}]) == {"a": "a"}


def test_no_two_go_on_from_the_same():
    assert goes_on([{"a": []}, {"a": [], "b": ["a"]}]) == {"a": "a"}
    assert goes_on([{"a": []}, {"b": ["a"], "c": ["a"]}]) == {"b": "a"}


def test_a_level_is_the_same_by_number_and_name():
    old, new = [Level(1, "Poor"), Level(2, "Good")], [Level(1, "poor"), Level(2, "Fair")]
    assert [same_level(value, old, new) for value in (1, 2, 3, None)] == [True, False, False, True]
