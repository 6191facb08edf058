"""An import sets the days of memberships right, and shows each before it does."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError
from culturefirst.network import actions
from culturefirst.network.bringing.plan import planned
from culturefirst.network.models import Membership, Organisation

IPSWICH = "Ipswich Borough Council"  # a member since 1 April 2010


def row(**said):
    return [{"row": 2, "name": IPSWICH, **said}]


def told(rows):
    [changed] = planned(rows).changed
    return [(each.title, each.old, each.new) for each in changed.differences]


def brought(by, rows):
    kept = actions.bring_organisations(by=by, name="a.csv", rows=rows)
    actions.import_organisations(by=by, brought=kept)
    assert planned(rows).empty


def days(body):
    return list(body.memberships.order_by("starts").values_list("starts", "ends"))


def test_the_day_of_joining_of_a_present_member_is_corrected(helen, ipswich, signed_in):
    rows = row(joined="2009-07-01")
    assert told(rows) == [("Joined", "1 April 2010", "1 July 2009")]
    kept = actions.bring_organisations(by=helen, name="a.csv", rows=rows)
    page = signed_in(helen).get(f"/import/organisations/{kept.pk}/").content.decode()
    assert page.index("1 April 2010") < page.index("1 July 2009")
    actions.import_organisations(by=helen, brought=kept)
    assert days(ipswich) == [(date(2009, 7, 1), None)]
    assert planned(rows).empty


def test_both_days_are_corrected_at_once_though_it_left_before_it_was_said_to_join(helen, ipswich):
    rows = row(joined="2008-01-01", left="2009-01-01")
    assert told(rows) == [
        ("Joined", "1 April 2010", "1 January 2008"),
        ("Left", "–", "1 January 2009"),
    ]
    brought(helen, rows)
    assert days(ipswich) == [(date(2008, 1, 1), date(2009, 1, 1))]


def test_the_day_of_leaving_of_one_that_left_is_corrected(helen, ipswich):
    actions.leave_network(by=helen, organisation=ipswich, on=date(2011, 5, 1))
    rows = row(joined="2010-04-01", left="2011-06-01")
    assert told(rows) == [("Left", "1 May 2011", "1 June 2011")]
    brought(helen, rows)
    assert days(ipswich) == [(date(2010, 4, 1), date(2011, 6, 1))]


def test_a_day_of_joining_after_it_left_is_a_new_membership(helen, ipswich):
    actions.leave_network(by=helen, organisation=ipswich, on=date(2011, 1, 1))
    brought(helen, row(joined="2011-03-01"))
    assert days(ipswich) == [
        (date(2010, 4, 1), date(2011, 1, 1)),
        (date(2011, 3, 1), None),
    ]


def test_a_correction_that_would_meet_an_earlier_membership_is_only_told(helen, ipswich):
    actions.leave_network(by=helen, organisation=ipswich, on=date(2011, 1, 1))
    actions.join_network(by=helen, organisation=ipswich, on=date(2011, 3, 1))
    plan = planned(row(joined="2010-12-01"))
    assert (plan.empty, [str(note) for note in plan.notes]) == (
        True,
        [
            "Row 2, joined: It is here as a member since 1 April 2010 until 1 January 2011, which "
            "would hold at the same time; its membership stays as it is."
        ],
    )


def test_a_body_founded_earlier_than_known_joined_earlier_too(helen, ipswich):
    changes = {"founded_on": date(2010, 1, 1)}
    actions.edit_organisation(by=helen, organisation=ipswich, changes=changes)
    brought(helen, row(joined="2009-01-01", founded="1974-04-01"))
    assert days(ipswich) == [(date(2009, 1, 1), None)]


def test_of_a_body_that_ends_the_days_are_corrected_first(helen, ipswich):
    brought(helen, row(joined="2009-01-01", left="2011-06-01", dissolved="2011-06-01"))
    assert days(ipswich) == [(date(2009, 1, 1), date(2011, 6, 1))]
    assert not Organisation.objects.get(pk=ipswich.pk).stands_on(date(2011, 6, 1))


DAYS = st.integers(0, 5).map(lambda months: date(2011, 1, 1) + timedelta(30 * months))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    held=st.lists(st.tuples(DAYS, DAYS), max_size=2),
    open_from=st.none() | DAYS,
    joined=st.none() | DAYS,
    left=st.none() | DAYS,
)
def test_memberships_never_meet_and_a_second_import_does_nothing(
    helen, held, open_from, joined, left
):
    with transaction.atomic():
        body = actions.add_organisation(by=SYSTEM, name="Ely", kind="district")
        spans, last = [], date.min
        for starts, ends in sorted(held):
            if last <= starts < ends:
                spans.append((starts, ends))
                last = ends
        if open_from is not None and open_from >= last:
            spans.append((open_from, None))
        for starts, ends in spans:
            Membership.objects.create(organisation=body, starts=starts, ends=ends)
        said = {"joined": joined, "left": left}
        rows = [{"row": 2, "name": "Ely"} | {k: str(v) for k, v in said.items() if v}]
        kept = actions.bring_organisations(by=helen, name="a.csv", rows=rows)
        try:
            with transaction.atomic():
                actions.import_organisations(by=helen, brought=kept)
        except DomainError:
            assert days(body) == spans
        else:
            assert planned(rows).empty
        found = days(body)
        for (_, ends), (starts, _) in pairwise(found):
            assert ends is not None and ends <= starts
        transaction.set_rollback(True)


def test_an_import_does_not_pass_over_a_fault(helen, ipswich):
    with pytest.raises(DomainError, match="This day lies before that of “joined”"):
        brought(helen, row(joined="2011-05-01", left="2011-04-01"))
