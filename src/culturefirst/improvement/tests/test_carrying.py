"""Carrying over from an earlier assessment: only into what is empty, to be agreed afresh."""

import pytest
from django.urls import reverse

from culturefirst.improvement import actions
from culturefirst.improvement.models import Evidence, Judgement
from culturefirst.improvement.queries.carrying import planned, sources
from culturefirst.improvement.retention import delete_evidence
from culturefirst.improvement.tests.make import an_assessment
from culturefirst.improvement.tests.test_frameworks_comparing import NEXT
from culturefirst.improvement.tests.texts import DEMO
from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.uploads import checked

SAID = {"assets": 1, "buying": 2, "skills": 2}


@pytest.fixture
def both(helen, priya, ipswich):
    """Ipswich agreed on a first version and is looking at itself against the second."""
    first = actions.load_framework(by=helen, text=DEMO)
    second = actions.load_framework(by=helen, text=NEXT)
    before = an_assessment(ipswich, priya.person, first, agreed=SAID)
    Judgement._base_manager.filter(assessment=before).update(strengths="We share.")
    return before, an_assessment(ipswich, priya.person, second)


def stands(assessment):
    rows = Judgement._base_manager.filter(assessment=assessment).order_by("criterion__position")
    return {row.criterion.key: (row.value, row.strengths, row.agreed_on) for row in rows}


def test_the_preview_says_what_comes_and_what_does_not(both, priya):
    before, after = both
    plan = planned(after, before, priya)
    assert [(each.criterion.key, each.level, each.words_changed) for each in plan.comes] == [
        ("assets", "Poor", True),
        ("learning", "", True),
    ]
    assert [each.has_level for each in plan.comes] == [True, False]
    assert [each.key for each in plan.new] == ["sharing"]
    assert [row.criterion.key for row in plan.gone] == ["buying"]


def test_what_was_said_comes_along_and_is_not_agreed(both, priya):
    before, after = both
    assert actions.carry_over(by=priya, assessment=after, source=before).criteria == 2
    assert stands(after) == {
        "assets": (1, "We share.", None),
        "learning": (None, "We share.", None),
    }
    row = Judgement._base_manager.get(assessment=after, criterion__key="learning")
    assert row.carried_from.criterion.key == "skills"
    assert stands(before)["assets"][0] == 1


def test_twice_changes_nothing(both, priya):
    before, after = both
    actions.carry_over(by=priya, assessment=after, source=before)
    rows = list(Judgement._base_manager.filter(assessment=after).values())
    assert actions.carry_over(by=priya, assessment=after, source=before).criteria == 0
    assert list(Judgement._base_manager.filter(assessment=after).values()) == rows


def test_nothing_that_was_written_is_overwritten_and_what_is_empty_is_filled(both, priya):
    before, after = both
    for key, said in (("assets", {"areas": "Ours."}), ("learning", {})):
        Judgement._base_manager.create(
            assessment=after, criterion=after.framework.criteria.get(key=key), **said
        )
    assert actions.carry_over(by=priya, assessment=after, source=before).criteria == 1
    assert stands(after) == {"assets": (None, "", None), "learning": (None, "We share.", None)}
    plan = planned(after, before, priya)
    assert [each.criterion.key for each in plan.stays] == ["assets", "learning"]


def test_what_was_taken_over_and_emptied_again_stays_empty(both, priya):
    before, after = both
    actions.carry_over(by=priya, assessment=after, source=before)
    Judgement._base_manager.filter(assessment=after).update(value=None, why="", strengths="")
    assert actions.carry_over(by=priya, assessment=after, source=before).criteria == 0


def test_what_did_not_apply_does_not_apply(both, priya):
    before, after = both
    Judgement._base_manager.filter(assessment=before).update(value=None, applies=False)
    actions.carry_over(by=priya, assessment=after, source=before)
    assert set(Judgement._base_manager.filter(assessment=after).values_list("applies")) == {
        (False,)
    }


def test_themes_out_of_scope_and_criteria_for_other_kinds_are_left_alone(both, priya):
    before, after = both
    after.themes = ["people"]
    after.save()
    assert actions.carry_over(by=priya, assessment=after, source=before).criteria == 1
    assert list(stands(after)) == ["learning"]


def test_only_an_earlier_assessment_of_the_same_body_and_framework_is_a_source(
    both, priya, helen, norfolk_county, jim
):
    before, after = both
    other = an_assessment(norfolk_county, jim.person, before.framework, agreed=SAID)
    unlike = an_assessment(before.organisation, priya.person, agreed={"1-1": 1})
    assert sources(after, priya) == [before]
    assert sources(before, priya) == []
    for source in (other, unlike, after):
        with pytest.raises(DomainError, match="Only an earlier assessment of the same"):
            actions.carry_over(by=priya, assessment=after, source=source)


def test_who_does_not_work_on_it_takes_nothing_over(both, helen, jim):
    before, after = both
    for user in (helen, jim):
        with pytest.raises(NotAllowed):
            actions.carry_over(by=user, assessment=after, source=before)


def test_what_is_agreed_is_not_filled(both, priya, ipswich):
    before, _ = both
    done = an_assessment(ipswich, priya.person, before.framework, agreed={})
    with pytest.raises(DomainError, match="Begin a new assessment that follows it"):
        actions.carry_over(by=priya, assessment=done, source=before)


