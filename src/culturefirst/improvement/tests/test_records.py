"""What a Word record holds comes back: nothing lost, every fault with its place."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from culturefirst.improvement.records import word_in, word_out
from culturefirst.improvement.records.merging import (
    BOTH,
    RECORD,
    SITE,
    answer_of,
    changes,
    decided,
    open_choices,
)
from culturefirst.improvement.records.paper import (
    OF_JUDGEMENT,
    YES,
    Entry,
    Paper,
    clean,
    mark_of,
)
from culturefirst.improvement.records.understood import Said, understood
from culturefirst.improvement.tests.word_files import ASKING, LEVELS, tables
from culturefirst.kit import untrusted
from culturefirst.kit.errors import DomainError

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
filled = st.fixed_dictionaries(
    {
        "level": st.sampled_from(["", *LEVELS]),
        "apart": st.just(""),
        "why": texts,
        "strengths": texts,
        "areas": texts,
        "agreed": st.sampled_from(["", YES]),
    }
)


def paper(*fields, about="assessment 1"):
    entries = [
        Entry(
            f"1-{at}", f"Criterion {at}", "Theme 1", each, says="Says.", levels=(("Good", "So."),)
        )
        for at, each in enumerate(fields, 1)
    ]
    return Paper(about, "We look", "Ipswich", OF_JUDGEMENT, tuple(entries))


def read_back(made, folder: Path):
    file = folder / "record.docx"
    file.write_bytes(made)
    return word_in.tables(str(file))


@settings(max_examples=40, deadline=None)
@given(one=filled, two=filled)
def test_what_goes_out_comes_back_the_same_and_changes_nothing(tmp_path_factory, one, two):
    tables = read_back(word_out.write(paper(one, two)), tmp_path_factory.mktemp("record"))
    said, faults = understood(tables, ASKING)
    assert faults == []
    told = {each.key: dict(each.fields) for each in said}
    kept = {
        key: {name: clean(text) for name, text in each.items() if clean(text)}
        for key, each in (("1-1", one), ("1-2", two))
    }
    assert told == kept
    assert changes(said, {"1-1": one, "1-2": two}, OF_JUDGEMENT) == []


def read(fields, name):
    return answer_of(fields) if name == "level" else clean(fields[name])


@given(taken=filled, now=filled, record=filled)
def test_no_text_of_either_side_is_ever_lost_and_empties_change_nothing(taken, now, record):
    fields = {name: clean(text) for name, text in record.items() if clean(text)}
    said = Said("1-1", fields, mark_of(taken, OF_JUDGEMENT))
    found = changes([said], {"1-1": now}, OF_JUDGEMENT)
    for each in found:
        stood, was = read(now, each.name), read(taken, each.name)
        assert (each.now, each.record) == (stood, read(record, each.name))
        assert each.record not in ("", was)
        assert each.met == (stood != was)
        if each.usual == BOTH:
            assert stood in each.ways[BOTH] and each.record in each.ways[BOTH]
        else:
            assert each.usual == ("" if each.met else RECORD)
    assert open_choices(found, {}) == [each for each in found if each.met and each.usual == ""]
    stays = {each.mark: SITE for each in found}
    told = {"1-1": {each.name: each.record for each in found if not each.met}}
    assert decided([each for each in found if each.met], stays) == {}
    assert decided([each for each in found if not each.met], {}) == {
        key: fields for key, fields in told.items() if fields
    }


def test_of_a_field_changed_on_both_sides_somebody_chooses_and_texts_may_both_stay():
    taken = {"level": "Fair", "why": "We saw it."}
    now = {"level": "Good", "why": "We saw more."}
    said = Said("1-1", {"level": "Poor", "why": "Less, in truth."}, mark_of(taken, OF_JUDGEMENT))
    level, why = found = changes([said], {"1-1": now}, OF_JUDGEMENT)
    assert (level.met, level.usual) == (True, "")
    assert level.ways == {SITE: "Good", RECORD: "Poor"}
    assert (why.met, why.usual) == (True, BOTH)
    assert why.ways[BOTH] == "We saw more.\n\nLess, in truth."
    assert open_choices(found, {}) == [level]
    assert open_choices(found, {"1-1.level": "other"}) == [level]
    assert decided(found, {"1-1.level": RECORD, "1-1.why": SITE}) == {"1-1": {"level": "Poor"}}


def test_without_its_marks_nothing_of_the_site_gives_way():
    said = Said("1-1", {"level": "Poor", "why": "B", "areas": "C"})
    found = changes([said], {"1-1": {"level": "Good", "why": "A"}}, OF_JUDGEMENT)
    assert [(each.name, each.met) for each in found] == [
        ("level", True), ("why", True), ("areas", False)
    ]  # fmt: skip


def test_a_level_and_does_not_apply_are_one_answer():
    for stands, record, answer in (
        ({"apart": YES}, {"level": "Good"}, "Good"),
        ({"level": "Good"}, {"apart": YES}, "Does not apply"),
    ):
        said = Said("1-1", record, mark_of(stands, OF_JUDGEMENT))
        [found] = changes([said], {"1-1": stands}, OF_JUDGEMENT)
        assert (found.name, found.record, found.met) == ("level", answer, False)
        # Nothing stood there when it was taken out: that somebody chose since is not passed over.
        [met] = changes([Said("1-1", record, mark_of({}, OF_JUDGEMENT))], {"1-1": stands},
                        OF_JUDGEMENT)  # fmt: skip
        assert (met.met, met.usual) == (True, "")


def test_what_was_emptied_on_the_site_since_is_asked_about():
    said = Said("1-1", {"why": "Ours."}, mark_of({"why": "Old."}, OF_JUDGEMENT))
    [found] = changes([said], {"1-1": {"why": ""}}, OF_JUDGEMENT)
    assert (found.met, found.usual, found.ways) == (True, "", {SITE: "", RECORD: "Ours."})


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (
            {"Criterion": "1-1", "Level": "Superb"},
            "Criterion 1-1, level: “Superb” is none. Write one of Poor, Fair, Good, Excellent.",
        ),
        (
            {"Criterion": "1-1", "Level": "Good", "Does_not_apply": "x"},
            "Criterion 1-1, level: it has one and does not apply as well. Empty one of both.",
        ),
        (
            {"Criterion": "1-1", "Does_not_apply": "perhaps"},
            "Criterion 1-1, does not apply: “perhaps” is neither yes nor no. "
            "Write “yes”, or nothing.",
        ),
        (
            {"Criterion": "1-1", "Reason": "w" * 5001},
            "Criterion 1-1, reason: it is too long (5,001 of 5,000 characters). Make it shorter.",
        ),
        (
            {"Criterion": "9-9"},
            "Criterion “9-9”: it is not asked here. Put its key back, or cut its table.",
        ),
    ],
)
def test_each_fault_names_the_criterion_the_field_and_the_remedy(rows, fault):
    assert understood(tables(**rows), ASKING)[1] == [fault]


def test_a_record_of_another_assessment_or_of_none_is_refused():
    one = [[["Record", "assessment 2"]], [["Criterion", "1-1"]]]
    assert understood(one, ASKING)[1] == [
        "This record is of another one (assessment 2). Bring it on the page it is from."
    ]
    assert understood([[["A", "B"]]], ASKING)[1] == [
        "This is no record of a self-assessment. Bring the file that you took out."
    ]
    twice = [*tables(Criterion="1-1"), [["Criterion", "1-1"]]]
    assert understood(twice, ASKING)[1] == [
        "Criterion 1-1: it stands twice. Leave one of the two tables."
    ]


def test_a_level_may_be_written_as_its_number_or_in_small_letters():
    for text in ("3", "good", " Good "):
        [said] = understood(tables(Criterion="1-1", Level=text), ASKING)[0]
        assert dict(said.fields) == {"level": "Good"}


def test_what_is_no_word_file_is_refused_in_the_child(tmp_path):
    for name, content in (("a.docx", b"Hello"), ("b.docx", b"PK\x03\x04broken"), ("c.docx", b"")):
        file = tmp_path / name
        file.write_bytes(content)
        with pytest.raises(DomainError, match=r"Word|damaged|empty"):
            untrusted.call("culturefirst.improvement.records.word_in:tables", file)
