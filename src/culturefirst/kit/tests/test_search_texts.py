"""The words of files: of each kind that is taken, and of files that mean harm."""

import io
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from culturefirst.kit import paper
from culturefirst.kit.errors import DomainError
from culturefirst.kit.search import texts

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
O = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"  # noqa: E741
N = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TYP = """#set document(title: [Minutes])
#set page(width: 8cm)
Minutes of the #emph[swimming] club
"""


def packed(path: Path, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def word(path: Path, body: str) -> Path:
    xml = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return packed(path, **{"word/document.xml": xml})


def test_a_word_file_gives_its_words_whole_and_nothing_that_was_deleted(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Swim</w:t></w:r><w:r><w:t>ming</w:t><w:tab/><w:t>pools</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>In a cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
        "<w:moveFrom><w:p><w:r><w:t>moved</w:t></w:r></w:p></w:moveFrom>"
    )
    told = texts.text_of(word(tmp_path / "a.docx", body))
    assert told.split() == ["Swimming", "pools", "In", "a", "cell"]
    assert "pools\nIn a cell" in told


def test_excel_powerpoint_and_open_document_give_their_words(tmp_path: Path) -> None:
    shared = (
        "<sst xmlns='m'><si><t>Attendance</t></si><si><r><t>by </t></r><r><t>age</t></r></si></sst>"
    )
    sheet = packed(tmp_path / "a.xlsx", **{"xl/sharedStrings.xml": shared})
    slides = {
        f"ppt/slides/slide{n}.xml": f'<p xmlns:a="{A}"><a:p><a:r><a:t>{said}</a:t></a:r></a:p></p>'
        for n, said in ((10, "last"), (2, "second"), (1, "first"))
    }
    open_text = (
        f'<o:document-content xmlns:o="{N}" xmlns:t="{O}"><t:tracked-changes><t:p>old</t:p>'
        "</t:tracked-changes><t:h>Head</t:h><t:p>Body<t:s/><t:span>text</t:span>"
        "<o:annotation><t:p>aside</t:p></o:annotation></t:p></o:document-content>"
    )
    odt = packed(tmp_path / "a.odt", **{"content.xml": open_text})
    assert texts.text_of(sheet).split() == ["Attendance", "by", "age"]
    assert texts.text_of(packed(tmp_path / "a.pptx", **slides)).split() == [
        "first",
        "second",
        "last",
    ]
    assert texts.text_of(odt).split() == ["Head", "Body", "text"]


def test_a_pdf_gives_its_words(tmp_path: Path) -> None:
    template = tmp_path / "a.typ"
    template.write_text(TYP)
    file = tmp_path / "a.pdf"
    file.write_bytes(paper.pdf(template, {}, dated=date(2011, 9, 19)))
    assert "swimming club" in " ".join(texts.text_of(file).split())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_plain_text_gives_its_words_whatever_wrote_it(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("Café in Diss".encode(encoding))
    assert texts.text_of(file) == "Café in Diss"


def test_a_picture_has_no_words_and_is_not_opened(tmp_path: Path) -> None:
    assert texts.text_of(tmp_path / "not-there.png") == ""


def bomb() -> str:
    return f"<w:document xmlns:w='{W}'><w:p><w:t>{'a' * 30_000_000}</w:t></w:p></w:document>"


ENTITY = (
    '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    f"<w:document xmlns:w='{W}'><w:p><w:t>&x;</w:t></w:p></w:document>"
)
DEEP = "<p>" * 5000


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("bomb.docx", {"word/document.xml": bomb()}),
        ("entity.docx", {"word/document.xml": ENTITY}),
        ("deep.odt", {"content.xml": DEEP}),
        ("empty.docx", {"other.xml": "<a/>"}),
        ("cut.pptx", {"ppt/slides/slide1.xml": "<p><a"}),
    ],
)
def test_a_file_that_means_harm_is_one_sentence(
    tmp_path: Path, name: str, parts: dict[str, str]
) -> None:
    with pytest.raises(DomainError) as refusal:
        texts.text_of(packed(tmp_path / name, **parts))
    said = str(refusal.value)
    assert said.endswith(".")
    assert "Traceback" not in said and "root:" not in said


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.xlsx", "a.odp"])
def test_bytes_that_are_no_such_file_are_one_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"%PDF-1.7\nnothing of the kind\n%%EOF")
    with pytest.raises(DomainError, match="cannot be read"):
        texts.text_of(tmp_path / name)


def test_where_the_reader_of_pdf_files_is_missing_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(DomainError, match="the package pypdf is not installed"):
        texts.read(tmp_path / "a.pdf")


def test_of_a_long_file_as_much_is_read_as_is_kept(tmp_path: Path) -> None:
    lines = (f"<w:p><w:r><w:t>{n * 7919} </w:t></w:r></w:p>" for n in range(40_000))
    told = texts.read(word(tmp_path / "long.docx", "".join(lines)))
    assert texts.MOST * 0.9 < len(told) <= texts.MOST


@given(content=st.binary(max_size=400), ending=st.sampled_from([".txt", *texts.READERS]))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_bytes_there_is_text_or_one_kind_of_error(
    tmp_path: Any, content: bytes, ending: str
) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("content.xml", content)
        package.writestr("word/document.xml", content)
    for each in (content, archive.getvalue()):
        file = tmp_path / f"any{ending}"
        file.write_bytes(each)
        try:
            assert isinstance(texts.read(file), str)
        except DomainError as refusal:
            assert str(refusal)
