"""Frozen reports: what they wait for, that they print the same, and what is restated."""

import json
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.measures.models import Reading
from culturefirst.network.models import User
from culturefirst.programme import actions
from culturefirst.programme.models import Report, Target, WorkProgramme
from culturefirst.programme.queries import programme_view
from culturefirst.programme.reading.document import (
    Activity,
    Document,
    Priority,
    Programme,
)
from culturefirst.programme.reading.document import Target as PrintedTarget
from culturefirst.programme.reports import printing
from culturefirst.programme.reports.content import content, headlines
from culturefirst.programme.reports.freezing import CommentaryMissing, freeze_report
from culturefirst.programme.reports.rendering import PRINTS, render
from culturefirst.programme.reports.restatement import restatement

pytestmark = pytest.mark.django_db
JUNE = date(2011, 6, 30)


def _printed(text: str, quantity: int, due: date) -> PrintedTarget:
    return PrintedTarget(
        text=text, kind="count", quantity=quantity, unit="sessions", due=due, sure=True
    )


@pytest.fixture
def year(helen: User) -> WorkProgramme:
    """A programme with one target met and one missed by the end of June."""
    targets = [
        _printed("Hold 2 sessions", 2, date(2011, 5, 31)),
        _printed("Hold 4 surgeries", 4, date(2011, 6, 15)),
    ]
    activity = Activity("Train managers", ["Teach"], ["Skill"], targets, ["Manager"], [], [])
    document = Document(
        title="Work programme 2011–12",
        starts=date(2011, 4, 1),
        ends=date(2012, 3, 31),
        priorities=[Priority("1", "Improve", [Programme("1.1", "Train", [activity])])],
        notes=[],
    )
    made = actions.create_programme(by=helen, document=document)
    actions.make_current(by=helen, work_programme=made)
    for target in Target.objects.all():
        actions.bind(
            by=helen,
            target=target,
            measure="programme.milestones",
            filters={"target": target.pk},
            seen=target.version,
        )
    return made


@pytest.fixture
def sessions(year: WorkProgramme) -> Target:
    return Target.objects.get(text="Hold 2 sessions")


@pytest.fixture
def surgeries(year: WorkProgramme) -> Target:
    return Target.objects.get(text="Hold 4 surgeries")


def _held(by: User, target: Target, *days: date) -> list[Any]:
    return [
        actions.record_milestone(
            by=by, activity=target.activity, target=target, title=f"Held {day}", on=day
        )
        for day in days
    ]


@pytest.fixture
def frozen(helen: User, year: WorkProgramme, sessions: Target, surgeries: Target) -> Report:
    """The report of 30 June, frozen on that day."""
    with clock.standing(JUNE):
        _held(helen, sessions, date(2011, 5, 3), date(2011, 5, 4))
        _held(helen, surgeries, date(2011, 6, 1))
        actions.comment(by=helen, target=surgeries, why="The room flooded.", next="Try again.")
        return freeze_report(by=helen, work_programme=year)


def test_a_report_waits_for_a_word_on_each_off_track_target(
    helen: User, year: WorkProgramme, surgeries: Target
) -> None:
    with pytest.raises(CommentaryMissing) as refusal:
        freeze_report(by=helen, work_programme=year, as_at=JUNE)
    assert [line.target.text for line in refusal.value.lines] == [
        "Hold 2 sessions",
        "Hold 4 surgeries",
    ]
    assert str(refusal.value) == (
        "This report cannot be frozen yet: 2 targets need a word on why and what comes next: "
        "Hold 2 sessions; Hold 4 surgeries."
    )
    assert (Report.objects.count(), Reading.objects.count()) == (0, 0)


def test_what_stood_at_the_end_of_june_may_be_explained_in_july(
    helen: User, year: WorkProgramme, sessions: Target, surgeries: Target
) -> None:
    with clock.standing(date(2011, 7, 4)):
        for target in (sessions, surgeries):
            actions.comment(by=helen, target=target, why="Nobody came.", next="Ask again.")
        report = freeze_report(by=helen, work_programme=year, as_at=JUNE)
    activity = report.content["priorities"][0]["programmes"][0]["activities"][0]
    assert [line["why"] for line in activity["targets"]] == ["Nobody came.", "Nobody came."]


