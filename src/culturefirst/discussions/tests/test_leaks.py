"""Nobody finds a discussion that is not theirs: by address, search, figures, letters or names."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from culturefirst.discussions import actions, jobs
from culturefirst.discussions.models import Attachment, Contribution, Forum, Thread
from culturefirst.discussions.tests.conftest import ROLES, bare, first
from culturefirst.kit.attention import needs
from culturefirst.kit.models import AuditEvent
from culturefirst.kit.outbox.models import Message
from culturefirst.kit.publications import published
from culturefirst.kit.uploads import checked
from culturefirst.measures.register import MEASURES
from culturefirst.network.models import User
from culturefirst.network.tests.searching import answer, found, instead

TITLE, WORDS, FILE, REASON = "Quokka", "Wombat", "Numbat", "Bilby"
CANARIES = (TITLE, WORDS, FILE, REASON)
OUTSIDERS = {"closed": ("tom", "jim", "dee"), "space": ("amara", "helen", "tom", "priya", "dee")}
INSIDER = {"closed": "priya", "space": "jim"}


@pytest.fixture(params=["closed", "space"])
def hidden(request: pytest.FixtureRequest, cast: dict[str, User]) -> tuple[str, Thread]:
    """A thread with a word of its own in every place."""
    forum: Forum = request.getfixturevalue(request.param)
    by = cast[INSIDER[request.param]]
    upload = checked(f"{FILE}.txt", b"x")
    thread = actions.start_thread(
        by=by, forum=forum, title=f"{TITLE} plan", text=f"The {WORDS} of it", uploads=[upload],
        asks=True,
    )  # fmt: skip
    said = actions.reply(by=by, thread=thread, text=f"More {WORDS}")
    actions.raise_concern(by=by, contribution=said, why=f"{REASON} of it")
    return request.param, thread


def addresses(thread: Thread) -> list[str]:
    said = first(thread)
    file = Attachment._base_manager.get(contribution=said)
    [concern] = Contribution._base_manager.get(thread=thread, position=2).concerns.all()
    keys = {
        "forum": thread.forum_id, "thread_new": thread.forum_id, "forum_people": thread.forum_id,
        "thread": thread.pk, "thread_reply": thread.pk, "thread_edit": thread.pk,
        "thread_move": thread.pk, "post_words_edit": said.pk, "post_words_remove": said.pk,
        "post_words_report": said.pk, "concern": concern.pk, "discussion_file": file.pk,
    }  # fmt: skip
    slug = thread.forum.group.slug
    return [reverse(name, args=[key]) for name, key in keys.items()] + [
        reverse("group_forum", args=[slug])
    ]


def test_no_address_of_it_opens_for_an_outsider_and_each_does_for_its_own(hidden, cast, signed_in):
    which, thread = hidden
    for name in OUTSIDERS[which]:
        client = signed_in(cast[name])
        for address in addresses(thread):
            got = client.get(address)
            assert (got.status_code, address) == (404, address)
            assert not any(word in got.content.decode() for word in CANARIES)
    own = signed_in(cast[INSIDER[which]])
    assert {own.get(each).status_code for each in addresses(thread)} == {200, 302}


def test_no_list_page_or_record_of_a_figure_tells_of_it(hidden, cast, signed_in, nobody):
    which, _ = hidden
    figures = [key for key in MEASURES.entries() if key.startswith("discussions.")]
    assert len(figures) == 3
    pages = [
        *(reverse(name) for name in ("forums", "my_work", "home", "search", "measures", "api")),
        *(reverse("figure", args=[key]) for key in figures),
        *(f"{reverse('figure', args=[key])}?format=csv" for key in figures),
    ]
    for who in [nobody, *(cast[name] for name in OUTSIDERS[which])]:
        client = signed_in(who)
        for address in pages:
            shown = client.get(address).content.decode()
            told = [word for word in CANARIES if word in shown]
            assert (address, told) == (address, [])


def test_a_search_for_it_answers_an_outsider_as_one_for_nothing(hidden, cast, signed_in):
    which, _ = hidden
    for name in OUTSIDERS[which]:
        client = signed_in(cast[name])
        asked, nothing = (
            bare(client.get(reverse("search"), {"words": word})) for word in (TITLE, "Zzyzx")
        )
        assert asked.replace(TITLE.encode(), b"Zzyzx") == nothing


def test_search_finds_corrects_and_counts_only_for_its_own(hidden, cast, nobody):
    which, _ = hidden
    for who in [nobody, *(cast[name] for name in OUTSIDERS[which])]:
        for word in (TITLE, WORDS, "Quoka", "Wombt"):
            assert found(who, word) == []
            assert instead(who, word) == ""
            assert answer(who, word).total == 0
    own = cast[INSIDER[which]]
    assert found(own, TITLE) == found(own, WORDS) == [f"{TITLE} plan"]
    assert instead(own, "Wombt") == "wombat"


def test_the_register_of_publications_and_my_work_are_silent(hidden, cast):
    which, _ = hidden
    for name in OUTSIDERS[which]:
        told = [each.title for each in published(cast[name], date(2011, 1, 1), date(2011, 12, 31))]
        asked = [each.what for each in needs(cast[name], date(2011, 12, 31))]
        assert not any(word in text for word in CANARIES for text in told + asked)


def test_neither_the_trail_nor_a_letter_holds_a_word_of_it(hidden, cast):
    which, thread = hidden
    for name in ROLES:
        actions.reply(by=cast[INSIDER[which]], thread=thread, text=f"@{cast[name]} see {WORDS}")
    jobs.tell_daily()
    letters = "".join(f"{m.to}{m.subject}{m.text}{m.html}" for m in Message.objects.all())
    trail = "".join(f"{e.before}{e.after}{e.reason}" for e in AuditEvent.objects.all())
    for word in (WORDS, FILE, REASON):
        assert word not in letters + trail
    assert TITLE not in trail
    if which == "space":
        assert TITLE not in letters


def test_naming_an_outsider_tells_them_nothing_and_tells_nobody_that_they_are_one(
    hidden, cast, signed_in
):
    which, thread = hidden
    own = cast[INSIDER[which]]
    outside = [cast[name] for name in OUTSIDERS[which]]
    before = Message.objects.count()
    text = " ".join(f"@{user}" for user in outside) + " @Nobody Atall"
    said: Any = actions.reply(by=own, thread=thread, text=text)
    assert said.mentions.count() == 0
    assert Message.objects.count() == before
    offered = signed_in(own).get(reverse("forum_people", args=[thread.forum_id])).content.decode()
    assert not any(f"@{user}" in offered for user in outside)


def test_what_was_removed_is_found_no_more(cast, forum, started):
    thread = started(cast["priya"], forum, "A plan")
    said = actions.reply(by=cast["dee"], thread=thread, text="The wombat of it")
    assert found(cast["tom"], "wombat") == ["A plan"]
    actions.remove_contribution(by=cast["dee"], contribution=said, why="My mistake")
    assert found(cast["tom"], "wombat") == []
