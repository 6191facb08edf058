"""What may be done to work programmes, priorities, programmes and activities."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from culturefirst.kit.errors import Conflict, DomainError, NotAllowed
from culturefirst.kit.models import AuditEvent
from culturefirst.network.models import SubRegion, User
from culturefirst.programme import actions
from culturefirst.programme.actions.programmes import moved
from culturefirst.programme.models import Activity, Priority, Programme, WorkProgramme
from culturefirst.programme.reading import document as printed
from culturefirst.programme.tests.conftest import written

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(helen: User) -> WorkProgramme:
    return actions.create_programme(by=helen, document=written([]))


def test_a_programme_is_made_whole(year: WorkProgramme) -> None:
    assert (year.title, year.state, year.starts, year.ends) == (
        "Work Programme 2011-12",
        "draft",
        date(2011, 4, 1),
        date(2012, 3, 31),
    )
    activity = Activity.objects.get()
    assert (activity.actions, activity.leads) == (
        ["Bring the councils together"],
        ["Network Manager/Network Director"],
    )
    assert [entry.text for entry in activity.progress.all()] == ["Two came to look"]


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"title": None}, "has no title; give it one"),
        ({"starts": None}, "has no period; say when it starts and ends"),
        ({"ends": None}, "has no period; say when it starts and ends"),
        ({"starts": date(2013, 1, 1)}, "“Work Programme 2011-12” cannot be kept"),
    ],
)
def test_a_programme_needs_a_title_and_a_period(
    missing: dict[str, object], words: str, helen: User
) -> None:
    with pytest.raises(DomainError, match=words):
        actions.create_programme(by=helen, document=written([], **missing))
    assert WorkProgramme.objects.count() == 0


def test_numbers_are_kept_as_printed_even_where_one_repeats(helen: User) -> None:
    strands = [printed.Programme("2.1", "Tell"), printed.Programme("2.1", "Meet")]
    document = written([], priorities=[printed.Priority("2", "Share", strands)])
    actions.create_programme(by=helen, document=document)
    assert [strand.number for strand in Programme.objects.all()] == ["2.1", "2.1"]


def test_a_priority_without_programmes_keeps_its_activities(helen: User) -> None:
    strand = printed.Programme(None, None, [printed.Activity("Show the worth of it")])
    document = written([], priorities=[printed.Priority("4", "Impact", [strand])])
    actions.create_programme(by=helen, document=document)
    assert (Programme.objects.get().number, Programme.objects.get().title) == ("", "")


def test_words_of_every_level_can_be_changed(helen: User, year: WorkProgramme) -> None:
    priority, strand = Priority.objects.get(), Programme.objects.get()
    actions.edit_work_programme(
        by=helen, work_programme=year, changes={"title": "Our year"}, seen=year.version
    )
    actions.edit_priority(by=helen, priority=priority, changes={"title": "Better"}, seen=1)
    actions.edit_programme_strand(by=helen, programme=strand, changes={"number": "1.2"}, seen=1)
    titles = (WorkProgramme.objects.get().title, Priority.objects.get().title)
    assert (*titles, Programme.objects.get().number) == ("Our year", "Better", "1.2")


def test_an_older_version_of_a_priority_is_refused(helen: User, year: WorkProgramme) -> None:
    priority = Priority.objects.get()
    actions.edit_priority(by=helen, priority=priority, changes={"title": "Better"}, seen=1)
    with pytest.raises(Conflict) as caught:
        actions.edit_priority(by=helen, priority=priority, changes={"title": "Best"}, seen=1)
    assert (caught.value.theirs, caught.value.yours) == ({"title": "Better"}, {"title": "Best"})


def test_a_period_cannot_end_before_it_starts(helen: User, year: WorkProgramme) -> None:
    with pytest.raises(ValidationError):
        actions.edit_work_programme(
            by=helen, work_programme=year, changes={"ends": date(2010, 1, 1)}
        )


def test_an_activity_is_added_at_the_end_and_changed(
    helen: User, year: WorkProgramme, norfolk: SubRegion
) -> None:
    made = actions.add_activity(by=helen, programme=Programme.objects.get(), title="Meet")
    assert made.position == 2
    changed = actions.edit_activity(
        by=helen,
        activity=made,
        changes={"leads": ["Network Manager"], "sub_regions": [norfolk]},
        seen=1,
    )
    assert (changed.leads, list(changed.sub_regions.all())) == (["Network Manager"], [norfolk])
    told = AuditEvent.objects.get(verb="programme.place_activity")
    assert (told.reason, told.about) == ("Now in Norfolk", year.about)


def test_a_priority_is_added_with_a_place_for_activities(helen: User, year: WorkProgramme) -> None:
    made = actions.add_priority(by=helen, work_programme=year, title="Listen", number="2")
    assert (made.position, made.programmes.count()) == (2, 1)


def test_closing_keeps_a_programme_for_reading(helen: User, year: WorkProgramme) -> None:
    actions.close_programme(by=helen, work_programme=year)
    assert WorkProgramme.objects.get().state == "closed"


@pytest.mark.parametrize("who", ["tom", "priya", "jim", "dee", "nobody"])
def test_only_the_director_and_managers_make_programmes(
    who: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(NotAllowed):
        actions.create_programme(by=request.getfixturevalue(who), document=written([]))
    assert WorkProgramme.objects.count() == 0


@pytest.mark.parametrize("who", ["priya", "nobody"])
def test_a_draft_is_for_people_of_the_network(
    who: str, year: WorkProgramme, request: pytest.FixtureRequest
) -> None:
    seen = WorkProgramme.objects.visible_to(request.getfixturevalue(who))
    assert list(seen) == ([year] if who == "priya" else [])


def test_a_fault_in_the_middle_leaves_no_trace(helen: User) -> None:
    events = AuditEvent.objects.count()
    broken = written([printed.Target("Some", "count", None)])
    with pytest.raises(DomainError, match="“Hold a challenge between peers: Some” cannot be kept"):
        actions.create_programme(by=helen, document=broken)
    assert (WorkProgramme.objects.count(), AuditEvent.objects.count()) == (0, events)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2011, 6, 30), 12, date(2012, 6, 30)),
        (date(2011, 2, 28), 12, date(2012, 2, 29)),
        (date(2012, 2, 29), 12, date(2013, 2, 28)),
        (date(2011, 1, 30), 1, date(2011, 2, 28)),
        (date(2011, 12, 1), 1, date(2012, 1, 1)),
        (None, 12, None),
    ],
)
def test_days_move_on_by_months_and_last_days_stay_last(
    day: date | None, months: int, then: date | None
) -> None:
    assert moved(day, months) == then
