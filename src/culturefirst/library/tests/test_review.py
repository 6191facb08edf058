"""A page is looked at before it is published, and everybody concerned hears by our ledger."""

from datetime import date
from typing import Any

import pytest
from django.core import mail
from wagtail.log_actions import LogContext

from culturefirst.kit.attention import Need, needs
from culturefirst.kit.models import AuditEvent
from culturefirst.kit.outbox.models import Message
from culturefirst.library.attention import pages_need, reviews_need
from culturefirst.library.editors import bring_into_line
from culturefirst.library.models import NewsPage
from culturefirst.library.tests.make import case_study, news, published
from culturefirst.network.models import User

DAY = date(2011, 9, 19)


def waiting(user: User) -> list[Need]:
    return [need for need in needs(user, DAY) if need.room == "library"]


def handed_in(page: Any, by: User) -> Any:
    """The page's review, as the editor begins it."""
    bring_into_line(by)
    with LogContext(user=by):
        page.save_revision(user=by)
        return page.get_workflow().start(page, by)


def test_what_waits_comes_to_publishers_and_to_nobody_else(
    helen: User, amara: User, tom: User, priya: User
) -> None:
    page = news()
    handed_in(page, tom)
    [need] = waiting(helen)
    assert (need.what, need.who) == ("“Ely opens its archive” waits", "Tom Reeve")
    assert need.url == f"/cms/pages/{page.pk}/edit/"
    assert waiting(amara) == [need]
    assert (waiting(tom), waiting(priya)) == ([], [])


def test_what_waits_is_found_in_as_many_questions_as_one(
    helen: User, tom: User, django_assert_num_queries: Any
) -> None:
    helen = User.objects.get(pk=helen.pk)
    assert helen.roles
    for count in (1, 3):
        while len(waiting(helen)) < 2 * count:
            handed_in(news(f"Waits {len(waiting(helen))}"), tom)
            late = news(f"Holds {len(waiting(helen))}", review_by=DAY)
            published(late, helen)
        with django_assert_num_queries(4):
            assert len(list(reviews_need(helen, DAY)) + list(pages_need(helen, DAY))) == 2 * count


def test_publishers_are_written_to_by_the_ledger_and_by_nothing_else(
    helen: User, amara: User, tom: User
) -> None:
    handed_in(news(), tom)
    assert mail.outbox == []
    told = {letter.to: letter for letter in Message.objects.all()}
    assert set(told) == {helen.email, amara.email}
    assert told[helen.email].subject == "“Ely opens its archive” waits to be looked at"
    assert "Tom Reeve asks" in told[helen.email].text
    assert "/cms/pages/" in told[helen.email].text


def test_what_is_sent_back_comes_with_the_reviewers_words(helen: User, tom: User) -> None:
    page = news()
    state = handed_in(page, tom)
    bring_into_line(helen)
    state.current_task_state.specific.reject(user=helen, comment="Which archive?")
    letter = Message.objects.get(to=tom.email)
    assert letter.subject == "“Ely opens its archive” was sent back"
    assert "They say: Which archive?" in letter.text
    assert (waiting(helen), [need.what for need in waiting(tom)]) == (
        [],
        ["“Ely opens its archive”"],
    )
    assert mail.outbox == []


def test_what_is_approved_is_published_and_its_author_hears(helen: User, tom: User) -> None:
    page = news()
    state = handed_in(page, tom)
    bring_into_line(helen)
    with LogContext(user=helen):
        state.current_task_state.approve(user=helen, comment="Good.")
    page = NewsPage.objects.get(pk=page.pk)
    assert (page.live, page.published_on) == (True, DAY)
    letter = Message.objects.get(to=tom.email)
    assert letter.subject == "“Ely opens its archive” was approved"
    assert "They say: Good." in letter.text
    assert (waiting(helen), waiting(tom), mail.outbox) == ([], [], [])


def test_the_trail_names_whoever_published_and_whoever_took_back(helen: User, tom: User) -> None:
    page = news()
    page.save_revision(user=tom)
    page = published(page, helen)
    with LogContext(user=helen):
        page.unpublish(user=helen)
    events = AuditEvent.objects.filter(verb__startswith="library.note_").order_by("pk")
    assert [(event.verb, event.actor) for event in events] == [
        ("library.note_published", helen.pk),
        ("library.note_withdrawn", helen.pk),
    ]


@pytest.mark.parametrize(("day", "count"), [(1, 0), (2, 1)])
def test_a_page_comes_back_a_fortnight_before_its_review(
    day: int, count: int, helen: User, tom: User, priya: User, jim: User
) -> None:
    page = case_study(review_by=date(2011, 10, 5 - day), owner=tom, written_by=priya.person)
    published(page, helen)
    assert [len(waiting(user)) for user in (helen, tom, priya, jim)] == [count, count, count, 0]
    if count:
        [need] = waiting(priya)
        assert (need.due, need.url) == (date(2011, 10, 3), "/learn/case-studies/" + page.slug + "/")
