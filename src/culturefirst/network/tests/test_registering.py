"""Spans of registration: days away count nowhere, whatever is done and however it is asked."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError
from culturefirst.measures.core import Figure, Question, Window
from culturefirst.measures.figures import figure
from culturefirst.measures.history import monthly
from culturefirst.measures.register import MEASURES
from culturefirst.network import actions
from culturefirst.network.models import Organisation, Registration, Role, User
from culturefirst.network.queries.audiences import people_of
from culturefirst.network.views.account_words import registered_told

TODAY, MARCH, MAY, JUNE = date(2011, 9, 19), date(2011, 3, 1), date(2011, 5, 1), date(2011, 6, 1)
LEFT, BACK = date(2011, 6, 10), date(2011, 8, 20)


def asked(key, *days, **scope):
    return figure(Question(f"network.{key}", Window(*days), scope))


@pytest.fixture
def returned(priya, jim, helen):
    """Priya was away from 10 June to 19 August."""
    with clock.standing(LEFT):
        actions.leave(by=priya, user=priya)
    with clock.standing(BACK):
        return actions.reopen_account(by=SYSTEM, user=priya, email=priya.email)


def test_days_away_are_not_counted_and_those_before_and_after_are(returned):
    counts = [asked("registered_users", date.min, day).numerator for day in each(LEFT)]
    assert counts == [3, 2, 2]
    assert [asked("registered_users", date.min, day).numerator for day in each(BACK)] == [2, 3, 3]
    assert (returned.registered_on, returned.since, returned.left_on) == (
        date(2010, 4, 1),
        BACK,
        None,
    )


def each(day):
    return [day + timedelta(days=step) for step in (-1, 0, 1)]


def test_the_months_show_the_gap_and_who_comes_back_signs_up_once(returned):
    def months(key, number):
        return [
            counted.numerator for _, counted in monthly(MEASURES[f"network.{key}"], {}, 18, TODAY)
        ][number:]

    assert months("registered_users", -5) == [3, 2, 2, 3, 3]
    assert sum(months("sign_ups", 0)) == 3


def test_an_authority_is_not_covered_while_its_only_user_is_away(returned, ipswich):
    covered = [asked("authorities_covered", date.min, day) for day in (MAY, LEFT, BACK)]
    assert covered == [Figure(2, 2), Figure(1, 2), Figure(2, 2)]


def test_an_audience_of_registered_users_leaves_out_who_is_away(returned, helen):
    def found(day):
        question = {"all": {"registered": ["yes"], "role": ["officer"]}, "none": {}}
        return [str(person) for person in people_of(question, day, helen)]

    assert [found(day) for day in (MAY, LEFT, BACK)] == [["Priya Nair"], [], ["Priya Nair"]]


def test_who_was_away_all_the_time_is_no_base_of_active_users(returned):
    assert asked("active_users", MAY, LEFT) == Figure(0, 3)
    assert asked("active_users", LEFT + timedelta(days=1), BACK - timedelta(days=1)) == Figure(0, 2)
    assert asked("active_users", BACK, TODAY) == Figure(0, 3)


def test_pages_say_both_times(returned, helen, signed_in):
    told = "A registered user from 1 April 2010 to 10 June 2011, and since 20 August 2011."
    assert told in signed_in(helen).get(f"/people/{returned.person_id}/").content.decode()
    assert told in signed_in(returned).get("/account/").content.decode()
    assert registered_told([]) == "Has no account here."


def test_who_leaves_and_comes_back_on_one_day_is_registered_on_it(priya, helen):
    actions.leave(by=priya, user=priya)
    actions.reopen_account(by=SYSTEM, user=priya, email=priya.email)
    actions.close_account(by=helen, user=User.objects.get(pk=priya.pk))
    actions.reopen_account(by=SYSTEM, user=priya, email=priya.email)
    spans = [(span.starts, span.ends) for span in User.objects.get(pk=priya.pk).spans]
    assert spans == [(date(2010, 4, 1), TODAY), (TODAY, TODAY), (TODAY, None)]
    assert asked("registered_users", date.min, TODAY) == Figure(2)


def test_an_account_is_not_closed_before_it_was_opened_again(returned, helen):
    with pytest.raises(DomainError, match="since 20 August 2011: give a day that is not before"):
        actions.close_account(by=helen, user=returned, on=LEFT)
    assert User.objects.get(pk=returned.pk).is_active


def test_a_merge_that_is_taken_back_leaves_no_day_away(returned, helen):
    other = actions.add_person(by=SYSTEM, name="P. Nair")
    actions.open_account(by=SYSTEM, person=other, email="p@example.org", on=MARCH)
    merge = actions.merge_people(by=helen, kept=other, merged=returned.person)
    assert asked("registered_users", date.min, TODAY) == Figure(3)
    actions.undo_merge(by=helen, merge=merge)
    spans = [(span.starts, span.ends) for span in User.objects.get(pk=returned.pk).spans]
    assert spans == [(date(2010, 4, 1), LEFT), (BACK, None)]


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (MARCH, None),
        (JUNE, LEFT),
        (date(2010, 4, 1), date(2010, 4, 2)),
        (date(2009, 1, 1), None),
        (LEFT - timedelta(days=1), BACK),
        (LEFT, BACK + timedelta(days=1)),
    ],
)
def test_the_database_refuses_a_day_in_two_spans(returned, starts, ends):
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.create(user=returned, starts=starts, ends=ends)
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.filter(user=returned, ends=LEFT).update(ends=BACK + timedelta(days=1))
    assert Registration.objects.create(user=returned, starts=LEFT, ends=BACK).pk


START = date(2011, 1, 1)
DEEDS = st.lists(
    st.tuples(st.sampled_from(["leave", "close", "back"]), st.integers(0, 60), st.integers(0, 60)),
    max_size=6,
)


class WhateverIsDone(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(st.lists(DEEDS, min_size=1, max_size=2))
    def test_a_figure_counts_the_accounts_with_a_span_that_holds_the_day(self, everybody):
        body = actions.add_organisation(
            by=SYSTEM, name="Ely Folk Club", kind=Organisation.Kind.CIVIL_SOCIETY
        )
        account(body, "somebody in charge", Role.MANAGER)
        open_on = [
            played(account(body, f"number {place}", Role.OFFICER), deeds)
            for place, deeds in enumerate(everybody)
        ]
        held = list(Registration.objects.filter(user__person__name__startswith="number"))
        for step in range(-1, 380, 19):
            day = START + timedelta(days=step)
            expected = sum(day in days for days in open_on)
            assert sum(holds(span, day) for span in held) == expected
            assert asked("registered_users", day, day, role="officer").numerator == expected
            in_charge = 0 if day < START else 1
            assert asked("registered_users", date.min, day).numerator == expected + in_charge
        for user in User.objects.all():
            assert user.is_active == (user.left_on is None)
            assert all(one.ends <= two.starts for one, two in pairwise(user.spans))


def account(body, name, role):
    person = actions.add_person(by=SYSTEM, name=name)
    actions.appoint(by=SYSTEM, person=person, title="A", role=role, organisation=body, starts=START)
    email = f"{name.replace(' ', '.')}@example.org"
    return actions.open_account(by=SYSTEM, person=person, email=email, on=START)


def played(user, deeds):
    """Do what was drawn, one after the other; gives the days on which the account was open."""
    day, is_open, days = START, True, set()
    for verb, after, back in deeds:
        days |= span_of(day, after) if is_open else set()
        day += timedelta(days=after)
        user = User.objects.get(pk=user.pk)
        with clock.standing(day):
            if verb == "back" and not is_open:
                actions.reopen_account(by=SYSTEM, user=user, email=user.email)
            elif verb == "leave" and is_open:
                actions.leave(by=user, user=user)
            elif verb == "close" and is_open:
                ended = max(day - timedelta(days=back), user.since)
                actions.close_account(by=SYSTEM, user=user, on=ended)
                days = {each for each in days if each < ended}
        is_open = verb == "back"
    return days | (span_of(day, 700) if is_open else set())


def span_of(day, length):
    return {day + timedelta(days=step) for step in range(length)}


def holds(span, day):
    return span.starts <= day and (span.ends is None or day < span.ends)
