"""Mutated documents end in a document or in one kind of error, never in a traceback.

``FUZZ=10000`` runs the full size; without it a few hundred, which takes seconds.
"""

import io
import os
import random
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from culturefirst.programme.reading import Document, DocumentError, read
from culturefirst.programme.reading.document import Activity, Priority, Programme, Progress, Target
from culturefirst.programme.writing.csv_file import write_csv
from culturefirst.programme.writing.excel import write_excel
from culturefirst.programme.writing.word import write_word

TURNS = int(os.environ.get("FUZZ", "400"))
SEED = 20110919
BITS = [
    *(b"", b"\x00", b"\xff\xfe", b"<", b">", b"&", b'"', b"'", b"\t", b"\n", b",", b"]]>"),
    *(b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"\xc3\x28", b"99999999999999999999", b"-1"),
    *(b"<w:tc>", b"</w:tc>", b"<w:tbl>", b"</w:tr>", b'w:val="-5"', b'r="ZZZ9999999"', b"1e999"),
    *(b"nan", b'ref="A1:XFD1048576"', b"Priority 1:", b"18/3", b"31/2/11", b"2011-99", b"Q9"),
    *("\u202e".encode(), "٣".encode(), b"{}", b"[" * 50, b"0/0", b"29/2", b"20%" * 9),
]


def a_document() -> Document:
    targets = [
        Target("6 e-bulletins per year", "recurring", 6, "e-bulletins", "year"),
        Target("Host 2 workshops June – Aug 11", due=date(2011, 8, 31)),
    ]
    activity = Activity(
        "Keep people informed",
        ["Write letters", "Send them"],
        ["People know"],
        targets,
        ["LGID", "Network Director"],
        [Progress("4 sent 18/3", date(2011, 3, 18), None, 4)],
        ["Seen by the board"],
    )
    programme = Programme("1.1", "Letters", [activity, Activity("Meet"), Activity("Listen")])
    priority = Priority("1", "Share", [programme])
    return Document("Work Programme 2011-12", date(2011, 4, 1), date(2012, 3, 31), 0, 0, [priority])


def as_bytes(write: Callable[[Document, io.BytesIO], None]) -> bytes:
    made = io.BytesIO()
    write(a_document(), made)
    return made.getvalue()


TEXT = (
    b"Work Programme 2011-12\n\tPriority 1: Share\n\tActivity Detail\n\tActions\n\tOutcomes\n"
    b"\tTargets and Timescale\n\tLead Officer/\nOrganisation\n\tProgress\n\tLetters\n\tWrite\n"
    b"\tKnown\n\t6 e-bulletins per year\nMarch 11- March 12\n\tLGID/CLOA\n\t4 sent 18/3\n"
)


@pytest.fixture(scope="module")
def seeds() -> dict[str, bytes]:
    return {
        "docx": as_bytes(write_word),
        "xlsx": as_bytes(write_excel),
        "csv": as_bytes(write_csv),
        "txt": TEXT,
    }


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, cut out, doubled, or replaced by something troublesome."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        until = min(len(data), at + chance.choice([0, 1, 4, 40, 400]))
        piece = chance.choice(
            [chance.choice(BITS), bytes([chance.randrange(256)]), data[at:until] * 2]
        )
        data = data[:at] + piece + data[until:]
    return data


def damaged_inside(data: bytes, chance: random.Random) -> bytes:
    """One part of a package damaged, the package itself sound."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        likely = [n for n in old.namelist() if n.endswith((".xml", ".rels")) and "theme" not in n]
        chosen = chance.choice(likely)
        if chance.random() < 0.6:
            wanted = ("document.xml", "sheet1.xml", "sheet2.xml", "sharedStrings.xml", "item7.xml")
            chosen = chance.choice([n for n in likely if n.endswith(wanted)])
        for name in old.namelist():
            part = old.read(name)
            if name == chosen and chance.random() < 0.05:
                continue
            new.writestr(name, damaged(part, chance) if name == chosen else part)
    return made.getvalue()


def test_no_damage_gets_past_the_one_error(seeds, tmp_path):
    chance = random.Random(SEED)
    ends: Counter[str] = Counter()
    for _ in range(TURNS):
        ending, data = chance.choice(list(seeds.items()))
        inside = ending in {"docx", "xlsx"} and chance.random() < 0.8
        wrong = damaged_inside(data, chance) if inside else damaged(data, chance)
        path = tmp_path / f"wrong.{ending}"
        path.write_bytes(wrong)
        ends[outcome(path)] += 1
    assert set(ends) == {"document", "refused"}
    assert min(ends.values()) > TURNS // 20


def outcome(path: Path) -> str:
    """ "document" or "refused"; a refusal is a sentence with what to do."""
    try:
        document = read(path)
    except DocumentError as error:
        assert error.message.endswith(".")
        assert error.remedy.endswith(".")
        return "refused"
    assert Document.from_json(document.to_json()).activities
    assert document.placed == document.read
    return "document"


def test_text_that_was_never_a_document_is_refused_or_read(tmp_path):
    chance = random.Random(SEED)
    path = tmp_path / "noise.txt"
    for _ in range(max(60, TURNS // 10)):
        path.write_bytes(chance.randbytes(chance.randrange(1, 600)))
        assert outcome(path) in {"document", "refused"}
