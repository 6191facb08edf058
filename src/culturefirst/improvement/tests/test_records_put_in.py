"""Word records are looked at and put in, whole or not; what both changed is chosen."""

import pytest
from django.urls import reverse

from culturefirst.improvement import actions
from culturefirst.improvement.models import Answer, BroughtRecord, Judgement
from culturefirst.improvement.queries.brought import of_record, seen_of
from culturefirst.improvement.queries.papers import (
    asking_of,
    paper_of_answers,
    paper_of_assessment,
)
from culturefirst.improvement.records.merging import (
    fingerprint,
)
from culturefirst.improvement.records.paper import (
    YES,
)
from culturefirst.improvement.records.understood import Said
from culturefirst.improvement.tests.assessing import (
    agreeing,
    criteria,
    guest,
    judge,
    scoring,
)
from culturefirst.improvement.tests.word_files import LEVELS, fill, word_file
from culturefirst.improvement.tokens import token_of
from culturefirst.kit.errors import DomainError


def test_the_teams_record_goes_out_is_filled_in_and_put_in(priya, signed_in):
    found = agreeing(priya)
    one, two, *_ = criteria(found)
    judge(priya, found, one, value=2, why="We saw it.")
    client = signed_in(priya)
    out = client.get(reverse("assessment_word", args=[found.pk]))
    assert out["Content-Disposition"] == 'attachment; filename="record-we-look.docx"'
    made = fill(
        paper_of_assessment(found, priya),
        **{
            "1_1": {"level": "Good", "areas": "Costs.\nStaff."},
            "1_2": {"apart": "x", "why": "No museum.", "agreed": "yes"},
        },
    )
    judge(priya, found, one, value=2, why="We saw more.")  # meanwhile
    url = reverse("assessment_bring", args=[found.pk])
    onward = client.post(url, {"file": word_file(made)})["Location"]
    page = client.get(onward).content.decode()
    waits = BroughtRecord._base_manager.get()
    told = [(each.key, each.name, each.record) for each in of_record(waits)]
    assert told == [
        ("1-1", "level", "Good"),
        ("1-1", "areas", "Costs.\nStaff."),
        ("1-2", "level", "Does not apply"),
        ("1-2", "why", "No museum."),
        ("1-2", "agreed", "yes"),
    ]
    assert "5 fields, all or nothing" in page
    seen = fingerprint(of_record(waits))
    assert client.post(onward, {"seen": seen})["Location"].endswith("/criteria/")
    first = Judgement._base_manager.get(criterion=one)
    assert (first.value, first.why, first.areas) == (3, "We saw more.", "Costs.\nStaff.")
    second = Judgement._base_manager.get(criterion=two)
    assert (second.applies, second.why, second.agreed_on) == (False, "No museum.", found.begun_on)
    assert BroughtRecord._base_manager.count() == 0


def test_what_changed_since_one_looked_is_looked_at_again(priya, signed_in):
    found = agreeing(priya)
    one = criteria(found)[0]
    record = actions.bring_record(
        by=priya, assessment=found, name="a.docx", said=[Said("1-1", {"why": "Hers."})]
    )
    seen = fingerprint(of_record(record))
    judge(priya, found, one, value=2, why="His.")
    with pytest.raises(DomainError, match="Look at it once more, then put it in"):
        actions.put_in_record(by=priya, assessment=found, record=record, seen=seen)
    again = signed_in(priya).post(
        reverse("assessment_brought", args=[found.pk, record.pk]), {"seen": seen}
    )
    assert again.status_code == 422
    assert "Look at it once more, then put it in" in again.content.decode()
    actions.put_in_record(
        by=priya, assessment=found, record=record, seen=fingerprint(of_record(record))
    )
    assert Judgement._base_manager.get().why == "His.\n\nHers."


