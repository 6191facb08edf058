"""The highlight report as Word, from the same plain data as its PDF (``highlights.typ``)."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any, BinaryIO

from culturefirst.kit.marks import GLYPHS
from culturefirst.programme.writing.package import repeatable

HUES = ("0B6B62", "2450A4", "8A2C6D", "9A4A06", "4D5B14", "7A3B2E")
COLOURS = {
    "met": "1A7341",
    "on_track": "2450A4",
    "at_risk": "8F5A00",
    "missed": "B3261E",
    "not_started": "66616F",
    "closed": "66616F",
}
SOFT = "55515F"


def write_highlights(data: Mapping[str, Any], target: BinaryIO) -> None:
    """Write the two-page highlight report; ``data`` is what ``printing.highlights`` gives."""
    from docx import Document as Word

    word = Word()
    _set_up(word, data)
    _opening(word, data)
    for title, key, nothing in (
        ("Off track", "off_track", "Nothing is off track."),
        ("Achieved", "achieved", "Nothing is finished yet."),
        ("Due in the next 90 days", "coming", "Nothing falls due in the next 90 days."),
    ):
        _section(word, title, data[key], nothing)
    _closing(word, data)
    made = BytesIO()
    word.save(made)
    repeatable(made.getvalue(), target)


def _set_up(word: Any, data: Mapping[str, Any]) -> None:
    from docx.shared import Mm, Pt

    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(15)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Source Sans Pro", Pt(9)
    normal.paragraph_format.space_after = Pt(3)
    for level, size in ((1, 20), (2, 12)):
        style = word.styles[f"Heading {level}"]
        style.font.name, style.font.size = "Source Serif Pro", Pt(size)
        style.font.color.rgb = _colour("1D1B26")
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(8), Pt(3)
    about = word.core_properties
    about.title, about.author = f"{data['title']}: highlight report", data["network"]
    about.created = about.modified = datetime(1980, 1, 1)
    about.comments = ""


def _opening(word: Any, data: Mapping[str, Any]) -> None:
    word.add_heading(data["title"], 1)
    draft = f" · draft: {data['missing_words']}" if data["draft"] else ""
    _soft(
        word.add_paragraph(),
        f"Highlight report as at {data['as_at_words']} · {data['period_words']}{draft}",
    )
    tally = word.add_paragraph()
    for count in data["counts"]:
        tally.add_run(f"{count['n']} ").bold = True
        _status(tally, count["status"], count["word"])
        tally.add_run("    ")
    if data["network_figures"]:
        word.add_heading("The network in figures", 2)
        figures = word.add_paragraph()
        for figure in data["network_figures"]:
            figures.add_run(figure["shown"]).bold = True
            _soft(figures, f" {figure['title']}    ")


def _section(word: Any, title: str, found: Mapping[str, Any], nothing: str) -> None:
    word.add_heading(title, 2)
    if not found["shown"]:
        _soft(word.add_paragraph(), nothing)
    for entry in found["shown"]:
        _entry(word, entry)
    if found["more"]:
        _soft(word.add_paragraph(), f"And {found['more']} more on the programme page.")


def _entry(word: Any, entry: Mapping[str, Any]) -> None:
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.keep_together = True
    paragraph.add_run(entry["text"]).bold = True
    label = paragraph.add_run(f"  {entry['priority_label']}  ")
    label.font.color.rgb = _colour(HUES[(entry["hue"] - 1) % len(HUES)])
    _status(paragraph, entry["status"], entry["word"])
    facts = (entry["sentence"], entry["source_words"], entry["due_words"])
    paragraph.add_run().add_break()
    _soft(paragraph, " · ".join(fact for fact in facts if fact))
    for name in ("why", "next"):
        if entry[name]:
            paragraph.add_run().add_break()
            paragraph.add_run(f"{name.title()}: ").bold = True
            paragraph.add_run(entry[name])


def _closing(word: Any, data: Mapping[str, Any]) -> None:
    _soft(
        word.add_paragraph(),
        "Measured: counted from the network's own records. Declared: said by a person, with the "
        f"reason and evidence. {data['freeze_words']}",
    )


def _status(paragraph: Any, key: str, word: str) -> None:
    run = paragraph.add_run(f"{GLYPHS[key]} {word}")
    run.bold = True
    run.font.color.rgb = _colour(COLOURS[key])


def _soft(paragraph: Any, text: str) -> None:
    paragraph.add_run(text).font.color.rgb = _colour(SOFT)


def _colour(code: str) -> Any:
    from docx.shared import RGBColor

    return RGBColor.from_string(code)
