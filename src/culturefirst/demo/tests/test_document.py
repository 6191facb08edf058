"""The restated programme against the real document, where a checkout has it beside itself."""

import re
from pathlib import Path

import pytest

from culturefirst.demo.tables import HERE, document, rows
from culturefirst.programme.reading.document import Activity, Document, Target

ROOT = Path(__file__).resolve().parents[4]
REAL = ROOT.parent / "shared" / "work-programme-2011-12.txt"
needs_the_document = pytest.mark.skipif(
    not REAL.exists(), reason="the real document is not beside this checkout (../shared)"
)
RUN = 6
# A torn word of the picture in the title.
NOT_NAMES = {"CULTUR"}


@pytest.fixture(scope="module")
def real() -> Document:
    """The real document as the product's own reader understands it."""
    from culturefirst.programme.reading.grid import read_grid
    from culturefirst.programme.reading.understand import understand

    return understand(read_grid(REAL))


def definition(target: Target) -> tuple[object, ...]:
    counted = (target.kind, target.quantity, target.per, target.starts, target.due)
    return (*counted, target.baseline, target.goal, target.direction, target.sure)


def thing(target: Target) -> str:
    """What is counted, without what is said of it ("sub-regional events": events)."""
    return (target.unit or "").split(" ")[-1] if target.kind != "milestone" else ""


def shape(read: Document) -> list[tuple[str | None, list[tuple[str | None, int]]]]:
    return [
        (
            priority.number,
            [(each.number, len(each.activities)) for each in priority.programmes],
        )
        for priority in read.priorities
    ]


def all_words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", re.sub(r"[’‘']", "", text.lower()))


def told() -> str:
    """Everything that the demonstration tells, in one text."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(HERE.iterdir()))


def test_the_year_has_four_priorities_13_activities_and_33_targets() -> None:
    year = document("2011")

    assert shape(year) == [
        ("1", [("1.1", 3), ("1.2", 3)]),
        ("2", [("2.1", 1), ("2.1", 2)]),
        ("3", [("3.1", 1), ("3.2", 1)]),
        ("4", [(None, 2)]),
    ]
    assert [len(activity.targets) for activity in year.activities] == [
        *(3, 3, 2, 1, 2, 2),
        *(3, 2, 1),
        *(3, 4),
        *(2, 5),
    ]


@needs_the_document
def test_priorities_programmes_and_activities_stand_as_in_the_document(real: Document) -> None:
    year = document("2011")

    assert shape(year) == shape(real)
    assert (year.starts, year.ends) == (real.starts, real.ends)


@needs_the_document
@pytest.mark.parametrize("number", range(1, 14))
def test_every_target_has_the_documents_kind_quantity_and_dates(
    real: Document, number: int
) -> None:
    ours, theirs = document("2011").activities[number - 1], real.activities[number - 1]

    assert [definition(each) for each in ours.targets] == [
        definition(each) for each in theirs.targets
    ]
    assert [thing(each) for each in ours.targets] == [thing(each) for each in theirs.targets]


@needs_the_document
@pytest.mark.parametrize("number", range(1, 14))
def test_every_activity_has_the_documents_leads(real: Document, number: int) -> None:
    ours, theirs = document("2011").activities[number - 1], real.activities[number - 1]

    assert plain_leads(ours) == plain_leads(theirs)


def plain_leads(activity: Activity) -> list[str]:
    """Leads once each, without the names of real people, who are left out here."""
    printed = (lead.split(" - ")[0].strip().lower() for lead in activity.leads)
    return list(dict.fromkeys(printed))


@needs_the_document
def test_every_number_and_every_body_of_the_document_is_told() -> None:
    text, story = REAL.read_text(encoding="utf-8"), told()
    numbers = set(re.findall(r"\d+", text)) - set(re.findall(r"\d+", story))
    acronyms = set(re.findall(r"\b[A-Z]{3,}(?=s?\b|’s)", text)) - NOT_NAMES

    assert numbers == set()
    assert {name for name in acronyms if name not in story} == set()


@needs_the_document
def test_no_sentence_of_the_document_is_copied() -> None:
    # What comes before the first priority is the network's name, and a name is a fact.
    _name, body = REAL.read_text(encoding="utf-8").split("Priority 1", 1)
    real = all_words(body)
    runs = {tuple(real[start : start + RUN]) for start in range(len(real) - RUN + 1)}
    copied = []
    for path in sorted(HERE.parent.rglob("*")):
        if path.suffix not in (".csv", ".json", ".py", ".md"):
            continue
        for text in path.read_text(encoding="utf-8").splitlines():
            ours = all_words(text)
            copied += [
                (path.name, " ".join(ours[start : start + RUN]))
                for start in range(len(ours) - RUN + 1)
                if tuple(ours[start : start + RUN]) in runs
            ]

    assert copied == []


def test_every_row_of_the_story_names_what_is_there() -> None:
    programmes = {year: document(year) for year in ("2010", "2011")}
    bodies = {row["name"] for row in rows("bodies")} | {
        row["authority"] for row in rows("authorities")
    }
    people = {row["key"] for row in rows("cast")}

    for row in [*rows("milestones"), *rows("remarks")]:
        activity, place = row["target"].split(".")
        targets = programmes[row["programme"]].activities[int(activity) - 1].targets
        assert 1 <= int(place) <= len(targets)
        assert row["by"] in people
    assert {row["organisation"] for row in rows("milestones")} - bodies == {""}


@pytest.mark.parametrize("year", ["2010", "2011"])
def test_every_target_reads_as_it_is_defined(year: str) -> None:
    from culturefirst.programme.reading.targets import Span, read_target

    told_year = document(year)
    assert told_year.starts is not None
    assert told_year.ends is not None
    within = Span(told_year.starts, told_year.ends)

    assert [definition(read_target(each.text, within)) for each in told_year.targets] == [
        definition(each) for each in told_year.targets
    ]
