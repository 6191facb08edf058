"""Files that people put up: taken for what they hold, and refused with a sentence otherwise."""

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culturefirst.kit import uploads
from culturefirst.kit.middleware import LARGEST_BODY, LARGEST_FILE
from culturefirst.kit.uploads import UploadRefused, checked

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
WORD = f"{uploads.OFFICE}wordprocessingml.document"
HTML = b"<!doctype html><script>alert(1)</script>"


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def packed(parts: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def office(kind: str, main: str = "", **parts: bytes) -> bytes:
    types = f'<Types><Override PartName="/m" ContentType="{main or kind}.main+xml"/></Types>'
    return packed({"[Content_Types].xml": types.encode(), "m": b"<m/>", **parts})


def open_document(kind: str, **parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", kind)
        for name, content in {"content.xml": b"<c/>", **parts}.items():
            archive.writestr(name, content)
    return out.getvalue()


def kind(name: str) -> str:
    return uploads.KINDS[f".{name.lower().rpartition('.')[2]}"][0]


GOOD = {
    "notes.pdf": PDF,
    "notes.docx": office(WORD),
    "sums.xlsx": office(f"{uploads.OFFICE}spreadsheetml.sheet"),
    "talk.pptx": office(f"{uploads.OFFICE}presentationml.presentation"),
    "notes.odt": open_document(f"{uploads.OPEN}text"),
    "sums.ods": open_document(f"{uploads.OPEN}spreadsheet"),
    "talk.odp": open_document(f"{uploads.OPEN}presentation"),
    "notes.txt": "Café, naïve".encode(),
    "old.txt": "Café – £5".encode("windows-1252"),
    "sums.csv": b"\xef\xbb\xbfname,visits\nEly,<5\n",
    "map.png": png(),
    "hall.jpg": JPEG,
    "hall.JPEG": JPEG,
}


@pytest.mark.parametrize("name", GOOD)
def test_what_people_write_is_taken(name: str) -> None:
    taken = checked(name, GOOD[name])
    assert taken.content == GOOD[name]
    assert taken.stored_name == taken.digest + name[name.index(".") :].lower()


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("other", ["notes.pdf", "notes.docx", "sums.ods", "map.png", "hall.jpg"])
def test_a_file_of_one_kind_is_not_taken_for_another(name: str, other: str) -> None:
    if kind(name) != kind(other):
        with pytest.raises(UploadRefused):
            checked(other, GOOD[name])


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("page.pdf", HTML, "This is not a PDF"),
        ("page.png", HTML, "This is not a PNG picture"),
        ("page.txt", HTML, "web page or a drawing"),
        ("page.csv", b'<?xml version="1.0"?><svg onload="alert(1)"/>', "web page or a drawing"),
        ("drawing.svg", b"<svg/>", "Files of this kind are not taken"),
        ("page.html", HTML, "Files of this kind are not taken"),
        ("tool.exe", b"MZ", "Files of this kind are not taken"),
        ("noending", b"x", "Files of this kind are not taken"),
        ("empty.pdf", b"", "That file is empty"),
        ("old.doc", b"\xd0\xcf\x11\xe0", "hide macros"),
        ("with.docm", office(WORD), "macros along"),
        ("both.pdf", PDF.replace(b"\n1 0", b"\n<script>1</script>1 0"), "second file inside"),
        ("both.pdf", PDF + packed({"a": b"b"}) + b"%%EOF", "second file inside"),
        ("both.png", png() + packed({"a": b"b"}), "not a PNG"),
        ("both.jpg", JPEG[:-2] + packed({"a": b"b"}) + b"\xff\xd9", "second file inside"),
        ("both.docx", b"GIF89a" + office(WORD), "not a document of this kind"),
        ("both.docx", office(WORD) + HTML, "second file inside"),
        ("nul.txt", b"a\0b", "not a plain text"),
        ("late.txt", b"words\n" + packed({"a": b"b"}), "not a plain text"),
    ],
)
def test_what_only_looks_like_a_paper_is_refused(name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(UploadRefused, match=sentence):
        checked(name, content)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (office(WORD, **{"word/vbaProject.bin": b"x"}), "macros"),
        (office(WORD, main="application/vnd.ms-word.document.macroEnabled"), "macros"),
        (office(WORD, **{"xl/macrosheets/sheet1.xml": b"x"}), "macros"),
        (office(WORD, **{"word/activeX/activeX1.bin": b"x"}), "macros"),
        (office(WORD, **{"../up": b"x"}), "unusual way"),
        (office(WORD, M=b"x"), "unusual way"),
        (packed({"[Content_Types].xml": b"<Types/>"}, method=zipfile.ZIP_BZIP2), "unusual way"),
        (office(WORD, big=b"\0" * 5_000_000), "unpacks to far more"),
        (packed({f"p{n}": b"" for n in range(2001)}), "more than 2,000 parts"),
        (packed({"a": b"b"}), "not a document of this kind"),
        (b"PK\x03\x04", "not a document of this kind"),
        (b"PK\x03\x04" + b"x" * 50, "second file inside"),
    ],
)
def test_a_package_with_more_than_words_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(UploadRefused, match=sentence):
        checked("notes.docx", content)


def test_macros_of_open_documents_are_refused() -> None:
    with pytest.raises(UploadRefused, match="macros"):
        checked("notes.odt", open_document(f"{uploads.OPEN}text", **{"Basic/x.xml": b"x"}))


def test_the_limit_is_told_and_a_form_has_room_for_the_largest_file() -> None:
    with pytest.raises(UploadRefused, match="larger than 25 MB"):
        checked("big.txt", b"x" * (LARGEST_FILE + 1))
    assert LARGEST_BODY > LARGEST_FILE


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        (r"C:\Users\Anne\Notes.PDF", "Notes.pdf"),
        ("../../etc/notes.pdf", "notes.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("mi\u202efdp.txt", "mifdp.txt"),
        ("n" * 300 + ".pdf", "n" * 150 + ".pdf"),
    ],
)
def test_a_name_is_shown_without_folders_and_hidden_signs(given_name: str, shown: str) -> None:
    assert uploads.shown_name(given_name) == shown


@given(st.binary(max_size=400), st.sampled_from(sorted(uploads.KINDS)))
def test_any_bytes_are_taken_or_refused_with_a_sentence(content: bytes, ending: str) -> None:
    try:
        taken = checked(f"x{ending}", content)
    except UploadRefused as refusal:
        assert str(refusal).endswith(".")
    else:
        assert taken.content == content


@pytest.mark.parametrize("flag", [0x01, 0x20, 0x40], ids=["locked", "patched", "locked anew"])
def test_a_package_with_a_part_that_is_locked_or_patched_is_refused(flag: int) -> None:
    content = bytearray(GOOD["notes.docx"])
    content[content.index(b"PK\x01\x02") + 8] |= flag
    with pytest.raises(UploadRefused, match="locked or packed in an unusual way"):
        checked("notes.docx", bytes(content))


@given(st.integers(0, 10_000), st.integers(0, 255), st.sampled_from(["notes.docx", "notes.odt"]))
def test_a_damaged_package_is_refused_or_taken_but_breaks_nothing(
    place: int, byte: int, name: str
) -> None:
    content = bytearray(GOOD[name])
    content[place % len(content)] = byte
    try:
        checked(name, bytes(content))
    except UploadRefused:
        return
