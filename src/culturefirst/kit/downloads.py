"""Files that leave: attachments with safe names, and CSV that no spreadsheet runs."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone

# What a spreadsheet takes for a formula when a cell begins with it (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")


SEALED = "default-src 'none'; frame-ancestors 'none'; sandbox"


def attachment(content: bytes, name: str, media_type: str) -> HttpResponse:
    """A response that is saved under ``name`` and never opened as a page."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{file_name(name)}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def sealed(file: Any, name: str, media_type: str, *, shown: bool = False) -> HttpResponse:
    """A stranger's stored file: whatever opens it all the same may load and run nothing.

    ``shown`` is for pictures, which pages show; all else is saved. 404 where it is gone.
    """
    try:
        with file.open("rb") as stored:
            content = stored.read()
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = attachment(content, name, media_type)
    if shown:
        del response["Content-Disposition"]
    response["Content-Security-Policy"] = SEALED
    return response


def file_name(name: str) -> str:
    """``name`` with only letters, figures, full stops and hyphens: safe in any header or disk."""
    plain = name.replace("–", "-").encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9.]+", "-", plain).strip("-.") or "download"


def safe(value: Any) -> Any:
    """A cell as a spreadsheet should take it: text that looks like a formula gets a quote.

    Numbers stay numbers, dates are ISO, ``None`` is empty.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat() if timezone.is_aware(value) else str(value)
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return f"'{text}" if text.lstrip(" \u00a0").startswith(FORMULA) or text[:1] in FORMULA else text


def csv_text(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Comma-separated rows under their heads, every cell safe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([safe(head) for head in heads])
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue()


def csv_file(name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """The rows as a CSV attachment; the byte-order mark tells Excel that it is UTF-8."""
    content = csv_text(heads, rows).encode("utf-8-sig")
    return attachment(content, f"{name}.csv", "text/csv; charset=utf-8")