def test_a_report_cannot_be_frozen_as_at_tomorrow(helen: User, year: WorkProgramme) -> None:
    with pytest.raises(DomainError, match="has not come yet"):
        freeze_report(by=helen, work_programme=year, as_at=date(2011, 9, 20))


def test_an_officer_cannot_freeze_a_report(priya: User, year: WorkProgramme) -> None:
    with pytest.raises(NotAllowed):
        freeze_report(by=priya, work_programme=year, as_at=JUNE)


def test_behind_every_figure_stands_a_reading_with_its_rows(
    frozen: Report, sessions: Target, surgeries: Target
) -> None:
    for target, count in ((sessions, 2), (surgeries, 1)):
        rows = sorted(target.milestones.values_list("pk", flat=True))
        reading = Reading.objects.get(scope={"target": target.pk})
        assert (reading.numerator, reading.rows) == (count, rows)


@pytest.mark.parametrize("form", list(PRINTS))
def test_a_frozen_report_prints_byte_for_byte_the_same_after_records_changed(
    form: str, helen: User, frozen: Report, surgeries: Target
) -> None:
    first = render(frozen.content, form)
    _held(helen, surgeries, date(2011, 6, 2))
    again = Report.objects.get(pk=frozen.pk)
    assert render(again.content, form) == first


def test_nothing_is_restated_while_nothing_changed(frozen: Report) -> None:
    assert restatement(frozen) == []


def test_a_record_added_later_shows_as_a_restatement_with_its_row(
    helen: User, frozen: Report, surgeries: Target
) -> None:
    late = _held(helen, surgeries, date(2011, 6, 10))[0]
    (change,) = restatement(frozen)
    assert (change.text, change.added, change.removed) == ("Hold 4 surgeries", (late.pk,), ())
    assert change.then.startswith("Missed by 3")
    assert change.now.startswith("Missed by 2")


def test_a_record_withdrawn_later_shows_as_a_restatement_with_its_row(
    helen: User, frozen: Report, sessions: Target
) -> None:
    first = sessions.milestones.order_by("pk")[0]
    actions.withdraw_milestone(by=helen, milestone=first, reason="It was another network's.")
    (change,) = restatement(frozen)
    assert (change.target, change.added, change.removed) == (sessions.pk, (), (first.pk,))


def test_a_target_removed_later_is_restated(helen: User, frozen: Report, sessions: Target) -> None:
    actions.remove_target(by=helen, target=sessions, reason="Merged with another.")
    (change,) = restatement(frozen)
    assert change.now == "No longer in the programme"


def test_the_highlights_fill_two_tagged_pages(frozen: Report) -> None:
    paper = PdfReader(BytesIO(render(frozen.content, "highlights-pdf")))
    assert len(paper.pages) == 2
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = " ".join(page.extract_text() for page in paper.pages)
    assert "The room flooded." in text
    assert "Try again." in text


def test_the_highlights_of_a_very_long_programme_still_fill_two_pages(frozen: Report) -> None:
    long = json.loads(json.dumps(frozen.content))
    activity = long["priorities"][0]["programmes"][0]["activities"][0]
    wordy = [line | {"why": "word " * 120, "next": "word " * 80} for line in activity["targets"]]
    activity["targets"] = wordy * 60
    paper = PdfReader(BytesIO(render(long, "highlights-pdf")))
    assert len(paper.pages) == 2
    assert "more on the programme page" in paper.pages[0].extract_text()


def test_a_live_report_is_a_draft_that_says_what_is_missing(year: WorkProgramme) -> None:
    live = content(programme_view(year, as_at=JUNE), headlines(JUNE))
    data = printing.highlights(live, most={"off_track": 5, "achieved": 5, "coming": 5})
    assert data["draft"] is True
    assert data["missing_words"] == "2 targets need a word on why and what comes next"


def test_a_frozen_report_names_the_post_and_not_the_person(frozen: Report) -> None:
    assert frozen.content["frozen_by"] == "Culture First Manager"
    assert "Helen" not in json.dumps(frozen.content)
