"""Where somebody is signed in: told in plain words, ended one by one, by time, and when idle."""

from datetime import timedelta

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from culturefirst.kit import clock
from culturefirst.kit.models import AuditEvent
from culturefirst.network import actions, devices
from culturefirst.network.idle import ENDED
from culturefirst.network.models import ActiveDay, Session, User
from culturefirst.network.sessions import SINCE

PASSWORD = "correct horse battery staple"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
)
CHROME = "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0"
PAGE = reverse("account_sessions")


def enter(email, agent=FIREFOX, **told):
    client = Client(headers={"user-agent": agent})
    client.post("/accounts/login/", {"login": email, "password": PASSWORD} | told)
    assert is_in(client)
    return client


def is_in(client):
    return client.get("/account/").status_code == 200


def page(client):
    return client.get(PAGE).content.decode()


def row(client):
    return Session.objects.get(pk=client.session.session_key)


def unused(client, **ago):
    Session.objects.filter(pk=client.session.session_key).update(
        used_at=clock.wall() - timedelta(**ago)
    )


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (IPHONE, "Safari on an iPhone"),
        (CHROME, "Chrome on a Chromebook"),
        (EDGE, "Edge on Windows"),
        ("Mozilla/5.0 (Linux; Android 14) SamsungBrowser/25.0 Chrome/121.0", "Samsung Internet on"
         " Android"),
        ("curl/8.0", "A browser on an unknown device"),
        ("", "A browser on an unknown device"),
    ],
)  # fmt: skip
def test_a_device_is_told_in_plain_words(agent, words):
    assert devices.told(agent) == words


def test_each_browser_is_listed_with_its_times_and_which_is_this_one(priya):
    here, there = enter(priya.email), enter(priya.email, IPHONE)
    unused(there, minutes=10)
    told = page(here)
    assert told.index("Firefox on Windows <span") < told.index("Safari on an iPhone")
    assert told.count("this one") == 1
    assert told.count("Last used") == 1 + 2
    assert here.session.session_key not in told
    assert {Session.objects.get(pk=each.session.session_key).user for each in (here, there)} == {
        priya
    }
    assert "You are signed in nowhere else." not in told


def test_neither_a_machine_s_address_nor_the_whole_agent_is_kept(priya):
    client = enter(priya.email)
    kept = row(client).get_decoded()
    assert not [value for value in kept.values() if FIREFOX in str(value) or "127.0" in str(value)]


def test_one_session_is_ended_and_the_others_stay(priya):
    here, lost, third = enter(priya.email), enter(priya.email, IPHONE), enter(priya.email, EDGE)
    answer = here.post(PAGE, {"end": row(lost).handle}, follow=True)
    assert "Signed out: Safari on an iPhone." in answer.content.decode()
    assert [is_in(each) for each in (here, lost, third)] == [True, False, True]
    assert AuditEvent.objects.latest("pk").verb == "network.end_session"


def test_all_others_are_ended_at_once(priya):
    here, there = enter(priya.email), enter(priya.email, IPHONE)
    answer = here.post(PAGE, {"end": "others"}, follow=True).content.decode()
    assert "You are signed in nowhere else." in answer
    assert [is_in(here), is_in(there)] == [True, False]
    assert Session.objects.filter(user=priya).count() == 1


def test_nobody_ends_or_sees_the_session_of_somebody_else(priya, jim):
    mine, other = enter(priya.email), enter(jim.email, IPHONE)
    assert "Safari on an iPhone" not in page(mine)
    for handle in (row(other).handle, row(mine).handle, "nonsense", ""):
        assert mine.post(PAGE, {"end": handle}).status_code == 302
    assert [is_in(mine), is_in(other)] == [True, True]


def test_sessions_that_a_new_password_ended_are_not_listed(priya):
    here, there = enter(priya.email), enter(priya.email, IPHONE)
    new = "four entirely new words"
    told = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    here.post("/accounts/password/change/", told)
    assert not is_in(there)
    assert "Safari on an iPhone" not in page(here)


def test_an_account_that_is_closed_or_switched_off_is_out_at_its_next_request(priya, jim, helen):
    of_priya, of_jim = enter(priya.email), enter(jim.email)
    actions.close_account(by=helen, user=priya)
    User.objects.filter(pk=jim.pk).update(is_active=False)
    assert [is_in(of_priya), is_in(of_jim)] == [False, False]


def test_a_session_ends_twelve_hours_after_signing_in_however_much_it_is_used(priya):
    client = enter(priya.email, remember="on")
    session = client.session
    assert 12 * 3600 - 60 < session.get_expiry_age() <= 12 * 3600
    session[SINCE] = (clock.wall() - timedelta(hours=11, minutes=59)).isoformat()
    session.save()
    answer = client.get("/account/name/")
    assert answer.status_code == 200
    assert session.get_expiry_age() <= 60
    session[SINCE] = (clock.wall() - timedelta(hours=12, minutes=1)).isoformat()
    session.save()
    assert not is_in(client)


def test_without_staying_signed_in_the_cookie_goes_with_the_browser(priya):
    assert enter(priya.email).cookies["session"]["max-age"] == ""
    assert 0 < enter(priya.email, remember="on").cookies["session"]["max-age"] <= 12 * 3600


@pytest.mark.parametrize("who", ["amara", "helen", "tom"])
def test_the_team_is_signed_out_after_an_hour_without_use(who, request):
    user = request.getfixturevalue(who)
    client = enter(user.email)
    unused(client, minutes=59)
    assert is_in(client)
    assert clock.wall() - row(client).used_at < timedelta(minutes=1)
    unused(client, minutes=61)
    ActiveDay.objects.all().delete()
    answer = client.get("/people/", follow=True)
    assert answer.redirect_chain == [("/accounts/login/?next=/people/", 302)]
    assert ENDED.replace("'", "&#x27;") in answer.content.decode()
    assert SESSION_KEY not in client.session
    assert ActiveDay.objects.count() == 0


def test_an_idle_session_of_the_team_is_not_listed_as_one(helen):
    here, there = enter(helen.email), enter(helen.email, IPHONE)
    unused(there, minutes=61)
    assert "Safari on an iPhone" not in page(here)


def test_members_may_leave_a_browser_alone_for_the_whole_time(priya, jim):
    for user in (priya, jim):
        client = enter(user.email)
        unused(client, hours=11)
        assert is_in(client)


def test_use_is_written_once_a_minute_and_asks_nothing_in_between(priya, django_assert_num_queries):
    client = enter(priya.email)
    unused(client, minutes=2)
    written = row(client).used_at
    client.get(PAGE)
    assert row(client).used_at > written
    with django_assert_num_queries(6) as asked:
        client.get(PAGE)
    assert not [each for each in asked if "UPDATE" in each["sql"]]


def test_a_longer_list_asks_no_more(priya, django_assert_num_queries):
    here = enter(priya.email)
    page(here)
    for _ in range(3):
        with django_assert_num_queries(6):
            page(here)
        enter(priya.email)


def test_a_stranger_s_session_is_nobody_s(db):
    client = Client()
    client.post("/join/", {"name": "Ola Berg", "email": "ola@example.org"})
    assert [(each.user, each.since) for each in Session.objects.all()] == [(None, None)]
