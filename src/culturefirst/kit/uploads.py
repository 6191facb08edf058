"""Files that people put up for others: believed neither by their name nor by their type.

``checked`` looks at the bytes themselves: what a file's ending says must be what it holds, it
must be nothing else besides (a page, a packed archive behind a picture), and it must bring no
program along. Only what went through it is an ``Upload``, which is what actions take.
"""

import io
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from django import forms

from culturefirst.kit.errors import DomainError
from culturefirst.kit.middleware import LARGEST_FILE

ENTRIES = 2_000
UNPACKED = 100 * 2**20  # bytes
RATIO = 100
SMALL = 2**20  # bytes of the one entry that is read, and of the archive's list of entries
NAME = 150  # characters kept of a file's name
TAKEN = "PDF, Word, Excel, PowerPoint, OpenDocument, text, CSV, PNG or JPEG"
OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."


class UploadRefused(DomainError):
    """A file was not taken; the sentence says why and what to do."""


@dataclass(frozen=True)
class Upload:
    """A file that was looked at: its name as shown, its bytes, what they are, their SHA-256."""

    name: str
    content: bytes
    media_type: str
    digest: str

    @property
    def stored_name(self) -> str:
        """A name for the disk that nobody chose."""
        return f"{self.digest}{PurePosixPath(self.name).suffix}"


def checked(name: str, content: bytes) -> Upload:
    """The file, where it is one of those taken. Raises ``UploadRefused`` with a sentence."""
    shown = shown_name(name)
    ending = PurePosixPath(shown).suffix
    if ending in REFUSED:
        raise UploadRefused(REFUSED[ending])
    if ending not in KINDS:
        raise UploadRefused(f"Files of this kind are not taken. Save it as {TAKEN}.")
    if not content:
        raise UploadRefused("That file is empty. Save it again and choose it once more.")
    if len(content) > LARGEST_FILE:
        most = LARGEST_FILE // 2**20
        raise UploadRefused(f"That file is larger than {most} MB. Make its pictures smaller.")
    media_type, look = KINDS[ending]
    look(content, media_type)
    return Upload(shown, content, media_type, sha256(content).hexdigest())


