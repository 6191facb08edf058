"""Scoring on one's own: who is asked, what is kept, what counts, and what nobody is told."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from culturefirst.improvement import actions
from culturefirst.improvement.actions.answers import Said
from culturefirst.improvement.models import Answer, Respondent
from culturefirst.improvement.queries.spread import notes, progress, spreads
from culturefirst.improvement.queries.three_sixty import around
from culturefirst.improvement.tests.assessing import (
    body_of,
    criteria,
    fresh,
    guest,
    hands_in,
    scoped,
    scoring,
)
from culturefirst.improvement.tokens import token_of
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.models import AuditEvent
from culturefirst.kit.outbox.models import Message
from culturefirst.network import actions as network

TODAY = date(2011, 9, 19)


@pytest.fixture
def found(priya):
    return scoring(priya)


def asks(by, found, *people):
    actions.invite_people(by=by, assessment=found, people=[each.person for each in people])
    rows = Respondent._base_manager.filter(assessment=found)
    return [rows.get(person=each.person) for each in people]


def letters():
    return list(Message.objects.order_by("pk").values_list("to", "subject"))


def test_people_are_asked_by_a_letter_each_and_look_from_where_they_work(
    found, priya, colleague, jim, dee
):
    rows = asks(priya, found, colleague, jim, dee)
    assert [row.view for row in rows] == ["colleague", "partner", "partner"]
    assert letters() == [
        ("ola@example.org", "You are asked to score"),
        ("jim@example.org", "You are asked to score"),
        ("dee@example.org", "You are asked to score"),
    ]
    text = Message.objects.get(to="jim@example.org").text
    assert "Ipswich Borough Council looks at itself" in text and f"/scores/{rows[1].pk}/" in text
    with pytest.raises(DomainError, match="Jim Gotts has been asked already"):
        asks(priya, found, jim)
    with pytest.raises(ValidationError, match="Choose at least one"):
        actions.invite_people(by=priya, assessment=found, people=[])


def test_a_councillor_of_the_body_itself_looks_as_one(found, priya, ipswich):
    person = network.add_person(by=SYSTEM, name="Cllr Ash", email="ash@example.org")
    network.appoint(
        by=SYSTEM, person=person, title="Councillor", role="councillor", organisation=ipswich,
        starts=TODAY,
    )  # fmt: skip
    actions.invite_people(by=priya, assessment=found, people=[person])
    [row] = Respondent._base_manager.filter(assessment=found)
    assert row.view == "councillor"
    assert f"/asked/{token_of(row.pk)}/" in Message.objects.get().text  # who has no account


def test_a_guest_has_a_link_of_their_own_and_who_has_an_account_is_asked_by_that(found, priya, jim):
    row = guest(priya, found, 1)
    assert (row.name, row.email, row.view, row.person) == (
        "Guest 1",
        "g1@of1.example.net",
        "user",
        None,
    )
    assert f"/asked/{token_of(row.pk)}/" in Message.objects.get(to="g1@of1.example.net").text
    known = actions.invite_guest(
        by=priya, assessment=found, name="J", email=" Jim@Example.org", view="user"
    )
    assert (known.person, known.view, known.email) == (jim.person, "partner", "")
    with pytest.raises(DomainError, match="has been asked already"):
        guest(priya, found, 1)
    with pytest.raises(ValidationError, match="Enter a valid email address"):
        actions.invite_guest(by=priya, assessment=found, name="A", email="nowhere", view="user")


def test_nobody_is_asked_before_it_is_open_or_after(priya, jim):
    early = scoped(priya)
    late = actions.close_scoring(by=priya, assessment=scoring(priya, early.framework))
    for made, why in ((early, "Open it for scoring first"), (late, "Scoring is over")):
        with pytest.raises(DomainError, match=why):
            actions.invite_people(by=priya, assessment=made, people=[jim.person])


def test_an_invitation_is_withdrawn_and_made_again_with_another_letter(found, priya, jim, helen):
    [row] = asks(priya, found, jim)
    with pytest.raises(NotAllowed):
        actions.withdraw_invitation(by=helen, assessment=found, respondent=row)
    actions.withdraw_invitation(by=priya, assessment=found, respondent=row)
    with pytest.raises(DomainError, match="You are not asked to score this any more"):
        actions.save_answers(by=jim, respondent=fresh(row), answers={})
    [again] = asks(priya, found, jim)
    assert (again.pk, again.withdrawn_on, len(letters())) == (row.pk, None, 2)


def test_somebody_says_no_and_is_not_reminded(found, priya, jim, dee):
    row, _ = asks(priya, found, jim, dee)
    with pytest.raises(NotAllowed, match="whoever was asked to score on their own"):
        actions.decline_invitation(by=dee, respondent=row)
    assert actions.decline_invitation(by=jim, respondent=row).declined_on == TODAY
    with clock.standing(TODAY + timedelta(days=3)):
        actions.remind_respondents(by=priya, assessment=found)
    assert letters()[2:] == [("dee@example.org", "Your scores are still wanted")]
    assert progress(found) == {"asked": 1, "handed_in": 0}


def test_who_has_not_handed_in_is_reminded_once_a_day_at_most(found, priya, jim, dee):
    row, _ = asks(priya, found, jim, dee)
    with pytest.raises(DomainError, match=r"had a letter today\. Try again tomorrow"):
        actions.remind_respondents(by=priya, assessment=found)
    hands_in(row, {criteria(found)[0].pk: Said(3)})
    with clock.standing(TODAY + timedelta(days=1)):
        actions.remind_respondents(by=priya, assessment=found)
        with pytest.raises(DomainError, match="Try again tomorrow"):
            actions.remind_respondents(by=priya, assessment=found)
    with clock.standing(TODAY + timedelta(days=2)):
        actions.remind_respondents(by=priya, assessment=found)
    assert [to for to, _ in letters()[2:]] == ["dee@example.org", "dee@example.org"]


def test_half_done_answers_are_kept_and_others_changed_leave_them_alone(found, priya, jim):
    [row] = asks(priya, found, jim)
    one, two, three, _ = (each.pk for each in criteria(found))
    first = {one: Said(3, note="Good."), two: Said(note="Later.")}
    actions.save_answers(by=jim, respondent=row, answers=first)
    actions.save_answers(by=jim, respondent=row, answers={three: Said(applies=False), one: Said(4)})
    kept = Answer.objects.visible_to(jim).order_by("criterion__position")
    told = list(kept.values_list("criterion", "value", "applies", "note"))
    assert told == [(one, 4, True, ""), (two, None, True, "Later."), (three, None, False, "")]
    assert list(Answer.objects.visible_to(priya)) == []


def test_an_answer_is_one_of_the_levels_of_a_criterion_that_is_asked(found, priya, jim):
    [row] = asks(priya, found, jim)
    one = criteria(found)[0].pk
    for said, why in (
        ({one: Said(9)}, "Choose one of the levels"),
        ({one: Said(2, applies=False)}, "Choose one of the levels"),
        ({999_999: Said(2)}, "is not asked here any more"),
        ({one: Said(note="x" * 2001)}, "may have 2,000 characters"),
    ):
        with pytest.raises(DomainError, match=why):
            actions.save_answers(by=jim, respondent=row, answers=said)
    assert Answer._base_manager.count() == 0


def test_handing_in_locks_until_one_takes_it_back_while_scoring_lasts(found, priya, jim):
    [row] = asks(priya, found, jim)
    one = criteria(found)[0].pk
    with pytest.raises(DomainError, match="Score at least one criterion"):
        actions.submit_answers(by=jim, respondent=row)
    row = hands_in(row, {one: Said(2)})
    with pytest.raises(DomainError, match=r"You have handed in\. Take your scores back"):
        actions.save_answers(by=jim, respondent=row, answers={one: Said(3)})
    with pytest.raises(DomainError, match="You have handed in"):
        actions.submit_answers(by=jim, respondent=row)
    with pytest.raises(DomainError, match="which stay"):
        actions.withdraw_invitation(by=priya, assessment=found, respondent=row)
    row = actions.take_answers_back(by=jim, respondent=row)
    hands_in(row, {one: Said(3)})
    actions.close_scoring(by=priya, assessment=found)
    with pytest.raises(DomainError, match="Scoring is over, so what you handed in stays"):
        actions.take_answers_back(by=jim, respondent=fresh(row))


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


def test_what_somebody_says_is_in_no_trail(found, priya, jim):
    [row] = asks(priya, found, jim)
    hands_in(row, {criteria(found)[0].pk: Said(1, note="Wallaby")})
    guest(priya, found, 7)
    told = str(list(AuditEvent.objects.values_list("before", "after", "reason")))
    assert "Wallaby" not in told and "Guest 7" not in told and "g7@" not in told


def test_a_guest_scores_behind_their_link_which_nothing_lists_or_stores(found, priya, client):
    row = guest(priya, found, 1)
    token, one = token_of(row.pk), criteria(found)[0]
    home = client.get(reverse("guest_answers", args=[token]))
    assert home.status_code == 200
    assert home["X-Robots-Tag"] == "noindex, nofollow"
    assert home["Cache-Control"] == "private, no-store"
    url = reverse("guest_answers_theme", args=[token, "theme-1"])
    assert client.post(url, {f"level-{one.pk}": "3", f"note-{one.pk}": "Yes."}).status_code == 302
    saved = Answer._base_manager.get(respondent=row)
    assert (saved.value, saved.note) == (3, "Yes.")
    client.post(reverse("guest_answers_submit", args=[token]))
    assert fresh(row).submitted_at is not None
    for wrong in (token[:-1] + "x", f"{row.pk}:forged"):
        assert client.get(reverse("guest_answers", args=[wrong])).status_code == 404
    other = guest(priya, found, 2)
    actions.withdraw_invitation(by=priya, assessment=found, respondent=other)
    assert client.get(reverse("guest_answers", args=[token_of(other.pk)])).status_code == 404


def test_a_link_opens_nothing_of_somebody_who_has_an_account(found, priya, jim, client):
    [row] = asks(priya, found, jim)
    assert client.get(reverse("guest_answers", args=[token_of(row.pk)])).status_code == 404


def test_plain_save_keeps_what_an_older_page_shows_unchanged(found, priya, jim, signed_in):
    [row] = asks(priya, found, jim)
    one, two, *_ = criteria(found)
    client, url = signed_in(jim), reverse("answers_theme", args=[row.pk, "theme-1"])
    page = client.get(url).content.decode()
    was = {
        each: page.split(f'name="was-{each.pk}" value="')[1].split('"')[0] for each in (one, two)
    }
    actions.save_answers(by=jim, respondent=row, answers={one.pk: Said(4, note="Newer.")})
    sent = {f"was-{each.pk}": said for each, said in was.items()}
    sent |= {f"level-{one.pk}": "", f"note-{one.pk}": "", f"level-{two.pk}": "na"}
    assert client.post(url, sent)["Location"] == reverse("answers", args=[row.pk])
    kept = dict(Answer._base_manager.values_list("criterion", "value"))
    assert kept == {one.pk: 4, two.pk: None}
    assert client.post(url, sent | {"next": "1"})["Location"].endswith("/themes/theme-2/")


def shown(client, url):
    """The fields of a page as a browser would send them back."""
    page = client.get(url).content.decode()
    return dict(re.findall(r'name="(was-\d+)" value="(\w*)"', page))


def test_who_writes_one_answer_in_two_windows_keeps_both_texts(found, priya, jim, signed_in):
    [row] = asks(priya, found, jim)
    one, two, *_ = criteria(found)
    client, url = signed_in(jim), reverse("answers_theme", args=[row.pk, "theme-1"])
    first, second = shown(client, url), shown(client, url)
    here = {f"level-{one.pk}": "4", f"note-{one.pk}": "At home.", f"level-{two.pk}": ""}
    there = {f"level-{one.pk}": "2", f"note-{one.pk}": "At work.", f"level-{two.pk}": "3"}
    assert client.post(url, first | here).status_code == 302
    met = client.post(url, second | there)
    page = met.content.decode()
    assert met.status_code == 409
    assert "There it says: Excellent" in page and "At home." in page and ">At work.<" in page
    said = dict(Answer._base_manager.values_list("criterion", "note"))
    assert said == {one.pk: "At home.", two.pk: ""}
    assert Answer._base_manager.get(criterion=two).value == 3  # what met nobody is saved
    again = dict(re.findall(r'name="(was-\d+)" value="(\w*)"', page))
    assert client.post(url, again | there | {f"note-{one.pk}": "Both."}).status_code == 302
    kept = Answer._base_manager.get(criterion=one)
    assert (kept.value, kept.note) == (2, "Both.")


def test_an_answer_saved_as_it_is_given_meets_no_earlier_save_of_its_own_page(
    found, priya, jim, signed_in
):
    [row] = asks(priya, found, jim)
    one = criteria(found)[0]
    client = signed_in(jim)
    marks = shown(client, reverse("answers_theme", args=[row.pk, "theme-1"]))
    url = reverse("answers_save", args=[row.pk, one.pk])
    sent = {f"level-{one.pk}": "2", f"note-{one.pk}": "", f"was-{one.pk}": marks[f"was-{one.pk}"]}
    first = client.post(url, sent).content.decode()
    assert first.startswith("Saved at ") and 'hx-swap-oob="true"' in first
    mark = re.search(r'value="(\w+)"', first)[1]
    stale = client.post(url, sent | {f"level-{one.pk}": "3"}).content.decode()
    assert stale.startswith("Not saved. It was changed elsewhere")
    fresh_one = client.post(url, sent | {f"level-{one.pk}": "3", f"was-{one.pk}": mark})
    assert fresh_one.content.startswith(b"Saved at ")
    assert Answer._base_manager.get().value == 3


def test_what_was_written_beside_a_fault_is_saved_once_the_fault_is_mended(
    found, priya, jim, signed_in
):
    [row] = asks(priya, found, jim)
    one, two, *_ = criteria(found)
    client, url = signed_in(jim), reverse("answers_theme", args=[row.pk, "theme-1"])
    sent = shown(client, url) | {f"level-{one.pk}": "4", f"note-{two.pk}": "w" * 2001}
    wrong = client.post(url, sent)
    assert wrong.status_code == 422
    again = dict(re.findall(r'name="(was-\d+)" value="(\w*)"', wrong.content.decode()))
    assert client.post(url, sent | again | {f"note-{two.pk}": "w"}).status_code == 302
    said = dict(Answer._base_manager.values_list("criterion", "value"))
    assert said == {one.pk: 4, two.pk: None}


def test_a_single_answer_is_saved_while_its_page_stays_open(found, priya, jim, signed_in):
    [row] = asks(priya, found, jim)
    one = criteria(found)[0]
    client, url = signed_in(jim), reverse("answers_save", args=[row.pk, one.pk])
    assert client.post(url, {f"level-{one.pk}": "2"}).content.startswith(b"Saved at ")
    refused = client.post(url, {f"level-{one.pk}": "8"})
    assert (refused.status_code, refused.content[:10]) == (200, b"Not saved.")
    assert Answer._base_manager.get().value == 2


def test_what_cannot_be_saved_stays_on_the_page_with_a_sentence(found, priya, jim, signed_in):
    [row] = asks(priya, found, jim)
    one = criteria(found)[0]
    url = reverse("answers_theme", args=[row.pk, "theme-1"])
    answer = signed_in(jim).post(url, {f"level-{one.pk}": "2", f"note-{one.pk}": "w" * 2001})
    assert answer.status_code == 422
    assert "A note may have 2,000 characters. Make it shorter." in answer.content.decode()
    assert "w" * 2001 in answer.content.decode()


def test_one_sees_ones_own_invitation_alone(found, priya, jim, dee, colleague, signed_in):
    rows = asks(priya, found, jim, dee)
    for who, row in ((dee, rows[0]), (priya, rows[0]), (colleague, rows[1])):
        assert signed_in(who).get(reverse("answers", args=[row.pk])).status_code == 404
    assert (
        body_of(priya).name
        in signed_in(jim).get(reverse("answers", args=[rows[0].pk])).content.decode()
    )
