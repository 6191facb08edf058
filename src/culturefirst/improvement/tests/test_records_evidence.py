"""Evidence typed into a Word record comes in as evidence, after a look."""

from dataclasses import replace

import pytest
from django.conf import settings as django_settings
from django.urls import reverse

from culturefirst.improvement import actions
from culturefirst.improvement.models import BroughtRecord, Evidence
from culturefirst.improvement.queries.brought import evidence_of, seen_of
from culturefirst.improvement.queries.papers import (
    paper_of_assessment,
)
from culturefirst.improvement.records import word_in
from culturefirst.improvement.records.evidence import Typed
from culturefirst.improvement.records.understood import Said, understood
from culturefirst.improvement.tests.assessing import (
    agreeing,
    criteria,
)
from culturefirst.improvement.tests.word_files import ASKING, fill, tables, word_file

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = f"{R}/hyperlink"


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
