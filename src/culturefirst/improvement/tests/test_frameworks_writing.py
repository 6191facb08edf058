"""What is written of a framework reads back as the same framework."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from culturefirst.improvement.frameworks import (
    Criterion,
    Framework,
    FrameworkRefused,
    Level,
    Theme,
    Translation,
    read,
    written,
)
from culturefirst.improvement.frameworks.core import Words
from culturefirst.improvement.frameworks.values import line, lines
from culturefirst.improvement.tests.texts import DEMO
from culturefirst.kit.plain_yaml.nodes import TURNING

SIGNS = st.characters(
    exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn"), exclude_characters="".join(TURNING)
)
SAID = st.one_of(
    st.text(SIGNS, max_size=200),
    st.text(st.sampled_from("ab -:#'\"|>%@`\n{}[],&*!?0.~"), max_size=200),
    st.sampled_from(["no", "null", "~", "1", "1.0", "2011-12-01", "", "- a", "a: b", "yes\n  no"]),
)
LONG = SAID.map(lines)
SHORT = st.one_of(SAID, st.text(SIGNS, min_size=81, max_size=150)).map(line)
TITLE = SHORT.filter(str.strip)
KEYS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
WEIGHTS = st.decimals(Decimal("0.001"), Decimal(99999), places=3)
SCALE = st.lists(st.integers(0, 100), min_size=2, max_size=5, unique=True).map(sorted)


def some(text):
    """A list of what says something."""
    return st.lists(text.filter(str.strip), max_size=3).map(tuple)


@st.composite
def frameworks(draw):
    """A framework of any words that can be written."""
    values = draw(SCALE)
    theme_keys = draw(st.lists(KEYS, min_size=1, max_size=3, unique=True))
    keys = iter(draw(st.lists(KEYS, min_size=6, max_size=6, unique=True)))
    levels = st.dictionaries(st.sampled_from(values), LONG.filter(bool), max_size=3).map(
        lambda told: dict(sorted(told.items()))
    )
    said = st.builds(
        Criterion,
        key=st.just(""),
        title=TITLE,
        says=LONG,
        weight=WEIGHTS,
        kinds=st.sampled_from([(), ("district",), ("county", "civil_society")]),
        levels=levels,
        guidance=LONG,
        evidence=some(SHORT),
        maps_to=st.sampled_from([(), ("other/asset-use",)]),
    )
    several = st.lists(said, min_size=1, max_size=2)
    themes = [
        Theme(
            key,
            draw(TITLE),
            draw(LONG),
            draw(WEIGHTS),
            tuple(replace(each, key=next(keys)) for each in draw(several)),
        )
        for key in theme_keys
    ]  # fmt: skip
    made = Framework(
        key=draw(KEYS.filter(lambda key: key != "other")),
        version=draw(TITLE.map(lambda told: line(told[:60])).filter(str.strip)),
        title=draw(TITLE),
        says=draw(LONG),
        source=draw(SHORT),
        scale=tuple(Level(v, line(draw(TITLE)[:60]) or "x", draw(LONG)) for v in values),
        themes=tuple(themes),
    )
    first = next(made.criteria)
    told = Translation(
        title=draw(SHORT),
        scale={values[0]: Words(name=line(draw(SHORT)[:60]))},
        themes={theme_keys[0]: Words(title=draw(SHORT), says=draw(LONG))},
        criteria={first.key: Words(title=draw(SHORT), levels=draw(levels))},
    )
    return replace(made, translations={draw(st.sampled_from(["cy", "no", "de-CH"])): told})


@settings(max_examples=150, deadline=None)
@given(frameworks())
def test_what_is_written_reads_back_as_the_same(framework):
    assert read(written(framework)) == framework


PIECES = st.sampled_from(
    [
        "- ",
        ": ",
        "\n",
        "  ",
        "{",
        "}",
        "[",
        "]",
        "&a ",
        "*a",
        "!!x ",
        "'",
        '"',
        "|\n",
        "? ",
        "#",
        "%",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_whatever_is_read_is_a_framework_or_is_refused_with_a_place(data):
    at = data.draw(st.integers(0, len(DEMO)))
    gone = data.draw(st.integers(0, 30))
    new = data.draw(st.one_of(PIECES, st.text(max_size=20)))
    text = DEMO[:at] + new + DEMO[at + gone :]
    try:
        made = read(text)
    except FrameworkRefused as refused:
        assert all(1 <= each.line <= text.count("\n") + 2 for each in refused.faults)
        assert str(refused).startswith("Line ")
    else:
        assert read(written(made)) == made


def test_writing_is_a_fixed_point():
    once = written(read(DEMO))
    assert written(read(once)) == once
    assert read(once) == read(DEMO)


def test_long_words_are_folded_and_paragraphs_stand_as_they_are():
    sentence = "We know what we have, what it costs and who uses it, and we act on that each year."
    text = written(replace(read(DEMO), says=sentence, source="One\n\nTwo"))
    assert f"says: >-\n  {sentence}\n" in text
    assert "source: |-\n  One\n\n  Two\n" in text
    assert max(len(each) for each in text.splitlines()) <= 100
