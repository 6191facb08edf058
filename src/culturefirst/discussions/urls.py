"""Addresses of discussions."""

from culturefirst.discussions.policy import (
    edit_words,
    keep_thread,
    moderate,
    own_pace,
    remove_words,
    take_part,
)
from culturefirst.discussions.views import forums, threads, words
from culturefirst.kit.urls import page

ALL = "discussions/"
FORUM = f"{ALL}forums/<int:pk>/"
THREAD = f"{ALL}threads/<int:pk>/"
POST = f"{ALL}posts/<int:pk>/"
CONCERN = f"{ALL}reports/<int:pk>/"

urlpatterns = [
    page(ALL, forums.forums, policy=take_part, name="forums"),
    page(f"{ALL}digest/", forums.digest, policy=own_pace, name="digest"),
    page(f"{ALL}open/", forums.open_for_all, policy=take_part, name="forum_open"),
    page("groups/<slug:slug>/forum/", forums.of_group, policy=take_part, name="group_forum"),
    page(FORUM, forums.forum, policy=take_part, name="forum"),
    page(f"{FORUM}new/", forums.new, policy=take_part, name="thread_new"),
    page(f"{FORUM}follow/", forums.follow, policy=take_part, name="forum_follow"),
    page(f"{FORUM}people/", threads.people, policy=take_part, name="forum_people"),
    page(THREAD, threads.thread, policy=take_part, name="thread"),
    page(f"{THREAD}reply/", threads.reply, policy=take_part, name="thread_reply"),
    page(f"{THREAD}edit/", threads.edit, policy=keep_thread, name="thread_edit"),
    page(f"{THREAD}follow/", threads.follow, policy=take_part, name="thread_follow"),
    page(f"{THREAD}pin/", threads.pin, policy=moderate, name="thread_pin"),
    page(f"{THREAD}close/", threads.close, policy=keep_thread, name="thread_close"),
    page(f"{THREAD}move/", threads.move, policy=moderate, name="thread_move"),
    page(f"{POST}edit/", words.edit, policy=edit_words, name="post_words_edit"),
    page(f"{POST}remove/", words.remove, policy=remove_words, name="post_words_remove"),
    page(f"{POST}answer/", words.mark, policy=keep_thread, name="post_words_answer"),
    page(f"{POST}report/", words.report, policy=take_part, name="post_words_report"),
    page(CONCERN, words.concern, policy=moderate, name="concern"),
    page(f"{CONCERN}settle/", words.settle, policy=moderate, name="concern_settle"),
    page(f"{ALL}files/<int:pk>/", words.file, policy=take_part, name="discussion_file"),
]
