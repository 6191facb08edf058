"""Files built to harm are refused before they are unpacked, each with a sentence."""

import io
import random
import subprocess
import sys
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from culturefirst.kit.documents import limits
from culturefirst.kit.documents.grid import Cell, Grid, Table
from culturefirst.programme.reading import DocumentError, read, understand
from culturefirst.programme.reading.document import Activity, Document, Priority, Programme
from culturefirst.programme.reading.grid import read_grid, read_grid_json
from culturefirst.programme.reading.limits import ANALYSED_LINES
from culturefirst.programme.writing.excel import write_excel
from culturefirst.programme.writing.word import write_word

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
EXTERNAL = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


def word(folder: Path, body: str, start: str = "", encoding: str = "utf-8") -> Path:
    path = folder / "made.docx"
    whole = f'{start}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", whole.encode(encoding))
    return path


def refusal(path: Path) -> str:
    with pytest.raises(DocumentError) as caught:
        read(path)
    assert caught.value.remedy
    return caught.value.message


def test_a_small_file_that_unpacks_to_much_is_refused_without_unpacking_it(tmp_path):
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<w:p/>" * 9_000_000)
    tracemalloc.start()
    message = refusal(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "100 times its size" in message
    assert peak < 2_000_000


def test_too_many_pieces_are_refused_without_a_tree_in_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "XML_ELEMENTS", 5_000)
    chance = random.Random(1)
    path = word(tmp_path, "".join(f"<w:q{chance.random()}/>" for _ in range(6_000)))
    assert refusal(path) == "The file is built too deeply or of too many pieces to be read."


@pytest.mark.parametrize("start", [EXTERNAL, LAUGHS])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_and_entities_are_refused_in_any_encoding(start, encoding, tmp_path):
    path = word(tmp_path, "<w:p/>", start, encoding)
    assert refusal(path) == (
        "The file declares a document type, which documents of Word and Excel never do."
    )


def test_deep_pieces_are_refused(tmp_path):
    deep = "<w:sdt>" * 300 + "</w:sdt>" * 300
    assert refusal(word(tmp_path, deep)).startswith("The file is built too deeply")


def test_tables_inside_tables_have_a_limit(tmp_path):
    inner = "<w:tbl><w:tr><w:tc>" * 6 + "</w:tc></w:tr></w:tbl>" * 6
    assert refusal(word(tmp_path, inner)) == "Tables stand inside tables more than 4 deep."


def test_a_cell_too_long_is_told_by_its_place(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text(f"Activity,Targets\nWrite,{'a ' * 20_000}\n", "utf-8")
    with pytest.raises(DocumentError) as caught:
        read(path)
    assert str(caught.value) == (
        "Row 2, column 2: The cell holds more than 20,000 characters."
        " Shorten it or split it into rows."
    )


def test_a_file_with_too_many_parts_is_refused(tmp_path):
    path = tmp_path / "parts.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        for number in range(limits.ZIP_ENTRIES + 1):
            package.writestr(f"{number}", b"")
    assert refusal(path) == "The file holds more than 2,000 parts."


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_packing_is_refused(method, tmp_path):
    path = tmp_path / "odd.docx"
    with zipfile.ZipFile(path, "w", method) as package:
        package.writestr("word/document.xml", b"<a/>")
    assert refusal(path) == "The file is locked or packed in an unusual way."


def test_a_file_too_large_is_refused_before_it_is_opened(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(limits.FILE_BYTES + 1)
    assert refusal(path) == "The file is larger than 20 MB."


def test_a_merge_over_the_whole_sheet_makes_no_cells(tmp_path):
    path = tmp_path / "merged.xlsx"
    made = io.BytesIO()
    write_excel(a_document(), made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            part = old.read(name).replace(b'ref="A1:F1"', b'ref="A1:XFD1048576"')
            new.writestr(name, part)
    grid = read_grid(path)
    assert sum(len(row) for table in grid.tables for row in table.rows) < 100


def a_document() -> Document:
    return Document(priorities=[Priority("1", "A", [Programme("1", "B", [Activity("C")])])])


def test_macros_are_passed_over(tmp_path):
    path = tmp_path / "macros.docm"
    with path.open("wb") as file:
        write_word(a_document(), file)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0 a macro")
    assert [activity.title for activity in read(path).activities] == ["C"]


def test_the_grid_crosses_to_another_process_as_json(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("Activity,Targets\nWrite,6 letters\n", "utf-8")
    assert Grid.from_json(read_grid_json(str(path))) == read_grid(path)


def test_hostile_lines_are_read_whole(tmp_path):
    path = tmp_path / "slow.csv"
    cells = ["2011 June " * 1_900, "1 " * 9_000, "every 1 " * 2_000, "A, " * 6_000]
    path.write_text("Activity,Actions,Targets,Lead\n" + ",".join(f'"{c}"' for c in cells), "utf-8")
    document = read(path)
    assert document.read == document.placed


def test_a_cell_of_too_many_lines_is_kept_whole_and_not_analysed():
    head = [Cell(name, 1, at) for at, name in enumerate(("Activity", "Targets"), 1)]
    many = 10 * ANALYSED_LINES
    promised = Cell("6 events by June 2011\n" * many, 2, 2)
    targets = understand(Grid([Table([head, [Cell("Write", 2, 1), promised]])])).targets
    assert len(targets) == many
    assert {(target.text, target.kind, target.sure) for target in targets} == {
        ("6 events by June 2011", "ongoing", False)
    }


def test_the_package_is_cheap_to_import():
    asked = (
        "import sys, culturefirst.programme.reading;"
        "heavy = {'docx', 'lxml', 'openpyxl', 'xlsxwriter', 'django'} & set(sys.modules);"
        "print(sorted(heavy))"
    )
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
