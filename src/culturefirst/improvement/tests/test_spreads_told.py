"""How people scored: what is told of how many, by view, and what everybody is told before."""

import pytest
from django.urls import reverse

from culturefirst.improvement import actions
from culturefirst.improvement.actions.answers import Said
from culturefirst.improvement.models import Respondent
from culturefirst.improvement.queries.spread import notes, progress, spreads
from culturefirst.improvement.queries.three_sixty import around
from culturefirst.improvement.tests.assessing import (
    asks,
    criteria,
    guest,
    hands_in,
    scoring,
)
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.outbox.models import Message


@pytest.fixture
def found(priya):
    return scoring(priya)


def test_a_spread_is_of_what_was_handed_in_and_told_once_scoring_is_over(found, priya):
    one, two, *_ = (each.pk for each in criteria(found))
    rows = [guest(priya, found, number) for number in range(5)]
    for row, level in zip(rows[:4], (1, 2, 2, 4), strict=True):
        hands_in(row, {one: Said(level), two: Said(note="Only a note.")})
    actions.save_answers(by=SYSTEM, respondent=rows[4], answers={one: Said(4)})
    assert spreads(found) == {}
    closed = actions.close_scoring(by=priya, assessment=found)
    told = spreads(closed)[one].whole
    assert (told.number, told.levels, told.median, told.is_far) == (4, None, 2.0, True)
    assert spreads(closed).keys() == {one}
    assert progress(closed) == {"asked": 5, "handed_in": 4}


def test_notes_are_told_from_three_on_in_an_order_of_their_own(found, priya):
    one, two, *_ = criteria(found)
    rows = [guest(priya, found, number) for number in range(6)]
    for number, row in enumerate(rows):
        said = {one.pk: Said(2, note=f"Note {number}")}
        hands_in(row, said | ({two.pk: Said(2, note="Two.")} if number < 2 else {}))
    assert notes(found, one) == []
    closed = actions.close_scoring(by=priya, assessment=found)
    told = notes(closed, one)
    assert sorted(told) == [f"Note {number}" for number in range(6)]
    assert told == notes(closed, one)
    assert notes(closed, two) == []


def test_colleagues_and_partners_are_put_beside_each_other_from_three_of_both(found, priya):
    one, two, *_ = (each.pk for each in criteria(found))
    for number in range(3):
        hands_in(guest(priya, found, number, "colleague"), {one: Said(4), two: Said(3)})
        hands_in(guest(priya, found, 10 + number, "partner"), {one: Said(2), two: Said(3)})
    hands_in(guest(priya, found, 20, "partner"), {one: Said(1)})
    closed = actions.close_scoring(by=priya, assessment=found)
    [theme] = around(closed)
    assert (theme.theme.key, theme.own, theme.theirs, theme.criteria) == ("theme-1", 3.5, 2.5, 2)
    assert (theme.name, theme.difference) == ("Partners", 1.0)


def test_councillors_and_users_are_put_beside_colleagues_too(found, priya, signed_in):
    one = criteria(found)[0].pk
    for at, (view, level) in enumerate((("colleague", 4), ("councillor", 3), ("user", 1))):
        for number in range(3):
            hands_in(guest(priya, found, 10 * at + number, view), {one: Said(level)})
    closed = actions.close_scoring(by=priya, assessment=found)
    assert [(each.name, each.own, each.theirs) for each in around(closed)] == [
        ("Councillors", 4.0, 3.0), ("People who use the service", 4.0, 1.0)
    ]  # fmt: skip
    page = signed_in(priya).get(reverse("assessment_result", args=[found.pk])).content.decode()
    assert "Seen from other sides" in page and "<td>Councillors</td>" in page


def test_the_page_of_those_asked_says_by_view_who_has_handed_in_and_what_is_lacking(
    found, priya, jim, signed_in
):
    for number, host in enumerate(("a", "a", "a")):
        actions.invite_guest(
            by=priya, assessment=found, name=f"P{number}", email=f"p{number}@{host}.example",
            view="partner",
        )  # fmt: skip
    hands_in(guest(priya, found, 1, "councillor"), {criteria(found)[0].pk: Said(2)})
    url = reverse("assessment_people", args=[found.pk])
    page = signed_in(priya).get(url).content.decode()
    for words in (
        'id="view-partner">Partners <span class="small soft num">0 of 3 handed in',
        'id="view-councillor">Councillors <span class="small soft num">1 of 1 handed in',
        "All are of one organisation: ask another, too",
        "Ask 3 or more, so that they can be seen apart.",
    ):
        assert words in page
    asks(priya, found, jim)
    assert "All are of one organisation" not in signed_in(priya).get(url).content.decode()


def test_partners_of_one_organisation_alone_are_never_shown_as_partners(found, priya, jim):
    one = criteria(found)[0].pk
    for number in range(5):
        hands_in(guest(priya, found, number, "colleague"), {one: Said(4)})
        partner = actions.invite_guest(
            by=priya, assessment=found, name=f"P{number}", email=f"p{number}@trust.example",
            view="partner",
        )  # fmt: skip
        hands_in(partner, {one: Said(2)})
    closed = actions.close_scoring(by=priya, assessment=found)
    told = spreads(closed)[one]
    assert (told.whole.number, told.parts, around(closed)) == (10, (), [])
    Respondent._base_manager.filter(name="P4").update(side="another")
    assert spreads(closed)[one].of("partner").median == 2.0
    assert around(closed)[0].difference == 2.0


def test_a_guest_is_of_the_body_whose_people_have_addresses_at_their_host(found, priya, jim):
    [member] = asks(priya, found, jim)
    same, other, public = (
        actions.invite_guest(by=priya, assessment=found, name="G", email=email, view="partner")
        for email in (f"x@{jim.person.email.partition('@')[2]}", "y@trust.example", "z@a.example")
    )
    assert same.side == member.side != ""
    assert len({other.side, public.side, member.side}) == 3
    assert guest(priya, found, 9, "colleague").side == ""


def test_whoever_is_asked_is_told_before_they_answer_who_reads_what(found, priya, jim, signed_in):
    [row] = asks(priya, found, jim)
    page = signed_in(jim).get(reverse("answers", args=[row.pk])).content.decode()
    for words in (
        "of five or more, how many chose which level",
        "of three or four, only the median, and whether they lie close together; of fewer",
        "partners only where they are of more than one organisation",
        "The team sees who was asked and who has handed in, never who said what.",
    ):
        assert words in page
    assert "of three or four only the median and whether" in Message.objects.latest("pk").text
