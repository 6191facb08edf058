"""Self-assessments from scope to release: who does what, who reads what, what is refused."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from culturefirst.improvement import actions
from culturefirst.improvement.models import Assessment, AssessmentMember, Evidence, Judgement
from culturefirst.improvement.tests.assessing import (
    SCOPE,
    agreed,
    agreeing,
    body_of,
    criteria,
    fresh,
    judge,
    scoped,
    scoring,
)
from culturefirst.improvement.tests.make import a_framework
from culturefirst.kit import clock
from culturefirst.kit.errors import Conflict, DomainError, NotAllowed
from culturefirst.kit.models import AuditEvent

TODAY = date(2011, 9, 19)


def read_by(found, *people):
    seen = Assessment.objects.visible_to
    return [str(user) for user in people if seen(user).filter(pk=found.pk).exists()]


def test_whoever_holds_a_post_begins_one_for_their_own_body_and_leads_it(priya, jim, helen):
    found = scoped(priya)
    assert (found.title, found.stage, found.begun_on) == ("We look", "scope", TODAY)
    [member] = AssessmentMember.objects.visible_to(priya).filter(assessment=found)
    assert (member.person, member.part) == (priya.person, "lead")
    for who in (jim, helen):
        with pytest.raises(NotAllowed, match="anybody who holds a post of that organisation"):
            actions.begin_assessment(
                by=who, organisation=body_of(priya), framework=found.framework, title="A"
            )


def test_a_framework_is_for_the_kinds_of_body_that_it_names(priya, dee):
    version = a_framework()
    version.kinds = ["civil_society"]
    version.save()
    with pytest.raises(
        DomainError, match=r"is not meant for such a body\. Choose another framework"
    ):
        scoped(priya, version)
    assert scoped(dee, version).organisation == body_of(dee)
    version.framework.retired_on = TODAY
    version.framework.save()
    with pytest.raises(DomainError, match="not used any more"):
        scoped(dee, version)


def test_nobody_scores_before_it_is_said_what_is_looked_at_and_what_is_left_out(priya):
    found = actions.begin_assessment(
        by=priya, organisation=body_of(priya), framework=a_framework(), title="We look"
    )

    def opens(**scope):
        changed = actions.edit_scope(by=priya, assessment=found, changes=scope)
        return actions.open_scoring(by=priya, assessment=changed)

    with pytest.raises(DomainError, match="Scope it first: say what is looked at"):
        opens()
    with pytest.raises(DomainError, match="what is left out and why, or “nothing”"):
        opens(in_scope="Museums.")
    with pytest.raises(DomainError, match="some themes are left out: say which and why"):
        opens(left_out="Nothing.", themes=["theme-1"])
    made = opens(left_out="Theme 2: the county runs it.")
    assert (made.stage, made.opened_on) == ("scoring", TODAY)
    with pytest.raises(DomainError, match="open for scoring, or was, already"):
        actions.open_scoring(by=priya, assessment=made)


def test_a_scope_names_themes_of_its_framework_and_a_day_to_come(priya):
    found = scoped(priya)
    for changes, why in (
        ({"themes": ["nowhere"]}, "is not one of this framework"),
        ({"scores_by": date(2011, 9, 18)}, "is over. Give a later one"),
    ):
        with pytest.raises(DomainError, match=why):
            actions.edit_scope(by=priya, assessment=found, changes=changes)


def test_two_who_change_the_scope_at_once_both_keep_their_words(priya):
    found = scoped(priya)
    seen = found.version
    actions.edit_scope(by=priya, assessment=found, changes={"in_scope": "One."}, seen=seen)
    with pytest.raises(Conflict) as conflict:
        actions.edit_scope(by=priya, assessment=found, changes={"in_scope": "Two."}, seen=seen)
    assert conflict.value.theirs == {"in_scope": "One."}
    assert conflict.value.yours == {"in_scope": "Two."}


def test_only_who_leads_it_or_the_body_takes_its_steps(priya, colleague, head, jim, helen):
    found = scoped(priya)
    actions.add_assessment_member(by=priya, assessment=found, person=colleague.person)
    for who in (colleague, jim, helen):
        with pytest.raises(NotAllowed, match="whoever leads the assessment or the body"):
            actions.open_scoring(by=who, assessment=found)
    assert actions.open_scoring(by=head, assessment=found).stage == "scoring"


def test_a_team_is_of_the_body_and_keeps_somebody_who_leads(priya, colleague, jim):
    found = scoped(priya)
    with pytest.raises(DomainError, match="Jim Gotts holds no post at Ipswich Borough Council"):
        actions.add_assessment_member(by=priya, assessment=found, person=jim.person)
    [lead] = AssessmentMember._base_manager.filter(assessment=found)
    with pytest.raises(DomainError, match="Let another lead it first"):
        actions.take_out_assessment_member(by=priya, assessment=found, member=lead)
    with pytest.raises(DomainError, match="Let another lead it first"):
        actions.add_assessment_member(by=priya, assessment=found, person=priya.person)
    actions.add_assessment_member(by=priya, assessment=found, person=colleague.person, part="lead")
    actions.take_out_assessment_member(by=priya, assessment=found, member=lead)
    assert read_by(found, priya, colleague) == ["Ola Berg"]


def test_each_criterion_is_agreed_with_a_level_and_a_reason(priya):
    found = agreeing(priya)
    one, two, *_ = criteria(found)
    with pytest.raises(ValidationError, match="say why in a sentence"):
        judge(priya, found, one, value=3, why="")
    with pytest.raises(ValidationError, match="choose a level or “does not apply”"):
        judge(priya, found, one)
    with pytest.raises(ValidationError, match="Choose one of the levels"):
        judge(priya, found, one, value=7)
    said = judge(priya, found, one, value=3, strengths=" A plan. ", areas="Costs.")
    assert (said.value, said.why, said.strengths, said.agreed_on) == (
        3, "We saw it.", "A plan.", TODAY,
    )  # fmt: skip
    apart = judge(priya, found, two, applies=False, why="No museum.")
    assert (apart.value, apart.applies, apart.agreed_on) == (None, False, TODAY)
    open_again = judge(priya, found, one, agreed=False, value=None, why="")
    assert (open_again.agreed_on, open_again.areas) == (None, "Costs.")


def test_what_is_half_written_is_kept_and_not_agreed(priya):
    found = agreeing(priya)
    one = criteria(found)[0]
    row = actions.save_judgement(
        by=priya, assessment=found, criterion=one, changes={"why": "Perhaps."}
    )
    assert (row.why, row.value, row.agreed_on, row.version) == ("Perhaps.", None, None, 1)


def test_of_two_who_write_of_one_criterion_the_second_is_shown_both_texts(priya, colleague):
    found = agreeing(priya)
    actions.add_assessment_member(by=priya, assessment=found, person=colleague.person)
    one = criteria(found)[0]

    def writes(by, why, seen):
        return actions.save_judgement(
            by=by, assessment=found, criterion=one, changes={"why": why}, seen=seen
        )

    writes(priya, "Hers.", 0)
    with pytest.raises(Conflict) as first:
        writes(colleague, "His.", 0)
    assert first.value.theirs["why"] == "Hers." and first.value.yours["why"] == "His."
    writes(colleague, "His.", 1)
    with pytest.raises(Conflict):
        writes(priya, "Again.", 1)
    assert Judgement._base_manager.get(assessment=found).why == "His."


def test_the_whole_is_agreed_once_each_criterion_is_and_it_says_which_is_missing(priya):
    found = agreeing(priya)
    *others, last = criteria(found)
    for each in others:
        judge(priya, found, each, value=2)
    with pytest.raises(DomainError, match=r"Not agreed yet: “Criterion 2\.2”"):
        actions.agree_assessment(by=priya, assessment=found)
    judge(priya, found, last, value=2)
    done = actions.agree_assessment(by=priya, assessment=found)
    assert (done.stage, done.agreed_on) == ("agreed", TODAY)
    with pytest.raises(DomainError, match=r"It is agreed\. Reopen it before you change"):
        judge(priya, done, last, value=1)


def test_criteria_out_of_scope_or_not_for_such_a_body_need_no_agreement(priya):
    version = a_framework()
    version.criteria.filter(key="1-2").update(kinds=["county"])
    found = actions.begin_assessment(
        by=priya, organisation=body_of(priya), framework=version, title="We look"
    )
    scope = SCOPE | {"themes": ["theme-1"], "left_out": "Theme 2, as it was done last year."}
    actions.edit_scope(by=priya, assessment=found, changes=scope)
    actions.open_scoring(by=priya, assessment=found)
    actions.close_scoring(by=priya, assessment=found)
    judge(priya, found, version.criteria.get(key="1-1"), value=4)
    assert actions.agree_assessment(by=priya, assessment=found).stage == "agreed"


def test_scoring_can_end_with_nobody_having_answered(priya):
    found = agreeing(priya)
    assert (found.stage, found.closed_on) == ("agreeing", TODAY)
    with pytest.raises(DomainError, match="not open for scoring"):
        actions.close_scoring(by=priya, assessment=found)


def test_who_reads_one_grows_from_its_team_to_its_people_to_every_member(
    priya, colleague, head, jim, dee, tom, helen, amara, nobody
):
    everybody = (priya, colleague, head, jim, dee, tom, helen, amara, nobody)
    found = agreeing(priya)
    assert Assessment.objects.count() == 0
    assert read_by(found, *everybody) == ["Priya Nair", "Ruth Vane"]
    for each in criteria(found):
        judge(priya, found, each, value=2)
    actions.agree_assessment(by=priya, assessment=found)
    assert read_by(found, *everybody) == ["Priya Nair", "Ola Berg", "Ruth Vane"]
    actions.edit_scope(by=priya, assessment=found, changes={"team_reads": True})
    assert read_by(found, *everybody) == [
        "Priya Nair", "Ola Berg", "Ruth Vane", "Tom Reeve", "Helen Marsh", "Amara Okafor",
    ]  # fmt: skip
    actions.edit_scope(by=priya, assessment=found, changes={"team_reads": False})
    actions.release_assessment(by=priya, assessment=found)
    assert read_by(found, *everybody) == [str(user) for user in everybody[:-1]]


def test_only_what_is_agreed_is_released_and_by_its_lead(priya, colleague, helen):
    found = agreed(priya)
    actions.add_assessment_member(by=priya, assessment=found, person=colleague.person)
    for who in (colleague, helen):
        with pytest.raises(NotAllowed):
            actions.release_assessment(by=who, assessment=found)
    reopened = actions.reopen_assessment(by=priya, assessment=found, because="A slip.")
    with pytest.raises(DomainError, match="Only what is agreed can be released"):
        actions.release_assessment(by=priya, assessment=reopened)


def test_a_release_is_taken_back_on_its_own_day_and_never_after(priya, jim):
    found = actions.release_assessment(by=priya, assessment=agreed(priya))
    back = actions.take_release_back(by=priya, assessment=found)
    assert (back.released_on, read_by(back, jim)) == (None, [])
    actions.release_assessment(by=priya, assessment=back)
    later, why = clock.standing(TODAY + timedelta(days=1)), "go by it, so it stays"
    with later, pytest.raises(DomainError, match=why):
        actions.take_release_back(by=priya, assessment=found)
    for act in (actions.reopen_assessment, actions.withdraw_assessment):
        with pytest.raises(DomainError, match="Every member has been told of it"):
            act(by=priya, assessment=found, because="A slip.")


def test_it_is_reopened_and_withdrawn_with_a_reason_that_no_trail_tells(priya, colleague):
    found = agreed(priya)
    with pytest.raises(DomainError, match="Say why in a sentence"):
        actions.reopen_assessment(by=priya, assessment=found, because=" ")
    again = actions.reopen_assessment(by=priya, assessment=found, because="A Capybara  slip.")
    assert (again.stage, again.agreed_on, again.reopened_because) == (
        "agreeing", None, "A Capybara slip.",
    )  # fmt: skip
    assert Judgement._base_manager.filter(assessment=found, agreed_on=TODAY).count() == 4
    gone = actions.withdraw_assessment(by=priya, assessment=again, because="Capybara, too.")
    assert (gone.stage, gone.withdrawn_on, gone.withdrawn_because) == (
        "withdrawn", TODAY, "Capybara, too.",
    )  # fmt: skip
    assert read_by(gone, priya, colleague) == ["Priya Nair"]
    assert "Capybara" not in str(list(AuditEvent.objects.values_list("before", "after", "reason")))


def test_the_trail_holds_no_word_of_what_was_written(priya):
    found = agreeing(priya)
    judge(priya, found, criteria(found)[0], value=1, why="Bandicoot", areas="Bandicoot")
    actions.edit_scope(by=priya, assessment=found, changes={"partners": "Bandicoot"})
    told = str(list(AuditEvent.objects.values_list("before", "after", "reason")))
    assert "Bandicoot" not in told and "(kept private)" in told


def test_the_database_itself_holds_what_stages_mean(priya):
    found = agreed(priya)
    rows = Assessment._base_manager.filter(pk=found.pk)
    for wrong in (
        {"agreed_on": None},
        {"stage": "scoring"},
        {"stage": "withdrawn"},
        {"released_on": date(2011, 9, 18)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
    judged = Judgement._base_manager.filter(assessment=found)
    for wrong in ({"why": ""}, {"value": None}, {"applies": False}):
        with pytest.raises(IntegrityError), transaction.atomic():
            judged.update(**wrong)
    assert fresh(found).stage == "agreed"


def test_evidence_is_of_one_kind_for_criteria_in_scope_and_comes_back(priya):
    found = scoring(priya)
    one, two, *_ = criteria(found)
    with pytest.raises(DomainError, match="one of them"):
        actions.add_evidence(by=priya, assessment=found, criteria=[one], title="Nothing")
    with pytest.raises(ValidationError, match="Choose at least one criterion"):
        actions.add_evidence(
            by=priya, assessment=found, criteria=[], title="A", url="https://a.example.org/"
        )
    row = actions.add_evidence(
        by=priya, assessment=found, criteria=[one], title="The audit", url="https://a.example.org/"
    )
    actions.edit_evidence(by=priya, assessment=found, evidence=row, criteria=[one, two])
    assert sorted(each.key for each in row.criteria.all()) == ["1-1", "1-2"]
    foreign = a_framework("another").criteria.first()
    with pytest.raises(DomainError, match="not in the scope"):
        actions.edit_evidence(by=priya, assessment=found, evidence=row, criteria=[foreign])
    gone = actions.withdraw_evidence(by=priya, assessment=found, evidence=row)
    assert (gone.withdrawn_on, list(Evidence.objects.visible_to(priya).standing())) == (TODAY, [])
    actions.restore_evidence(by=priya, assessment=found, evidence=row)
    assert list(Evidence.objects.visible_to(priya).standing()) == [row]


def test_evidence_is_read_by_the_team_then_the_body_and_goes_no_further(
    priya, colleague, jim, helen
):
    found = agreed(priya)
    row = actions.add_evidence(
        by=priya, assessment=found, criteria=criteria(found)[:1], title="The audit",
        url="https://a.example.org/",
    )  # fmt: skip
    actions.edit_scope(by=priya, assessment=found, changes={"team_reads": True})
    actions.release_assessment(by=priya, assessment=found)
    people = (priya, colleague, jim, helen)
    seen = [str(who) for who in people if row in Evidence.objects.visible_to(who)]
    assert seen == ["Priya Nair", "Ola Berg"]
