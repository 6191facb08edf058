"""Rows of CSV and Excel as people keep them, and whatever else they choose."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from culturefirst.kit import sheets, untrusted
from culturefirst.kit.errors import DomainError
from culturefirst.kit.sheets import Row, Sheet


def file(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "upload"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        b"Name,Place\nAda,Ely\n\nBo,March\n",
        b"\xef\xbb\xbfName;Place\r\nAda;Ely\r\n;\r\nBo;March\r\n",
        b"Name\tPlace\nAda\tEly\n\nBo\tMarch",
        "Name,Place\nAda,Ely\n\nBo,March\n".encode("utf-16"),
    ],
)
def test_separated_text_is_read_whatever_separates_it(tmp_path, content):
    read = sheets.read(file(tmp_path, content), "people.csv")
    assert read == Sheet(
        ["Name", "Place"], [Row(2, ["Ada", "Ely"]), Row(4, ["Bo", "March"])], "people.csv"
    )


def test_windows_letters_and_lines_within_a_cell_are_read(tmp_path):
    content = "Name\n“Zoë\n Smith”\n".replace("“", '"').replace("”", '"').encode("cp1252")
    assert sheets.read(file(tmp_path, content), "a.csv").rows == [Row(2, ["Zoë Smith"])]


def test_a_workbook_gives_its_first_filled_sheet_as_it_shows(tmp_path):
    path = tmp_path / "upload"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Empty")
        page = book.add_worksheet("People")
        page.write_row(1, 0, ["Name", "Since", "Number"])
        page.write(3, 0, "Ada")
        page.write_datetime(3, 1, date(2011, 9, 19), book.add_format({"num_format": "d mmm yyyy"}))
        page.write_number(3, 2, 12)
        book.add_worksheet("Notes").write(0, 0, "Ask Bo")
    read = sheets.read(path, "people.XLSX")
    assert read.heads == ["Name", "Since", "Number"]
    assert read.rows == [Row(4, ["Ada", "19 September 2011", "12"])]
    assert read.left_out == ["Notes"]


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "a.csv", "The file is empty."),
        (b"\n\n", "a.csv", "The file holds no rows."),
        (b"a,b", "a.pdf", "A file of this kind (.pdf) cannot be read."),
        (b"a,b", "a.xlsx", "The file is named .xlsx but holds something else."),
        (b"PK\x03\x04....", "a.csv", "The file is named .csv but holds something else."),
        (b"PK\x03\x04....", "a.xlsx", "The file is damaged or is not what its name says."),
        (b"\x00" * 99, "a.csv", "The file is not text."),
        (b"Name,name\na,b", "a.csv", "Two columns are headed “Name”."),
        (b"Name\n" + b"a\n" * 5_001, "a.csv", "The file has more than 5,000 rows."),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(tmp_path, content, name, says):
    with pytest.raises(DomainError) as refusal:
        sheets.read(file(tmp_path, content), name)
    assert str(refusal.value).startswith(says)


def test_columns_are_found_by_any_of_their_names():
    sheet = Sheet(["E-Mail Address", "FULL_NAME", "Shoe size"], [Row(2, ["a@b", "Ada", "38"])], "a")
    columns = {"name": ["full name"], "email": ["email address"], "role": []}
    assert sheets.matched(sheet, columns, ["name"]) == [{"name": "Ada", "email": "a@b", "role": ""}]
    assert sheets.present(sheet, columns) == {"name", "email"}
    assert sheets.not_read(sheet, columns) == ["Shoe size"]


def test_a_missing_column_is_named_with_those_that_are_there():
    with pytest.raises(DomainError) as refusal:
        sheets.matched(Sheet(["Town", "Shoe"], [], "a"), {"sub_region": []}, ["sub_region"])
    assert str(refusal.value) == (
        "No column is headed “sub region”. The file has: “Town”, “Shoe”. "
        "Put the heads into the first row, each above its column."
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(content=b"PK\x03\x04" + b"\x00" * 40, name="a.xlsx")
@example(content=b'"', name="a.csv")
@given(content=st.binary(max_size=400), name=st.sampled_from(["a.csv", "a.xlsx", "a.txt", "a"]))
def test_any_bytes_are_a_sheet_or_a_refusal(tmp_path, monkeypatch, content, name):
    def in_this_process(function, path):
        return getattr(sheets, function.partition(":")[2])(str(path))

    monkeypatch.setattr(untrusted, "call", in_this_process)
    try:
        read = sheets.read(file(tmp_path, content), name)
    except DomainError as refusal:
        assert str(refusal).endswith(".")
    else:
        assert all(len(row.cells) == len(read.heads) for row in read.rows)
        assert [row.number for row in read.rows] == sorted({row.number for row in read.rows})
