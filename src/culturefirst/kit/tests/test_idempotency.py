"""A form that is sent twice acts once."""

from typing import Any

import pytest
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError
from culturefirst.kit.idempotency import FormKey, acts_once, once
from culturefirst.kit.models import Schedule

pytestmark = pytest.mark.django_db


@acts_once
def add(request: HttpRequest) -> HttpResponse:
    """A page whose form adds a timetable."""
    if not request.POST["name"]:
        return HttpResponse("Say a name.")
    row = Schedule.objects.create(name=request.POST["name"], next_at=clock.now())
    if hasattr(request, "_messages"):
        messages.success(request, f"{row} is added.", extra_tags="big")
    return HttpResponseRedirect(f"/timetables/{row.pk}/")


def send(**values: str) -> HttpResponse:
    request = RequestFactory().post("/timetables/", values)
    request.user = AnonymousUser()
    return add(request)


def test_the_second_click_gets_the_first_ones_answer() -> None:
    first, second = send(name="nightly", once="k"), send(name="nightly", once="k")
    assert first.headers["Location"] == second.headers["Location"]
    assert Schedule.objects.count() == 1


def test_two_forms_act_twice() -> None:
    send(name="nightly", once="a")
    send(name="hourly", once="b")
    assert Schedule.objects.count() == 2


def test_a_form_with_faults_may_be_sent_again() -> None:
    assert send(name="", once="k").content == b"Say a name."
    assert send(name="nightly", once="k").status_code == 302


def test_a_key_is_not_good_for_other_content() -> None:
    send(name="nightly", once="k")
    with pytest.raises(DomainError, match="sent before with other content"):
        send(name="hourly", once="k")


def test_the_csrf_token_is_no_part_of_the_content() -> None:
    send(name="nightly", once="k", csrfmiddlewaretoken="one")
    assert send(name="nightly", once="k", csrfmiddlewaretoken="two").status_code == 302
    assert Schedule.objects.count() == 1


def test_a_form_without_a_key_acts_each_time() -> None:
    send(name="nightly")
    assert FormKey.objects.count() == 0


def test_a_crash_frees_the_key() -> None:
    with pytest.raises(ZeroDivisionError), once("k", SYSTEM, "hash"):
        raise ZeroDivisionError
    with once("k", SYSTEM, "hash") as turn:
        assert turn.answer is None


def test_keys_of_two_people_are_two(helen: Any, priya: Any) -> None:
    for person in (helen, priya):
        with once("k", person, "hash") as turn:
            assert turn.answer is None
            turn.answer = "/done/"
    with once("k", helen, "hash") as again:
        assert again.answer == "/done/"


def test_the_second_click_says_what_the_first_one_said() -> None:
    """A browser drops the first answer, and its cookies with it, when a button is hit twice."""
    told = []
    for _ in ("first", "second"):
        request: Any = RequestFactory().post("/timetables/", {"name": "nightly", "once": "k"})
        request.user, request._messages = AnonymousUser(), CookieStorage(request)
        add(request)
        told.append([(m.level, m.message, m.extra_tags) for m in messages.get_messages(request)])
    assert told == [[(messages.SUCCESS, "nightly is added.", "big")]] * 2
