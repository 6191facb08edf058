"""Two assessments of a body beside each other, and who may read that."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from culturefirst.improvement.actions.plans import Proposed
from culturefirst.improvement.models import Assessment, Evidence, Judgement
from culturefirst.improvement.tests.make import a_framework, an_assessment
from culturefirst.improvement.tests.make_plans import a_plan, body_of
from culturefirst.kit import clock


def page(client, assessment, asked=""):
    return client.get(reverse("rescoring", args=[assessment.pk]) + asked)


@pytest.fixture
def first(priya):
    """Ipswich scored itself half a year ago."""
    with clock.standing(date(2011, 3, 1)):
        levels = {"1-1": 1, "1-2": 3, "2-1": 2, "2-2": None}
        return an_assessment(body_of(priya), priya.person, a_framework(), agreed=levels)


def again(priya, first, version=None, **levels):
    return an_assessment(
        body_of(priya), priya.person, version or first.framework, agreed=levels, follows=first
    )


def test_each_criterion_stands_before_and_after_with_what_was_done(signed_in, priya, first):
    later = again(priya, first, **{"1-1": 3, "1-2": 2, "2-1": 2, "2-2": 1})
    criterion = first.framework.criteria.get(key="1-1")
    a_plan(priya, assessment=first, proposed=[Proposed("Lift it", criterion)])
    carried = Judgement._base_manager.get(assessment=later, criterion__key="2-1")
    carried.carried_from = Judgement._base_manager.get(assessment=first, criterion__key="2-1")
    carried.save()
    shown = Evidence._base_manager.create(
        assessment=later, kind="link", title="A survey", url="https://example.org/",
        added_on=clock.today(),
    )  # fmt: skip
    shown.criteria.set([criterion])
    client = signed_in(priya)
    content = page(client, later).content.decode()
    assert "The score rose by 0.25 of a level." in content
    assert "Over the 3 criteria scored both times" in content
    assert "1 went up, 1 went down" in content
    rows = page(client, later, "?format=csv").content.decode("utf-8-sig").splitlines()
    assert rows[1:] == [
        "Criterion 1.1,Poor,Good,2,,Lift it (planned)",
        "Criterion 1.2,Good,Fair,-1,without evidence,",
        'Criterion 2.1,Fair,Fair,0,"carried over, without evidence",',
        "Criterion 2.2,does not apply,Poor,,without evidence,",
    ]


def test_another_version_is_matched_by_what_a_criterion_was(signed_in, priya, first):
    version = a_framework(name="2", themes=1, each=2)
    version.criteria.filter(key="1-2").update(key="assets", was=["2-1"])
    later = again(priya, first, version, **{"1-1": 2, "assets": 4})
    content = page(signed_in(priya), later).content.decode()
    assert "different versions" in content
    rows = page(signed_in(priya), later, "?format=csv").content.decode("utf-8-sig").splitlines()
    assert [row.split(",")[:4] for row in rows[1:]] == [
        ["Criterion 1.1", "Poor", "Fair", "1"],
        ["Criterion 1.2", "Fair", "Excellent", "2"],
        ["Criterion 1.2", "Good", "not asked", ""],
        ["Criterion 2.2", "does not apply", "not asked", ""],
    ]


def test_it_is_for_whoever_may_read_both(signed_in, priya, jim, colleague, helen, first):
    later = again(priya, first, **{"1-1": 2})
    assert page(signed_in(priya), later).status_code == 200
    assert page(signed_in(colleague), later).status_code == 200
    for user in (jim, helen):
        assert page(signed_in(user), later).status_code == 404
    later.released_on = clock.today()
    later.save()
    told = page(signed_in(jim), later).content.decode()
    assert "There is nothing to put it beside" in told
    assert first.title not in told.replace(later.title, "")
    assert page(signed_in(jim), later, f"?with={first.pk}").status_code == 404


def test_what_follows_nothing_is_put_beside_the_latest_before(signed_in, priya, first):
    alone = an_assessment(body_of(priya), priya.person, first.framework, agreed={"1-1": 1})
    assert "The score is the same." in page(signed_in(priya), alone).content.decode()
    assert "nothing to put it beside" in page(signed_in(priya), first).content.decode()


def test_a_framework_of_four_hundred_criteria_is_compared_in_few_questions(
    signed_in, priya, django_assert_max_num_queries
):
    version = a_framework(themes=10, each=40)
    made = []
    for level in (1, 2):
        found = an_assessment(body_of(priya), priya.person, version, agreed={})
        Judgement._base_manager.bulk_create(
            Judgement(assessment=found, criterion=each, value=level, why="So.",
                      agreed_on=clock.today())
            for each in version.criteria.all()
        )  # fmt: skip
        made.append(found)
    made[1].follows = made[0]
    made[1].save()
    client = signed_in(priya)
    page(client, made[1])
    with django_assert_max_num_queries(12):
        content = page(client, made[1]).content.decode()
    assert "The score rose by 1 of a level." in content
    assert str(Decimal(400)) in content


def test_another_assessment_is_begun_that_follows_against_the_latest_version(
    signed_in, priya, jim, first
):
    later = a_framework(name="2")
    client = signed_in(priya)
    result = client.get(reverse("assessment_result", args=[first.pk])).content.decode()
    address = reverse("assessment_again", args=[first.pk])
    assert address in result
    assert "What changed since before" not in result
    shown = client.get(address).content.decode()
    assert f'<option value="{later.pk}" selected>' in shown
    made = client.post(address, {"framework": later.pk, "title": "Once more"})
    follow = Assessment._base_manager.get(follows=first)
    assert made.headers["Location"] == reverse("assessment_carry", args=[follow.pk])
    assert first.title in client.get(made.headers["Location"]).content.decode()
    assert (follow.title, follow.framework, follow.stage) == ("Once more", later, "scope")
    assert signed_in(jim).get(address).status_code == 404
    first.released_on = clock.today()
    first.save()
    assert signed_in(jim).get(address).status_code == 403
