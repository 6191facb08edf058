"""Word records out and back in: nothing lost, nothing overwritten, every fault with its place."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from culturefirst.improvement import actions
from culturefirst.improvement.models import Answer, BroughtRecord, Evidence, Judgement
from culturefirst.improvement.queries.brought import evidence_of, of_record, seen_of
from culturefirst.improvement.queries.papers import (
    asking_of,
    paper_of_answers,
    paper_of_assessment,
)
from culturefirst.improvement.records import word_in, word_out
from culturefirst.improvement.records.evidence import Typed
from culturefirst.improvement.records.merging import (
    BOTH,
    RECORD,
    SITE,
    answer_of,
    changes,
    decided,
    fingerprint,
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

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = f"{R}/hyperlink"
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

    from culturefirst.improvement.records.paper import LABELS, NEW_EVIDENCE

    made = word_out.write(paper)
    from io import BytesIO

    file = Document(BytesIO(made))
    for table in file.tables:
        rows = {row.cells[0].text: row.cells[1] for row in table.rows}
        key = rows["Criterion"].text if "Criterion" in rows else ""
        for name, text in by_key.get(key.replace("-", "_"), {}).items():
            rows[LABELS.get(name, NEW_EVIDENCE)].text = text
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
    told = [(each.key, each.name, each.record) for each in of_record(waits)]
    assert told == [
        ("1-1", "level", "Good"),
        ("1-1", "areas", "Costs.\nStaff."),
        ("1-2", "level", "Does not apply"),
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


def test_what_changed_since_one_looked_is_looked_at_again(priya, signed_in):
    found = agreeing(priya)
    one = criteria(found)[0]
    record = actions.bring_record(
        by=priya, assessment=found, name="a.docx", said=[Said("1-1", {"why": "Hers."})]
    )
    seen = fingerprint(of_record(record))
    judge(priya, found, one, value=2, why="His.")
    with pytest.raises(DomainError, match="Look at it once more, then put it in"):
        actions.put_in_record(by=priya, assessment=found, record=record, seen=seen)
    again = signed_in(priya).post(
        reverse("assessment_brought", args=[found.pk, record.pk]), {"seen": seen}
    )
    assert again.status_code == 422
    assert "Look at it once more, then put it in" in again.content.decode()
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


def test_what_both_changed_is_put_side_by_side_and_chosen(priya, signed_in):
    found, client = agreeing(priya), signed_in(priya)
    one = criteria(found)[0]
    judge(priya, found, one, value=1, why="At first.")
    made = fill(paper_of_assessment(found, priya), **{"1_1": {"level": "Good", "why": "Offline."}})
    judge(priya, found, one, value=2, why="Online.")
    url = reverse("assessment_bring", args=[found.pk])
    onward = client.post(url, {"file": word_file(made)})["Location"]
    page = client.get(onward).content.decode()
    assert "2 of the fields were changed on the site since" in page
    assert page.count("What is to stand?") == 2
    sent = {"seen": seen_of(BroughtRecord._base_manager.get(), priya)}
    refused = client.post(onward, sent | {"choice-1-1.why": "record"})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "choose what is to stand for Criterion 1.1, level." in page
    assert 'name="choice-1-1.why" value="record" checked' in page
    assert Judgement._base_manager.get().value == 2
    done = client.post(onward, sent | {"choice-1-1.why": "both", "choice-1-1.level": "record"})
    assert done.status_code == 302
    row = Judgement._base_manager.get()
    assert (row.value, row.why) == (3, "Online.\n\nOffline.")


LINES = """The audit of 2011: https://example.org/audit.
www.example.org/list - What we have
"""


def test_evidence_typed_into_the_record_is_shown_first_and_then_added(priya, signed_in):
    found, client = agreeing(priya), signed_in(priya)
    one, *_ = criteria(found)
    own = agreeing(priya, found.framework)
    page_of_own = reverse("assessment", args=[own.pk])
    actions.add_evidence(
        by=priya, assessment=found, criteria=[one], title="Ours", url="https://example.org/here"
    )
    made = fill(
        paper_of_assessment(found, priya),
        **{
            "1_1": {"new": f"{LINES}Once more https://example.org/here"},
            "1_2": {"new": "The audit https://example.org/audit\nHere https://example.org/here"},
            "2_1": {"new": f"What we did {settings_address()}{page_of_own}"},
        },
    )
    onward = client.post(
        reverse("assessment_bring", args=[found.pk]), {"file": word_file(made)}
    )["Location"]  # fmt: skip
    waits = BroughtRecord._base_manager.get()
    told = [
        (each.title, each.url, [one.key for one in each.shows], each.row is None)
        for each in evidence_of(waits, priya)
    ]
    assert told == [
        ("The audit of 2011", "https://example.org/audit", ["1-1", "1-2"], True),
        ("What we have", "https://www.example.org/list", ["1-1"], True),
        ("Once more", "https://example.org/here", ["1-2"], False),
        ("What we did", f"{settings_address()}{page_of_own}", ["2-1"], True),
    ]
    page = client.get(onward).content.decode()
    assert "4 pieces of evidence, all or nothing" in page and "Here already" in page
    assert client.post(onward, {"seen": seen_of(waits, priya)}).status_code == 302
    rows = Evidence._base_manager.order_by("pk")
    assert [(row.title, row.kind, row.criteria.count()) for row in rows] == [
        ("Ours", "link", 2), ("The audit of 2011", "link", 2), ("What we have", "link", 1),
        ("What we did", "record", 1),
    ]  # fmt: skip
    # The same file once more: all of it is here.
    again = client.post(
        reverse("assessment_bring", args=[found.pk]), {"file": word_file(made)}
    )["Location"]  # fmt: skip
    assert "Nothing: it says what stands on the site already." in client.get(again).content.decode()


def settings_address():
    return django_settings.ADDRESS


def test_evidence_that_was_withdrawn_on_the_site_stays_so(priya):
    found = agreeing(priya)
    row = actions.add_evidence(
        by=priya,
        assessment=found,
        criteria=criteria(found)[:1],
        title="A",
        url="https://a.example/",
    )
    actions.withdraw_evidence(by=priya, assessment=found, evidence=row)
    said = [Said("1-2", {"why": "So."}, evidence=(Typed("A", "https://a.example/"),))]
    record = actions.bring_record(by=priya, assessment=found, name="a.docx", said=said)
    [piece] = evidence_of(record, priya)
    assert piece.is_withdrawn
    actions.put_in_record(by=priya, assessment=found, record=record, seen=seen_of(record, priya))
    kept = Evidence._base_manager.get()
    assert kept.withdrawn_on is not None
    assert [each.key for each in kept.criteria.all()] == ["1-1"]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("See the audit", "“See the audit” has no address. Write what it is and its link on one"),
        ("https://a.example/", "“https://a.example/” does not say what it is."),
        ("A https://a.example/ B https://b.example/", "has two addresses."),
        ("A https://a_b", "its address cannot be read."),
        ("A javascript:alert(1)", "has no address."),
        ("w" * 201 + " https://a.example/", "is too long (201 of 200 characters)."),
        ("A https://a.example/\n" * 21, "it has 21 lines of 20 at most."),
    ],
)
def test_a_line_of_evidence_that_is_none_is_told_with_its_place(line, fault):
    asking = replace(ASKING, asks_evidence=True)
    [said], [told] = understood(tables(Criterion="1-1", New_evidence=line), asking)
    assert told.startswith("Criterion 1-1, new evidence: ") and fault in told
    assert said.evidence == ()


def test_links_that_word_hides_behind_words_are_read(tmp_path):
    from docx import Document

    file = Document()
    relation = file.part.relate_to("https://example.org/audit", LINKS, is_external=True)
    table = file.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "New evidence"
    paragraph = table.rows[0].cells[1].paragraphs[0]._p
    link = paragraph.makeelement(f"{{{W}}}hyperlink", {f"{{{R}}}id": relation})
    paragraph.append(link)
    run = link.makeelement(f"{{{W}}}r", {})
    link.append(run)
    words = run.makeelement(f"{{{W}}}t", {})
    words.text = "The audit"
    run.append(words)
    file.save(tmp_path / "a.docx")
    [table] = word_in.tables(str(tmp_path / "a.docx"))
    assert table == [["New evidence", "The audit https://example.org/audit"]]


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
