"""Workbooks of other bodies: title blocks, blank rows, real dates and numbers, several sheets."""

from datetime import datetime

import pytest

from culturefirst.programme.reading import DocumentError, read
from culturefirst.programme.tests.outlines import excel_file, outline

D = datetime
# Name, how many cells hold words, rows, merged ranges, number formats, what a reader takes.
WORKBOOKS = [
    (
        "a_title_block_blank_rows_real_dates_and_shares",
        32,
        [
            ["Coast Theatre"],
            ["Service plan 2011/12"],
            [],
            ["Prepared by", "Finance"],
            [],
            [
                "Ref",
                "Project",
                "Outputs",
                "Start date",
                "End date",
                "Baseline",
                "Lead officer",
                "% complete",
            ],
            [],
            [
                "A1",
                "Community play",
                "150 performers",
                D(2011, 5, 1),
                D(2011, 9, 30),
                None,
                "Artistic Director",
                0.4,
            ],
            [],
            [
                "A2",
                "Schools tour",
                "24 performances in 12 schools",
                D(2011, 10, 3),
                D(2012, 2, 29),
                None,
                "Tour Manager",
                0,
            ],
            [
                "A3",
                "Energy saving",
                "Reduce energy use by 15%",
                None,
                D(2012, 3, 31),
                0.85,
                "Estates",
                None,
            ],
        ],
        [],
        [("H8", "0%"), ("H10", "0%"), ("F11", "0%")],
        """
Service plan 2011/12 (2011-04-01..2012-03-31)
- Community play
target: count 150 performers 2011-05-01..2011-09-30
lead: Artistic Director
note: Ref: A1
note: % complete: 40%
- Schools tour
target: count 24 performances 2011-10-03..2012-02-29 ?
lead: Tour Manager
note: Ref: A2
note: % complete: 0%
- Energy saving
target: change 15 % down ..2012-03-31
lead: Estates
note: Ref: A3
note: Baseline: 85%
note: Coast Theatre
note: Prepared by
note: Finance
""",
    ),
    (
        "merged_priorities_leads_and_a_month",
        21,
        [
            ["Town twinning action plan 2012"],
            ["Priority", "Activity", "Target", "Deadline", "Lead", "Progress"],
            [
                "Youth",
                "Exchange visits",
                "2 visits",
                D(2012, 7, 1),
                "Youth Officer",
                "Bus booked 3 May 2012",
            ],
            [None, "Pen friends", "50 pairs matched", D(2012, 10, 1), None, None],
            [
                "Trade",
                "Market stalls",
                "6 stalls at each fair",
                None,
                "Town Clerk",
                "4 stalls so far",
            ],
        ],
        ["A1:F1", "A3:A4", "E3:E4"],
        [("D3", "dd/mm/yyyy"), ("D4", "mmm-yy")],
        """
Town twinning action plan 2012 (2012-04-01..2013-03-31)
# Youth
- Exchange visits
target: count 2 visits ..2012-07-01
lead: Youth Officer
progress: Bus booked 3 May 2012 | 2012-05-03
- Pen friends
target: count 50 pairs ..2012-10-31
lead: Youth Officer
# Trade
- Market stalls
target: coverage fairs ?
lead: Town Clerk
progress: 4 stalls so far | 4
""",
    ),
]


@pytest.mark.parametrize(("name", "cells", "rows", "merged", "formats", "expected"), WORKBOOKS)
def test_a_workbook_reads_as_its_makers_meant_it(
    name, cells, rows, merged, formats, expected, tmp_path
):
    document = read(excel_file(tmp_path, rows, merged=merged, formats=formats))
    assert "\n".join(outline(document)) == expected.strip()
    assert document.read == document.placed == cells


def test_several_sheets_are_several_priorities_by_their_names(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Heritage"
    for row in (["Trust work plan 2011-12"], ["Task", "Target", "Lead"], ["Mend walls", 12]):
        book.active.append(row)
    second = book.create_sheet("Nature")
    for row in (["Task", "Target", "Lead"], ["Plant trees", "1,200 trees by 30/11/2011", "Ranger"]):
        second.append(row)
    path = tmp_path / "plan.xlsx"
    book.save(path)
    document = read(path)
    assert outline(document) == [
        "Trust work plan 2011-12 (2011-04-01..2012-03-31)",
        "# Heritage",
        "- Mend walls",
        "target: count 12 ?",
        "# Nature",
        "- Plant trees",
        "target: count 1200 trees ..2011-11-30",
        "lead: Ranger",
    ]
    assert document.read == document.placed == 12


def test_an_error_of_a_formula_is_told_by_its_place(tmp_path):
    rows = [["Activity", "Target"], ["Mend walls", "#REF!"]]
    with pytest.raises(DocumentError) as caught:
        read(excel_file(tmp_path, rows))
    assert (caught.value.place, caught.value.message) == (
        "Row 2, column 2",
        "The cell holds the error #REF!.",
    )
    assert caught.value.remedy == "Correct its formula or type its value."
