"""``culturefirst programme …`` and ``demo load`` on real files and a real database."""

import json
import re
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from culturefirst.demo.accounts import ACCOUNTS
from tests.running.commands import CommandLine
from tests.running.test_command_line import refusal

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
WORD = EXAMPLES / "work-programme.docx"
TITLE = "Vale and Fell Leisure Network: work programme 2012-13"
WITHOUT_WORDS = ["At least 3 case studies a year", "Offer the leadership ‘Masterclass’ widely"]


@pytest.mark.parametrize(
    ("file", "shape"),
    [
        ("work-programme.docx", (2, 4, 7)),
        ("work-programme.xlsx", (2, 4, 7)),
        ("work-programme.csv", (2, 4, 7)),
    ],
)
def test_the_examples_are_read_whole(
    elsewhere: CommandLine, file: str, shape: tuple[int, int, int]
) -> None:
    done = elsewhere("programme", "read", EXAMPLES / file, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    read = json.loads(done.stdout)
    programmes = [each for priority in read["priorities"] for each in priority["programmes"]]
    activities = [each for programme in programmes for each in programme["activities"]]
    targets = [each for activity in activities for each in activity["targets"]]
    assert (len(read["priorities"]), len(activities), len(targets)) == shape
    assert read["cells"]["read"] == read["cells"]["placed"] > 0
    outline = elsewhere("programme", "read", EXAMPLES / file).stdout.splitlines()
    assert outline[0] == (read["title"] or "Untitled")
    assert outline[-1].startswith(f"{shape[1]} activities, {shape[2]} targets")


FAULTS = [
    ("empty.docx", b"", "empty"),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Save it as .docx"),
    ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(200), "Save it as .docx"),
    ("broken.xlsx", b"PK\x03\x04 and then nothing", "damaged"),
    ("letter.txt", b"Dear Helen,\n\nThank you for the day.\n", "table"),
    ("bytes.csv", bytes(range(256)) * 4, ""),
]


