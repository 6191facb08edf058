"""PDFs made by Typst from a template and plain data; the same data gives the same bytes.

Data goes in as JSON through ``sys.inputs`` and is never built into the template's text, so that
nobody's words can become markup.
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any


def pdf(template: Path, data: Mapping[str, Any], *, dated: date) -> bytes:
    """A tagged PDF/UA-1 of ``template`` filled with ``data``, stamped with ``dated``.

    The stamp is the day the figures stand for and not the moment of printing, so that a frozen
    report comes out byte for byte the same.
    """
    import typst

    return typst.compile(
        str(template),
        root=str(template.parent),
        format="pdf",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False, sort_keys=True)},
        pdf_standards=["ua-1"],
        timestamp=_noon(dated),
    )


def _noon(day: date) -> int:
    return (day.toordinal() - date(1970, 1, 1).toordinal()) * 86_400 + 43_200


@lru_cache(maxsize=1)
def _fonts() -> Any:
    import font_source_sans_pro
    import font_source_serif_pro
    import typst

    folders = [
        str(Path(package.__file__).parent / "files")
        for package in (font_source_sans_pro, font_source_serif_pro)
    ]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


def pages(template: Path, data: Mapping[str, Any]) -> int:
    """How many pages ``template`` fills with ``data`` (a few milliseconds)."""
    import typst

    drawn = typst.compile(
        str(template),
        root=str(template.parent),
        format="svg",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False, sort_keys=True)},
    )
    return len(drawn) if isinstance(drawn, list) else 1