@pytest.fixture
def shown(both, priya, settings, tmp_path):
    """What Ipswich showed last time: a link, a file and a page of this site."""
    settings.MEDIA_ROOT = tmp_path
    before, after = both
    asked = {each.key: each for each in before.framework.criteria.all()}

    def show(title, keys, **said):
        return actions.add_evidence(
            by=priya, assessment=before, title=title, criteria=[asked[key] for key in keys], **said
        )

    return [
        show("The audit", ["assets", "skills"], url="https://example.org/audit"),
        show("The list", ["assets"], upload=checked("list.txt", b"Halls, pools.")),
        show("Once more", ["skills"], record=f"improvement.assessment:{after.pk}"),
        show("Of buying", ["buying"], url="https://example.org/buying"),
    ]


def evidence_of(assessment):
    rows = Evidence._base_manager.filter(assessment=assessment).order_by("pk")
    return [(row.title, row.kind, [each.key for each in row.criteria.all()]) for row in rows]


def test_evidence_comes_along_for_what_goes_on_and_says_what_does_not(both, shown, priya):
    before, after = both
    plan = planned(after, before, priya).evidence
    assert [(each.piece.title, [one.key for one in each.criteria]) for each in plan.comes] == [
        ("The audit", ["assets", "learning"]), ("The list", ["assets"]), ("Once more", ["learning"])
    ]  # fmt: skip
    assert [each.title for each in plan.gone] == ["Of buying"]
    assert (plan.stays, plan.closed) == ([], [])
    taken = actions.carry_over(by=priya, assessment=after, source=before)
    assert (taken.criteria, taken.evidence) == (2, 3)
    assert evidence_of(after) == [
        ("The audit", "link", ["assets", "learning"]),
        ("The list", "file", ["assets"]),
        ("Once more", "record", ["learning"]),
    ]
    row = Evidence._base_manager.get(assessment=after, kind="file")
    assert (row.carried_from, row.added_by, row.opened) == (shown[1], priya.person, False)
    with row.file.open() as file:
        assert file.read() == b"Halls, pools."


def test_evidence_that_is_here_already_or_was_withdrawn_here_is_left_as_it_is(both, shown, priya):
    before, after = both
    one = after.framework.criteria.get(key="learning")
    mine = actions.add_evidence(
        by=priya, assessment=after, criteria=[one], title="Ours", url="https://example.org/audit"
    )
    again = actions.carry_over(by=priya, assessment=after, source=before)
    assert again.evidence == 2
    assert evidence_of(after)[0] == ("Ours", "link", ["learning"])
    actions.withdraw_evidence(by=priya, assessment=after, evidence=mine)
    assert actions.carry_over(by=priya, assessment=after, source=before).evidence == 0
    stays = planned(after, before, priya).evidence.stays
    assert [each.title for each in stays] == ["The audit", "The list", "Once more"]


def test_withdrawn_evidence_and_pages_that_are_not_open_to_one_stay_behind(
    both, shown, priya, colleague
):
    before, after = both
    actions.withdraw_evidence(by=priya, assessment=before, evidence=shown[0])
    third = an_assessment(before.organisation, colleague.person, after.framework)
    plan = planned(third, before, colleague).evidence
    assert [each.piece.title for each in plan.comes] == ["The list"]
    assert [each.title for each in plan.closed] == ["A page of this site that is not open to you"]


def test_a_file_that_two_assessments_show_goes_with_the_last_of_them(
    both, shown, priya, django_capture_on_commit_callbacks
):
    before, after = both
    actions.carry_over(by=priya, assessment=after, source=before)
    kept = Evidence._base_manager.get(assessment=after, kind="file")
    with django_capture_on_commit_callbacks(execute=True):
        delete_evidence([shown[1]])
    assert kept.file.storage.exists(kept.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        delete_evidence([kept])
    assert not kept.file.storage.exists(kept.file.name)


def test_the_page_shows_the_evidence_first_and_then_takes_it_over(both, shown, priya, signed_in):
    before, after = both
    url = reverse("assessment_carry", args=[after.pk])
    page = signed_in(priya).get(url).content.decode()
    assert "Take over 2 criteria and 3 pieces of evidence" in page
    assert "What it shows is asked no more" in page
    done = signed_in(priya).post(url, {"from": before.pk}, follow=True).content.decode()
    assert "2 criteria and 3 pieces of evidence taken over." in done
    assert "It is here already, or was withdrawn here" in done
    assert "Take over 0" not in done


def test_four_hundred_criteria_are_carried_over_in_at_most_forty_queries(
    helen, priya, ipswich, django_assert_max_num_queries
):
    many = "".join(f"      - {{key: c{n}, title: C}}\n" for n in range(397))
    first = actions.load_framework(by=helen, text=DEMO + many)
    before = an_assessment(ipswich, priya.person, first)
    Judgement._base_manager.bulk_create(
        Judgement(assessment=before, criterion=each, value=1) for each in first.criteria.all()
    )
    rows = Evidence._base_manager.bulk_create(
        Evidence(
            assessment=before, kind="link", title="A", url=f"https://example.org/{n}",
            added_on=clock.today(),
        )
        for n in range(60)
    )  # fmt: skip
    for row in rows:
        row.criteria.set([first.criteria.first()])
    after = an_assessment(ipswich, priya.person, first)
    with django_assert_max_num_queries(40):
        assert actions.carry_over(by=priya, assessment=after, source=before).criteria == 400
