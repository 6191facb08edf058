"""What self-assessments tell elsewhere: measures, "My work", search, retention."""

from datetime import date, timedelta

from django.urls import reverse

from culturefirst.improvement import actions
from culturefirst.improvement.actions.answers import Said
from culturefirst.improvement.models import Assessment, Evidence, Respondent
from culturefirst.improvement.retention import (
    old_guests,
    unused_records,
    withdrawn_evidence,
)
from culturefirst.improvement.tests.assessing import (
    agreed,
    agreeing,
    criteria,
    guest,
    hands_in,
    scoped,
    scoring,
)
from culturefirst.improvement.tests.make import a_framework, an_assessment
from culturefirst.kit import clock
from culturefirst.kit.attention import needs
from culturefirst.kit.outbox.models import Message
from culturefirst.kit.retention import RULES
from culturefirst.kit.starts import start
from culturefirst.kit.uploads import checked
from culturefirst.measures.core import Question, Window
from culturefirst.measures.figures import figure
from culturefirst.measures.register import MEASURES
from culturefirst.network.tests.searching import found as searched
from culturefirst.programme.tests.test_measures_figures import check_every_measure

TODAY = date(2011, 9, 19)
YEAR = Window(date(2011, 4, 1), date(2012, 3, 31))


def counted(key, **scope):
    return figure(Question(f"improvement.{key}", YEAR, scope)).numerator


def waiting(user, on=TODAY):
    return [
        (need.why, need.due, need.url) for need in needs(user, on) if need.room == "improvement"
    ]


def test_an_organisation_counts_once_however_many_it_agrees(priya, ipswich, norfolk_county):
    version = a_framework()
    levels = {"1-1": 3}
    an_assessment(ipswich, priya.person, version, levels)
    an_assessment(ipswich, priya.person, version, levels)
    an_assessment(norfolk_county, None, version, levels)
    an_assessment(norfolk_county, None, version)
    assert (counted("organisations_assessed"), counted("assessments_agreed")) == (2, 3)
    place = ipswich.sub_region
    assert counted("organisations_assessed", sub_region=place.pk) == 1
    assert counted("organisations_assessed", body_kind="county") == 1
    last_year = Window(date(2010, 4, 1), date(2011, 3, 31))
    assert figure(Question("improvement.assessments_agreed", last_year)).numerator == 0


def test_what_is_reopened_counts_no_more_until_it_is_agreed_again(priya):
    found = agreed(priya)
    assert counted("organisations_assessed") == 1
    actions.reopen_assessment(by=priya, assessment=found, because="A slip.")
    assert counted("organisations_assessed") == 0
    actions.agree_assessment(by=priya, assessment=found)
    assert counted("organisations_assessed") == 1


def test_rows_of_figures_name_no_body_that_has_not_released(priya, client):
    found = agreed(priya)
    url = reverse("figure", args=["improvement.organisations_assessed"])
    measure = MEASURES["improvement.assessments_agreed"]
    assert measure.show(found).label == "A self-assessment"
    page = client.get(url).content.decode()
    assert "We look" not in page and "Ipswich" not in page
    released = actions.release_assessment(by=priya, assessment=found)
    told = measure.show(released)
    assert (told.label, told.detail) == ("We look", "Ipswich Borough Council")


def test_people_count_once_the_scoring_they_handed_in_for_is_over(priya):
    found = scoring(priya)
    one = criteria(found)[0].pk
    for number in range(2):
        hands_in(guest(priya, found, number), {one: Said(2)})
    guest(priya, found, 9)
    assert counted("people_scored") == 0
    actions.close_scoring(by=priya, assessment=found)
    assert counted("people_scored") == 2


def test_every_measure_holds_what_all_measures_hold(priya, ipswich):
    an_assessment(ipswich, priya.person, a_framework(), {"1-1": 3})
    check_every_measure()


