"""Waves: what is fixed when, who is asked, and that an answer counts once and whole."""

from datetime import date, timedelta

import pytest

from culturefirst.kit import clock
from culturefirst.kit.asking.packing import read, unpacked
from culturefirst.kit.asking.sheet import Sheet
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.models import AuditEvent
from culturefirst.kit.outbox.models import Message
from culturefirst.network.models import User
from culturefirst.surveys import actions, envelopes
from culturefirst.surveys.jobs import close_due_waves
from culturefirst.surveys.mixing import mix
from culturefirst.surveys.models import AnswerSheet, Invitation, Survey, Unfinished, Wave
from culturefirst.surveys.tests.make import (
    LAST,
    SHEET,
    a_survey,
    a_wave,
    answer,
    asking,
    invitation,
)

pytestmark = pytest.mark.django_db
ANONYMOUS = Survey.Privacy.ANONYMOUS


def sheets(wave: Wave) -> list[dict[str, object]]:
    rows = list(AnswerSheet._base_manager.filter(wave=wave).order_by("person", "pk"))
    return [unpacked(SHEET, row) for row in read(SHEET, [bytes(each.packed) for each in rows])]


def test_what_is_promised_stays_once_people_were_asked(helen: User) -> None:
    survey = a_survey(helen)
    actions.edit_survey(by=helen, survey=survey, changes={"privacy": ANONYMOUS})
    actions.open_wave(by=helen, wave=a_wave(helen, survey))
    with pytest.raises(DomainError, match="who learns whose an answer is cannot be changed"):
        actions.edit_survey(by=helen, survey=survey, changes={"privacy": "named"})
    with pytest.raises(DomainError, match="who answers cannot be changed"):
        actions.edit_survey(by=helen, survey=survey, changes={"per": "body"})
    saved = actions.edit_survey(by=helen, survey=survey, changes={"title": "Other words"})
    assert (saved.title, saved.privacy) == ("Other words", ANONYMOUS)
    with pytest.raises(DomainError, match="People have been asked"):
        actions.remove_survey(by=helen, survey=survey)


def test_what_is_asked_stays_once_it_is_open(helen: User) -> None:
    wave = actions.open_wave(by=helen, wave=a_wave(helen))
    with pytest.raises(DomainError, match="What is asked stays as it is"):
        actions.write_sheet(by=helen, wave=wave, sheet=Sheet())
    with pytest.raises(DomainError, match="Close it instead"):
        actions.remove_wave(by=helen, wave=wave)


def test_a_wave_with_faults_does_not_open(helen: User) -> None:
    wave = actions.make_wave(by=helen, survey=a_survey(helen), title="2011", closes_on=LAST)
    with pytest.raises(DomainError, match="The survey: nothing is asked yet"):
        actions.open_wave(by=helen, wave=wave)
    late = a_wave(helen, a_survey(helen, title="Another"))
    with clock.standing(date(2011, 11, 1)), pytest.raises(DomainError, match="last day is over"):
        actions.open_wave(by=helen, wave=late)


def test_only_the_team_and_improvement_managers_keep_surveys(priya: User, jim: User) -> None:
    for user in (priya, jim):
        with pytest.raises(NotAllowed):
            a_survey(user)


def test_everybody_is_asked_once_with_a_link_of_their_own(
    helen: User, priya: User, jim: User
) -> None:
    wave = asking(helen, priya, jim)
    actions.invite_people(by=helen, wave=wave, people=[priya.person])
    letters = Message.objects.filter(key__startswith="survey-invitation").order_by("pk")
    assert [each.to for each in letters] == [priya.email, jim.email]
    assert Invitation._base_manager.filter(wave=wave).count() == 2
    assert invitation(wave, priya).kind == "district"
    assert "kept with your name, and no page shows whose" in letters[0].text


def test_others_are_asked_by_address_and_a_wrong_one_says_its_line(helen: User) -> None:
    wave = asking(helen)
    others = [("Ada Dow", "ada@example.org"), ("Ada Dow", "ADA@example.org")]
    actions.invite_others(by=helen, wave=wave, others=others)
    assert Invitation._base_manager.get(wave=wave).email == "ada@example.org"
    with pytest.raises(DomainError, match="Line 2: “nowhere” is no email address"):
        actions.invite_others(
            by=helen, wave=wave, others=[("B", "b@example.org"), ("C", "nowhere")]
        )
    assert Invitation._base_manager.filter(wave=wave).count() == 1


