"""Word records out and back in: nothing lost, nothing overwritten, every fault with its place."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from culturefirst.improvement import actions
from culturefirst.improvement.actions.records import of_record
from culturefirst.improvement.models import Answer, BroughtRecord, Judgement
from culturefirst.improvement.queries.papers import (
    asking_of,
    paper_of_answers,
    paper_of_assessment,
)
from culturefirst.improvement.records import word_in, word_out
from culturefirst.improvement.records.merging import changes, fingerprint
from culturefirst.improvement.records.paper import (
    OF_JUDGEMENT,
    YES,
    Entry,
    Paper,
    clean,
    mark_of,
)
from culturefirst.improvement.records.understood import Asking, Said, understood
from culturefirst.improvement.tests.assessing import (
    agreeing,
    criteria,
    guest,
    judge,
    scoring,
)
from culturefirst.improvement.tokens import token_of
from culturefirst.kit import untrusted
from culturefirst.kit.errors import DomainError

LEVELS = {"Poor": 1, "Fair": 2, "Good": 3, "Excellent": 4}
ASKING = Asking("assessment 1", OF_JUDGEMENT, {"1-1": "One", "1-2": "Two"}, LEVELS, longest=5000)
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


@given(taken=filled, now=filled, record=filled)
def test_no_text_of_either_side_is_ever_lost_and_empties_change_nothing(taken, now, record):
    fields = {name: clean(text) for name, text in record.items() if clean(text)}
    said = Said("1-1", fields, mark_of(taken, OF_JUDGEMENT))
    changed = {name for name, text in fields.items() if text != clean(taken[name])}
    for each in changes([said], {"1-1": now}, OF_JUDGEMENT):
        stood = clean(now[each.name])
        assert each.now == stood
        unchanged = stood == clean(taken[each.name])
        if each.name in ("why", "strengths", "areas"):
            assert each.record in each.after and (unchanged or stood in each.after)
        elif each.met:
            assert each.after == stood and not unchanged
    untouched = {each.name for each in changes([said], {"1-1": now}, OF_JUDGEMENT)}
    assert untouched <= changed | {"apart", "level"}


def test_a_field_changed_on_both_sides_keeps_both_texts_and_the_sites_level():
    taken = {"level": "Fair", "why": "We saw it."}
    now = {"level": "Good", "why": "We saw more."}
    said = Said("1-1", {"level": "Poor", "why": "Less, in truth."}, mark_of(taken, OF_JUDGEMENT))
    level, why = changes([said], {"1-1": now}, OF_JUDGEMENT)
    assert (level.now, level.record, level.after, level.met) == ("Good", "Poor", "Good", True)
    assert (why.after, why.met) == ("We saw more.\n\nLess, in truth.", True)


def test_without_its_marks_nothing_of_the_site_gives_way():
    said = Said("1-1", {"level": "Poor", "why": "B", "areas": "C"})
    told = [(each.name, each.after) for each in changes(
        [said], {"1-1": {"level": "Good", "why": "A"}}, OF_JUDGEMENT
    )]  # fmt: skip
    assert told == [("level", "Good"), ("why", "A\n\nB"), ("areas", "C")]


def test_a_level_takes_the_place_of_does_not_apply_and_the_other_way_round():
    for stands, record in (
        ({"apart": YES}, {"level": "Good"}),
        ({"level": "Good"}, {"apart": YES}),
    ):
        said = Said("1-1", record, mark_of(stands, OF_JUDGEMENT))
        told = {each.name: each.after for each in changes([said], {"1-1": stands}, OF_JUDGEMENT)}
        [[kept, value]] = record.items()
        [gone] = stands
        assert told == {kept: value, gone: ""}


def tables(**rows):
    told = [[name.replace("_", " "), text] for name, text in rows.items()]
    return [[["Record", "assessment 1"]], told]


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


def word_file(made: bytes, name: str = "record.docx"):
    return SimpleUploadedFile(name, made)


def fill(paper, **by_key):
    """The paper as somebody filled it in, with the marks of what it was taken from."""
    from docx import Document

    from culturefirst.improvement.records.paper import LABELS

    made = word_out.write(paper)
    from io import BytesIO

    file = Document(BytesIO(made))
    for table in file.tables:
        rows = {row.cells[0].text: row.cells[1] for row in table.rows}
        key = rows["Criterion"].text if "Criterion" in rows else ""
        for name, text in by_key.get(key.replace("-", "_"), {}).items():
            rows[LABELS[name]].text = text
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def test_the_teams_record_goes_out_is_filled_in_and_put_in(priya, signed_in):
    found = agreeing(priya)
    one, two, *_ = criteria(found)
    judge(priya, found, one, value=2, why="We saw it.")
    client = signed_in(priya)
    out = client.get(reverse("assessment_word", args=[found.pk]))
    assert out["Content-Disposition"] == 'attachment; filename="record-we-look.docx"'
    made = fill(
        paper_of_assessment(found, priya),
        **{
            "1_1": {"level": "Good", "areas": "Costs.\nStaff."},
            "1_2": {"apart": "x", "why": "No museum.", "agreed": "yes"},
        },
    )
    judge(priya, found, one, value=2, why="We saw more.")  # meanwhile
    url = reverse("assessment_bring", args=[found.pk])
    onward = client.post(url, {"file": word_file(made)})["Location"]
    page = client.get(onward).content.decode()
    waits = BroughtRecord._base_manager.get()
    told = [(each.key, each.name, each.after) for each in of_record(waits)]
    assert told == [
        ("1-1", "level", "Good"),
        ("1-1", "areas", "Costs.\nStaff."),
        ("1-2", "apart", "yes"),
        ("1-2", "why", "No museum."),
        ("1-2", "agreed", "yes"),
    ]
    assert "5 fields, all or nothing" in page
    seen = fingerprint(of_record(waits))
    assert client.post(onward, {"seen": seen})["Location"].endswith("/criteria/")
    first = Judgement._base_manager.get(criterion=one)
    assert (first.value, first.why, first.areas) == (3, "We saw more.", "Costs.\nStaff.")
    second = Judgement._base_manager.get(criterion=two)
    assert (second.applies, second.why, second.agreed_on) == (False, "No museum.", found.begun_on)
    assert BroughtRecord._base_manager.count() == 0


def test_what_changed_since_one_looked_is_looked_at_again(priya):
    found = agreeing(priya)
    one = criteria(found)[0]
    record = actions.bring_record(
        by=priya, assessment=found, name="a.docx", said=[Said("1-1", {"why": "Hers."})]
    )
    seen = fingerprint(of_record(record))
    judge(priya, found, one, value=2, why="His.")
    with pytest.raises(DomainError, match="Look at it once more, then put it in"):
        actions.put_in_record(by=priya, assessment=found, record=record, seen=seen)
    actions.put_in_record(
        by=priya, assessment=found, record=record, seen=fingerprint(of_record(record))
    )
    assert Judgement._base_manager.get().why == "His.\n\nHers."


def test_nothing_is_put_in_where_one_criterion_cannot_stand(priya, signed_in):
    found = agreeing(priya)
    said = [Said("1-1", {"level": "Good", "why": "Seen."}), Said("1-2", {"agreed": YES})]
    record = actions.bring_record(by=priya, assessment=found, name="a.docx", said=said)
    url = reverse("assessment_brought", args=[found.pk, record.pk])
    page = signed_in(priya).get(url).content.decode()
    assert "Criterion 1-2, level: to agree it, write a level or “does not apply”." in page
    assert "Criterion 1-2, reason: to agree it, say why in a sentence." in page
    with pytest.raises(DomainError, match="Criterion 1-2: To agree it"):
        actions.put_in_record(
            by=priya, assessment=found, record=record, seen=fingerprint(of_record(record))
        )
    assert Judgement._base_manager.count() == 0


def test_faults_of_a_file_are_listed_and_nothing_waits(priya, signed_in):
    found = agreeing(priya)
    made = fill(paper_of_assessment(found, priya), **{"2_1": {"level": "Superb"}})
    url = reverse("assessment_bring", args=[found.pk])
    answer = signed_in(priya).post(url, {"file": word_file(made)})
    assert answer.status_code == 422
    assert "Criterion 2-1, level: “Superb” is none." in answer.content.decode()
    assert BroughtRecord._base_manager.count() == 0


def test_a_guests_own_scores_go_out_and_come_back(priya, client):
    found = scoring(priya)
    row = guest(priya, found, 1)
    one, two, *_ = criteria(found)
    token = token_of(row.pk)
    assert client.get(reverse("guest_answers_word", args=[token])).status_code == 200
    made = fill(
        paper_of_answers(row), **{"1_1": {"level": "4", "note": "Yes."}, "1_2": {"apart": "x"}}
    )
    url = reverse("guest_answers_bring", args=[token])
    onward = client.post(url, {"file": word_file(made)})["Location"]
    waits = BroughtRecord._base_manager.get(respondent=row)
    client.post(onward, {"seen": fingerprint(of_record(waits))})
    kept = list(
        Answer._base_manager.order_by("criterion__position").values_list(
            "criterion", "value", "applies", "note"
        )
    )
    assert kept == [(one.pk, 4, True, "Yes."), (two.pk, None, False, "")]


def test_a_record_that_waits_is_for_whoever_brought_it(priya, head, signed_in):
    found = agreeing(priya)
    said = [Said("1-1", {"why": "Hers."})]
    record = actions.bring_record(by=priya, assessment=found, name="a.docx", said=said)
    url = reverse("assessment_brought", args=[found.pk, record.pk])
    assert signed_in(head).get(url).status_code == 404
    assert signed_in(priya).get(url).status_code == 200


def test_what_a_record_asks_is_what_is_in_scope(priya):
    found = agreeing(priya)
    asking = asking_of(found)
    assert (asking.about, list(asking.titles)) == (
        f"assessment {found.pk}", ["1-1", "1-2", "2-1", "2-2"],
    )  # fmt: skip
    assert asking.levels == LEVELS