def test_my_work_says_who_is_to_score_to_scope_to_end_and_to_agree(priya, colleague, jim):
    found = scoped(priya)
    url = reverse("assessment", args=[found.pk])
    assert [need[2] for need in waiting(priya)] == [url]
    actions.edit_scope(by=priya, assessment=found, changes={"scores_by": date(2011, 9, 30)})
    actions.open_scoring(by=priya, assessment=found)
    actions.add_assessment_member(by=priya, assessment=found, person=colleague.person)
    actions.invite_people(by=priya, assessment=found, people=[jim.person])
    row = Respondent._base_manager.get()
    [(why, due, where)] = waiting(jim)
    assert (why, due, where) == (
        "You were asked how you see it: score on your own, and hand in.",
        date(2011, 9, 30),
        reverse("answers", args=[row.pk]),
    )
    assert waiting(priya) == []
    later = date(2011, 10, 1)
    assert [need[0][:46] for need in waiting(priya, later)] == [
        "The day until which people score is over: end "
    ]
    hands_in(row, {criteria(found)[0].pk: Said(2)})
    assert waiting(jim) == []
    actions.close_scoring(by=priya, assessment=found)
    for who in (priya, colleague):
        assert waiting(who) == [
            ("The scoring is over: go through the criteria and agree on each.", None, url)
        ]


def test_only_ones_own_organisations_are_found_in_search(priya, colleague, jim, head):
    found = scoped(priya)
    actions.edit_scope(by=priya, assessment=found, changes={"partners": "Numbat trust"})
    entry = "We look"
    assert entry in str(searched(priya, "numbat")) and entry in str(searched(head, "numbat"))
    assert searched(colleague, "numbat") == searched(jim, "numbat") == []


def test_what_is_begun_from_one_is_of_its_body_for_who_may_read_it(priya, jim):
    found = agreed(priya)
    begun = start(priya, f"improvement.assessment:{found.pk}")
    assert (begun.title, begun.organisation) == ("We look", found.organisation_id)
    assert start(jim, f"improvement.assessment:{found.pk}") is None


def test_names_of_guests_go_two_months_after_the_scoring_and_how_they_scored_stays(priya):
    found = scoring(priya)
    one = criteria(found)[0].pk
    hands_in(guest(priya, found, 1), {one: Said(2)})
    guest(priya, found, 2)
    actions.close_scoring(by=priya, assessment=found)
    rule = RULES["improvement.guests"]
    assert not old_guests(TODAY + timedelta(days=59)).exists()
    rows = old_guests(TODAY + timedelta(days=60))
    assert rows.count() == 2
    rule.forget(rows)
    [left] = Respondent._base_manager.all()
    assert (left.name, left.email, str(left)) == ("", "", "A guest")
    assert counted("people_scored") == 1
    assert not Message.objects.filter(to__contains="example.net").exists()


def test_records_and_evidence_that_nobody_wants_go(priya, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    found = agreeing(priya)
    actions.bring_record(by=priya, assessment=found, name="a.docx", said=[])
    upload = checked("audit.txt", b"What the audit found.")
    row = actions.add_evidence(
        by=priya, assessment=found, criteria=criteria(found)[:1], title="A", upload=upload
    )
    actions.withdraw_evidence(by=priya, assessment=found, evidence=row)
    assert unused_records(TODAY + timedelta(days=2)).count() == 1
    assert not withdrawn_evidence(TODAY + timedelta(days=89)).exists()
    assert withdrawn_evidence(TODAY + timedelta(days=90)).count() == 1
    assert Evidence._base_manager.get().file.size == 21


def test_the_team_of_the_network_sees_that_one_is_read_only_where_it_may(priya, helen, signed_in):
    found = agreed(priya)
    url = reverse("assessment_result", args=[found.pk])
    assert signed_in(helen).get(url).status_code == 404
    actions.edit_scope(by=priya, assessment=found, changes={"team_reads": True})
    assert signed_in(helen).get(url).status_code == 200
    assert Assessment.objects.visible_to(helen).count() == 1
    with clock.standing(TODAY):
        assert (
            signed_in(helen).get(reverse("assessment_criteria", args=[found.pk])).status_code == 404
        )