def test_an_answer_counts_and_can_be_changed_until_the_last_day(helen: User, priya: User) -> None:
    wave = asking(helen, priya)
    answer(wave, priya, improved="y", how=["peer"], why_not="left from another way")
    assert sheets(wave) == [{"improved": "y", "how": ["peer"]}]
    answer(wave, priya, improved="n", how=["peer"], why_not="No time")
    assert sheets(wave) == [{"improved": "n"}]
    kept = AnswerSheet._base_manager.get(wave=wave)
    assert (kept.words, kept.person, kept.on) == (
        {"why-not": "No time"},
        priya.person,
        date(2011, 9, 19),
    )
    assert invitation(wave, priya).answered_on == date(2011, 9, 19)
    with clock.standing(date(2011, 10, 15)), pytest.raises(DomainError, match="no more answers"):
        answer(wave, priya, improved="y")


def test_words_beside_other_are_kept_where_it_was_chosen(helen: User, priya: User) -> None:
    wave = asking(helen, priya)
    answer(wave, priya, improved="y", how=["other"], **{"how~other": "By bicycle"})
    assert AnswerSheet._base_manager.get().words == {"how~other": "By bicycle"}
    answer(wave, priya, improved="y", how=["peer"], **{"how~other": "By bicycle"})
    assert AnswerSheet._base_manager.get().words == {}


def test_somebody_outside_answers_once_so_that_nothing_counts_twice(helen: User) -> None:
    wave = asking(helen)
    actions.invite_others(by=helen, wave=wave, others=[("Ada Dow", "ada@example.org")])
    for again in (False, True):
        asked = Invitation._base_manager.get()
        sheet, _ = envelopes.begin(wave, asked)
        envelopes.write_down(sheet, {"improved": "y"})
        if again:
            with pytest.raises(DomainError, match="You have answered already"):
                actions.tick_off(by=helen, invitation=asked, unfinished=sheet)
        else:
            actions.tick_off(by=helen, invitation=asked, unfinished=sheet)
            envelopes.lay_down(sheet)
    assert sheets(wave) == [{"improved": "y"}]


def test_an_organisation_answers_once(helen: User, priya: User, jim: User) -> None:
    wave = asking(helen, priya, jim, per="body")
    body = invitation(wave, priya).organisation
    Invitation._base_manager.filter(person=jim.person).update(organisation=body)
    other = jim
    answer(wave, priya, improved="y")
    kept = AnswerSheet._base_manager.get(wave=wave)
    assert (kept.organisation, kept.person) == (body, None)
    with pytest.raises(DomainError, match=f"Somebody has answered for {body} already"):
        answer(wave, other, improved="n")
    answer(wave, priya, improved="n")
    assert sheets(wave) == [{"improved": "n"}]


def test_an_anonymous_answer_says_nothing_of_whose_it_is(helen: User, priya: User) -> None:
    wave = asking(helen, priya, privacy=ANONYMOUS)
    answer(wave, priya, improved="y")
    kept = AnswerSheet._base_manager.get(wave=wave)
    assert (kept.person, kept.organisation, kept.on, kept.sub_region, kept.kind) == (
        None, None, None, None, "",
    )  # fmt: skip
    asked = invitation(wave, priya)
    assert (asked.answered, asked.answered_on) == (True, None)
    with pytest.raises(DomainError, match="You have answered already"):
        answer(wave, priya, improved="n")
    events = AuditEvent.objects.filter(
        object_type__in=("surveys.answersheet", "surveys.unfinished")
    )
    assert not events.exists()


