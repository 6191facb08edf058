"""What is counted of plans: when, narrowed by what, and that no body is named."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from culturefirst.improvement import actions
from culturefirst.improvement.actions.rescoring import keep_change
from culturefirst.improvement.models import Judgement, PlanAction, Rescoring, ThemeChange
from culturefirst.improvement.tests.make import a_framework, an_assessment
from culturefirst.improvement.tests.make_plans import (
    a_plan,
    a_strand,
    adopted,
    an_action,
    body_of,
    only,
)
from culturefirst.kit import clock
from culturefirst.measures.core import Figure, Question, Window
from culturefirst.measures.figures import figure
from culturefirst.measures.register import MEASURES
from culturefirst.measures.withheld import told_all
from culturefirst.programme.tests.test_measures_figures import check_every_measure

YEAR = Window(date(2011, 4, 1), date(2012, 3, 31))


def counted(key, on=date(2012, 3, 31), **scope):
    return figure(Question(f"improvement.{key}", Window(date(2011, 4, 1), on), scope)).numerator


@pytest.fixture
def plan(priya):
    """Ipswich shares a store by the end of the year."""
    made = a_plan(priya)
    an_action(priya, made, due=date(2011, 10, 31), strand=a_strand())
    return actions.adopt_plan(by=priya, plan=made, adopted_by="Cabinet")


def test_a_plan_counts_from_the_day_it_was_adopted_and_its_body_until_it_is_closed(
    plan, priya, suffolk, norfolk
):
    a_plan(priya, "A draft")
    assert counted("plans_adopted", date(2011, 9, 18)) == 0
    assert counted("plans_adopted", sub_region=suffolk.pk) == 1
    assert counted("plans_adopted", sub_region=norfolk.pk) == 0
    assert counted("plans_adopted", strand=a_strand().pk) == 1
    assert counted("plans_adopted", strand=a_strand("procurement").pk) == 0
    adopted(priya)
    assert (counted("plans_adopted"), counted("bodies_planning")) == (2, 1)
    with clock.standing(date(2011, 12, 1)):
        for each in PlanAction._base_manager.filter(plan__adopted_on__isnull=False):
            actions.finish_action(by=priya, entry=each)
            actions.close_plan(by=priya, plan=each.plan, came_of="Much.")
    assert counted("bodies_planning", date(2011, 11, 30)) == 1
    assert counted("bodies_planning", date(2011, 12, 1)) == 0
    assert counted("plans_adopted") == 2


def test_an_action_is_overdue_from_the_day_after_it_was_due_until_it_ends(plan, priya, suffolk):
    assert counted("actions_overdue", date(2011, 10, 31)) == 0
    assert counted("actions_overdue", date(2011, 11, 1), sub_region=suffolk.pk) == 1
    with clock.standing(date(2011, 11, 20)):
        actions.finish_action(by=priya, entry=only(plan))
    days = (date(2011, 10, 31), date(2011, 11, 1), date(2011, 11, 19), date(2011, 11, 20))
    assert [counted("actions_overdue", day) for day in days] == [0, 1, 1, 0]
    assert [counted("actions_done", day) for day in days] == [0, 0, 0, 1]
    assert counted("actions_done", strand=a_strand().pk) == 1


def test_drafts_are_never_overdue_and_what_was_dropped_is_not_done(priya):
    draft = a_plan(priya)
    entry = an_action(priya, draft, due=date(2011, 5, 1))
    assert counted("actions_overdue") == 0
    actions.adopt_plan(by=priya, plan=draft, adopted_by="Cabinet", on=date(2011, 9, 10))
    assert counted("actions_overdue", date(2011, 9, 9)) == 0
    assert counted("actions_overdue", date(2011, 9, 10)) == 1
    actions.drop_action(by=priya, entry=entry, because="Sold.")
    assert (counted("actions_overdue"), counted("actions_done")) == (0, 0)


def test_savings_are_summed_by_day_and_withdrawn_ones_are_not(plan, priya, suffolk):
    entry = only(plan)
    for amount, on in ((4000, date(2011, 9, 1)), (250, date(2011, 9, 19))):
        said = {"amount": Decimal(amount), "how_known": "Rent."}
        saving = actions.note_saving(by=priya, entry=entry, on=on, **said)
    assert counted("savings", date(2011, 9, 18)) == 4000
    assert counted("savings", sub_region=suffolk.pk, strand=a_strand().pk) == 4250
    actions.withdraw_saving(by=priya, entry=entry, saving=saving, because="Rent goes on.")
    assert counted("savings") == 4000


def test_who_may_read_every_saving_is_not_told_that_some_are_hidden(plan, priya, signed_in):
    entry = only(plan)
    actions.note_saving(by=priya, entry=entry, amount=Decimal(4200), how_known="The rent ended.")
    told = signed_in(priya).get("/figures/improvement.savings/").content.decode()
    assert "4\u202f200 pounds" in told
    assert "Some records behind this figure are not shown to you" not in told


def test_score_change_is_the_mean_over_organisations_and_says_of_how_many(priya, jim, suffolk):
    version = a_framework()
    for by, before, after in ((priya, (1, 2), (3, 3)), (jim, (4, 2), (4, 1))):
        again_scored(version, body_of(by), before, after)
    assert figure(Question("improvement.score_change", YEAR)) == Figure(0.5, bodies=2)
    here = Question("improvement.score_change", YEAR, {"sub_region": suffolk.pk})
    assert figure(here) == Figure(1.5, bodies=1)


def again_scored(version, body, before, after, keys=("1-1", "1-2")):
    """A body that was assessed twice, with what changed kept."""
    first = an_assessment(body, None, version, agreed=dict(zip(keys, before, strict=True)))
    again = an_assessment(
        body, None, version, agreed=dict(zip(keys, after, strict=True)), follows=first
    )
    keep_change(first)
    keep_change(again)
    return again


def test_score_change_is_told_theme_by_theme(priya, jim):
    version = a_framework()
    keys = ("1-1", "1-2", "2-1")
    again_scored(version, body_of(priya), (1, 2, 4), (3, 3, 3), keys)
    again_scored(version, body_of(jim), (2, 2, 1), (3, 2, 4), keys)
    rows = ThemeChange._base_manager.order_by("pk").values_list("theme", "criteria", "before")
    assert list(rows) == [
        ("theme-1", 2, Decimal("1.5")), ("theme-2", 1, Decimal(4)),
        ("theme-1", 2, Decimal(2)), ("theme-2", 1, Decimal(1)),
    ]  # fmt: skip

    def of(theme):
        return figure(Question("improvement.theme_change", YEAR, {"theme": theme}))

    assert (of("theme-1"), of("theme-2")) == (Figure(1.0, bodies=2), Figure(1.0, bodies=2))
    assert of("theme-9") == Figure(0.0, bodies=0)
    assert figure(Question("improvement.theme_change", YEAR)) == Figure(1.0, bodies=2)
    offered = MEASURES["improvement.theme_change"].dimensions["theme"].choices()
    assert offered == [("theme-1", "Theme 1"), ("theme-2", "Theme 2")]
    assert not ThemeChange.objects.exists()


def test_of_a_mean_over_nothing_it_is_said_that_it_is_not_known(db, helen, signed_in):
    asked = [Question("improvement.score_change", YEAR)]
    [said] = told_all(asked, [Figure(0.0, bodies=0)], helen)
    assert (said.words, said.known, said.exact) == ("not known", False, True)
    page = signed_in(helen).get(reverse("figure", args=["improvement.score_change"]))
    assert "Not known yet" in page.content.decode()
    assert "0 levels" not in page.content.decode()
    listed = signed_in(helen).get(reverse("measures")).content.decode()
    assert ">not known</a>" in listed


def test_a_sum_does_not_say_that_records_are_hidden(plan, priya, signed_in):
    saving = {"amount": Decimal(7171), "how_known": "Rent."}
    actions.note_saving(by=priya, entry=only(plan), **saving)
    page = signed_in(priya).get(reverse("figure", args=["improvement.savings"]))
    assert "are not shown to you" not in page.content.decode()


def test_scored_anew_the_themes_are_kept_anew(priya):
    version = a_framework()
    again = again_scored(version, body_of(priya), (1, 2), (3, 3))
    Judgement._base_manager.filter(assessment=again).update(value=4)
    keep_change(again)
    [kept] = ThemeChange._base_manager.all()
    assert (kept.before, kept.after) == (Decimal("1.5"), Decimal(4))


def test_an_assessment_that_is_not_agreed_any_more_leaves_no_change(priya):
    version = a_framework()
    first = an_assessment(body_of(priya), priya.person, version, agreed={"1-1": 1})
    again = an_assessment(body_of(priya), priya.person, version, agreed={"1-1": 2}, follows=first)
    keep_change(again)
    again.agreed_on = None
    keep_change(again)
    assert not Rescoring._base_manager.exists()


def test_figures_in_bulk_say_what_the_records_say(plan, priya, jim):
    entry = only(plan)
    actions.note_saving(by=priya, entry=entry, amount=Decimal("10.10"), how_known="So.")
    actions.note_saving(by=priya, entry=entry, amount=Decimal("20.20"), how_known="So.")
    actions.finish_action(by=priya, entry=entry)
    adopted(jim, "Late", title="Theirs")
    check_every_measure()


def test_strangers_who_look_at_the_records_read_no_name(plan, priya, nobody, signed_in):
    actions.release_plan(by=priya, plan=plan)
    entry = only(plan)
    actions.note_saving(by=priya, entry=entry, amount=Decimal(7171), how_known="So.")
    actions.finish_action(by=priya, entry=entry)
    for key in ("plans_adopted", "bodies_planning", "actions_done", "savings"):
        page = signed_in(nobody).get(reverse("figure", args=[f"improvement.{key}"]))
        shown = page.content.decode()
        assert page.status_code == 200
        assert [word for word in ("Ipswich", plan.title, entry.title) if word in shown] == []
