"""A quick poll in a bulletin: its question in the letter, and a link that opens it."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from culturefirst.bulletins import actions, queries
from culturefirst.bulletins.content import Content
from culturefirst.bulletins.models import Bulletin
from culturefirst.bulletins.tests.letters import letters, text_of
from culturefirst.kit import outbox
from culturefirst.network.models import User
from culturefirst.surveys import actions as surveys
from culturefirst.surveys.models import Answer, Poll

TODAY = date(2011, 9, 19)
QUESTION = "Has your service shared a post with another council this year?"


@pytest.fixture
def poll(helen: User) -> Poll:
    made = surveys.make_poll(
        by=helen, question=QUESTION, choices=["Yes", "No"], closes_on=date(2011, 9, 30)
    )
    return surveys.open_poll(by=helen, poll=made)


@pytest.fixture
def sent_with_poll(draft: Bulletin, poll: Poll, helen: User) -> Bulletin:
    actions.pick(by=helen, bulletin=draft, keys=[f"surveys.poll:{poll.pk}"])
    made = actions.send_bulletin(
        by=helen, bulletin=actions.freeze_bulletin(by=helen, bulletin=draft)
    )
    outbox.deliver()
    return made


def test_an_open_poll_is_offered(draft: Bulletin, poll: Poll, helen: User) -> None:
    content = Content(draft, helen, TODAY)
    offered = queries.to_pick(content, queries.since(draft, TODAY))
    assert [(each.kind, each.title) for each in offered] == [("Quick poll", QUESTION)]


def test_both_parts_of_the_letter_show_question_and_answers(sent_with_poll: Bulletin) -> None:
    for part in ("plain", "html"):
        said = " ".join(text_of(letters()[0], part).split())
        assert QUESTION in said
        assert "Open until 30 September 2011: Yes · No." in said


def test_its_link_opens_the_poll_and_it_is_answered_there(
    sent_with_poll: Bulletin, poll: Poll, priya: User, signed_in: Callable[..., Client]
) -> None:
    member = signed_in(priya)
    html = text_of(letters()[0], "html")
    [link] = re.findall(rf'<a href="https?://[^/]+(/\S+)"[^>]*>{re.escape(QUESTION)}', html)
    page = member.get(link, follow=True)
    assert page.redirect_chain == [(f"/polls/{poll.pk}/", 302)]
    assert f'action="/polls/{poll.pk}/answer/"' in page.content.decode()
    chosen = poll.choices.get(words="Yes")
    member.post(f"/polls/{poll.pk}/answer/", {"choice": chosen.pk, "once": _once(page)})
    assert list(Answer._base_manager.values_list("choice", flat=True)) == [chosen.pk]


def test_a_stranger_is_led_from_it_to_sign_in(sent_with_poll: Bulletin, poll: Poll) -> None:
    page = Client().get(f"/bulletins/{sent_with_poll.pk}/go/1/", follow=True)
    assert f'/accounts/login/?next=/polls/{poll.pk}/"' in page.content.decode()


def _once(page: Any) -> str:
    found = re.search(r'name="once" value="([^"]+)"', page.content.decode())
    assert found is not None
    return found[1]
