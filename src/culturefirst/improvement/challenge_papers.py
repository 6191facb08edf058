"""The feedback report of a peer challenge on paper: as a Word file and as a PDF."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from culturefirst.improvement.models import Challenge, Finding
from culturefirst.improvement.queries import challenges as queries
from culturefirst.kit import clock, paper
from culturefirst.kit.models import Installation
from culturefirst.kit.wording import day

PRINTED = Path(__file__).with_name("printed")
TITLE = "Feedback report"
COLUMNS = ("Criterion", "Own level", "Peers' level", "Gap", "Agreed level")


@dataclass(frozen=True)
class Told:
    """What stands in the report, for one who may read it."""

    network: str
    title: str
    about: str
    facts: list[tuple[str, str]]
    summary: str
    findings: list[tuple[str, list[dict[str, str]]]]
    rows: list[tuple[str, ...]]
    reasons: list[dict[str, str]]


def told(challenge: Challenge, user: Any) -> Told:
    """The report as this person may read it: own levels only as far as they are open."""
    rows = queries.rows_of(challenge, user)
    findings = queries.findings_of(challenge, user)
    return Told(
        network=str(Installation.current().network),
        title=f"{TITLE}: {challenge.host}",
        about=f"Peer challenge by {challenge.challenger}",
        facts=_facts(challenge),
        summary=challenge.summary,
        findings=[
            (heading, [_finding(each) for each in some])
            for heading, some in queries.by_kind(findings)
        ],
        rows=[
            (
                f"{each.criterion.theme}: {each.criterion}",
                each.own_level or "–",
                each.peers_level or ("Query" if each.view == "query" else "–"),
                each.gap or "–",
                each.agreed_level or "–",
            )
            for each in rows
        ],
        reasons=[_reason(each) for each in rows if each.peers is not None and _says(each.peers)],
    )


def _says(score: Any) -> bool:
    return any((score.reason, score.note, score.host_note, score.response, score.agreed_why))


def _facts(challenge: Challenge) -> list[tuple[str, str]]:
    facts = [
        ("Challenged", str(challenge.host)),
        ("By", str(challenge.challenger)),
        ("Framework", str(challenge.assessment.framework)),
    ]
    for name, when in (
        ("Visit", challenge.visited_on),
        ("Report sent", challenge.reported_on),
        ("Answered", challenge.answered_on),
    ):
        facts += [(name, day(when))] if when else []
    return facts


def _finding(each: Finding) -> dict[str, str]:
    answer = f"{each.get_answer_display()}: {each.answer_why}" if each.answer else ""
    criterion = str(each.criterion) if each.criterion else ""
    return {"words": each.words, "criterion": criterion, "answer": answer}


def _reason(row: queries.Row) -> dict[str, str]:
    score: Any = row.peers
    return {
        "criterion": str(row.criterion),
        "peers": "\n".join(each for each in (score.reason, score.note) if each),
        "host": "\n".join(each for each in (score.host_note, score.response) if each),
        "agreed": score.agreed_why,
    }


def pdf(report: Told) -> bytes:
    """The report as a tagged PDF."""
    data = {name: getattr(report, name) for name in report.__dataclass_fields__}
    data["columns"] = list(COLUMNS)
    return paper.pdf(PRINTED / "feedback.typ", data, dated=clock.today())


def word(report: Told) -> bytes:
    """The report as a Word file."""
    from docx import Document

    made: Any = Document()
    made.core_properties.title, made.core_properties.author = report.title, report.network
    made.add_heading(report.title, 0)
    made.add_paragraph(report.about)
    _table(made, ("", ""), report.facts)
    made.add_heading("Summary", 1)
    _paragraphs(made, report.summary)
    for heading, findings in report.findings:
        made.add_heading(heading, 1)
        for each in findings:
            made.add_paragraph(each["words"], style="List Bullet")
            if each["criterion"]:
                made.add_paragraph(f"On: {each['criterion']}")
            if each["answer"]:
                made.add_paragraph(f"The host’s answer: {each['answer']}")
    made.add_heading("Criterion by criterion", 1)
    _table(made, COLUMNS, report.rows)
    for each in report.reasons:
        made.add_heading(each["criterion"], 2)
        for label, words in (("Peers", "peers"), ("Host", "host"), ("Agreed", "agreed")):
            if each[words]:
                _paragraphs(made, f"{label}: {each[words]}")
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _paragraphs(made: Any, text: str) -> None:
    for each in text.splitlines():
        if each.strip():
            made.add_paragraph(each.strip())


def _table(made: Any, heads: tuple[str, ...], rows: Any) -> None:
    table = made.add_table(rows=0, cols=len(heads), style="Table Grid")
    if any(heads):
        for cell, head in zip(table.add_row().cells, heads, strict=True):
            cell.text = head
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = value
