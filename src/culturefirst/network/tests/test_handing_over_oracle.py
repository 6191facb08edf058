"""Whatever a body had and wherever it went: taken back, the room's records are as they were."""

import json
from datetime import date, timedelta

from django.apps import apps
from django.core import serializers
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError
from culturefirst.network import actions
from culturefirst.network.actions.handing_over import Handover, open_posts
from culturefirst.network.models import MailDomain, Post, Service, ServiceRun, Succession

DAY = date(2011, 9, 1)
# Around the day: before, on and after it; ``None`` is open.
FIRST = st.sampled_from([-400, -1, 0, 1, 60])
LENGTH = st.none() | st.sampled_from([0, 1, 30, 399, 400, 401])
SPANS = st.tuples(FIRST, LENGTH).map(
    lambda span: (
        DAY + timedelta(span[0]),
        None if span[1] is None else DAY + timedelta(span[0] + span[1]),
    )
)
BODIES = st.integers(0, 3)
HAD = st.fixed_dictionaries(
    {
        "posts": st.lists(
            st.tuples(BODIES, st.none() | st.integers(0, 1), st.sampled_from("ab"), SPANS),
            max_size=5,
        ),
        "services": st.lists(
            st.tuples(BODIES, st.sampled_from(["arts", "play"]), SPANS),
            max_size=4,
            unique_by=lambda run: run[:2],
        ),
        "domains": st.lists(
            st.tuples(BODIES, st.sampled_from(["a.example", "b.example"]), SPANS),
            max_size=3,
            unique_by=lambda each: each[1],
        ),
        "members": st.lists(st.booleans(), min_size=4, max_size=4),
        "others": st.sampled_from(["ends", "stays", 0, 1]),
        "where": st.lists(st.sampled_from(["ends", "stays", 0, 1]), min_size=8, max_size=8),
        "two_before": st.booleans(),
        "two_after": st.booleans(),
    }
)


def dump():
    """Every record of the room but for the numbers of versions, which only ever rise."""
    rows = []
    for model in apps.get_app_config("network").get_models():
        rows += json.loads(serializers.serialize("json", model._base_manager.order_by("pk")))
    for row in rows:
        row["fields"].pop("version", None)
    return rows


def peopled(had):
    """Four bodies, of which the first two will end, with what they have."""
    bodies = [
        actions.add_organisation(
            by=SYSTEM, name=f"Body {at}", kind="district",
            joined_on=date(2010, 1, 1) if had["members"][at] else None,
        )
        for at in range(4)
    ]  # fmt: skip
    people = [actions.add_person(by=SYSTEM, name=f"Person {at}") for at in range(2)]
    for at, who, title, (starts, ends) in had["posts"]:
        Post(
            organisation=bodies[at], person=None if who is None else people[who], title=title,
            role="officer", starts=starts, ends=ends,
        ).save()  # fmt: skip
    for at, service, (starts, ends) in had["services"]:
        run = ServiceRun(organisation=bodies[at], service=Service(service))
        run.starts, run.ends = starts, ends
        run.save()
    for at, domain, (starts, ends) in had["domains"]:
        MailDomain(organisation=bodies[at], domain=domain, starts=starts, ends=ends).save()
    return bodies


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(had=HAD)
def test_a_succession_that_is_taken_back_leaves_no_trace(had, db):
    with transaction.atomic():
        bodies = peopled(had)
        old = bodies[:2] if had["two_before"] else bodies[:1]
        new = bodies[2:] if had["two_after"] else bodies[2:3]
        where = [new[each % len(new)] if isinstance(each, int) else each for each in had["where"]]
        choices = iter(where)
        posts = {post.pk: next(choices) for body in old for post in open_posts(body, DAY)[:4]}
        others = had["others"]
        handover = Handover(
            posts=posts,
            others=new[others % len(new)] if isinstance(others, int) else others,
            services={"arts": tuple(new)},
            domains={"a.example": new[0], "b.example": new[-1]},
        )
        before = dump()
        try:
            with transaction.atomic():
                actions.record_succession(
                    by=SYSTEM, predecessors=old, successors=new, on=DAY, how="merged",
                    handover=handover,
                )  # fmt: skip
        except DomainError:
            assert dump() == before
        else:
            assert_all_ended(old)
            actions.undo_succession(by=SYSTEM, succession=Succession.objects.first())
            assert dump() == before
        transaction.set_rollback(True)


def assert_all_ended(old):
    """Nothing of a body that stands no more goes on after its day."""
    for rows in (ServiceRun.objects, MailDomain.objects):
        lasting = rows.filter(organisation__in=old, ends__isnull=True)
        assert not lasting.exists()
    assert not MailDomain.objects.naming_on(DAY).filter(organisation__in=old).exists()
