"""So many tries in a span of time, counted by a digest, given back where they succeeded."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from culturefirst.kit import limits
from culturefirst.kit.limits import Limit, Tries, by_machine, limited, tried

QUARTER = timedelta(minutes=15)
THREE = Limit("knock", 3, QUARTER, by_machine)
pytestmark = pytest.mark.django_db


def view(status):
    return lambda request: HttpResponse("Done.", status=status)


def post(of, ip="192.0.2.1"):
    return of(RequestFactory().post("/", REMOTE_ADDR=ip))


@pytest.fixture
def plain(monkeypatch):
    """The page without the shell around it, which needs a whole request."""
    told = lambda request, name, context, status: HttpResponse(  # noqa: E731
        f"{name}: {context['minutes']}", status=status
    )
    monkeypatch.setattr(limits, "render", told)


def test_the_fourth_of_three_tries_is_told_when_to_come_again(plain):
    knock = limited(THREE)(view(200))
    assert [post(knock).status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = post(knock)
    assert refused.content == b"429.html: 15"
    assert 0 < int(refused["Retry-After"]) <= 900


def test_another_machine_is_counted_by_itself(plain):
    knock = limited(THREE)(view(200))
    for _ in range(4):
        post(knock)
    assert post(knock, ip="192.0.2.2").status_code == 200


def test_looking_is_no_try(plain):
    knock = limited(THREE)(view(200))
    for _ in range(9):
        assert knock(RequestFactory().get("/")).status_code == 200
    assert not Tries.objects.exists()


def test_a_new_span_begins_when_the_old_one_is_over(plain):
    knock = limited(THREE)(view(200))
    for _ in range(4):
        post(knock)
    Tries.objects.update(until=limits.clock.wall())
    assert post(knock).status_code == 200
    assert Tries.objects.get().count == 1


def test_where_only_failures_count_whoever_succeeds_may_go_on(plain):
    into = limited(THREE, only_failures=True)
    assert {post(into(view(302))).status_code for _ in range(9)} == {302}
    assert [post(into(view(200))).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert post(into(view(302))).status_code == 429


def test_two_homes_of_one_machines_ipv6_half_are_one_place(plain):
    knock = limited(THREE)(view(200))
    for last in range(3):
        post(knock, ip=f"2001:db8:1:1::{last}")
    assert post(knock, ip="2001:db8:1:1:ffff::9").status_code == 429
    assert post(knock, ip="2001:db8:1:2::9").status_code == 200


def test_nobody_can_read_from_the_table_who_tried():
    tried(THREE, "192.0.2.1")
    row = Tries.objects.get()
    assert len(row.key) == 64
    assert "192" not in str(row.__dict__.values()).replace(row.key, "")[:40]


def test_the_same_place_has_another_digest_for_another_deed():
    tried(THREE, "192.0.2.1")
    tried(Limit("ring", 3, QUARTER, by_machine), "192.0.2.1")
    assert Tries.objects.count() == 2


def test_counts_whose_span_is_over_are_taken_away():
    tried(THREE, "192.0.2.1")
    tried(THREE, "192.0.2.2")
    first = Tries.objects.earliest("pk")
    Tries.objects.filter(pk=first.pk).update(until=limits.clock.wall() - QUARTER)
    assert limits.forget_old_tries() == 1
    assert Tries.objects.count() == 1
