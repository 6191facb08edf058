"""A forum for all with a question and a reply, a closed group's and a private space's."""

from typing import Any

from culturefirst.discussions import actions
from culturefirst.discussions.models import Attachment, Concern, Contribution, Forum, Thread
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.uploads import checked
from culturefirst.network import actions as network
from culturefirst.network.models import Group, Organisation, Role, User

OF_FORUM = ("forum", "thread_new", "forum_follow", "forum_people")
OF_THREAD = (
    "thread",
    "thread_reply",
    "thread_edit",
    "thread_follow",
    "thread_pin",
    "thread_close",
    "thread_move",
)
OF_WORDS = ("post_words_edit", "post_words_remove", "post_words_answer", "post_words_report")
OF_CONCERN = ("concern", "concern_settle")
SPACE = "Councillors' own space"
NOTES = checked("notes.txt", b"We met.")
Given = dict[str, dict[str, Any]]


def given(*, by: User, officer: User) -> Given:
    """The manager opens the forum, the officer asks, the manager answers and reports."""
    open_group = network.add_group(by=by, name="Lynn Festivals Group", kind="forum")
    forum = actions.open_forum(by=by)
    actions.open_forum(by=by, group=open_group)
    thread = actions.start_thread(
        by=officer, forum=forum, title="Who shares a post?", text="We may.", asks=True
    )
    said = actions.reply(by=by, thread=thread, text="Ask Ely.", uploads=[NOTES])
    actions.raise_concern(by=officer, contribution=said, why="It is wrong.")
    _private_space()
    return _addresses(thread, said) | {"group_forum": {"slug": open_group.slug}}


def _private_space() -> None:
    body = network.add_organisation(
        by=SYSTEM, name="Diss Town Council", kind=Organisation.Kind.DISTRICT
    )
    person = network.add_person(by=SYSTEM, name="Una Hart")
    post = {"title": "Portfolio holder", "role": Role.COUNCILLOR, "starts": clock.today()}
    network.appoint(by=SYSTEM, person=person, organisation=body, **post)
    convenor = network.open_account(by=SYSTEM, person=person, email="una@example.org")
    group = network.add_group(
        by=SYSTEM, name=SPACE, kind="network", access="private", only_role="councillor",
        convenor=person,
    )  # fmt: skip
    forum = actions.open_forum(by=convenor, group=group)
    thread = actions.start_thread(
        by=convenor, forum=forum, title="Between us", text="Tell me.", asks=True
    )
    said = actions.reply(by=convenor, thread=thread, text="Nobody knows.", uploads=[NOTES])
    actions.raise_concern(by=convenor, contribution=said, why="Mine")


def _addresses(thread: Thread, said: Contribution) -> Given:
    concern = Concern.objects.get(contribution=said)
    file = Attachment._base_manager.get(contribution=said)
    return {
        **{key: {"pk": thread.forum_id} for key in OF_FORUM},
        **{key: {"pk": thread.pk} for key in OF_THREAD},
        **{key: {"pk": said.pk} for key in OF_WORDS},
        **{key: {"pk": concern.pk} for key in OF_CONCERN},
        "discussion_file": {"pk": file.pk},
    }


def hidden() -> dict[str, Given]:
    """The private space's forum to everybody who is not in it, those who run the network too."""
    group = Group.objects.get(name=SPACE)
    forum = Forum._base_manager.get(group=group)
    thread = Thread._base_manager.get(forum=forum)
    said = Contribution._base_manager.get(thread=thread, position=2)
    everything = _addresses(thread, said) | {"group_forum": {"slug": group.slug}}
    roles = (
        "nobody", "partner", "councillor", "officer", "improvement manager", "manager", "director"
    )  # fmt: skip
    return dict.fromkeys(roles, everything)
