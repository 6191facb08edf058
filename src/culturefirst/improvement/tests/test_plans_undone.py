"""Where people err with a plan: adoption and release are taken back while that harms nobody."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from culturefirst.improvement import actions
from culturefirst.improvement.models import Plan
from culturefirst.improvement.tests.make_plans import a_plan, adopted, only
from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.measures.core import Question, Window
from culturefirst.measures.figures import figure

TOMORROW = date(2011, 9, 20)
UNDER_WAY = "what was adopted is being done"


def plans_adopted() -> float:
    window = Window(date(2011, 4, 1), date(2012, 3, 31))
    return figure(Question("improvement.plans_adopted", window)).numerator


def test_an_adoption_of_which_nothing_came_is_taken_back(priya, colleague):
    plan = adopted(priya)
    assert plans_adopted() == 1
    with pytest.raises(NotAllowed):
        actions.take_back_adoption(by=colleague, plan=plan)
    with clock.standing(TOMORROW):
        drafted = actions.take_back_adoption(by=priya, plan=plan)
    assert (drafted.state, drafted.adopted_on, drafted.adopted_by) == ("draft", None, "")
    assert plans_adopted() == 0
    assert not Plan.objects.visible_to(colleague).exists()
    with pytest.raises(DomainError, match="Adopt the plan first"):
        actions.take_back_adoption(by=priya, plan=plan)


@pytest.mark.parametrize("came", ["begun", "done", "saved", "moved"])
def test_an_adoption_of_which_something_came_stays(priya, came):
    plan = adopted(priya)
    entry = only(plan)
    if came == "begun":
        actions.begin_action(by=priya, entry=entry)
    if came == "done":
        actions.finish_action(by=priya, entry=entry)
    if came == "saved":
        actions.note_saving(by=priya, entry=entry, amount=Decimal(1), how_known="Rent.")
    if came == "moved":
        later = {"due": date(2012, 2, 1)}
        actions.edit_action(by=priya, entry=entry, changes=later, why_moved="The roof leaks.")
    with pytest.raises(DomainError, match=UNDER_WAY):
        actions.take_back_adoption(by=priya, plan=plan)


def test_a_release_is_taken_back_on_its_own_day_alone(priya, jim):
    plan = adopted(priya)
    with pytest.raises(DomainError, match="It is not released"):
        actions.take_back_plan_release(by=priya, plan=plan)
    actions.release_plan(by=priya, plan=plan)
    with pytest.raises(DomainError, match="stays adopted"):
        actions.take_back_adoption(by=priya, plan=plan)
    assert Plan.objects.visible_to(jim).exists()
    actions.take_back_plan_release(by=priya, plan=plan)
    assert not Plan.objects.visible_to(jim).exists()
    actions.release_plan(by=priya, plan=plan)
    with clock.standing(TOMORROW), pytest.raises(DomainError, match="on an earlier day"):
        actions.take_back_plan_release(by=priya, plan=plan)
    assert Plan.objects.visible_to(jim).exists()


def test_the_page_offers_each_undo_while_it_is_open(priya, signed_in):
    plan = adopted(priya)
    browser, address = signed_in(priya), reverse("plan", args=[plan.pk])
    back = {
        name: reverse(f"plan_{name}_take_back", args=[plan.pk]) for name in ("adoption", "release")
    }

    def offered() -> list[str]:
        shown = browser.get(address).content.decode()
        return [name for name, url in back.items() if f'action="{url}"' in shown]

    assert offered() == ["adoption"]
    browser.post(reverse("plan_release", args=[plan.pk]))
    assert offered() == ["release"]
    assert "released no more" in browser.post(back["release"], follow=True).content.decode()
    assert "draft again" in browser.post(back["adoption"], follow=True).content.decode()
    assert offered() == []
    refused = browser.post(back["adoption"])
    assert (refused.status_code, "Adopt the plan first" in refused.content.decode()) == (422, True)


def test_a_draft_has_nothing_to_take_back(priya, signed_in):
    plan = a_plan(priya, "Share a store")
    assert "take-back" not in signed_in(priya).get(
        reverse("plan", args=[plan.pk])
    ).content.decode()  # fmt: skip


def test_two_who_let_the_team_read_at_once_do_not_undo_each_other(priya, helen, signed_in):
    plan = adopted(priya)
    browser, address = signed_in(priya), reverse("plan_team_reads", args=[plan.pk])
    shown = browser.get(reverse("plan", args=[plan.pk])).content.decode()
    assert '<input type="hidden" name="reads" value="yes">' in shown
    for reads, read in (("yes", True), ("yes", True), ("no", False), ("no", False)):
        browser.post(address, {"reads": reads})
        assert Plan.objects.visible_to(helen).exists() is read


def test_what_a_plan_was_on_a_day_stands_on_its_page_and_in_its_record(priya, signed_in):
    plan = adopted(priya)
    actions.finish_action(by=priya, entry=only(plan))
    with clock.standing(date(2012, 1, 10)):
        actions.close_plan(by=priya, plan=plan, came_of="A store for three.")
        browser, page = signed_in(priya), reverse("plan", args=[plan.pk])
        record = reverse("plan_download", args=[plan.pk, "word"])

        def on(day: str) -> tuple[bool, bool, str]:
            shown = browser.get(page, {"as_at": day}).content.decode()
            file = Document(BytesIO(browser.get(record, {"as_at": day}).content))
            words = [each.text for each in file.paragraphs]
            [said] = [each for each in words if "As at" in each]
            return "A store for three." in shown, "A store for three." in words, said

        assert on("2012-01-10") == (
            True, True,
            "Adopted by Cabinet, 12 September 2011 on 19 September 2011. Closed on 10 January "
            "2012. As at 10 January 2012.",
        )  # fmt: skip
        shown, written, said = on("2012-01-09")
        assert (shown, written) == (False, False)
        assert said.endswith("Next review: 19 March 2012. As at 9 January 2012.")
        assert on("2011-09-18")[2].startswith("A draft of 19 September 2011.")
