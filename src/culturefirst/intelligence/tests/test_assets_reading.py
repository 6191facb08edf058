"""Files of places as people have them: workbooks, other letters, other separators, too much."""

import gzip
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter

from culturefirst.intelligence import actions
from culturefirst.intelligence.models import Asset
from culturefirst.intelligence.places import geofiles
from culturefirst.intelligence.places.plan import planned
from culturefirst.intelligence.tests.asset_places import brought, library, loaded
from culturefirst.kit.downloads import csv_text
from culturefirst.kit.errors import DomainError

pytestmark = pytest.mark.django_db
HEADS = "name,kind,postcode,easting,northing,capacity"
ELY = "Ely Library,library,CB7 4LB,554050,280250,40"


def file(tmp_path, content, name="list.csv"):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def read(tmp_path, content, name="list.csv"):
    return geofiles.read(file(tmp_path, content, name), name)


@pytest.fixture
def workbook(tmp_path):
    """A council's workbook: a title, a head over two columns, days, figures kept as text."""
    path = tmp_path / "Libraries.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Libraries")
        page.merge_range(0, 0, 0, 7, "Libraries of the county")
        page.write(1, 0, "As at September 2011")
        page.write_row(3, 0, ["Library name", "Library type", "Post code", "Eastings", "Northings"])
        page.write_row(3, 5, ["Seats", "Opened on", "Closed on"])
        page.write_row(4, 0, ["Ely Library", "library", "cb74lb"])
        page.write_string(4, 3, "554050")
        page.write_string(4, 4, "280250")
        page.write_string(4, 5, "1,240")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        page.write_datetime(4, 6, date(1974, 3, 9), day)
        page.write_row(5, 0, ["Soham Library", "library", "CB7 5AA", 559300, 273200, 20.5])
        page.write_number(5, 7, 2010)
        book.add_worksheet("Staff").write(0, 0, "Nobody's business")
    return path


def test_a_workbook_comes_in_from_end_to_end(helen, tmp_path, workbook):
    loaded(helen)
    sheet = geofiles.read(workbook, workbook.name)
    assert (sheet.left_out, [row.number for row in sheet.rows]) == (["Staff"], [5, 6])
    actions.import_assets(by=helen, brought=brought(helen, workbook))
    told = {each.name: each for each in Asset.objects.all()}
    ely, soham = told["Ely Library"], told["Soham Library"]
    assert (ely.postcode, ely.easting, ely.northing) == ("CB7 4LB", 554050, 280250)
    assert (ely.capacity, ely.opened_on) == (Decimal(1240), date(1974, 3, 9))
    assert (soham.capacity, soham.closed_on, soham.status) == (
        Decimal("20.5"), date(2010, 12, 31), "closed",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls", r"\(\.xls\) cannot be read. Save it as an "),
        (b"PK\x03\x04", "a.ods", r"\(\.ods\) cannot be read. Save it as an Excel workbook"),
        (b"PK\x03\x04", "a.csv", "The file is named .csv but holds something else"),
        (b"name,kind", "a.xlsx", "The file is named .xlsx but holds something else"),
        (b"name,kind\na,b,c\n", "a.csv", "Row 2 has 3 cells and there are 2 heads"),
        (b"name,name\na,b\n", "a.csv", "Two columns are headed “name”"),
        (b"name,kind\na\x00b,library\n" * 9 + b"\x00\xff" * 99, "a.csv", "The file is not text"),
        (b"", "a.csv", "The file is empty"),
        (b"plain", "a.csv.gz", "The file is not packed by gzip, though its name says so"),
        (b'name\n"' + b"a" * 200_000 + b'"\n', "a.csv", "cannot be told apart into columns"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(tmp_path, content, name, says):
    with pytest.raises(DomainError, match=says):
        read(tmp_path, content, name)


@pytest.mark.parametrize(
    "content",
    [
        "name;kind\nCaffè Zoë;library\n".encode("cp1252"),
        "\ufeffname;kind\r\nCaffè Zoë;library\r\n".encode(),
        "name\tkind\nCaffè Zoë\tlibrary\n".encode("utf-16"),
        "The list of places\n\nname,kind,status\nCaffè Zoë,library,\n".encode(),
    ],
)
def test_letters_and_separators_are_told_apart(tmp_path, content):
    sheet = read(tmp_path, content)
    assert (sheet.heads[:2], sheet.rows[0].cells[:2]) == (
        ["name", "kind"], ["Caffè Zoë", "library"],
    )  # fmt: skip


def test_a_packed_table_is_read(tmp_path):
    sheet = read(tmp_path, gzip.compress(f"{HEADS}\n{ELY}\n".encode()), "Places.CSV.gz")
    assert sheet.rows[0].cells[:2] == ["Ely Library", "library"]


@pytest.mark.parametrize(("name", "most"), [("MOST_ROWS", 1), ("MOST_CELLS", 11)])
def test_a_list_that_is_too_long_is_refused_with_what_to_do(tmp_path, monkeypatch, name, most):
    monkeypatch.setattr(geofiles, name, most)
    with pytest.raises(DomainError, match=r"The file has 2 rows of 6 columns.* Split it, by"):
        read(tmp_path, f"{HEADS}\n{ELY}\n{ELY}\n".encode())


def test_a_long_list_of_many_columns_is_read(tmp_path):
    heads = ",".join(f"column {at}" for at in range(40))
    rows = "\n".join(",".join([str(row)] * 40) for row in range(25_000))
    sheet = read(tmp_path, f"{heads}\n{rows}\n".encode())
    assert (len(sheet.rows), sheet.rows[-1].number) == (25_000, 25_001)


@pytest.mark.parametrize("name", ["=2+3", "+Ely", "-Ely", "@Ely"])
def test_what_a_spreadsheet_would_run_comes_back_as_it_was(helen, tmp_path, name):
    loaded(helen)
    library(helen, name=name)
    content = csv_text(["name", "kind", "postcode"], [[name, "library", "CB7 4LB"]])
    assert f"'{name}" in content
    found = brought(helen, file(tmp_path, content.encode()))
    assert [row.name for row, _ in planned(found).same] == [name]


def test_a_cell_that_is_far_too_long_is_a_fault_and_no_more(helen, tmp_path):
    loaded(helen)
    row = f"{'a' * 30_000},library,CB7 4LB,554050,280250,40"
    [fault] = planned(brought(helen, file(tmp_path, f"{HEADS}\n{row}\n".encode()))).faults
    assert str(fault) == "Row 2, name: This is longer than 200 letters. Shorten it."
