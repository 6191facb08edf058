"""A day of use is kept once a user and day, at no cost after its first request."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from culturefirst.kit import clock
from culturefirst.measures.core import Figure, Question, Window
from culturefirst.measures.figures import figure
from culturefirst.network.models import ActiveDay

DAY = date(2011, 9, 19)


def days():
    return list(ActiveDay.objects.order_by("on").values_list("user__person__name", "on"))


def test_a_day_is_kept_once_and_the_next_day_anew(priya, signed_in):
    client = signed_in(priya)
    client.get("/account/")
    client.get("/account/")
    assert days() == [("Priya Nair", DAY)]
    with clock.standing(date(2011, 9, 20)):
        client.get("/account/")
    assert days() == [("Priya Nair", DAY), ("Priya Nair", date(2011, 9, 20))]


def test_two_sessions_on_one_day_are_one_day(priya, signed_in):
    signed_in(priya).get("/account/")
    signed_in(priya).get("/account/")
    assert days() == [("Priya Nair", DAY)]


def test_a_second_request_of_the_day_asks_nothing_of_days(priya, signed_in):
    client = signed_in(priya)
    client.get("/account/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/account/")
    assert [each["sql"] for each in asked if "activeday" in each["sql"]] == []


def test_nobody_signed_in_leaves_no_day(nobody, signed_in):
    signed_in(nobody).get("/organisations/")
    assert days() == []


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (Window(DAY, DAY), Figure(1, 2)),
        (Window(date(2011, 9, 1), date(2011, 9, 18)), Figure(0, 2)),
        (Window(date(2010, 1, 1), date(2010, 3, 31)), Figure(0, 0)),
    ],
)
def test_active_users_used_the_network_in_the_time(priya, jim, signed_in, window, expected):
    signed_in(priya).get("/account/")
    assert figure(Question("network.active_users", window)) == expected
