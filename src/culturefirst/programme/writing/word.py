"""The programme as a Word file in the document's own six columns; it reads back the same.

Each priority is a table whose first rows repeat on every page. A part of its own carries what
the printed lines cannot say (``reading.carry``).
"""

import json
from datetime import datetime
from io import BytesIO
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

from culturefirst.programme.reading.carry import to_carry
from culturefirst.programme.reading.document import Activity, Document, Priority
from culturefirst.programme.reading.word import CARRIED_SPACE
from culturefirst.programme.writing import layout
from culturefirst.programme.writing.package import repeatable

_SANS, _SERIF = "Calibri", "Georgia"
_STILL = datetime(2000, 1, 1)
_ITEM_IDENTITY = "{5A0C1B52-6C0B-4C53-9E0A-3D1C0F5B7A11}"
_DATASTORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def write_word(document: Document, target: BinaryIO) -> None:
    """Write the programme to ``target``: the same bytes each time for the same document."""
    from docx import Document as new_file  # a heavy import, needed only here

    file = new_file()
    _set_up(file, document)
    file.add_heading(layout.title_of(document), 1)
    _line(file, layout.period_of(document))
    for place, priority in enumerate(document.priorities):
        _priority(file, priority, layout.HUES[place % len(layout.HUES)], place)
    for note in layout.notes(document):
        _line(file, note)
    _carry(file, document)
    made = BytesIO()
    file.save(made)
    repeatable(made.getvalue(), target)


def _set_up(file: Any, document: Document) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    page = file.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Mm(297), Mm(210)
    page.left_margin = page.right_margin = Mm(16)
    page.top_margin = page.bottom_margin = Mm(15)
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size = _SANS, Pt(9)
    normal.paragraph_format.space_after = Pt(3)
    _language(normal)
    heading = file.styles["Heading 1"]
    heading.font.name, heading.font.size = _SERIF, Pt(22)
    heading.font.color.rgb = _colour(layout.INK)
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(0), Pt(2)
    _serif(heading)
    _properties(file, layout.title_of(document))
    _footer(page, layout.title_of(document))


def _language(style: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    style.element.get_or_add_rPr().append(language)


def _serif(style: Any) -> None:
    """The theme's heading font would win over the name alone."""
    from docx.oxml.ns import qn

    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _properties(file: Any, title: str) -> None:
    about = file.core_properties
    about.title, about.author, about.comments = title[:255], "Culture First", ""
    about.language = "en-GB"
    about.created = about.modified = _STILL
    about.revision = 1


def _footer(page: Any, title: str) -> None:
    paragraph = page.footer.paragraphs[0]
    _soft(paragraph.add_run(f"{title} · page "))
    _field(paragraph, "PAGE")
    _soft(paragraph.add_run(" of "))
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Any, code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    _soft(run)
    field.append(run._r)
    paragraph._p.append(field)


def _line(file: Any, text: str) -> None:
    paragraph = file.add_paragraph()
    _soft(paragraph.add_run(text))


def _soft(run: Any) -> None:
    run.font.color.rgb = _colour(layout.SOFT)


def _priority(file: Any, priority: Priority, hue: str, place: int) -> None:
    """One table a priority; the paragraph after keeps Word from joining two tables."""
    table = _table(file)
    title = layout.section("Priority", priority) or ("Priority:" if place else None)
    if title:
        row = _title_row(table, title, 13, "FFFFFF", hue)
        _repeat(row)
    _repeat(_header(table, hue))
    for programme in priority.programmes:
        strand = layout.section("Programme", programme)
        if strand:
            _title_row(table, strand, 10.5, hue, layout.GROUND)
        for activity in programme.activities:
            _activity(table, activity)
    file.add_paragraph().paragraph_format.space_after = 0


def _table(file: Any) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    table = file.add_table(rows=0, cols=len(layout.COLUMNS))
    table.autofit = False
    for column, width in zip(table.columns, layout.WIDTHS, strict=True):
        column.width = Mm(width)
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", layout.LINE)):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    table._tbl.tblPr.append(borders)
    return table


def _row(table: Any) -> Any:
    """A row that stays on one page, its cells as wide as their columns."""
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, width in zip(row.cells, layout.WIDTHS, strict=True):
        cell.width = Mm(width)
    return row


def _title_row(table: Any, title: str, size: float, colour: str, ground: str) -> Any:
    row = _row(table)
    cell = row.cells[0].merge(row.cells[-1])
    _fill(cell, [title], size=size, colour=colour, bold=True, ground=ground, stay=True)
    return row


def _header(table: Any, hue: str) -> Any:
    row = _row(table)
    for cell, name in zip(row.cells, layout.COLUMNS, strict=True):
        _fill(cell, [name], size=9, colour=hue, bold=True, ground="FFFFFF", stay=True)
    return row


def _activity(table: Any, activity: Activity) -> None:
    row = _row(table)
    for place, (cell, lines) in enumerate(zip(row.cells, layout.cells(activity), strict=True)):
        _fill(cell, lines, size=9, colour=layout.INK, bold=place == 0)


def _fill(
    cell: Any,
    lines: list[str],
    *,
    size: float,
    colour: str,
    bold: bool = False,
    ground: str = "",
    stay: bool = False,
) -> None:
    """Lines as paragraphs of a cell; ``stay`` keeps the row with the next."""
    from docx.shared import Pt

    for place, line in enumerate(lines or [""]):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.paragraph_format.keep_with_next = stay or None
        run = paragraph.add_run(line)
        run.font.size, run.font.color.rgb, run.bold = Pt(size), _colour(colour), bold or None
    if ground:
        _shade(cell, ground)


def _shade(cell: Any, ground: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", ground)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _repeat(row: Any) -> None:
    """Print the row again at the top of each page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _colour(code: str) -> Any:
    from docx.shared import RGBColor

    return RGBColor.from_string(code)


def _carry(file: Any, document: Document) -> None:
    """Keep the definitions in a part that Word preserves when the file is edited and saved."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    said = escape(json.dumps(to_carry(document), sort_keys=True, ensure_ascii=False))
    body = f'<carried xmlns="{CARRIED_SPACE}">{said}</carried>'
    about = (
        f'<ds:datastoreItem xmlns:ds="{_DATASTORE}" ds:itemID="{_ITEM_IDENTITY}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{CARRIED_SPACE}"/></ds:schemaRefs>'
        "</ds:datastoreItem>"
    )
    package = file.part.package
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    item = Part(PackURI("/customXml/item7.xml"), "application/xml", _xml(body), package)
    properties = Part(PackURI("/customXml/itemProps7.xml"), kind, _xml(about), package)
    item.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    file.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)


def _xml(body: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{body}'.encode()
