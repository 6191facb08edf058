"""Two thousand damaged files: each is read, or refused in a sentence, and nothing is stored."""

import csv
import io
import re
import zipfile
from functools import cache
from importlib import import_module
from random import Random

import pytest
from django.db import transaction
from openpyxl import Workbook

from culturefirst.kit import sheets
from culturefirst.kit.errors import DomainError
from culturefirst.kit.sheets import clean
from culturefirst.network import actions, inviting
from culturefirst.network.bringing import plan, rows
from culturefirst.network.bringing.columns import COLUMNS
from culturefirst.network.inviting import checking
from culturefirst.network.models import (
    InvitationList,
    Joining,
    Organisation,
    OrganisationList,
    SubRegion,
)

pytestmark = pytest.mark.django_db
EACH = 1000  # files of one kind, each read as organisations and as people
TRIED_OUT = 25  # one in so many that are sound is carried out, and taken back
TABLE = [
    ["Name", "Type", "Email", "Council", "Area", "Web", "Joined", "GSS", "Services", "Role"],
    ["Ely", "district", "ola@ely.example", "Ipswich Borough Council", "The Fens"],
    ["March", "county", "bo@march.example", "Ipswich", "The Fens", "www.march.example"],
    ["Fenland", "charity", "cy@fen.example", "Norfolk County Council", "", "", "2010-04-01"],
    ["Wisbech, “the port”", "ua", "di@x.example", "x", "Fens", "", "1 May 2011", "E07000010"],
    ["Ipswich Borough Council", "", "ed@y.example", "y", "", "", "", "E07000202", "arts; play"],
]
BITS = [b'"', b",", b";", b"\n", b"\r", b"\t", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"=1+1"]
BITS += ["’".encode(), "ſ".encode(), "\u202e".encode(), b"99999999999", b"<a>", b"&x;", b"\xc3"]


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    """A fault of a reader is seen here and not as a sentence; what is here is asked once."""

    def call(function, path):
        module, _, name = function.partition(":")
        return getattr(import_module(module), name)(str(path))

    monkeypatch.setattr(sheets.untrusted, "call", call)
    monkeypatch.setattr(plan, "Known", cache(plan.Known))
    monkeypatch.setattr(checking, "known_to", cache(checking.known_to))


def separated():
    """The table as CSV."""
    file = io.StringIO()
    csv.writer(file).writerows(TABLE)
    return file.getvalue().encode()


def workbook():
    """The table as an Excel workbook."""
    book, file = Workbook(), io.BytesIO()
    for row in TABLE:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def damaged(content, chance):
    """The bytes with some changed, cut out, doubled, or put in."""
    made = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        at, deed = chance.randrange(len(made) or 1), chance.randrange(4)
        if deed == 0 and made:
            made[at] = chance.randrange(256)
        elif deed == 1:
            del made[at : at + chance.randint(1, 40)]
        elif deed == 2:
            made[at:at] = made[at : at + chance.randint(1, 60)]
        else:
            made[at:at] = chance.choice(BITS)
    return bytes(made)


def damaged_inside(content, chance):
    """The workbook, sound as a package, with one of its parts damaged."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        parts = old.namelist()
        # What holds the cells is damaged most often.
        hurt = chance.choice([*parts, *["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"] * 8])
        for part in parts:
            told = old.read(part)
            new.writestr(part, damaged(told, chance) if part == hurt else told)
    return file.getvalue()


def files(kind, chance):
    """Damaged files of a kind, the same on each run."""
    if kind == "csv":
        whole = separated()
        return (damaged(whole, chance) for _ in range(EACH))
    whole = workbook()
    hurts = (damaged, damaged_inside, damaged_inside)
    return (chance.choice(hurts)(whole, chance) for _ in range(EACH))


def counts():
    kinds = (Organisation, OrganisationList, SubRegion, InvitationList, Joining)
    return [kind.objects.count() for kind in kinds]


def refused(sentence):
    """A refusal is whole sentences for a person, which say what to do."""
    assert sentence.endswith(".")
    assert len(re.split(r"[.:;] ", sentence)) > 1
    assert "Traceback" not in sentence


def sound_cells(found):
    """Rows have numbers in their order, and cells without what cannot be seen."""
    numbers = [row["row"] for row in found]
    assert numbers == sorted(set(numbers))
    for row in found:
        for name, text in row.items():
            assert name in ("row", "left_out") or clean(text) == text


def as_organisations(path, name):
    found, not_read = rows.file_rows(path, name)
    sound_cells(found)
    assert all(isinstance(head, str) for head in not_read)
    planned = plan.planned(found)
    numbers = {row["row"] for row in found}
    for fault in (*planned.faults, *planned.notes):
        assert fault.row in numbers
        assert fault.column in (*COLUMNS, "")
        assert fault.says.endswith((".", "?"))
    return found, not planned.faults


def as_people(path, name, helen):
    found = inviting.rows_of(sheets.read(path, name))
    sound_cells(found)
    told = inviting.checked(found, helen)
    assert [line.number for line in told] == [row["row"] for row in found]
    for line in told:
        for fault in line.faults:
            assert fault.column in inviting.COLUMNS
            assert fault.says.endswith(".")
    return found, not any(line.faults for line in told)


def carry_out_and_take_back(found, name, helen, *, people):
    """What was found sound is carried out, whatever letters it has."""
    with transaction.atomic():
        if people:
            made = actions.receive_invitations(by=helen, name=name, rows=found)
            actions.send_invitations(by=helen, invitations=made)
        else:
            made = actions.bring_organisations(by=helen, name=name, rows=found)
            actions.import_organisations(by=helen, brought=made)
        transaction.set_rollback(True)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_damaged_file_is_read_or_refused_and_leaves_nothing(
    kind, helen, ipswich, norfolk_county, tmp_path
):
    before, chance, sound, read = counts(), Random(20110919), 0, 0
    for content in files(kind, chance):
        path, name = tmp_path / "list", f"list.{kind}"
        path.write_bytes(content)
        for people in (False, True):
            try:
                found, is_sound = (
                    as_people(path, name, helen) if people else as_organisations(path, name)
                )
            except DomainError as refusal:
                refused(str(refusal))
                continue
            read, sound = read + 1, sound + is_sound
            if is_sound and sound % TRIED_OUT == 0:
                carry_out_and_take_back(found, name, helen, people=people)
    assert counts() == before
    # Neither is everything refused nor nothing: the damage is neither too great nor too small.
    assert EACH / 5 < read < 2 * EACH
    assert sound > TRIED_OUT
