"""The demonstration as somebody finds it on 19 September 2011."""

from collections import Counter
from datetime import date

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from culturefirst.demo.accounts import ACCOUNTS, Account
from culturefirst.demo.load import load
from culturefirst.kit import audit, clock
from culturefirst.kit.models import AuditEvent, Installation
from culturefirst.library.models import Entry, Kind
from culturefirst.measures.core import EARLIEST, Question, Window
from culturefirst.measures.figures import figure
from culturefirst.measures.register import MEASURES
from culturefirst.network.models import Organisation, Person, Post, SubRegion, User
from culturefirst.programme.models import Milestone, Progress, Remark, Report, Target, WorkProgramme
from culturefirst.programme.queries import ProgrammeView, TargetLine, programme_view
from culturefirst.programme.reports.restatement import restatement
from culturefirst.programme.rules import Status
from culturefirst.surveys.models import Poll
from culturefirst.surveys.queries.polls import counted as times_chosen

pytestmark = pytest.mark.usefixtures("story")
TODAY = date(2011, 9, 19)


def the_year() -> ProgrammeView:
    return programme_view(WorkProgramme.objects.get(state="current"), as_at=TODAY)


def line(reference: str) -> TargetLine:
    activity, place = reference.split(".")
    return the_year().activities[int(activity) - 1].lines[int(place) - 1]


def counted(key: str, day: date) -> tuple[float, float | None]:
    found = figure(Question(key, Window(EARLIEST, day)))
    return found.numerator, found.denominator


def test_the_installation_stands_on_19_september_2011() -> None:
    here = Installation.current()

    assert (here.network, here.stands_on, here.is_demonstration) == ("Culture First", TODAY, True)
    assert here.strapline == "Culture and sport improvement network for the East"
    clock.forget()
    with clock.standing(clock.wall()):
        assert clock.today() != TODAY


def test_every_status_occurs_among_the_33_targets() -> None:
    assert {status.value: count for status, count in the_year().counts.items()} == {
        "met": 12,
        "on_track": 10,
        "at_risk": 4,
        "missed": 2,
        "not_started": 4,
        "closed": 1,
    }


@pytest.mark.parametrize(
    ("reference", "label", "done", "goal"),
    [
        ("1.2", "Met 12 days late", 1, 1),
        ("4.1", "Met", 2, 2),
        ("5.1", "Missed by 3", 17, 20),
        ("7.1", "On track", 4, 6),
        ("7.2", "At risk", 1, 3),
        ("11.1", "Missed by 2", 4, 6),
        ("13.1", "On track", 4, 6),
    ],
)
def test_a_target_stands_as_the_story_tells(
    reference: str, label: str, done: int, goal: int
) -> None:
    found = line(reference).standing

    assert (found.label, found.done, found.goal) == (label, done, goal)


def test_one_standing_is_overridden_with_a_reason() -> None:
    overridden = [each for each in the_year().lines if each.standing.overridden]

    assert overridden == [line("2.1")]
    assert overridden[0].standing.worked_out is Status.ON_TRACK
    assert overridden[0].remark is not None


def test_three_targets_are_declared_and_all_others_measured() -> None:
    declared = [each.target.text for each in the_year().lines if each.source == "declared"]

    assert declared == [line(each).target.text for each in ("2.3", "6.1", "11.4")]


def test_every_measured_figure_is_the_count_of_its_records() -> None:
    asked = [each.question for each in the_year().lines if each.question]

    assert len(asked) >= 20
    assert [figure(question).numerator for question in asked] == [
        MEASURES[question.key]
        .rows(question.window, question.scope)
        .aggregate(counted=MEASURES[question.key].numerator)["counted"]
        for question in asked
    ]


def test_two_targets_off_track_still_wait_for_a_word() -> None:
    waiting = [each.target.text for each in the_year().lines if each.overdue_commentary]

    assert waiting == [line("7.2").target.text, line("10.2").target.text]


def test_the_report_of_june_is_restated_by_what_came_after() -> None:
    june = Report.objects.get(title="Report for the board meeting of June")

    challenge, events = restatement(june)

    assert (challenge.text, challenge.added) == (line("5.1").target.text, ())
    assert (challenge.then[:11], challenge.now[:11]) == ("Missed by 2", "Missed by 3")
    assert [Milestone.objects.get(pk=pk).title for pk in challenge.removed] == [
        "Norwich challenge completed"
    ]
    assert (events.text, events.removed) == (line("8.1").target.text, ())
    assert (events.then[:7], events.now[:8]) == ("At risk", "On track")
    assert [Milestone.objects.get(pk=pk).title for pk in events.added] == [
        "Suffolk day on culture and tourism in Bury St Edmunds"
    ]


def test_the_year_before_is_closed_and_followed() -> None:
    before = WorkProgramme.objects.get(state="closed")

    assert before.title == "Work programme 2010–11"
    assert WorkProgramme.objects.get(state="current").follows == before
    assert restatement(Report.objects.get(work_programme=before)) == []


def test_registered_users_rise_from_190_to_194_in_47_of_52_authorities() -> None:
    users, covered = "network.registered_users", "network.authorities_covered"

    assert counted(users, date(2011, 3, 31)) == (190, None)
    assert counted(users, date(2011, 4, 30)) == (190, None)
    assert counted(users, TODAY) == (194, None)
    assert counted(covered, date(2011, 3, 31)) == counted(covered, TODAY) == (47, 52)