def shown_name(name: str) -> str:
    """A file's name without folders and without signs that nobody sees, its ending small."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    # "Cf" has the signs that turn the direction of writing: "mi‮fdp.exe" reads as a PDF.
    seen = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip(" .")
    path = PurePosixPath(seen or "paper")
    return f"{path.stem[:NAME]}{path.suffix.lower()}"


class UploadField(forms.FileField):
    """A file that is taken only after ``checked``; its value is an ``Upload``."""

    default_error_messages = {
        "required": "Choose the file first.",
        "empty": "That file is empty. Save it again and choose it once more.",
    }

    def clean(self, data: Any, initial: Any = None) -> Upload | None:
        """The looked-at file, or ``None`` where none was chosen and none is needed."""
        file = super().clean(data, initial)
        if not file:
            return None
        if file.size > LARGEST_FILE:
            most = LARGEST_FILE // 2**20
            raise forms.ValidationError(f"That file is larger than {most} MB.")
        try:
            return checked(file.name, file.read())
        except UploadRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


def _unlike(what: str) -> UploadRefused:
    return UploadRefused(f"This is not {what}, though its name says so. Save it anew as one.")


def _besides() -> UploadRefused:
    return UploadRefused("This file holds a second file inside it. Save it anew and try again.")


def _programs() -> UploadRefused:
    return UploadRefused("This file brings macros along. Save it without them and try again.")


# What browsers take for a page or a drawing with a program in it.
MARKUP = re.compile(
    rb"<\s*(!doctype|html|head|body|script|svg|iframe|style|title|a\s+href|table|div|img)\b",
    re.IGNORECASE,
)


def _no_second_file(content: bytes) -> None:
    if zipfile.is_zipfile(io.BytesIO(content)) or MARKUP.search(content[:1024]):
        raise _besides()


def _pdf(content: bytes, media_type: str) -> None:
    if not re.match(rb"%PDF-[12]\.\d", content) or b"%%EOF" not in content[-2048:]:
        raise _unlike("a PDF")
    _no_second_file(content)


def _png(content: bytes, media_type: str) -> None:
    begins = content.startswith(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    if not begins or not content.endswith(b"\x00\x00\x00\x00IEND\xaeB`\x82"):
        raise _unlike("a PNG picture")
    _no_second_file(content)


def _jpeg(content: bytes, media_type: str) -> None:
    if not content.startswith(b"\xff\xd8\xff") or not content.rstrip(b"\0").endswith(b"\xff\xd9"):
        raise _unlike("a JPEG picture")
    _no_second_file(content)


def _text(content: bytes, media_type: str) -> None:
    """Words and nothing else: no signs that texts do not have, and no page at their head."""
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = content.decode("windows-1252", errors="replace")
    if any(unicodedata.category(sign) == "Cc" and sign not in "\t\r\n\f" for sign in set(words)):
        raise _unlike("a plain text")
    if content.startswith((b"%PDF", b"PK\x03\x04")) or zipfile.is_zipfile(io.BytesIO(content)):
        raise _unlike("a plain text")
    if MARKUP.search(content[:4096]) or words.lstrip().startswith(("<?xml", "<!--")):
        raise UploadRefused("This is a web page or a drawing, not a plain text. Save it as PDF.")


def _office(content: bytes, media_type: str) -> None:
    """A Word, Excel or PowerPoint file by the types that it says its own parts have."""
    with _unpacked(content) as archive:
        types = _read(archive, "[Content_Types].xml").decode("utf-8", errors="replace")
        names = [name.casefold() for name in archive.namelist()]
    said = re.findall(r"""ContentType\s*=\s*["']([^"']+)["']""", types)
    brought = ("vbaproject", "vbadata", "macrosheets/", "activex/")
    if any(part in name for name in names for part in brought) or any(
        word in kind.casefold() for kind in said for word in ("macro", "vbaproject", "activex")
    ):
        raise _programs()
    mains = {kind for kind in said if kind.endswith(".main+xml")}
    if mains != {f"{media_type}.main+xml"}:
        raise _unlike("a document of this kind")


def _open_document(content: bytes, media_type: str) -> None:
    """A LibreOffice file by its first entry, which is its type and is not packed."""
    with _unpacked(content) as archive:
        first = archive.infolist()[0]
        if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED:
            raise _unlike("a document of this kind")
        kind = _read(archive, "mimetype").decode("ascii", errors="replace")
        names = archive.namelist()
    if kind != media_type:
        raise _unlike("a document of this kind")
    if any(name.casefold().startswith(("basic/", "scripts/")) for name in names):
        raise _programs()


LOCKED = 0x01 | 0x20 | 0x40  # flags of an entry: encrypted, a patch of another, encrypted anew
END = struct.Struct("<4s4H2LH")  # the record at a zip file's end


def _unpacked(content: bytes) -> zipfile.ZipFile:
    """The archive, after its own list of entries was found to be a sound one of a modest size."""
    if not content.startswith(b"PK\x03\x04") or len(content) < END.size:
        raise _unlike("a document of this kind")
    mark, _, _, here, entries, length, _, comment = END.unpack(content[-END.size :])
    # A comment, or anything behind the end, is where a second file would hide.
    if mark != b"PK\x05\x06" or comment or here != entries:
        raise _besides()
    if entries > ENTRIES or length > SMALL:
        raise UploadRefused(f"The file holds more than {ENTRIES:,} parts. Save it as PDF.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as fault:
        raise _unlike("a document of this kind") from fault
    _modest(archive.infolist(), len(content))
    return archive


def _modest(entries: list[zipfile.ZipInfo], size: int) -> None:
    """Raise where an entry is locked, lies outside, is there twice, or unpacks to too much."""
    total = sum(entry.file_size for entry in entries)
    swollen = any(e.file_size > RATIO * max(e.compress_size, 1024) for e in entries)
    if total > UNPACKED or total > RATIO * size or swollen:
        raise UploadRefused("The file unpacks to far more than its size. Save it as PDF.")
    names = {entry.filename.casefold() for entry in entries}
    outside = any(name.startswith("/") or ".." in name.split("/") for name in names)
    known = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    strange = any(e.flag_bits & LOCKED or e.compress_type not in known for e in entries)
    # The space before the first entry could hold a file of its own.
    shifted = min((entry.header_offset for entry in entries), default=1) != 0
    if len(names) != len(entries) or outside or strange or shifted:
        raise UploadRefused("The file is locked or packed in an unusual way. Save it anew.")


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        with archive.open(name) as entry:
            return entry.read(SMALL)
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError) as fault:
        raise _unlike("a document of this kind") from fault


Look = Callable[[bytes, str], None]
KINDS: dict[str, tuple[str, Look]] = {
    ".pdf": ("application/pdf", _pdf),
    ".docx": (f"{OFFICE}wordprocessingml.document", _office),
    ".xlsx": (f"{OFFICE}spreadsheetml.sheet", _office),
    ".pptx": (f"{OFFICE}presentationml.presentation", _office),
    ".odt": (f"{OPEN}text", _open_document),
    ".ods": (f"{OPEN}spreadsheet", _open_document),
    ".odp": (f"{OPEN}presentation", _open_document),
    ".txt": ("text/plain; charset=utf-8", _text),
    ".csv": ("text/csv; charset=utf-8", _text),
    ".png": ("image/png", _png),
    ".jpg": ("image/jpeg", _jpeg),
    ".jpeg": ("image/jpeg", _jpeg),
}
_OLD = "Files of this old kind can hide macros. Save it as {} and try again."
_WITH = "Files of this kind bring macros along. Save it as {} and try again."
REFUSED = {
    ".doc": _OLD.format("Word document (.docx)"),
    ".xls": _OLD.format("Excel workbook (.xlsx)"),
    ".ppt": _OLD.format("PowerPoint presentation (.pptx)"),
    ".docm": _WITH.format("Word document (.docx)"),
    ".xlsm": _WITH.format("Excel workbook (.xlsx)"),
    ".pptm": _WITH.format("PowerPoint presentation (.pptx)"),
}
ACCEPT = ",".join(KINDS)
