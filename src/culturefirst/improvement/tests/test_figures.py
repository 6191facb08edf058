"""Yearly figures: definitions, days that are promised, who reads what when, and questions."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from culturefirst.improvement import actions, figures
from culturefirst.improvement.figures.saying import Said, written
from culturefirst.improvement.frameworks import FrameworkRefused
from culturefirst.improvement.jobs import write_about_figures
from culturefirst.improvement.models import Collection, FigureQuery, IndicatorSet, Return
from culturefirst.improvement.queries.returns import flags_of, states
from culturefirst.improvement.tests.make_figures import (
    CLOSES,
    FIGURES,
    MEMBERS,
    PUBLIC,
    a_collection,
    a_return,
    body_of,
    everybody_reads,
    fresh,
    members_read,
    said,
    some_returns,
)
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import Conflict, DomainError, NotAllowed
from culturefirst.kit.outbox.models import Message
from culturefirst.network import actions as network

DAY = timedelta(days=1)


def read_by(found, *people):
    seen = Return.objects.visible_to
    return [str(user) for user in people if seen(user).filter(pk=found.pk).exists()]


def asked_of(found):
    rows = FigureQuery._base_manager.filter(of=found)
    return [(row.key, row.value, row.stage) for row in rows]


def test_a_version_of_the_definitions_is_loaded_once_and_never_changed(helen, priya):
    text = figures.SHIPPED.read_text()
    made = actions.load_indicators(by=helen, text=text)
    assert (made.key, made.name) == ("culture-and-sport", "1")
    assert (len(made.figures.items), len(made.figures.indicators)) == (28, 21)
    assert actions.load_indicators(by=helen, text=text.replace("\n", "\r\n")) == made
    with pytest.raises(DomainError, match="There is a version 1 of “Yearly figures"):
        actions.load_indicators(by=helen, text=text.replace("Running costs of libraries", "Costs"))
    assert IndicatorSet.objects.count() == 1
    with pytest.raises(NotAllowed):
        actions.load_indicators(by=priya, text=text)


def test_a_file_of_definitions_that_does_not_hold_together_says_where(helen):
    text = figures.SHIPPED.read_text().replace("[spend, -income]", "[spend, -incme]")
    with pytest.raises(FrameworkRefused) as refused:
        actions.load_indicators(by=helen, text=text)
    line = text.split("\n").index("    above: [spend, -incme]") + 1
    assert str(refused.value) == (
        f"Line {line}, indicator 'net-cost-per-resident': 'incme' is not known here. "
        "Did you mean 'income'?"
    )


def test_a_return_is_read_by_the_bodys_own_people_then_by_members_then_without_names(
    priya, colleague, jim, dee, helen, amara, nobody
):
    everybody = (priya, colleague, jim, dee, helen, amara, nobody)
    found = a_return(a_collection(), body_of(priya))
    assert read_by(found, *everybody) == ["Priya Nair", "Ola Berg"]
    with clock.standing(MEMBERS - DAY):
        assert read_by(found, *everybody) == ["Priya Nair", "Ola Berg"]
    with members_read():
        assert read_by(found, *everybody) == [str(each) for each in everybody[:-1]]
    with everybody_reads():
        assert read_by(found, nobody) == []
        assert list(Return.objects.all()) == []


def test_what_was_not_sent_or_waits_for_an_answer_is_never_shown_to_others(priya, jim, helen):
    collection = a_collection()
    draft = a_return(collection, body_of(priya), sent=False)
    other = a_return(collection, body_of(jim))
    actions.ask_about_figure(by=helen, found=other, key="spend", words="Is that all of it?")
    with everybody_reads():
        assert read_by(draft, priya, jim, helen) == ["Priya Nair"]
        assert read_by(other, priya, jim, helen) == ["Jim Gotts"]
        assert not Return.objects.visible_to(helen).compared().exists()


def test_the_team_sees_who_sent_and_the_values_that_a_check_flagged_and_nothing_else(
    priya, jim, helen
):
    collection = a_collection()
    mine = body_of(priya)
    found = a_return(
        collection, mine, {"residents": 500}, reasons={"residents": "We are a very small place."}
    )
    told = {state.organisation: state for state in states(collection)}
    assert (told[mine].shown, told[mine].to_look_at) == ("Sent", 1)
    assert told[body_of(jim)].shown == "Not begun"
    seen = FigureQuery.objects.visible_to(helen)
    assert [(row.key, row.value, row.reason) for row in seen] == [
        ("residents", 500.0, "We are a very small place.")
    ]
    assert not FigureQuery.objects.visible_to(jim).exists()
    # To ask about another figure shows the body's words, and not the figure.
    actions.ask_about_figure(by=helen, found=found, key="spend", words="With the theatre?")
    assert FigureQuery.objects.visible_to(helen).get(key="spend").value is None
    assert not Return.objects.visible_to(helen).filter(pk=found.pk).exists()


def test_what_a_check_flags_is_sent_only_with_a_reason(priya, head):
    collection = a_collection()
    found = a_return(collection, body_of(priya), {"income-earned": 1_900_000}, sent=False)
    with pytest.raises(DomainError) as refused:
        actions.send_return(by=head, found=found)
    assert str(refused.value) == (
        "Income that was earned and income from grants and gifts are together more than the "
        "income of all services. Added up they are £2\u202f400\u202f000, and income is "
        "£2\u202f000\u202f000. Put it right, or give the reason."
    )
    assert fresh(found).stage == "draft"
    reasons = {"income-adds-up": "A grant for next year came early."}
    found = actions.save_figures(by=priya, found=found, answers={}, reasons=reasons)
    found = actions.send_return(by=head, found=found)
    assert (found.stage, found.sent_on) == ("sent", date(2011, 9, 19))
    assert asked_of(found) == [("income-adds-up", 2_400_000.0, "explained")]


def test_a_leap_from_last_year_and_a_value_far_from_peers_need_a_reason(priya):
    days = {"opens_on": date(2010, 9, 1), "closes_on": date(2010, 10, 1)}
    with clock.standing(date(2010, 9, 19)):
        earlier = a_collection(
            2009, members_on=date(2010, 12, 1), public_on=date(2011, 6, 1), **days
        )
        a_return(earlier, body_of(priya))
    collection = a_collection()
    values = {"sport-visits": 4000, "spend": 6_600_000}
    found = a_return(collection, body_of(priya), values, sent=False)
    told = [(flag.key, flag.kind) for flag in flags_of(found)]
    assert told == [("spend", "last_year"), ("sport-visits", "last_year")]


def test_a_value_far_from_peers_needs_one_reason_however_many_indicators_it_moves(priya):
    collection = a_collection()
    found = a_return(collection, body_of(priya), {"sport-visits": 4000}, sent=False)
    some_returns(collection, 9)
    assert flags_of(found) == []
    a_return(collection, network.add_organisation(by=SYSTEM, name="Fen", kind="district"))
    (flag,) = flags_of(found)
    assert (flag.key, flag.kind, flag.value) == ("sport-net-cost-per-visit", "peers", 200.0)
    assert flag.says == (
        "Subsidy per visit to sport centres comes to £200.00, which is far from what others sent."
    )


def test_it_is_sent_by_whoever_leads_or_is_named(priya, colleague, head, jim, helen):
    found = a_return(a_collection(), body_of(priya), sent=False)
    for user in (priya, colleague, jim, helen):
        with pytest.raises(NotAllowed):
            actions.send_return(by=user, found=found)
    with pytest.raises(NotAllowed):
        actions.name_sender(by=priya, found=found, person=priya.person)
    with pytest.raises(DomainError, match="works there today"):
        actions.name_sender(by=head, found=found, person=jim.person)
    found = actions.name_sender(by=head, found=found, person=colleague.person)
    assert actions.send_return(by=colleague, found=found).stage == "sent"


def test_figures_are_filled_in_by_the_bodys_own_people_alone(priya, jim, helen):
    collection = a_collection()
    found = a_return(collection, body_of(priya), sent=False)
    for user in (jim, helen):
        with pytest.raises(NotAllowed):
            actions.save_figures(by=user, found=found, answers=said({"spend": 1}))
        with pytest.raises(NotAllowed):
            actions.begin_return(by=user, collection=collection, organisation=body_of(priya))


def test_two_editors_are_told_of_each_other_and_neither_is_overwritten(priya, colleague):
    found = a_return(a_collection(), body_of(priya), sent=False)
    seen = found.version
    actions.save_figures(by=priya, found=found, answers=said({"spend": 1}), seen=seen)
    with pytest.raises(Conflict):
        actions.save_figures(by=colleague, found=found, answers=said({"spend": 2}), seen=seen)
    assert fresh(found).values["spend"] == 1
    # What the other filled in elsewhere stays where both are saved.
    again = fresh(found)
    actions.save_figures(by=colleague, found=again, answers=said({"income": 3}), seen=again.version)
    assert (fresh(found).values["spend"], fresh(found).values["income"]) == (1, 3)


def test_not_known_and_does_not_apply_are_kept_apart_from_what_nobody_answered(priya):
    found = a_return(a_collection(), body_of(priya), sent=False)
    answers = {"residents": None, "spend": Said("unknown"), "museum-visits": Said("none")}
    found = actions.save_figures(by=priya, found=found, answers=answers)
    told = [written(key, found.values, found.states) for key in ("residents", "spend", "income")]
    assert told == ["", "not known", "2000000"]
    assert written("museum-visits", found.values, found.states) == "does not apply"
    assert "residents" not in found.values


def test_days_that_somebody_relied_on_come_no_earlier_and_later_only_with_a_reason(priya, helen):
    collection = a_collection()

    def move(**changes):
        return actions.edit_collection(by=helen, collection=collection, changes=changes)

    assert move(members_on=MEMBERS - DAY).members_on == MEMBERS - DAY
    a_return(collection, body_of(priya))
    for name, day in (("members_on", MEMBERS - 2 * DAY), ("public_on", PUBLIC - DAY)):
        with pytest.raises(ValidationError, match="Figures were sent on the promise"):
            move(**{name: day})
    with pytest.raises(ValidationError, match="Say why it comes later"):
        move(public_on=PUBLIC + DAY)
    moved = move(public_on=PUBLIC + DAY, later_because="Two counties asked for time.")
    assert (moved.public_on, moved.later_because) == (PUBLIC + DAY, "Two counties asked for time.")
    with members_read(), pytest.raises(ValidationError, match="That day has come"):
        move(members_on=PUBLIC, later_because="Never mind.")
    # Taken back, it was still sent once on that promise only as long as it is sent.
    with pytest.raises(ValidationError, match="It was announced like this"):
        move(year=2009)


def test_the_database_refuses_that_everybody_reads_before_the_members(helen):
    collection = a_collection()
    for wrong in ({"public_on": MEMBERS - DAY}, {"members_on": CLOSES}):
        with transaction.atomic(), pytest.raises(IntegrityError):
            Collection.objects.filter(pk=collection.pk).update(**wrong)


def test_nothing_changes_once_members_read_it(priya, head, helen):
    collection = a_collection()
    found = a_return(collection, body_of(priya))
    with members_read():
        for deed, said_of in (
            (actions.take_back_return, {"by": head}),
            (actions.ask_about_figure, {"by": helen, "key": "spend", "words": "Why?"}),
        ):
            with pytest.raises(DomainError, match="Members read these figures by now"):
                deed(found=found, **said_of)
        with pytest.raises(DomainError, match="can no longer be taken back"):
            actions.withdraw_collection(by=helen, collection=collection, reason="A slip.")
        assert actions.accept_return(by=helen, found=found).stage == "accepted"


def test_a_question_waits_for_the_body_and_holds_its_figures_back_until_it_is_answered(
    priya, head, helen
):
    found = a_return(a_collection(), body_of(priya))
    actions.ask_about_figure(by=helen, found=found, key="spend", words="With the theatre?")
    assert fresh(found).stage == "queried"
    with pytest.raises(DomainError, match="waits for an answer"):
        actions.accept_return(by=helen, found=found)
    found = actions.answer_figure_query(by=priya, found=found, key="spend", words="Yes.")
    assert (found.stage, asked_of(found)) == ("sent", [("spend", None, "answered")])
    found = actions.settle_figure_query(by=helen, found=found, key="spend")
    assert asked_of(found) == [("spend", None, "settled")]
    assert actions.accept_return(by=helen, found=found).stage == "accepted"
    found = actions.take_back_return(by=head, found=found)
    assert (found.stage, found.sent_on, found.accepted_on) == ("draft", None, None)


def test_what_was_put_right_is_no_longer_shown_to_the_team(priya, head, helen):
    reasons = {"residents": "We are a very small place."}
    found = a_return(a_collection(), body_of(priya), {"residents": 500}, reasons=reasons)
    actions.ask_about_figure(by=helen, found=found, key="residents", words="Not 500,000?")
    found = actions.take_back_return(by=head, found=found)
    assert not FigureQuery.objects.visible_to(helen).exists()
    found = actions.save_figures(by=priya, found=found, answers=said({"residents": 50_000}))
    found = actions.send_return(by=head, found=found)
    assert (found.stage, asked_of(found)) == ("sent", [("residents", None, "answered")])


def test_everybody_concerned_is_written_to_once_two_weeks_before_each_day(priya, head, jim):
    collection = a_collection()
    a_return(collection, body_of(priya))
    a_return(collection, body_of(jim), sent=False)
    for day in (MEMBERS - 15 * DAY, MEMBERS - 14 * DAY, MEMBERS - 3 * DAY):
        with clock.standing(day):
            write_about_figures()
    told = Message.objects.filter(key__startswith="improvement:figures:")
    assert [(each.to, each.subject) for each in told] == [
        ("ruth@example.org", "Figures of 2010/11: members read the figures from 1 December 2011")
    ]
    assert not any(str(int(value)) in told[0].text for value in FIGURES.values())
    with clock.standing(PUBLIC - 10 * DAY):
        write_about_figures()
    assert told.all().count() == 2


def test_withdrawn_collections_are_compared_with_nothing(priya, jim, helen):
    collection = a_collection()
    found = a_return(collection, body_of(priya))
    actions.withdraw_collection(by=helen, collection=collection, reason="Asked too early.")
    with everybody_reads():
        assert read_by(found, priya, jim, helen) == ["Priya Nair"]
    assert a_collection(2010).pk != collection.pk


def test_a_draft_collection_is_the_teams_and_the_public_sees_none_before_its_day(
    priya, helen, nobody
):
    def seen():
        shown = Collection.objects.visible_to
        return [shown(user).count() for user in (helen, priya, nobody)]

    made = a_collection(announced=False)
    assert seen() == [1, 0, 0]
    actions.announce_collection(by=helen, collection=made)
    assert seen() == [1, 1, 0]
    with everybody_reads():
        assert seen() == [1, 1, 1]
    with pytest.raises(DomainError, match="announced or withdrawn before"):
        actions.announce_collection(by=SYSTEM, collection=made)