@pytest.mark.parametrize(("name", "content", "says"), FAULTS, ids=[name for name, *_ in FAULTS])
def test_what_cannot_be_read_is_refused_with_a_remedy(
    elsewhere: CommandLine, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    (tmp_path / name).write_bytes(content)
    said = refusal(elsewhere("programme", "read", tmp_path / name))
    assert says in said
    assert len(re.split(r"(?<=[.;:!?]) ", said)) > 1, f"no remedy: {said}"
    assert not elsewhere.var.exists()


def test_an_import_says_in_whose_name(led: CommandLine) -> None:
    done = led("programme", "import", WORD)
    assert (done.returncode, done.stderr) == (0, "")
    first, *rest = done.stdout.splitlines()
    assert first.startswith(
        f"Imported “{TITLE}” as the current programme, in the name of Ada Dow: 4 activities"
    )
    assert all(line.startswith("  look at: ") for line in rest)
    again = refusal(led("programme", "import", WORD))
    assert again == f"this document is here already, as “{TITLE}”; open that one"


def test_an_import_in_the_name_of_another(led: CommandLine) -> None:
    done = led("programme", "import", WORD, "--as", "Cyn@example.org")
    assert "in the name of Cyn Fox:" in done.stdout
    trail = led.answer(
        "from culturefirst.kit.models import AuditEvent\n"
        "from culturefirst.network.models import User\n"
        "event = AuditEvent.objects.get(verb='programme.import_document')\n"
        "print(User.objects.get(pk=event.actor))"
    )
    assert trail == "Cyn Fox"


def test_an_import_in_the_name_of_nobody_or_of_who_may_not(led: CommandLine) -> None:
    said = refusal(led("programme", "import", WORD, "--as", "eve@example.org"))
    assert said == (
        "nobody has an open account with the address eve@example.org; "
        "give the address of somebody who signs in here"
    )
    said = refusal(led("programme", "import", WORD, "--as", "ben@example.org"))
    assert "the network's director and managers" in said
    assert (
        led.answer(
            "from culturefirst.programme.models import ImportedDocument\n"
            "print(ImportedDocument.objects.count())"
        )
        == "0"
    )


def test_a_document_that_cannot_be_read_is_not_imported(led: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Helen,\n\nThank you for the day in Ely.\n")
    assert "table" in refusal(led("programme", "import", tmp_path / "letter.txt"))
    assert "no current work programme" in refusal(led("programme", "status"))


def test_the_status_for_people_and_for_programs(demonstration: CommandLine) -> None:
    shown = demonstration("programme", "status").stdout.splitlines()
    assert shown[0] == "Work programme 2011–12, as at 2011-09-19"
    told = json.loads(demonstration("programme", "status", "--json").stdout)
    counts = ", ".join(f"{n} {name.replace('_', ' ')}" for name, n in told["counts"].items() if n)
    assert shown[1] == counts
    assert len(told["targets"]) == sum(told["counts"].values()) == 33
    by_text = {target["text"]: target for target in told["targets"]}
    case_studies = by_text[WITHOUT_WORDS[0]]
    assert (case_studies["figure"], case_studies["source"]) == (1, "measured")


def test_the_status_of_another_day(demonstration: CommandLine) -> None:
    told = json.loads(
        demonstration("programme", "status", "--as-at", "2011-04-15", "--json").stdout
    )
    assert told["as_at"] == "2011-04-15"
    assert told["counts"]["missed"] == 0


def test_the_highlights_leave_on_two_pages(demonstration: CommandLine, tmp_path: Path) -> None:
    paper = tmp_path / "report.pdf"
    done = demonstration("programme", "report", "-o", paper)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Wrote {paper}: Work programme 2011–12 as at 2011-09-19.\n"
    pages = PdfReader(paper).pages
    assert len(pages) <= 2
    assert "19 September 2011" in pages[0].extract_text()


def test_the_highlights_leave_as_word(demonstration: CommandLine, tmp_path: Path) -> None:
    paper = tmp_path / "report.docx"
    options = ("--format", "word", "--as-at", "2011-06-30")
    assert demonstration("programme", "report", *options, "-o", paper).returncode == 0
    told = "\n".join(each.text for each in Document(str(paper)).paragraphs)
    assert "30 June 2011" in told


def test_the_whole_programme_leaves_as_pdf_and_as_word(
    demonstration: CommandLine, tmp_path: Path
) -> None:
    pdf, word = tmp_path / "whole.pdf", tmp_path / "whole.docx"
    assert demonstration("programme", "report", "--whole", "-o", pdf).returncode == 0
    assert len(PdfReader(pdf).pages) > 2
    whole = ("--whole", "--format", "word")
    assert demonstration("programme", "report", *whole, "-o", word).returncode == 0
    read = json.loads(demonstration("programme", "read", word, "--json").stdout)
    assert read["title"] == "Work programme 2011–12"
    said = refusal(demonstration("programme", "report", *whole, "--freeze", "-o", word))
    assert said.endswith("leave out --freeze and --as-at, or ask for --format pdf")


def test_freezing_is_refused_with_the_targets_that_wait(
    demonstration: CommandLine, tmp_path: Path
) -> None:
    paper = tmp_path / "report.pdf"
    said = refusal(demonstration("programme", "report", "--freeze", "-o", paper))
    assert said == (
        "This report cannot be frozen yet: 2 targets need a word on why and what comes next: "
        f"{'; '.join(WITHOUT_WORDS)}. Write it on the page of each, then freeze again; "
        "without --freeze the report can be written now"
    )
    assert not paper.exists()


def test_a_frozen_report_is_kept_and_printed(demonstration: CommandLine, tmp_path: Path) -> None:
    [manager] = [each for each in ACCOUNTS if each.title == "Manager"]
    demonstration.answer(
        "from culturefirst.network.models import User\n"
        "from culturefirst.programme import actions\n"
        "from culturefirst.programme.models import Target\n"
        f"by = User.objects.get(email={manager.email!r})\n"
        f"for target in Target.objects.filter(text__in={WITHOUT_WORDS!r}):\n"
        "    actions.comment(by=by, target=target, why='Late.', next='Done in October.')\n"
    )
    paper = tmp_path / "report.pdf"
    options = ("--freeze", "--as", manager.email)
    done = demonstration("programme", "report", *options, "-o", paper)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Frozen in the name of Helen Marsh: ")
    frozen = "from culturefirst.programme.models import Report\nprint(Report.objects.count())"
    held = int(demonstration.answer(frozen))
    missing = demonstration("programme", "report", *options, "-o", tmp_path / "no" / "r.pdf")
    assert refusal(missing) == (
        f"there is no folder {tmp_path / 'no'}; make it, or give another with -o"
    )
    assert int(demonstration.answer(frozen)) == held >= 1


def test_the_demonstration_is_sound_and_loading_it_again_changes_nothing(
    demonstration: CommandLine,
) -> None:
    checked = demonstration("check")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert {line[0] for line in checked.stdout.splitlines()} == {"✓"}
    count = "from culturefirst.kit.models import AuditEvent\nprint(AuditEvent.objects.count())"
    before = demonstration.answer(count)
    again = demonstration("demo", "load")
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout.splitlines()[-1] == "The demonstration is here already."
    assert demonstration.answer(count) == before


def test_the_demonstration_does_not_mix_with_a_network_of_your_own(led: CommandLine) -> None:
    assert led("programme", "import", WORD).returncode == 0
    said = refusal(led("demo", "load"))
    assert "empty" in said