def test_where_a_process_dies_between_the_envelopes_nothing_is_lost_and_nothing_doubled(
    helen: User, priya: User
) -> None:
    wave = asking(helen, priya, privacy=ANONYMOUS)
    sheet, secret = envelopes.begin(wave, invitation(wave, priya))
    envelopes.write_down(sheet, {"improved": "y"})
    actions.tick_off(by=priya, invitation=invitation(wave, priya), unfinished=sheet)
    assert sheets(wave) == []
    envelopes.write_down(sheet, {"improved": "n"})  # what is sent is not changed any more
    close_due_waves()
    envelopes.lay_down(sheet)
    assert sheets(wave) == [{"improved": "y"}]
    assert envelopes.found(secret) is None


def test_mixed_answers_are_the_same_under_other_keys(helen: User, priya: User, jim: User) -> None:
    wave = asking(helen, priya, jim, privacy=ANONYMOUS)
    answer(wave, priya, improved="y", how=["peer"])
    answer(wave, jim, improved="n", why_not="No time")
    keys = set(AnswerSheet._base_manager.values_list("pk", flat=True))
    with pytest.raises(ValueError, match="once no more are taken"):
        mix(wave)
    actions.close_wave(by=helen, wave=wave)
    mix(wave)
    assert not keys & set(AnswerSheet._base_manager.values_list("pk", flat=True))
    assert sorted(map(str, sheets(wave))) == [
        "{'improved': 'n'}",
        "{'improved': 'y', 'how': ['peer']}",
    ]
    assert Wave.objects.get(pk=wave.pk).mixed_on == date(2011, 9, 19)


def test_a_wave_closes_by_itself_when_its_last_day_is_over(helen: User) -> None:
    wave = asking(helen)
    close_due_waves()
    wave.refresh_from_db()
    assert wave.closed_on is None
    with clock.standing(LAST + timedelta(days=1)):
        close_due_waves()
        close_due_waves()
    wave.refresh_from_db()
    assert wave.closed_on == LAST + timedelta(days=1)


def test_only_who_has_not_answered_is_reminded_and_not_twice_in_three_days(
    helen: User, priya: User, jim: User
) -> None:
    wave = asking(helen, priya, jim)
    answer(wave, priya, improved="y")
    with pytest.raises(DomainError, match="written to lately"):
        actions.remind_people(by=helen, wave=wave)
    with clock.standing(date(2011, 9, 23)):
        actions.remind_people(by=helen, wave=wave)
        with pytest.raises(DomainError, match="written to lately"):
            actions.remind_people(by=helen, wave=wave)
    reminders = Message.objects.filter(key__contains=":reminded:")
    assert [each.to for each in reminders] == [jim.email]
    assert invitation(wave, jim).reminders == 1


def test_results_are_published_once_it_is_closed_and_only_figures(helen: User) -> None:
    wave = asking(helen)
    with pytest.raises(DomainError, match="Close this wave first"):
        actions.publish_wave(by=helen, wave=wave, questions=["improved"], told="all")
    actions.close_wave(by=helen, wave=wave)
    with pytest.raises(DomainError, match="whose results are figures"):
        actions.publish_wave(by=helen, wave=wave, questions=["why-not"], told="all")
    told = actions.publish_wave(by=helen, wave=wave, questions=["how", "improved"], told="all")
    assert told.published == ["improved", "how"]
    assert actions.take_back_wave(by=helen, wave=told).published == []


def test_a_new_wave_begins_with_the_questions_of_another(helen: User) -> None:
    first = a_wave(helen)
    second = actions.make_wave(
        by=helen, survey=first.survey, title="2012", closes_on=date(2012, 10, 1), like=first
    )
    assert second.asked == SHEET
    other = a_survey(helen, title="Another")
    with pytest.raises(DomainError, match="of another survey"):
        actions.make_wave(by=helen, survey=other, title="2012", closes_on=LAST, like=first)


def test_what_was_tried_goes_when_the_questions_change(helen: User) -> None:
    wave = a_wave(helen)
    sheet, _ = envelopes.begin(wave, None, test=True)
    envelopes.write_down(sheet, {"improved": "y"})
    envelopes.lay_down(sheet)
    assert AnswerSheet._base_manager.get(wave=wave).test
    actions.write_sheet(by=helen, wave=wave, sheet=SHEET)
    assert not AnswerSheet._base_manager.exists()
    assert not Unfinished._base_manager.exists()
