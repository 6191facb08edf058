"""The pages of discussions: what they show, what they take, and to whom they are not there."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from culturefirst.discussions import actions
from culturefirst.discussions.models import Contribution, Following, Forum, Thread
from culturefirst.discussions.models.words import TOO_LONG
from culturefirst.discussions.tests.conftest import bare, first, fresh
from culturefirst.programme import actions as programme
from culturefirst.programme.models import Activity
from culturefirst.programme.reading import document as printed
from culturefirst.surveys import actions as polls

SAID = {"title": "Who shares a post?", "text": "We **may**.", "asks": "on"}


def url(name: str, record: Any) -> str:
    return reverse(name, args=[record.pk])


def test_a_thread_is_opened_on_a_page_and_read_there(priya, dee, forum, signed_in):
    answer = signed_in(priya).post(url("thread_new", forum), SAID)
    thread = Thread._base_manager.get()
    assert answer.headers["Location"] == f"/discussions/threads/{thread.pk}/#post-1"
    shown = signed_in(dee).get(url("thread", thread)).content.decode()
    assert "<p>We <strong>may</strong>.</p>" in shown
    assert "Mark as the answer" not in shown


def test_a_form_with_faults_says_each_and_keeps_the_words(priya, forum, signed_in):
    answer = signed_in(priya).post(url("thread_new", forum), {"text": "Words to keep"})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Title: Please fill this in." in shown
    assert "Words to keep" in shown


def test_a_very_long_reply_is_refused_beside_its_field(priya, forum, started, signed_in):
    thread = started(priya, forum)
    answer = signed_in(priya).post(url("thread_reply", thread), {"text": "x" * 20_001})
    assert (answer.status_code, TOO_LONG in answer.content.decode()) == (422, True)
    assert fresh(thread).length == 1


def test_a_reply_that_is_sent_twice_stands_once(priya, forum, started, signed_in):
    thread, client = started(priya, forum), signed_in(priya)
    for _ in range(2):
        answer = client.post(url("thread_reply", thread), {"text": "Hello", "once": "a"})
        assert answer.headers["Location"].endswith("#post-2")
    assert fresh(thread).length == 2


def test_a_file_is_put_to_a_reply_and_served_to_readers_alone(
    priya, tom, closed, started, signed_in
):
    thread, client = started(priya, closed), signed_in(priya)
    file = SimpleUploadedFile("notes.txt", b"We met in Ely.")
    client.post(url("thread_reply", thread), {"text": "See here", "file": file})
    page = client.get(url("thread", thread)).content.decode()
    [there] = [part.split('"')[0] for part in page.split('href="')[1:] if "/files/" in part[:40]]
    served = client.get(there)
    assert served.content == b"We met in Ely."
    assert served.headers["Content-Disposition"] == 'attachment; filename="notes.txt"'
    assert signed_in(tom).get(there).status_code == 404


def test_a_file_that_is_not_what_it_says_is_refused(priya, forum, started, signed_in):
    thread = started(priya, forum)
    file = SimpleUploadedFile("notes.pdf", b"<script>")
    answer = signed_in(priya).post(url("thread_reply", thread), {"text": "See", "file": file})
    assert "This is not a PDF, though its name says so." in answer.content.decode()
    assert fresh(thread).length == 1


def test_quoting_begins_with_the_words_and_leaves_quotes_out(priya, dee, forum, started, signed_in):
    thread = started(priya, forum, text="> older\n\nWe think of it.")
    page = signed_in(dee).get(f"{url('thread_reply', thread)}?quote=1").content.decode()
    assert "&gt; Priya Nair wrote:\n&gt;\n&gt; We think of it.\n" in page
    assert "older" not in page.partition("<textarea")[2]


def test_unread_is_marked_until_it_is_read_and_the_thread_leads_there(
    priya, dee, forum, started, signed_in
):
    thread, client = started(priya, forum), signed_in(dee)
    assert "1 unread" in client.get(reverse("forums")).content.decode()
    client.get(url("thread", thread))
    assert "unread" not in client.get(reverse("forums")).content.decode()
    actions.reply(by=priya, thread=thread, text="More")
    page = client.get(url("thread", thread)).content.decode()
    assert f'href="/discussions/threads/{thread.pk}/#post-2">To the first unread' in page


def test_the_second_page_begins_with_the_fifty_first(priya, forum, started, signed_in):
    thread, client = started(priya, forum), signed_in(priya)
    for number in range(2, 52):
        actions.reply(by=priya, thread=thread, text=f"No. {number}")
    page = client.get(f"{url('thread', thread)}?at=51").content.decode()
    assert ('id="post-51"' in page, 'id="post-50"' in page) == (True, False)


def test_buttons_pin_close_mark_and_follow(helen, priya, forum, started, signed_in):
    thread, client = started(priya, forum), signed_in(helen)
    said = actions.reply(by=helen, thread=thread, text="We do.")
    client.post(url("thread_pin", thread), {"pinned": "yes"})
    client.post(url("post_words_answer", said), {"answers": "yes"})
    client.post(url("thread_close", thread), {"closed": "yes"})
    client.post(url("thread_follow", thread), {"follows": "no"})
    found = fresh(thread)
    assert (bool(found.pinned_at), found.answer, bool(found.closed_at)) == (True, said, True)
    assert not Following.objects.get(person=helen.person, thread=thread).is_on
    shown = client.get(url("forum", forum)).content.decode()
    assert all(f'<span class="badge">{word}</span>' in shown for word in ("Pinned", "Answered"))


def test_a_removed_contribution_leaves_its_place_and_the_reason(
    helen, priya, forum, started, signed_in
):
    thread = started(priya, forum)
    said = actions.reply(by=priya, thread=thread, text="A telephone number")
    signed_in(helen).post(url("post_words_remove", said), {"why": "It is private"})
    page = signed_in(priya).get(url("thread", thread)).content.decode()
    assert "Removed by Helen Marsh on 19 September 2011: It is private" in page
    assert "A telephone number" not in page


def test_a_report_is_looked_at_by_moderators(helen, priya, dee, forum, started, signed_in):
    said = first(started(priya, forum))
    signed_in(dee).post(url("post_words_report", said), {"why": "It names a child"})
    client = signed_in(helen)
    work = client.get(reverse("my_work")).content.decode()
    assert "Somebody reported what stands there: look, and decide." in work
    assert "It names a child" in client.get(reverse("forums")).content.decode()
    [concern] = said.concerns.all()
    client.post(url("concern_settle", concern))
    assert client.get(url("concern", concern)).status_code == 404


def test_a_thread_holds_a_poll(helen, priya, forum, signed_in):
    poll = polls.make_poll(
        by=helen, question="Shall we meet?", choices=["Yes", "No"], closes_on=date(2011, 9, 30)
    )
    polls.open_poll(by=helen, poll=poll)
    signed_in(priya).post(url("thread_new", forum), SAID | {"poll": poll.pk})
    page = signed_in(priya).get(url("thread", Thread._base_manager.get())).content.decode()
    assert '<p class="question">Shall we meet?</p>' in page


def test_a_thread_leads_to_the_activity_that_it_serves(helen, priya, forum, signed_in):
    row = printed.Activity("Meet as peers", targets=[printed.Target("Meet", "ongoing")])
    told = printed.Document(
        title="This year", starts=date(2011, 4, 1), ends=date(2012, 3, 31),
        priorities=[printed.Priority("1", "Improve", [printed.Programme("1.1", "Peers", [row])])],
    )  # fmt: skip
    programme.create_programme(by=helen, document=told, state="current")
    activity = Activity.objects.get()
    client = signed_in(priya)
    client.post(url("thread_new", forum), SAID | {"serves": activity.pk})
    page = client.get(url("thread", Thread._base_manager.get())).content.decode()
    assert f'#activity-{activity.pk}">Meet as peers</a>' in page


def test_a_groups_page_leads_to_its_forum_and_its_convenor_opens_it(
    priya, helen, tom, closed, signed_in
):
    group = closed.group
    there = reverse("group_forum", args=[group.slug])
    assert there in signed_in(priya).get(reverse("group", args=[group.slug])).content.decode()
    assert there not in signed_in(tom).get(reverse("group", args=[group.slug])).content.decode()
    assert signed_in(priya).get(there).headers["Location"] == url("forum", closed)
    assert signed_in(tom).get(there).status_code == 404
    Forum._base_manager.all().delete()
    signed_in(priya).post(there)
    assert Forum._base_manager.get().group == group


@pytest.mark.parametrize("name", ["thread", "thread_reply", "thread_edit", "thread_pin"])
def test_a_strangers_thread_answers_like_a_missing_one(
    name, tom, priya, closed, started, signed_in
):
    thread, client = started(priya, closed), signed_in(tom)
    for ask in (client.get, client.post):
        theirs, missing = ask(url(name, thread)), ask(reverse(name, args=[999_999]))
        assert theirs.status_code == missing.status_code
        assert bare(theirs) == bare(missing)


def test_pages_ask_the_same_number_of_questions_however_much_there_is(
    priya, dee, forum, started, signed_in, django_assert_max_num_queries
):
    client, asked = signed_in(dee), []
    for _ in range(2):
        for number in range(3):
            thread = started(priya, forum, f"No. {number}")
            for by in (dee, priya):
                actions.reply(by=by, thread=thread, text="Words")
        for there in (reverse("forums"), url("forum", forum), url("thread", thread)):
            client.get(there)
            with django_assert_max_num_queries(30) as counted:
                client.get(there)
            asked.append(len(counted))
    assert asked[:3] == asked[3:]
    assert Contribution._base_manager.count() == 18
