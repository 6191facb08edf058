"""What counts an action: from which records, as at which day, and told to whom."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from culturefirst.improvement import actions
from culturefirst.improvement.models import Return, Yardstick
from culturefirst.improvement.queries import plans as queries
from culturefirst.improvement.queries.yardsticks import NOT_OPEN
from culturefirst.improvement.rules_yardsticks import counted, moved
from culturefirst.improvement.tests.make_figures import (
    a_collection,
    everybody_reads,
    members_read,
)
from culturefirst.improvement.tests.make_plans import DUE, adopted, an_action, body_of, only
from culturefirst.kit import clock
from culturefirst.kit.errors import Conflict, DomainError, NotAllowed
from culturefirst.measures.register import MEASURES

pytestmark = pytest.mark.django_db
TODAY = date(2011, 9, 19)
SAVINGS = "improvement.savings"
PLANS = "improvement.plans_adopted"
RECOVERED = "cost-recovery"
THOUSAND = "1\u202f000"


@pytest.fixture
def entry(priya):
    """What Ipswich does by the end of December."""
    return only(adopted(priya))


def saved(by, entry, amount, on=TODAY):
    actions.note_saving(by=by, entry=entry, amount=Decimal(amount), how_known="Rent.", on=on)


def reading(entry, user, day=TODAY):
    return queries.line(entry, user, day).reading


def by_savings(by, entry, goal=1000, **said):
    return actions.count_by_measure(by=by, entry=entry, measure=SAVINGS, goal=goal, **said)


def test_nothing_counts_an_action_until_somebody_says_what(priya, entry):
    assert reading(entry, priya) is None
    assert Yardstick.objects.count() == 0


def test_an_action_is_read_from_a_measure_from_a_day_on_and_as_at_a_day(priya, entry):
    by_savings(priya, entry, since=date(2011, 9, 1))
    saved(priya, entry, 400, date(2011, 8, 31))
    saved(priya, entry, 250, date(2011, 9, 10))
    saved(priya, entry, 500)
    before, now = reading(entry, priya, date(2011, 9, 18)), reading(entry, priya)
    assert (before.title, before.said) == (
        "Savings made",
        f"£250 of £{THOUSAND} since 1 September 2011",
    )
    assert (now.said, now.far.share) == (f"£750 of £{THOUSAND} since 1 September 2011", 0.75)
    assert now.url == f"/figures/{SAVINGS}/?from=2011-09-01&to=2011-09-19"
    assert not now.reached
    saved(priya, entry, 250)
    assert reading(entry, priya).reached
    assert reading(entry, priya).far.status == "met"


def by_plans(by, entry, goal=3, **said):
    return actions.count_by_measure(by=by, entry=entry, measure=PLANS, goal=goal, **said)


def test_it_is_narrowed_to_what_the_lists_offer_and_says_so(priya, entry, suffolk, norfolk):
    by_plans(priya, entry, filters={"sub_region": norfolk.pk})
    assert reading(entry, priya).title == "Improvement plans adopted: Norfolk"
    assert reading(entry, priya).said.startswith("0 of 3 plans")
    by_plans(priya, entry, filters={"sub_region": suffolk.pk})
    assert reading(entry, priya).said.startswith("1 of 3 plans")
    for filters in ({"sub_region": 999}, {"weather": "wet"}, {"activity": 1}):
        with pytest.raises(DomainError, match="cannot be narrowed so"):
            by_plans(priya, entry, filters=filters)


def test_what_too_few_organisations_did_is_not_told_here_either(priya, entry, suffolk):
    by_savings(priya, entry, filters={"sub_region": suffolk.pk})
    saved(priya, entry, 250)
    found = reading(entry, priya)
    assert (found.said, found.far) == (f"not told; wanted: £{THOUSAND}", None)


def test_bad_input_says_what_to_give_and_keeps_nothing(priya, entry):
    with pytest.raises(DomainError, match="no such measure"):
        actions.count_by_measure(by=priya, entry=entry, measure="improvement.nothing", goal=1)
    for goal in (0, -1, 10**13):
        with pytest.raises(ValidationError, match="more than nought"):
            by_savings(priya, entry, goal=goal)
    with pytest.raises(ValidationError, match="due before that day"):
        by_savings(priya, entry, since=date(2012, 1, 1))
    with pytest.raises(DomainError, match="nothing to take away"):
        actions.count_no_more(by=priya, entry=entry)
    assert not Yardstick._base_manager.exists()


def test_what_counts_from_later_on_is_not_asked_yet(priya, entry):
    by_savings(priya, entry, since=date(2011, 10, 1))
    assert reading(entry, priya).said == "Counted from 1 October 2011"
    assert reading(entry, priya).far is None


def test_what_there_is_on_a_day_is_counted_on_it(priya, entry):
    actions.count_by_measure(by=priya, entry=entry, measure="improvement.bodies_planning", goal=4)
    assert reading(entry, priya).said == "1 of 4 organisations"


def test_whoever_keeps_the_plan_chooses_and_nobody_else(priya, colleague, jim, helen, entry):
    for user in (colleague, jim, helen):
        with pytest.raises(NotAllowed):
            by_savings(user, entry)
    made = by_savings(priya, entry)
    assert list(Yardstick.objects.visible_to(colleague)) == [made]
    assert list(Yardstick.objects.visible_to(jim)) == []
    actions.count_no_more(by=priya, entry=entry)
    assert reading(entry, priya) is None


def test_two_who_choose_at_once_do_not_overwrite_each_other(priya, entry):
    made = by_savings(priya, entry, seen=0)
    with pytest.raises(Conflict):
        by_savings(priya, entry, goal=5, seen=0)
    assert by_savings(priya, entry, goal=5, seen=made.version).goal == 5
    with pytest.raises(Conflict):
        by_savings(priya, entry, goal=7, seen=made.version)
    actions.count_no_more(by=priya, entry=entry)
    with pytest.raises(Conflict):
        by_savings(priya, entry, goal=7, seen=2)


def test_the_database_takes_one_kind_of_yardstick_alone(entry):
    for said in (
        {"measure": SAVINGS, "goal": 1},
        {"measure": SAVINGS, "since": TODAY, "goal": 0},
        {"measure": SAVINGS, "indicator": RECOVERED, "since": TODAY, "goal": 1},
        {"indicator": RECOVERED, "goal": 1},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Yardstick._base_manager.create(action=entry, **said)


def test_a_measure_that_is_offered_no_more_says_so(priya, entry):
    made = by_savings(priya, entry)
    Yardstick._base_manager.filter(pk=made.pk).update(measure="gone.away")
    assert reading(entry, priya).said == "What counted it is not offered any more. Choose anew."


def test_people_of_a_part_are_told_as_the_rule_of_five_says(priya, entry, suffolk):
    key = "improvement.people_scored"
    assert MEASURES[key].people
    actions.count_by_measure(
        by=priya, entry=entry, measure=key, goal=40, filters={"sub_region": suffolk.pk}
    )
    found = reading(entry, priya)
    assert (found.said, found.far) == ("fewer than five; wanted: 40 people", None)


@pytest.fixture
def by_figure(priya, entry):
    """Cost recovery was 40 % in 2009/10, 45 % in 2010/11 (not released), and is to be 50 %."""
    with clock.standing(date(2010, 9, 1)):
        old = a_collection(
            2009, opens_on=date(2010, 9, 1), closes_on=date(2010, 10, 31),
            members_on=date(2010, 12, 1), public_on=date(2011, 6, 1),
        )  # fmt: skip
    for collection, income, on in (
        (old, 2_000_000, date(2010, 10, 1)),
        (a_collection(2010), 2_250_000, TODAY),
    ):
        Return._base_manager.create(
            collection=collection, organisation=body_of(priya), stage="sent", begun_on=on,
            sent_on=on, values={"spend": 5_000_000, "income": income, "residents": 100_000},
        )  # fmt: skip
    return actions.count_by_figure(by=priya, entry=entry, indicator=RECOVERED, year=2009, goal=50)


def test_an_action_is_read_from_a_yearly_figure_of_the_body_s_own(priya, entry, by_figure):
    found = reading(entry, priya)
    assert found.title == "Cost recovery"
    assert found.said == "45.0\u00a0% in 2010/11, from 40.0\u00a0% in 2009/10; goal 50.0\u00a0%"
    assert found.far.share == pytest.approx(0.5)
    mine = Return._base_manager.get(collection__year=2010)
    assert found.url == reverse("figures_return", args=[mine.pk])
    before = reading(entry, priya, date(2011, 9, 18))
    assert before.said == "40.0\u00a0% in 2009/10, no later figure yet; goal 50.0\u00a0%"
    with members_read():
        assert reading(entry, priya).url == reverse(
            "figures_indicator", args=[mine.collection_id, RECOVERED]
        )


def test_a_figure_that_is_not_released_is_told_to_the_body_alone(
    priya, colleague, helen, jim, entry, by_figure, signed_in
):
    actions.let_team_read(by=priya, plan=entry.plan, reads=True)
    assert "45.0" in reading(entry, colleague).said
    assert reading(entry, helen).said.startswith("40.0\u00a0% in 2009/10, no later figure yet")
    Return._base_manager.filter(collection__year=2009).delete()
    for user in (helen,):
        assert (reading(entry, user).said, reading(entry, user).far) == (NOT_OPEN, None)
    actions.release_plan(by=priya, plan=entry.plan)
    shown = signed_in(jim).get(reverse("plan_action", args=[entry.pk])).content.decode()
    assert NOT_OPEN in shown
    assert "45.0" not in shown
    for form in ("csv", "word", "excel"):
        file = signed_in(jim).get(reverse("plan_download", args=[entry.plan_id, form]))
        assert file.status_code == 200
        assert b"45.0" not in file.content


def test_once_released_every_member_who_reads_the_plan_reads_the_figure(
    priya, jim, entry, by_figure
):
    actions.release_plan(by=priya, plan=entry.plan)
    assert "45.0" not in reading(entry, jim).said
    with everybody_reads():
        assert "45.0" in reading(entry, jim).said


def test_a_goal_the_wrong_way_and_a_year_without_a_figure_are_refused(priya, entry, by_figure):
    def count(indicator=RECOVERED, year=2009, goal=50):
        return actions.count_by_figure(
            by=priya, entry=entry, indicator=indicator, year=year, goal=goal
        )

    with pytest.raises(ValidationError, match="not above what it was"):
        count(goal=39)
    with pytest.raises(ValidationError, match="not below what it was"):
        count("net-cost-per-resident", 2010, 90)
    for bad in ({"year": 2008}, {"indicator": "nothing"}):
        with pytest.raises(ValidationError, match="no such figure of that year"):
            count(**bad)


@given(
    base=st.floats(-1e6, 1e6), now=st.floats(-1e6, 1e6), goal=st.floats(-1e6, 1e6),
    better=st.sampled_from(["higher", "lower", "none"]),
)  # fmt: skip
def test_how_far_a_figure_moved_lies_between_nothing_and_all(base, now, goal, better):
    far = moved(base, now, goal, better)
    assert 0 <= far.share <= 1
    assert far.reached is (far.share == 1.0 and far.status == "met")
    if better == "higher":
        assert far.reached is (now >= goal)


def test_without_a_due_day_there_is_no_pace_and_with_one_there_is():
    slow = counted(1, 12, date(2011, 4, 1), date(2012, 3, 31), TODAY)
    assert (slow.status, round(slow.expected, 2)) == ("at_risk", 0.47)
    assert counted(1, 12, date(2011, 4, 1), None, TODAY).status == "on_track"
    assert counted(12, 12, date(2011, 4, 1), None, TODAY).status == "met"
    assert counted(1, 12, date(2011, 4, 1), date(2011, 5, 1), TODAY).status == "missed"


def test_a_plan_asks_as_often_for_five_actions_that_are_counted_as_for_one(priya, suffolk, entry):
    by_savings(priya, entry, filters={"sub_region": suffolk.pk})
    queries.board(entry.plan, priya, TODAY)
    with CaptureQueriesContext(connection) as one:
        queries.board(entry.plan, priya, TODAY)
    for at in range(4):
        more = an_action(priya, entry.plan, f"More {at}", due=DUE)
        by_savings(priya, more, filters={"sub_region": suffolk.pk}, since=date(2011, 9, 1 + at))
    with CaptureQueriesContext(connection) as five:
        board = queries.board(entry.plan, priya, TODAY)
    assert [line.reading is not None for line in board.lines] == [True] * 5
    assert len(five) == len(one)


def test_the_page_offers_what_there_is_and_saves_the_choice(priya, entry, suffolk, signed_in):
    browser, address = signed_in(priya), reverse("plan_action_counted", args=[entry.pk])
    listed = browser.get(address).content.decode()
    assert "people say how far it is" in listed
    assert f'<option value="{PLANS}">Improvement plans adopted</option>' in listed
    asked = browser.get(address, {"measure": PLANS}).content.decode()
    assert "With which number it is done" in asked
    sent = {"measure": PLANS, "seen": "0", "since": "2011-09-01", "by_sub_region": suffolk.pk}
    wrong = browser.post(address, sent | {"goal": "many"})
    assert (wrong.status_code, "Write a number in figures" in wrong.content.decode()) == (422, True)
    assert browser.post(address, sent | {"goal": "1,000"}).status_code == 302
    kept = Yardstick._base_manager.get()
    assert (kept.filters, kept.goal) == ({"sub_region": suffolk.pk}, 1000)
    shown = browser.get(reverse("plan_action", args=[entry.pk])).content.decode()
    assert "Improvement plans adopted: Suffolk" in shown
    assert f"1 of {THOUSAND} plans since 1 September 2011" in shown
    late = browser.post(address, sent | {"goal": "7"})
    text = late.content.decode()
    assert late.status_code == 409
    assert (
        "Improvement plans adopted, 7" in text
        and f"Improvement plans adopted: Suffolk, 1 of {THOUSAND}" in text
    )
    assert 'name="seen" value="1"' in text
    for unknown in ({"measure": "no.such"}, {"indicator": "no-such"}):
        assert browser.get(address, unknown).status_code == 404


def test_when_the_number_is_reached_the_page_asks_whether_it_is_done(priya, entry, signed_in):
    by_savings(priya, entry, goal=100)
    saved(priya, entry, 100)
    shown = signed_in(priya).get(reverse("plan_action", args=[entry.pk])).content.decode()
    assert "It has come to what you set out for" in shown
    with clock.standing(date(2011, 9, 20)):
        actions.finish_action(by=priya, entry=entry)
        shown = signed_in(priya).get(reverse("plan_action", args=[entry.pk])).content.decode()
    assert "It has come to what you set out for" not in shown


def test_what_counts_an_action_is_in_its_papers(priya, entry, signed_in):
    by_savings(priya, entry, since=date(2011, 9, 1))
    saved(priya, entry, 250)
    file = signed_in(priya).get(reverse("plan_download", args=[entry.plan_id, "csv"]))
    assert "Savings made,£250 of £1" in file.content.decode()
