"""Whoever leads a side is reminded of report, plan and review: in time, once, and unless done."""

from datetime import date, timedelta

import pytest

from culturefirst.improvement import actions
from culturefirst.improvement.jobs import remind_of_challenges
from culturefirst.improvement.models import Challenge
from culturefirst.improvement.tests import make_challenges as make
from culturefirst.kit import clock
from culturefirst.kit.models import AuditEvent
from culturefirst.kit.outbox.models import Message
from culturefirst.network.models import Organisation, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruth(ipswich: Organisation) -> User:
    """Who leads the host."""
    return make.somebody_at(ipswich, "Ruth Vane")


@pytest.fixture
def nell(norfolk_county: Organisation) -> User:
    """Who leads the peers."""
    return make.somebody_at(norfolk_county, "Nell Foss")


def sent_on(day: date) -> list[tuple[str, str]]:
    """To whom the job writes on a day, run twice, and with what subject."""
    before = set(Message.objects.values_list("pk", flat=True))
    with clock.standing(day):
        remind_of_challenges()
        remind_of_challenges()
    new = Message.objects.exclude(pk__in=before).order_by("pk")
    return [(each.to, each.subject) for each in new]


def test_the_peers_are_reminded_two_weeks_before_the_report_is_due_and_once(
    ruth: User, nell: User
) -> None:
    made = make.visited(ruth, nell)
    assert made.report_due == date(2011, 12, 19)
    assert sent_on(date(2011, 12, 4)) == []
    assert sent_on(date(2011, 12, 5)) == [
        ("nell@example.org", "A report is due by 19 December 2011")
    ]
    assert sent_on(date(2011, 12, 19)) == []


def test_the_host_is_reminded_of_the_plan_unless_one_is_adopted(ruth: User, nell: User) -> None:
    made = make.reported(ruth, nell)
    assert made.plan_due == date(2012, 2, 19)
    assert sent_on(date(2012, 1, 21)) == []
    told = ("ruth@example.org", "An improvement plan is due by 19 February 2012")
    assert sent_on(date(2012, 1, 22)) == [told]


def test_the_host_is_called_to_look_again_after_ten_months_and_before_the_twelfth_ends(
    ruth: User, nell: User
) -> None:
    make.answered(ruth, nell)
    assert sent_on(date(2012, 7, 18)) == []
    assert sent_on(date(2012, 7, 19)) == [
        ("ruth@example.org", "Time to look again, until 19 September 2012")
    ]
    assert sent_on(date(2012, 8, 21)) == []
    assert sent_on(date(2012, 8, 22)) == [
        ("ruth@example.org", "A review is due by 19 September 2012")
    ]
    assert sent_on(date(2012, 9, 20)) == []


def test_a_job_that_did_not_run_for_a_while_writes_while_the_day_is_still_to_come(
    ruth: User, nell: User
) -> None:
    make.visited(ruth, nell)
    assert sent_on(date(2011, 12, 18)) == [
        ("nell@example.org", "A report is due by 19 December 2011")
    ]


def test_nobody_is_reminded_of_what_is_done_or_called_off(ruth: User, nell: User) -> None:
    made = make.visited(ruth, nell)
    actions.call_off_challenge(by=nell, challenge=made, because="Nobody could come.")
    assert sent_on(date(2011, 12, 10)) == []


def test_no_letter_names_a_body_and_a_day_without_letters_leaves_no_trace(
    ruth: User, nell: User
) -> None:
    make.visited(ruth, nell)
    sent_on(date(2011, 12, 10))
    letter = Message.objects.get(subject__startswith="A report is due")
    assert "Ipswich" not in letter.subject + letter.text
    assert "Norfolk" not in letter.subject + letter.text
    reminded = AuditEvent.objects.filter(verb="improvement.remind_of_challenge")
    assert reminded.count() == 1


def test_who_led_the_peers_and_has_left_is_not_written_to(ruth: User, nell: User) -> None:
    made = make.visited(ruth, nell)
    ed = make.somebody_at(make.body_of(nell), "Ed Marsh")
    post = nell.person.posts.get()
    post.ends = clock.today() + timedelta(days=1)
    post.save()
    told = [to for to, _ in sent_on(date(2011, 12, 10))]
    assert told == [ed.email]
    assert Challenge._base_manager.get(pk=made.pk).report_due == date(2011, 12, 19)
