"""``culturefirst network import`` on real files and a real database."""

import re
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.running.commands import CommandLine
from tests.running.test_command_line import refusal

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "organisations.csv"
FENS = """Organisation,Type,Area,Web,Telephone
Ely,district council,The Fens,www.ely.example,01353
March,district council,The Fens,,
"""


def stored(line: CommandLine) -> str:
    """How many bodies, sub-regions and lists there are."""
    return line.answer(
        "from culturefirst.network.models import Organisation, OrganisationList, SubRegion\n"
        "print(*(kind.objects.count() for kind in (Organisation, SubRegion, OrganisationList)))"
    )


@pytest.fixture
def fens(tmp_path: Path) -> Path:
    file = tmp_path / "fens.csv"
    file.write_text(FENS, encoding="utf-8")
    return file


def test_a_file_is_shown_and_nothing_is_stored(led: CommandLine, fens: Path) -> None:
    done = led("network", "import", fens)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "2 new, 0 changed, 0 the same, 0 to put right",
        "  new sub-region: The Fens",
        "  new: Ely (row 2)",
        "  new: March (row 3)",
        "  not read: Telephone",
        "Nothing is changed yet. To do it, add --yes",
    ]
    assert stored(led) == "1 0 0"


def test_with_yes_it_is_imported_in_the_name_of_whoever_leads(led: CommandLine, fens: Path) -> None:
    done = led("network", "import", fens, "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "Imported, in the name of Ada Dow."
    assert stored(led) == "3 1 1"
    told = led.answer(
        "from culturefirst.kit.models import AuditEvent\n"
        "from culturefirst.network.models import Organisation, User\n"
        "event = AuditEvent.objects.get(verb='network.import_organisations')\n"
        "body = Organisation.objects.get(name='Ely')\n"
        "print(User.objects.get(pk=event.actor), body.get_kind_display(), body.sub_region,\n"
        "      body.website, sep='; ')"
    )
    assert told == "Ada Dow; District council; The Fens; https://www.ely.example"
    assert led("check").returncode == 0


def test_the_same_file_a_second_time_changes_nothing(led: CommandLine, fens: Path) -> None:
    led("network", "import", fens, "--yes")
    before = stored(led)
    again = led("network", "import", fens, "--yes")
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout.splitlines() == [
        "0 new, 0 changed, 2 the same, 0 to put right",
        "  not read: Telephone",
        "There is nothing to import.",
    ]
    assert stored(led) == before


def test_what_changes_is_shown_value_by_value(led: CommandLine, fens: Path) -> None:
    led("network", "import", fens, "--yes")
    fens.write_text(FENS.replace("www.ely", "new.ely"), encoding="utf-8")
    lines = led("network", "import", fens).stdout.splitlines()
    assert lines[:2] == [
        "0 new, 1 changed, 1 the same, 0 to put right",
        "  Ely: Website: https://www.ely.example → https://new.ely.example",
    ]
    assert led("network", "import", fens, "--yes").returncode == 0
    assert "2 the same" in led("network", "import", fens).stdout


def test_cells_to_put_right_are_told_and_nothing_of_the_file_is_imported(
    led: CommandLine, fens: Path
) -> None:
    fens.write_text(FENS.replace("March,district council", "March,moon"), encoding="utf-8")
    done = led("network", "import", fens, "--yes")
    assert refusal(done) == "nothing was imported; put these cells right and try again"
    [told] = [line for line in done.stdout.splitlines() if "put right:" in line]
    assert told.startswith(
        "  put right: Row 3, kind: “moon” is not a kind of organisation. Write one of: "
    )
    assert stored(led) == "1 0 0"


def test_a_clash_that_only_shows_beside_what_is_here_is_told_beforehand(
    led: CommandLine, fens: Path
) -> None:
    fens.write_text("Name,Type,Joined\nEly,district,2010-04-01\n", encoding="utf-8")
    led("network", "import", fens, "--yes")
    fens.write_text("Name,Dissolved\nEly,2011-04-01\n", encoding="utf-8")
    done = led("network", "import", fens)
    assert refusal(done) == "nothing was imported; put these cells right and try again"
    assert done.stdout.splitlines()[-1] == (
        "  put right: Row 2, dissolved: It is still a member on 1 April 2011. "
        "Give the day on which it left too."
    )


def test_it_is_imported_in_the_name_of_another(led: CommandLine, fens: Path) -> None:
    done = led("network", "import", fens, "--yes", "--as", "Cyn@example.org")
    assert done.stdout.splitlines()[-1] == "Imported, in the name of Cyn Fox."


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("eve@example.org", "nobody has an open account with the address eve@example.org"),
        ("ben@example.org", "a director or a manager of the network"),
    ],
)
def test_it_is_not_imported_in_the_name_of_nobody_or_of_who_may_not(
    led: CommandLine, fens: Path, who: str, says: str
) -> None:
    assert says in refusal(led("network", "import", fens, "--yes", "--as", who))
    assert stored(led) == "1 0 0"


FAULTS = [
    ("empty.csv", b"", "empty"),
    ("heads.csv", b"Name,Type\n", "Fill in its rows"),
    ("people.csv", b"Person,Telephone\nOla,01353\n", "No column is headed “name”"),
    ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Save it as an Excel workbook"),
    ("broken.xlsx", b"PK\x03\x04 and then nothing", "damaged"),
    ("letter.docx", b"Dear Helen,\n", "cannot be read"),
    ("twice.csv", b"Name,Name\nEly,March\n", "Two columns are headed “Name”"),
]


@pytest.mark.parametrize(("name", "content", "says"), FAULTS, ids=[name for name, *_ in FAULTS])
def test_a_file_that_cannot_be_read_is_refused_with_a_remedy(
    led: CommandLine, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    (tmp_path / name).write_bytes(content)
    done = led("network", "import", tmp_path / name, "--yes")
    said = refusal(done)
    assert says in said
    assert len(re.split(r"(?<=[.;:!?]) ", said)) > 1, f"no remedy: {said}"
    assert done.stdout == ""


def test_a_file_that_is_not_there(led: CommandLine) -> None:
    assert refusal(led("network", "import", "nothing.csv")) == (
        "there is no file nothing.csv; check the name and the folder"
    )


def test_more_rows_than_are_taken_at_once(led: CommandLine, tmp_path: Path) -> None:
    many = tmp_path / "many.csv"
    many.write_text("Name\n" + "".join(f"Town {at}\n" for at in range(5001)), encoding="utf-8")
    assert refusal(led("network", "import", many)) == (
        "The file has more than 5,000 rows. Split it into smaller ones."
    )


def test_a_workbook_is_read_as_well(led: CommandLine, tmp_path: Path) -> None:
    book = Workbook()
    for row in (["Name", "Type"], ["Ely", "district"]):
        book.active.append(row)
    book.save(tmp_path / "fens.xlsx")
    assert led("network", "import", tmp_path / "fens.xlsx", "--yes").returncode == 0
    assert stored(led) == "2 0 1"


def test_the_example_comes_in_whole(led: CommandLine) -> None:
    assert led("network", "import", EXAMPLE, "--yes").returncode == 0
    again = led("network", "import", EXAMPLE).stdout.splitlines()
    assert again[-1] == "There is nothing to import."
    assert re.match(r"0 new, 0 changed, \d+ the same, 0 to put right", again[0])
