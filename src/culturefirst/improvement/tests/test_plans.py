"""Improvement plans: who drafts, reads, adopts, changes and closes them."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from culturefirst.improvement import actions
from culturefirst.improvement.models import (
    Assessment,
    DueMove,
    Plan,
    PlanAction,
    PlanMember,
    ReviewNote,
    Saving,
    Strand,
)
from culturefirst.improvement.tests.make import an_assessment
from culturefirst.improvement.tests.make_plans import (
    CABINET,
    DUE,
    a_plan,
    a_strand,
    adopted,
    an_action,
    body_of,
    only,
)
from culturefirst.kit import clock
from culturefirst.kit.errors import Conflict, DomainError, NotAllowed
from culturefirst.kit.models import AuditEvent
from culturefirst.network.tests.searching import found

TODAY = date(2011, 9, 19)


def read_by(plan, *people):
    seen = Plan.objects.visible_to
    return [str(user) for user in people if seen(user).filter(pk=plan.pk).exists()]


def fresh(record):
    return type(record)._base_manager.get(pk=record.pk)


def test_a_draft_is_read_by_who_keeps_it_then_by_the_body_and_released_by_every_member(
    priya, colleague, head, jim, helen, tom, nobody
):
    everybody = (priya, colleague, head, jim, helen, tom, nobody)
    plan = a_plan(priya, "Share a store")
    assert read_by(plan, *everybody) == ["Priya Nair", "Ruth Vane"]
    actions.adopt_plan(by=priya, plan=plan, adopted_by=CABINET)
    assert read_by(plan, *everybody) == ["Priya Nair", "Ola Berg", "Ruth Vane"]
    actions.let_team_read(by=priya, plan=plan, reads=True)
    assert read_by(plan, helen, tom) == ["Helen Marsh", "Tom Reeve"]
    actions.let_team_read(by=priya, plan=plan, reads=False)
    assert read_by(plan, helen, tom) == []
    actions.release_plan(by=head, plan=plan)
    members = ["Priya Nair", "Ola Berg", "Ruth Vane", "Jim Gotts", "Helen Marsh", "Tom Reeve"]
    assert read_by(plan, *everybody) == members


def test_whoever_helps_the_network_improve_reads_what_a_body_lets_its_team_read(priya, tom):
    plan = adopted(priya)
    note = actions.note_review(by=priya, plan=plan, words="On its way.")
    assessment = an_assessment(body_of(priya), agreed={"1-1": 2})
    assert "improvement_manager" in tom.roles
    assert read_by(plan, tom) == []
    for reads in (True, False):
        actions.let_team_read(by=priya, plan=plan, reads=reads)
        Assessment._base_manager.filter(pk=assessment.pk).update(team_reads=reads)
        assert read_by(plan, tom) == (["Tom Reeve"] if reads else [])
        assert list(ReviewNote.objects.visible_to(tom)) == ([note] if reads else [])
        assert Assessment.objects.visible_to(tom).exists() is reads


def test_without_a_viewer_there_is_nothing(priya):
    adopted(priya)
    for model in (Plan, PlanAction, PlanMember, ReviewNote, Saving, DueMove):
        assert not model.objects.exists()
        assert not model.objects.filter(pk__gt=0).exists()


def test_who_has_left_the_body_keeps_nothing_of_it(priya):
    plan = a_plan(priya)
    with clock.standing(date(2011, 9, 20)):
        post = priya.posts_today[0]
        post.ends = date(2011, 9, 20)
        post.save()
        del priya.posts_today
        assert read_by(plan, priya) == []


def test_a_plan_from_an_assessment_is_kept_by_who_worked_on_it_too(priya, colleague, jim):
    assessment = an_assessment(body_of(priya), colleague.person, agreed={"1-1": 2})
    criterion = assessment.framework.criteria.get(key="1-1")
    proposed = [actions_proposed("Lift criterion 1.1", criterion)]
    plan = a_plan(priya, assessment=assessment, proposed=proposed)
    parts = PlanMember._base_manager.filter(plan=plan).values_list("person__name", "part")
    assert sorted(parts) == [("Ola Berg", "team"), ("Priya Nair", "lead")]
    entry = only(plan)
    assert (entry.title, entry.criterion, entry.gap) == (
        "Lift criterion 1.1",
        criterion,
        "Fair, wanted Good",
    )
    with pytest.raises(DomainError, match="another organisation's"):
        actions.draft_plan(by=jim, organisation=body_of(jim), title="Ours", assessment=assessment)
    with pytest.raises(NotAllowed):
        a_plan(jim, organisation=body_of(priya))


def actions_proposed(title, criterion):
    from culturefirst.improvement.actions.plans import Proposed

    return Proposed(title, criterion, "Fair, wanted Good", "high")


def test_scores_that_are_not_agreed_give_no_plan(priya):
    assessment = an_assessment(body_of(priya), priya.person)
    with pytest.raises(DomainError, match="not agreed yet"):
        a_plan(priya, assessment=assessment)


def test_a_plan_is_adopted_once_each_action_has_an_owner_a_day_and_an_outcome(priya):
    plan = a_plan(priya)
    with pytest.raises(DomainError, match="one action or more"):
        actions.adopt_plan(by=priya, plan=plan, adopted_by=CABINET)
    actions.add_action(by=priya, plan=plan, title="Share a store")
    second = actions.add_action(by=priya, plan=plan, title="Let the annexe", due=DUE)
    says = (
        "“Share a store” has no owner and no due date and no outcome; "
        "“Let the annexe” has no owner and no outcome. Say these first, then adopt it."
    )
    with pytest.raises(DomainError) as refusal:
        actions.adopt_plan(by=priya, plan=plan, adopted_by=CABINET)
    assert str(refusal.value) == says
    first = PlanAction._base_manager.get(title="Share a store")
    filled = {"owner": priya.person, "due": DUE, "outcome": "One store."}
    actions.edit_action(by=priya, entry=first, changes=filled)
    actions.drop_action(by=priya, entry=second, because="Sold.")
    made = actions.adopt_plan(by=priya, plan=plan, adopted_by=CABINET, on=date(2011, 9, 12))
    assert (made.state, made.adopted_on, made.review_due) == (
        "adopted",
        date(2011, 9, 12),
        date(2012, 3, 12),
    )
    with pytest.raises(DomainError, match="not a draft"):
        actions.adopt_plan(by=priya, plan=plan, adopted_by=CABINET)


def test_nobody_adopts_a_plan_in_the_future_or_without_saying_who_did(priya):
    plan = a_plan(priya, "Share a store")
    with pytest.raises(ValidationError, match="has not come yet"):
        actions.adopt_plan(by=priya, plan=plan, adopted_by=CABINET, on=date(2011, 9, 20))
    with pytest.raises(ValidationError):
        actions.adopt_plan(by=priya, plan=plan, adopted_by=" ")
    assert fresh(plan).state == "draft"


def test_who_works_on_a_plan_changes_it_and_only_who_leads_adopts_or_releases(
    priya, colleague, head, helen
):
    plan = a_plan(priya, "Share a store")
    with pytest.raises(NotAllowed):
        actions.edit_plan(by=colleague, plan=plan, changes={"title": "Mine"})
    actions.add_plan_member(by=priya, plan=plan, person=colleague.person)
    actions.edit_plan(by=colleague, plan=plan, changes={"title": "More  of it"})
    assert fresh(plan).title == "More of it"
    for act in (actions.release_plan, lambda **it: actions.close_plan(**it, came_of="Much.")):
        with pytest.raises(NotAllowed):
            act(by=colleague, plan=plan)
    with pytest.raises(NotAllowed):
        actions.adopt_plan(by=helen, plan=plan, adopted_by=CABINET)
    assert actions.adopt_plan(by=head, plan=plan, adopted_by=CABINET).state == "adopted"


def test_a_plan_keeps_somebody_who_leads_it(priya, colleague, jim):
    plan = a_plan(priya)
    mine = PlanMember._base_manager.get(plan=plan)
    with pytest.raises(DomainError, match="Somebody has to lead"):
        actions.take_out_plan_member(by=priya, plan=plan, member=mine)
    with pytest.raises(ValidationError, match="holds no post"):
        actions.add_plan_member(by=priya, plan=plan, person=jim.person)
    actions.add_plan_member(by=priya, plan=plan, person=colleague.person, part="lead")
    actions.take_out_plan_member(by=priya, plan=plan, member=mine)
    assert read_by(plan, priya, colleague) == ["Ola Berg"]


def test_an_owner_says_how_far_their_action_is_and_no_more(priya, colleague):
    plan = a_plan(priya)
    entry = an_action(priya, plan, owner=colleague.person)
    with pytest.raises(NotAllowed):
        actions.begin_action(by=colleague, entry=entry)
    actions.adopt_plan(by=priya, plan=plan, adopted_by=CABINET)
    assert actions.begin_action(by=colleague, entry=entry).begun_on == TODAY
    done = actions.finish_action(by=colleague, entry=entry, came_of=" One key for all. ")
    assert (done.state, done.ended_on, done.ended_how) == ("done", TODAY, "One key for all.")
    with pytest.raises(DomainError, match="done already"):
        actions.finish_action(by=colleague, entry=entry)
    for act in (
        lambda: actions.edit_action(by=colleague, entry=entry, changes={"title": "Mine"}),
        lambda: actions.drop_action(by=colleague, entry=entry, because="No."),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_step_is_undone_one_at_a_time(priya):
    entry = only(adopted(priya))
    actions.begin_action(by=priya, entry=entry)
    actions.finish_action(by=priya, entry=entry)
    assert actions.resume_action(by=priya, entry=entry).state == "under_way"
    undone = actions.resume_action(by=priya, entry=entry)
    assert (undone.state, undone.begun_on, undone.ended_on) == ("planned", None, None)
    with pytest.raises(DomainError, match="nothing to undo"):
        actions.resume_action(by=priya, entry=entry)


def test_what_was_dropped_has_a_reason_and_only_who_keeps_the_plan_takes_it_up(priya, colleague):
    plan = a_plan(priya)
    entry = an_action(priya, plan, owner=colleague.person)
    actions.adopt_plan(by=priya, plan=plan, adopted_by=CABINET)
    with pytest.raises(ValidationError, match="Say why it is dropped"):
        actions.drop_action(by=priya, entry=entry, because=" ")
    actions.drop_action(by=priya, entry=entry, because="The store was sold.")
    with pytest.raises(NotAllowed):
        actions.resume_action(by=colleague, entry=entry)
    assert actions.resume_action(by=priya, entry=entry).state == "planned"


def test_the_day_of_an_adopted_action_moves_with_a_reason_that_is_kept(priya):
    plan = a_plan(priya, "Share a store")
    entry = only(plan)
    actions.edit_action(by=priya, entry=entry, changes={"due": date(2011, 11, 30)})
    assert not DueMove._base_manager.exists()
    actions.adopt_plan(by=priya, plan=plan, adopted_by=CABINET)
    later = {"due": date(2012, 2, 29)}
    with pytest.raises(ValidationError, match="say why the day moves"):
        actions.edit_action(by=priya, entry=entry, changes=later)
    assert fresh(entry).due == date(2011, 11, 30)
    actions.edit_action(by=priya, entry=entry, changes=later, why_moved="The roof leaks.")
    move = DueMove._base_manager.get()
    assert (move.was, move.became, move.because, move.by, move.on) == (
        date(2011, 11, 30),
        date(2012, 2, 29),
        "The roof leaks.",
        priya.person,
        TODAY,
    )


def test_an_adopted_action_cannot_lose_what_it_was_adopted_with(priya):
    entry = only(adopted(priya))
    with pytest.raises(ValidationError) as refusal:
        gone = {"owner": None, "outcome": "", "due": None}
        actions.edit_action(by=priya, entry=entry, changes=gone, why_moved="Why not.")
    assert set(refusal.value.message_dict) == {"owner", "outcome", "due"}
    assert fresh(entry).outcome


def test_an_owner_is_of_the_body_or_a_name_in_words(priya, jim):
    plan = a_plan(priya)
    with pytest.raises(ValidationError, match="Jim Gotts holds no post at Ipswich"):
        an_action(priya, plan, owner=jim.person)
    entry = an_action(priya, plan, owner=None, owner_name=" Head of leisure ")
    assert (entry.owner, entry.who) == (None, "Head of leisure")
    named = actions.edit_action(by=priya, entry=entry, changes={"owner": priya.person})
    assert (named.who, named.owner_name) == ("Priya Nair", "")


def test_two_who_change_one_action_both_keep_their_words(priya, head):
    entry = only(a_plan(priya, "Share a store"))
    seen = entry.version
    actions.edit_action(by=head, entry=entry, changes={"outcome": "Ruth's"}, seen=seen)
    with pytest.raises(Conflict) as met:
        actions.edit_action(by=priya, entry=entry, changes={"outcome": "Mine"}, seen=seen)
    assert (met.value.theirs, met.value.yours) == ({"outcome": "Ruth's"}, {"outcome": "Mine"})
    assert fresh(entry).outcome == "Ruth's"


def test_actions_change_places(priya):
    plan = a_plan(priya, "One", "Two", "Three")
    two = PlanAction._base_manager.get(title="Two")
    order = PlanAction._base_manager.filter(plan=plan).values_list("title", flat=True)
    actions.move_action(by=priya, plan=plan, entry=two, up=True)
    assert list(order.all()) == ["Two", "One", "Three"]
    actions.move_action(by=priya, plan=plan, entry=two, up=True)
    assert list(order.all()) == ["Two", "One", "Three"]
    actions.move_action(by=priya, plan=plan, entry=two, up=False)
    assert list(order.all()) == ["One", "Two", "Three"]
    other = only(a_plan(priya, "Elsewhere"))
    with pytest.raises(DomainError, match="another plan"):
        actions.move_action(by=priya, plan=plan, entry=other, up=True)


def test_a_saving_is_noted_and_put_right_by_withdrawing_it(priya):
    entry = only(adopted(priya))
    said = {"by": priya, "entry": entry, "how_known": "The rent ended."}
    with pytest.raises(ValidationError, match="nought or more"):
        actions.note_saving(**said, amount=Decimal(-1))
    with pytest.raises(ValidationError, match="hoped for"):
        actions.note_saving(**said, amount=Decimal(1), on=date(2011, 10, 1))
    with pytest.raises(ValidationError):
        actions.note_saving(**said | {"how_known": " "}, amount=Decimal(1))
    saving = actions.note_saving(**said, amount=Decimal("4200.50"))
    assert (saving.amount, saving.on, saving.noted_by) == (Decimal("4200.50"), TODAY, priya.person)
    with pytest.raises(ValidationError, match="Say why"):
        actions.withdraw_saving(by=priya, entry=entry, saving=saving, because="")
    gone = actions.withdraw_saving(by=priya, entry=entry, saving=saving, because="Rent goes on.")
    assert (gone.withdrawn_on, gone.withdrawn_because) == (TODAY, "Rent goes on.")
    with pytest.raises(DomainError, match="withdrawn already"):
        actions.withdraw_saving(by=priya, entry=entry, saving=saving, because="Again.")


def test_a_review_leaves_words_and_sets_the_next_day(priya, helen):
    plan = adopted(priya)
    actions.release_plan(by=priya, plan=plan)
    note = actions.note_review(by=priya, plan=plan, words="Half is done.", about=only(plan))
    assert fresh(plan).review_due == date(2012, 3, 19)
    with clock.standing(date(2012, 3, 20)):
        actions.note_review(by=priya, plan=plan, words="Nearly all.", reviewed=True)
    assert fresh(plan).review_due == date(2012, 9, 20)
    assert ReviewNote.objects.visible_to(priya).count() == 2
    assert not ReviewNote.objects.visible_to(helen).exists()
    assert (note.by, note.on) == (priya.person, TODAY)


def test_a_plan_closes_once_nothing_is_left_to_do_and_can_be_opened_again(priya):
    plan = adopted(priya, "Share a store", "Let the annexe")
    with pytest.raises(DomainError, match="Still to be done: “Share a store”, “Let the annexe”"):
        actions.close_plan(by=priya, plan=plan, came_of="Much.")
    for entry in PlanAction._base_manager.filter(plan=plan):
        actions.finish_action(by=priya, entry=entry)
    with pytest.raises(ValidationError):
        actions.close_plan(by=priya, plan=plan, came_of=" ")
    closed = actions.close_plan(by=priya, plan=plan, came_of="Much.")
    assert (closed.state, closed.closed_on, closed.came_of) == ("closed", TODAY, "Much.")
    with pytest.raises(DomainError, match="closed"):
        an_action(priya, closed)
    assert actions.reopen_plan(by=priya, plan=plan).state == "adopted"


def test_nothing_is_done_of_a_draft(priya):
    entry = only(a_plan(priya, "Share a store"))
    for act in (
        lambda: actions.begin_action(by=priya, entry=entry),
        lambda: actions.finish_action(by=priya, entry=entry),
        lambda: actions.note_saving(by=priya, entry=entry, amount=Decimal(1), how_known="So."),
        lambda: actions.release_plan(by=priya, plan=entry.plan),
    ):
        with pytest.raises(DomainError, match="Adopt the plan first"):
            act()


def test_the_database_holds_what_a_plan_cannot_be(priya):
    plan = adopted(priya)
    entry = only(plan)
    for rows, change in (
        (Plan, {"pk": plan.pk, "to": {"adopted_by": ""}}),
        (Plan, {"pk": plan.pk, "to": {"state": "closed"}}),
        (Plan, {"pk": plan.pk, "to": {"released_on": date(2011, 1, 1)}}),
        (PlanAction, {"pk": entry.pk, "to": {"state": "done"}}),
        (PlanAction, {"pk": entry.pk, "to": {"state": "dropped", "ended_on": TODAY}}),
        (PlanAction, {"pk": entry.pk, "to": {"starts": date(2012, 1, 1)}}),
        (PlanAction, {"pk": entry.pk, "to": {"owner_name": "Somebody"}}),
        (PlanAction, {"pk": entry.pk, "to": {"cost": Decimal(-1)}}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows._base_manager.filter(pk=change["pk"]).update(**change["to"])


def test_the_trail_holds_no_word_of_a_plan(priya):
    plan = adopted(priya, "Axolotl", title="Bandicoot", summary="Capybara")
    entry = only(plan)
    changes = {"risk": "Dikdik", "due": date(2012, 1, 31), "cost": Decimal(7171)}
    actions.edit_action(by=priya, entry=entry, changes=changes, why_moved="Echidna")
    actions.drop_action(by=priya, entry=entry, because="Fossa")
    told = "".join(f"{e.before}{e.after}{e.reason}" for e in AuditEvent.objects.all())
    words = ("Axolotl", "Bandicoot", "Capybara", "Dikdik", "Echidna", "Fossa", "7171", "Cabinet")
    assert [word for word in words if word in told] == []


def test_the_team_keeps_strands_and_a_retired_one_keeps_what_is_under_it(helen, priya):
    assert list(Strand.objects.values_list("name", flat=True)) == [
        "Asset use", "Commissioning", "Procurement", "Shared services", "Other",
    ]  # fmt: skip
    with pytest.raises(NotAllowed):
        actions.add_strand(by=priya, name="Energy")
    made = actions.add_strand(by=helen, name=" Energy  saved ")
    assert (made.name, made.slug, made.position) == ("Energy saved", "energy-saved", 6)
    with pytest.raises(ValidationError):
        actions.add_strand(by=helen, name="Energy saved")
    changed = actions.edit_strand(by=helen, strand=made, changes={"name": "Energy"})
    assert (changed.name, changed.slug) == ("Energy", "energy-saved")
    entry = an_action(priya, a_plan(priya), strand=a_strand())
    actions.retire_strand(by=helen, strand=entry.strand)
    assert fresh(entry).strand.slug == "asset-use"
    assert a_strand() not in Strand.objects.current()
    assert actions.resume_strand(by=helen, strand=entry.strand).retired_on is None


def test_a_plan_is_found_by_whoever_may_read_it_and_by_nobody_else(priya, jim, helen, nobody):
    plan = adopted(priya, "Axolotl tanks", title="Bandicoot")
    for words in ("axolotl", "bandicoot"):
        assert found(priya, words) == ["Bandicoot"]
        for user in (jim, helen, nobody):
            assert found(user, words) == []
    actions.release_plan(by=priya, plan=plan)
    assert found(jim, "axolotl") == ["Bandicoot"]
    assert found(nobody, "axolotl") == []
