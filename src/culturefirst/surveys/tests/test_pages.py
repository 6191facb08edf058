"""The pages of polls, as the cast sees them."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from culturefirst.network.models import User
from culturefirst.surveys.models import Answer, Poll

SignIn = Callable[[Any], Client]


def test_a_manager_writes_and_opens_a_poll(helen: User, signed_in: SignIn) -> None:
    client = signed_in(helen)
    given = {
        "question": "Shall we meet in Ely?",
        "choices": "Yes\nNo\n",
        "closes_on": "2011-09-30",
        "shown": "before",
        "once": "a1",
    }
    answer = client.post("/polls/new/", given)
    poll = Poll.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/polls/{poll.pk}/")
    assert "Nobody has" not in client.get(f"/polls/{poll.pk}/").content.decode()
    client.post(f"/polls/{poll.pk}/open/")
    poll.refresh_from_db()
    assert str(poll.opened_on) == "2011-09-19"


def test_faults_are_told_beside_their_fields(helen: User, signed_in: SignIn) -> None:
    given = {"question": "", "choices": "Yes", "closes_on": "never", "shown": "before"}
    answer = signed_in(helen).post("/polls/new/", given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Please fill this in." in page
    assert Poll.objects.count() == 0


def test_an_officer_answers_and_changes_it(poll: Poll, priya: User, signed_in: SignIn) -> None:
    client = signed_in(priya)
    first, _, last = poll.choices.all()
    client.post(f"/polls/{poll.pk}/answer/", {"choice": first.pk})
    client.post(f"/polls/{poll.pk}/answer/", {"choice": last.pk})
    assert [a.choice for a in Answer.objects.visible_to(priya)] == [last]
    assert "Change my answer" in client.get(f"/polls/{poll.pk}/").content.decode()


def test_no_choice_is_told(poll: Poll, priya: User, signed_in: SignIn) -> None:
    answer = signed_in(priya).post(f"/polls/{poll.pk}/answer/", {})
    assert answer.status_code == 422
    assert "Choose an answer." in answer.content.decode()


def test_another_polls_choice_is_none_of_this(poll: Poll, priya: User, signed_in: SignIn) -> None:
    answer = signed_in(priya).post(f"/polls/{poll.pk}/answer/", {"choice": 999_999})
    assert answer.status_code == 422
    assert "Choose one of the answers shown." in answer.content.decode()


def test_a_stranger_reads_and_does_not_answer(poll: Poll) -> None:
    page = Client().get(f"/polls/{poll.pk}/").content.decode()
    assert "Members of the network answer this poll." in page
    answer = Client().post(f"/polls/{poll.pk}/answer/", {"choice": poll.choices.first().pk})
    assert answer.status_code == 302


def test_a_draft_looks_to_others_like_none(draft: Poll, priya: User, signed_in: SignIn) -> None:
    client = signed_in(priya)
    assert client.get(f"/polls/{draft.pk}/").status_code == 404
    assert client.get("/polls/999999/").status_code == 404