def test_the_52_authorities_carry_the_codes_of_their_day() -> None:
    standing = Organisation.objects.standing_on(TODAY)
    kinds = Counter(standing.values_list("kind", flat=True))
    stevenage = Organisation.objects.get(name="Stevenage")

    assert (kinds["county"], kinds["district"], kinds["unitary"]) == (5, 41, 6)
    assert list(stevenage.codes.order_by("code").values_list("code", "starts", "ends")) == [
        ("E07000101", None, date(2013, 4, 1)),
        ("E07000243", date(2013, 4, 1), None),
    ]
    assert stevenage.upper_tier == Organisation.objects.get(name="Hertfordshire County Council")
    assert not Organisation.objects.exclude(website="").exists()


def test_a_year_of_the_website_is_published_by_its_people() -> None:
    entries = Entry.objects.filter(live=True)

    assert Counter(entries.values_list("kind", flat=True)) == {
        Kind.NEWS: 6,
        Kind.POLICY: 5,
        Kind.RESOURCE: 8,
        Kind.CASE_STUDY: 3,
        Kind.BRIEFING: 4,
    }
    assert {entry.published_on.year for entry in entries if entry.published_on} == {2011}
    assert entries.filter(written_by=None).count() == 0


def test_what_the_rooms_count_moves_its_targets_by_itself() -> None:
    for reference, key in (
        ("7.1", "bulletins.sent"),
        ("7.2", "library.case_studies"),
        ("11.1", "library.briefings"),
    ):
        question = line(reference).question
        assert question is not None
        assert question.key == key


def test_one_poll_closed_with_its_outcome_and_one_is_open_with_84_answers() -> None:
    found = {
        poll.question[:7]: (
            poll.is_open(TODAY),
            sum(times_chosen([poll]).values()),
            bool(poll.outcome),
        )
        for poll in Poll.objects.filter(on_home_page=True)
    }

    assert found == {"Has any": (False, 58, True), "Has you": (True, 84, False)}


def test_one_improvement_managers_post_is_vacant() -> None:
    vacant = Post.objects.filter(person=None)

    assert [(post.title, post.sub_region.name) for post in vacant] == [
        ("Improvement Manager for Essex", "Essex")
    ]


@pytest.mark.parametrize(
    ("account", "role"),
    list(zip(ACCOUNTS, ("manager", "officer", "councillor"), strict=True)),
)
def test_each_printed_account_opens_the_demonstration(account: Account, role: str) -> None:
    user = User.objects.get(email=account.email)

    assert (str(user), user.roles) == (account.name, {role})
    assert Client().login(username=account.email, password=account.password)
    assert User.objects.exclude(password__startswith="!").count() == len(ACCOUNTS)


def test_the_trail_is_unbroken() -> None:
    assert audit.broken_at() is None


def test_nothing_was_made_outside_an_action() -> None:
    verbs = Counter(AuditEvent.objects.values_list("verb", flat=True))
    said = ("declare", "override", "comment", "note")

    assert SubRegion.objects.count() == verbs["network.add_sub_region"] == 6
    assert Organisation.objects.count() == verbs["network.add_organisation"] == 83
    assert Person.objects.count() == verbs["network.add_person"]
    assert Post.objects.count() == verbs["network.appoint"]
    assert User.objects.count() == verbs["network.open_account"]
    assert WorkProgramme.objects.count() == verbs["programme.create_programme"] == 2
    assert Milestone.objects.count() == verbs["programme.record_milestone"]
    assert Remark.objects.count() == sum(verbs[f"programme.{verb}"] for verb in said)
    assert Report.objects.count() == verbs["programme.freeze_report"] == 2
    assert Entry.objects.count() == verbs["library.note_published"] == 26
    assert Target.objects.count() == 33 + 8
    assert Progress.objects.count() == 8 + verbs["programme.add_progress"]


def test_everything_after_the_founding_was_done_by_somebody_or_by_strangers_at_the_door() -> None:
    founded = date(2009, 4, 6)
    asking = ("network.ask_to_join", "network.answer_asking", "network.confirm_joining")
    reading = ("ask_for_bulletins", "confirm_reading", "stop_letters")
    known = [*asking, *(f"bulletins.{verb}" for verb in reading), "network.withdraw_consent"]
    # What nobody does by an act of their own: opening pages, and that an event is over.
    itself = ("demo.note_days_of_use", "events.hold_event")
    nobody = AuditEvent.objects.filter(actor=None)

    assert {each.at.date() for each in nobody.exclude(verb__in=[*known, *itself])} == {founded}
    # Here a job runs at once, so each was answered before the story says so: that is done twice.
    asked = nobody.filter(verb__in=asking).values("verb", "object_id").distinct()
    assert asked.count() == 3 * 3
    assert AuditEvent.objects.order_by("at").last().at.date() <= TODAY


def test_the_network_works_in_office_hours() -> None:
    hours = {timezone.localtime(event.at).hour for event in AuditEvent.objects.all()}

    assert min(hours) >= 9
    assert max(hours) < 18


def test_a_second_load_changes_nothing() -> None:
    before = everything()

    load()

    assert everything() == before


def everything() -> dict[str, list[dict[str, object]]]:
    rooms = ("kit", "measures", "network", "programme", "library", "events", "surveys", "bulletins")
    models = [model for room in rooms for model in apps.get_app_config(room).get_models()]
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models
    }
