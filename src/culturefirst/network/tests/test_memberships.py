"""Joining and leaving: never two memberships at once, and a mistake is taken back."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError
from culturefirst.network import actions
from culturefirst.network.models import Membership, Organisation
from culturefirst.network.views.organisation_words import membership_told

TODAY = date(2011, 9, 19)
LEFT = date(2011, 4, 1)


def told(body):
    return membership_told(body.memberships.all(), TODAY)


def test_a_body_leaves_and_comes_again_and_both_times_are_kept(helen, ipswich):
    actions.leave_network(by=helen, organisation=ipswich, on=LEFT, reason=" Budget cuts ")
    assert told(ipswich) == "A member from 1 April 2010 to 1 April 2011."
    actions.join_network(by=helen, organisation=ipswich, on=TODAY)
    assert list(ipswich.memberships.values_list("starts", "ends", "reason")) == [
        (TODAY, None, ""),
        (date(2010, 4, 1), LEFT, "Budget cuts"),
    ]
    assert told(ipswich) == "A member since 19 September 2011."


def test_an_end_by_mistake_is_taken_back(helen, ipswich):
    with pytest.raises(DomainError, match="no ended membership"):
        actions.resume_membership(by=helen, organisation=ipswich)
    actions.leave_network(by=helen, organisation=ipswich, on=LEFT, reason="Budget cuts")
    back = actions.resume_membership(by=helen, organisation=ipswich)
    assert (back.starts, back.ends, back.reason) == (date(2010, 4, 1), None, "")
    assert ipswich.is_member_on(TODAY)


def test_what_does_not_stand_does_not_join(helen):
    body = actions.add_organisation(
        by=SYSTEM,
        name="Ely Folk Club",
        kind="civil_society",
        founded_on=LEFT,
        dissolved_on=date(2011, 9, 1),
    )
    with pytest.raises(DomainError, match="was founded on 1 April 2011"):
        actions.join_network(by=helen, organisation=body, on=date(2011, 3, 31))
    with pytest.raises(DomainError, match="was dissolved on 1 September 2011"):
        actions.join_network(by=helen, organisation=body, on=date(2011, 9, 1))
    assert actions.join_network(by=helen, organisation=body, on=LEFT).starts == LEFT


def test_what_is_to_come_is_said_so(helen, ipswich):
    actions.leave_network(by=helen, organisation=ipswich, on=date(2011, 12, 1))
    assert told(ipswich) == "A member since 1 April 2010, until 1 December 2011."
    actions.join_network(by=helen, organisation=ipswich, on=date(2012, 4, 1))
    assert told(ipswich) == "Joins on 1 April 2012."


DEEDS = st.lists(
    st.tuples(st.sampled_from(["join", "leave", "resume"]), st.integers(0, 400)), max_size=12
)


class WhateverIsDone(TestCase):
    @settings(max_examples=60, deadline=None)
    @given(DEEDS)
    @example([("join", 0), ("leave", 0), ("join", 0), ("join", 0)])  # two that begin on one day
    def test_memberships_never_overlap(self, deeds):
        body = actions.add_organisation(
            by=SYSTEM, name="Ely Folk Club", kind=Organisation.Kind.CIVIL_SOCIETY
        )
        for verb, after in deeds:
            run = getattr(actions, "resume_membership" if verb == "resume" else f"{verb}_network")
            day = {} if verb == "resume" else {"on": date(2010, 1, 1) + timedelta(days=after)}
            try:
                run(by=SYSTEM, organisation=body, **day)
            except DomainError as refusal:
                assert str(refusal).startswith("Ely Folk Club")
        held = list(Membership.objects.filter(organisation=body).order_by("starts", "pk"))
        assert all(one.ends is not None and one.ends <= two.starts for one, two in pairwise(held))
        for after in range(0, 401, 25):
            day = date(2010, 1, 1) + timedelta(days=after)
            known = Organisation.objects.members_on(day).filter(pk=body.pk).exists()
            assert known == any(each.holds_on(day) for each in held)


def test_the_days_of_a_membership_are_corrected_within_what_is_known(helen, ipswich):
    def correct(which, starts, ends=None):
        return actions.correct_membership(
            by=helen, organisation=ipswich, membership=which, starts=starts, ends=ends
        )

    first = ipswich.memberships.get()
    first = correct(first, date(2009, 1, 1), date(2010, 1, 1))
    second = actions.join_network(by=helen, organisation=ipswich, on=date(2011, 1, 1))
    assert (first.starts, first.ends) == (date(2009, 1, 1), date(2010, 1, 1))
    with pytest.raises(DomainError, match="since 1 January 2011 too"):
        correct(first, date(2009, 1, 1), date(2011, 2, 1))
    with pytest.raises(DomainError, match="ends after it begins"):
        correct(second, date(2011, 1, 1), date(2010, 12, 1))
    actions.edit_organisation(
        by=helen, organisation=ipswich, changes={"founded_on": date(1974, 4, 1)}
    )
    with pytest.raises(DomainError, match="was founded on 1 April 1974"):
        correct(first, date(1974, 3, 1), date(2010, 1, 1))