def test_nothing_is_put_in_where_one_criterion_cannot_stand(priya, signed_in):
    found = agreeing(priya)
    said = [Said("1-1", {"level": "Good", "why": "Seen."}), Said("1-2", {"agreed": YES})]
    record = actions.bring_record(by=priya, assessment=found, name="a.docx", said=said)
    url = reverse("assessment_brought", args=[found.pk, record.pk])
    page = signed_in(priya).get(url).content.decode()
    assert "Criterion 1-2, level: to agree it, write a level or “does not apply”." in page
    assert "Criterion 1-2, reason: to agree it, say why in a sentence." in page
    with pytest.raises(DomainError, match="Criterion 1-2: To agree it"):
        actions.put_in_record(
            by=priya, assessment=found, record=record, seen=fingerprint(of_record(record))
        )
    assert Judgement._base_manager.count() == 0


def test_what_both_changed_is_put_side_by_side_and_chosen(priya, signed_in):
    found, client = agreeing(priya), signed_in(priya)
    one = criteria(found)[0]
    judge(priya, found, one, value=1, why="At first.")
    made = fill(paper_of_assessment(found, priya), **{"1_1": {"level": "Good", "why": "Offline."}})
    judge(priya, found, one, value=2, why="Online.")
    url = reverse("assessment_bring", args=[found.pk])
    onward = client.post(url, {"file": word_file(made)})["Location"]
    page = client.get(onward).content.decode()
    assert "2 of the fields were changed on the site since" in page
    assert page.count("What is to stand?") == 2
    sent = {"seen": seen_of(BroughtRecord._base_manager.get(), priya)}
    refused = client.post(onward, sent | {"choice-1-1.why": "record"})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "choose what is to stand for Criterion 1.1, level." in page
    assert 'name="choice-1-1.why" value="record" checked' in page
    assert Judgement._base_manager.get().value == 2
    done = client.post(onward, sent | {"choice-1-1.why": "both", "choice-1-1.level": "record"})
    assert done.status_code == 302
    row = Judgement._base_manager.get()
    assert (row.value, row.why) == (3, "Online.\n\nOffline.")


def test_faults_of_a_file_are_listed_and_nothing_waits(priya, signed_in):
    found = agreeing(priya)
    made = fill(paper_of_assessment(found, priya), **{"2_1": {"level": "Superb"}})
    url = reverse("assessment_bring", args=[found.pk])
    answer = signed_in(priya).post(url, {"file": word_file(made)})
    assert answer.status_code == 422
    assert "Criterion 2-1, level: “Superb” is none." in answer.content.decode()
    assert BroughtRecord._base_manager.count() == 0


def test_a_guests_own_scores_go_out_and_come_back(priya, client):
    found = scoring(priya)
    row = guest(priya, found, 1)
    one, two, *_ = criteria(found)
    token = token_of(row.pk)
    assert client.get(reverse("guest_answers_word", args=[token])).status_code == 200
    made = fill(
        paper_of_answers(row), **{"1_1": {"level": "4", "note": "Yes."}, "1_2": {"apart": "x"}}
    )
    url = reverse("guest_answers_bring", args=[token])
    onward = client.post(url, {"file": word_file(made)})["Location"]
    waits = BroughtRecord._base_manager.get(respondent=row)
    client.post(onward, {"seen": fingerprint(of_record(waits))})
    kept = list(
        Answer._base_manager.order_by("criterion__position").values_list(
            "criterion", "value", "applies", "note"
        )
    )
    assert kept == [(one.pk, 4, True, "Yes."), (two.pk, None, False, "")]


def test_a_record_that_waits_is_for_whoever_brought_it(priya, head, signed_in):
    found = agreeing(priya)
    said = [Said("1-1", {"why": "Hers."})]
    record = actions.bring_record(by=priya, assessment=found, name="a.docx", said=said)
    url = reverse("assessment_brought", args=[found.pk, record.pk])
    assert signed_in(head).get(url).status_code == 404
    assert signed_in(priya).get(url).status_code == 200


def test_what_a_record_asks_is_what_is_in_scope(priya):
    found = agreeing(priya)
    asking = asking_of(found)
    assert (asking.about, list(asking.titles)) == (
        f"assessment {found.pk}", ["1-1", "1-2", "2-1", "2-2"],
    )  # fmt: skip
    assert asking.levels == LEVELS
