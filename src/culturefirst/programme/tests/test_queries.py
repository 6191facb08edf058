"""The programme as at any day, and what people ask of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from culturefirst.kit import clock
from culturefirst.kit.attention import needs
from culturefirst.network.models import SubRegion, User
from culturefirst.programme import actions, queries
from culturefirst.programme.models import Activity, Target, WorkProgramme
from culturefirst.programme.queries import Filters, by_lead, changes, programme_view, target_view
from culturefirst.programme.reading import document as printed
from culturefirst.programme.rules import Status
from culturefirst.programme.tests.conftest import written

pytestmark = pytest.mark.django_db
MakeProgramme = Callable[..., WorkProgramme]


def milestone(text: str, **more: Any) -> printed.Target:
    return printed.Target(text, "milestone", measure="programme.milestones", **more)


LAUNCH = {"starts": date(2011, 6, 1), "due": date(2011, 6, 30)}
OCTOBER = {"starts": date(2011, 10, 1), "due": date(2011, 10, 10)}


@pytest.fixture
def mixed(make_programme: MakeProgramme) -> WorkProgramme:
    """A launch that was missed, a survey to come, and four declared case studies."""
    return make_programme(
        milestone("Launch the network", **LAUNCH),
        milestone("Survey of users", **OCTOBER),
        printed.Target("Publish 4 case studies", "count", 4, "case studies"),
    )


def texts(view: queries.ProgrammeView) -> list[str]:
    return [line.target.text for line in view.lines]


def test_there_is_no_current_programme_until_one_is_made_so(helen: User) -> None:
    made = actions.create_programme(by=helen, document=written([]))
    assert queries.current() is None
    actions.make_current(by=helen, work_programme=made)
    assert queries.current() == made


def test_making_one_programme_current_closes_the_other(helen: User) -> None:
    first = actions.create_programme(by=helen, document=written([]), state="current")
    second = actions.create_programme(by=helen, document=written([], title="2012-13"))
    actions.make_current(by=helen, work_programme=second)
    first.refresh_from_db()
    assert (first.state, queries.current()) == ("closed", second)


def test_every_status_is_counted(mixed: WorkProgramme) -> None:
    assert programme_view(mixed).counts == {
        Status.MET: 0,
        Status.ON_TRACK: 0,
        Status.AT_RISK: 1,
        Status.MISSED: 1,
        Status.NOT_STARTED: 1,
        Status.CLOSED: 0,
    }


def test_the_programme_is_shown_as_at_any_day(helen: User, mixed: WorkProgramme) -> None:
    launch = Target.objects.get(text="Launch the network")
    actions.record_milestone(
        by=helen, activity=launch.activity, target=launch, title="Done", on=date(2011, 7, 2)
    )
    labels = {
        day: programme_view(mixed, as_at=day).lines[0].standing.label
        for day in (date(2011, 5, 1), date(2011, 6, 10), date(2011, 7, 1), date(2011, 7, 2))
    }
    assert list(labels.values()) == ["Not started", "On track", "Missed", "Met 2 days late"]


def test_what_was_said_later_is_not_known_earlier(helen: User, mixed: WorkProgramme) -> None:
    studies = Target.objects.get(text="Publish 4 case studies")
    actions.declare(by=helen, target=studies, on=date(2011, 9, 1), why="Counted", value=4)
    assert programme_view(mixed, as_at=date(2011, 8, 31)).lines[2].standing.status == "at_risk"
    assert programme_view(mixed, as_at=date(2011, 9, 1)).lines[2].standing.status == "met"


def test_an_override_withdrawn_later_still_stood_earlier(helen: User, mixed: WorkProgramme) -> None:
    launch = Target.objects.get(text="Launch the network")
    with clock.standing(date(2011, 8, 1)):
        made = actions.override(by=helen, target=launch, standing="on_track", reason="Moved")
    actions.withdraw_override(by=helen, remark=made)
    assert programme_view(mixed, as_at=date(2011, 8, 15)).lines[0].standing.overridden is True
    assert programme_view(mixed).lines[0].standing.overridden is False


@pytest.mark.parametrize(
    ("sieve", "left"),
    [
        (Filters(status="missed"), ["Launch the network"]),
        (Filters(words="NETWORK launch"), ["Launch the network"]),
        (Filters(words="peers studies"), ["Publish 4 case studies"]),
        (Filters(words="nothing like it"), []),
        (Filters(lead="network director", status="not_started"), ["Survey of users"]),
        (Filters(lead="Somebody else"), []),
        (Filters(priority="0"), []),
        (Filters(sub_region="norfolk"), []),
        (Filters(status="no such status"), []),
    ],
)
def test_filters_leave_what_fits_them_all(
    sieve: Filters, left: list[str], mixed: WorkProgramme
) -> None:
    assert texts(programme_view(mixed, filters=sieve)) == left


def test_filters_keep_a_priority_and_a_place(
    helen: User, mixed: WorkProgramme, norfolk: SubRegion
) -> None:
    actions.edit_activity(
        by=helen, activity=Activity.objects.get(), changes={"sub_regions": [norfolk]}
    )
    chosen = Filters(priority=str(mixed.priorities.get().pk), sub_region="norfolk")
    assert len(programme_view(mixed, filters=chosen).lines) == 3


def test_the_status_filter_leaves_the_counts_whole(mixed: WorkProgramme) -> None:
    view = programme_view(mixed, filters=Filters(status="missed"))
    assert (sum(view.counts.values()), len(view.lines), len(view.whole)) == (3, 1, 1)


def test_a_priority_says_how_many_are_met_and_has_a_hue(mixed: WorkProgramme) -> None:
    (priority,) = programme_view(mixed).priorities
    assert (priority.met, len(priority.lines), priority.hue) == (0, 3, 1)


def test_combined_leads_are_taken_apart_and_grouped(mixed: WorkProgramme) -> None:
    found = [(each.lead, len(each.lines)) for each in by_lead(programme_view(mixed))]
    assert found == [("Network Director", 3), ("Network Manager", 3)]


@pytest.mark.parametrize("number", [1, 3, 200])
def test_the_view_takes_as_many_statements_for_one_target_as_for_two_hundred(
    number: int, make_programme: MakeProgramme, django_assert_num_queries: Callable[..., Any]
) -> None:
    made = make_programme(
        *(
            printed.Target(f"Host {n}", "count", n + 1, "events", measure="programme.milestones")
            for n in range(number)
        )
    )
    with django_assert_num_queries(8):
        view = programme_view(made)
        for line in view.lines:
            str(line.target.about)
    assert len(view.lines) == number


def test_two_hundred_targets_of_every_kind_stay_within_fifteen_statements(
    make_programme: MakeProgramme,
    cambridgeshire: SubRegion,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    kinds: list[dict[str, Any]] = [
        {"kind": "count", "quantity": 2},
        {"kind": "recurring", "quantity": 1, "per": "month"},
        {"kind": "milestone"},
        {"kind": "ongoing"},
        {"kind": "coverage", "measure": "programme.sub_regions_reached"},
        {"kind": "change", "direction": "up", "baseline": 5, "measure": "network.registered_users"},
        {"kind": "coverage", "measure": "network.authorities_covered"},
        {"kind": "count", "quantity": 9, "measure": "network.member_organisations"},
    ]
    made = make_programme(
        *(
            printed.Target(
                f"Target {n}",
                **{"measure": "programme.milestones", **kinds[n % len(kinds)]},
            )
            for n in range(200)
        )
    )
    with django_assert_max_num_queries(15):
        assert sum(programme_view(made).counts.values()) == 200


def test_a_targets_page_has_its_figure_month_by_month(helen: User, sessions: Target) -> None:
    for day in (date(2011, 4, 20), date(2011, 6, 2)):
        actions.record_milestone(
            by=helen, activity=sessions.activity, target=sessions, title="Held", on=day
        )
    history = target_view(sessions).history
    assert [(point.on, point.figure.numerator) for point in history] == [
        (date(2011, 4, 30), 1),
        (date(2011, 5, 31), 1),
        (date(2011, 6, 30), 2),
        (date(2011, 7, 31), 2),
        (date(2011, 8, 31), 2),
        (date(2011, 9, 19), 2),
    ]
    assert history[-1].expected == pytest.approx(1.88, abs=0.01)


def test_a_targets_history_is_one_statement_of_counting(
    sessions: Target, django_assert_num_queries: Callable[..., Any]
) -> None:
    target = Target.objects.select_related("activity__programme__priority__work_programme").get()
    with django_assert_num_queries(3):
        target_view(target)


def test_changes_are_told_latest_first_with_names(helen: User, mixed: WorkProgramme) -> None:
    actions.edit_target(by=helen, target=Target.objects.all()[0], changes={"text": "Start it"})
    told = [(event.verb, event.actor_name) for event in changes(mixed)]
    assert told == [
        ("programme.edit_target", "Helen Marsh"),
        ("programme.create_programme", "Helen Marsh"),
    ]


def test_a_report_waits_for_a_word_on_what_is_off_track(helen: User, mixed: WorkProgramme) -> None:
    today = clock.today()
    wanted = queries.commentary_needed(queries.programme_view(mixed, as_at=today))
    assert [line.target.text for line in wanted] == [
        "Launch the network",
        "Publish 4 case studies",
    ]
    for line in wanted:
        actions.comment(by=helen, target=line.target, why="Late", next="Do it in October")
    assert queries.commentary_needed(queries.programme_view(mixed, as_at=today)) == []
    later = date(2012, 1, 10)
    assert len(queries.commentary_needed(queries.programme_view(mixed, as_at=later))) == 3


def test_next_year_begins_with_this_years_work_moved_on(helen: User, mixed: WorkProgramme) -> None:
    closed = Target.objects.get(text="Survey of users")
    actions.close_target(by=helen, target=closed, reason="Not wanted")
    made = actions.start_next_year(
        by=helen,
        work_programme=mixed,
        title="Work Programme 2012-13",
        starts=date(2012, 4, 1),
        ends=date(2013, 3, 31),
    )
    assert (made.state, made.follows) == ("draft", mixed)
    lines = programme_view(made).lines
    assert [(line.target.text, line.target.starts, line.target.due) for line in lines] == [
        ("Launch the network", date(2012, 6, 1), date(2012, 6, 30)),
        ("Publish 4 case studies", None, None),
    ]
    assert lines[0].target.filters == {"target": lines[0].target.pk}
    assert programme_view(made).activities[0].progress == []


def asked(user: Any) -> list[tuple[str, str]]:
    """What of the programme needs this person, with why."""
    found = needs(user, clock.today())
    return [(need.what, need.why) for need in found if need.room == "programme"]


def test_the_programme_asks_its_managers_for_what_it_needs(helen: User, activity: Activity) -> None:
    soon = milestone("Survey", starts=date(2011, 9, 1), due=date(2011, 10, 10))
    actions.add_target(by=helen, activity=activity, target=soon)
    actions.add_target(
        by=helen, activity=activity, target=printed.Target("Perhaps", "ongoing", sure=False)
    )
    actions.add_target(
        by=helen,
        activity=activity,
        target=printed.Target("Reach 50 %", "change", unit="%", baseline=48, direction="up"),
    )
    told = dict(asked(helen))
    assert told["Host 4 training sessions"] == "At risk: say why and what comes next"
    assert told["Reach 50 %"] == "Nobody has said for a quarter where this stands"
    assert told["Survey"] == "Due in 21 days"
    assert len(told) == 4


def test_the_programme_asks_nothing_of_others(
    sessions: Target, priya: User, jim: User, dee: User, nobody: Any
) -> None:
    assert [asked(user) for user in (priya, jim, dee, nobody)] == [[], [], [], []]
