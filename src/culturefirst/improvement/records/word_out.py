"""A record as a Word file: a table a criterion, its fields on the right to be filled in."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from culturefirst.improvement.records.paper import (
    CRITERION,
    EVIDENCE,
    LABELS,
    MARK,
    NEW_EVIDENCE,
    RECORD,
    Entry,
    Paper,
    clean,
    mark_of,
)

STILL = datetime(2000, 1, 1)
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HOW = (
    "Fill in the right-hand column and bring the file back on the page that you took it from."
    " What you leave empty changes nothing. The grey lines tell the site what each table is about:"
    " leave them as they are."
)
HOW_EVIDENCE = (
    " Under “New evidence” write one piece a line: what it is, then its link."
    " Files are added on the site."
)
LEFT, RIGHT = 2600, 7000  # widths in twentieths of a point
HUE, SOFT = "3B2A6B", "66616F"


def write(paper: Paper) -> bytes:
    """The record as the bytes of a .docx file."""
    from docx import Document  # a heavy import, needed only here

    file = Document()
    about = file.core_properties
    about.title, about.author, about.comments = paper.title[:255], "", ""
    about.created = about.modified = STILL
    file.add_heading(clean(paper.title), 1)
    file.add_paragraph(clean(paper.lede))
    file.add_paragraph(HOW + (HOW_EVIDENCE if paper.asks_evidence else ""))
    _put(file, _table([(RECORD, paper.about, True)]))
    for label, text in paper.scope:
        file.add_heading(label, 3)
        file.add_paragraph(clean(text))
    theme = ""
    for entry in paper.entries:
        if entry.theme != theme:
            theme = entry.theme
            file.add_heading(clean(theme), 2)
        _entry(file, paper, entry)
    made = BytesIO()
    file.save(made)
    return made.getvalue()


def _entry(file: Any, paper: Paper, entry: Entry) -> None:
    """The criterion in words, then its table. Written as XML: there may be four hundred."""
    words = [_paragraph(entry.title, bold=True)]
    words += [_paragraph(entry.says)] if entry.says else []
    words += [_paragraph(f"{name}: {says}" if says else name) for name, says in entry.levels]
    rows = [(CRITERION, entry.key, True)]
    rows += [(LABELS[name], entry.fields.get(name, ""), False) for name in paper.names]
    if entry.evidence:
        rows.append((EVIDENCE, "\n".join(entry.evidence), True))
    if paper.asks_evidence:
        rows.append((NEW_EVIDENCE, "", False))
    rows.append((MARK, mark_of(entry.fields, paper.names), True))
    for xml in (*words, _table(rows), _paragraph("")):
        _put(file, xml)


def _put(file: Any, xml: str) -> None:
    from docx.oxml import parse_xml

    file.element.body.insert_element_before(parse_xml(xml), "w:sectPr")


def _paragraph(text: str, *, bold: bool = False) -> str:
    return f'<w:p xmlns:w="{SPACE}">{_run(text, bold=bold)}</w:p>'


def _run(text: str, *, bold: bool = False, soft: bool = False) -> str:
    """A run whose lines are breaks; empty for no text."""
    plain = clean(text)
    if not plain:
        return ""
    marks = ("<w:b/>" if bold else "") + (f'<w:color w:val="{SOFT}"/>' if soft else "")
    return f"<w:r><w:rPr>{marks}</w:rPr>{'<w:br/>'.join(map(_line, plain.split(chr(10))))}</w:r>"


def _line(text: str) -> str:
    pieces = (f'<w:t xml:space="preserve">{escape(each)}</w:t>' for each in text.split("\t"))
    return "<w:tab/>".join(pieces)


def _table(rows: Iterable[tuple[str, str, bool]]) -> str:
    """Label and value a row; what is not to be changed is grey."""
    border = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="DDD6CA"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = f'<w:gridCol w:w="{LEFT}"/><w:gridCol w:w="{RIGHT}"/>'
    body = "".join(
        f"<w:tr>{_cell(label, LEFT, bold=True, soft=fixed)}{_cell(value, RIGHT, soft=fixed)}</w:tr>"
        for label, value, fixed in rows
    )
    return (
        f'<w:tbl xmlns:w="{SPACE}"><w:tblPr><w:tblW w:w="{LEFT + RIGHT}" w:type="dxa"/>'
        f"<w:tblBorders>{border}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _cell(text: str, width: int, *, bold: bool = False, soft: bool = False) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"<w:p>{_run(text, bold=bold, soft=soft)}</w:p></w:tc>"
    )
