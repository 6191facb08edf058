"""Addresses of polls."""

from culturefirst.kit.policy import anybody
from culturefirst.kit.urls import page
from culturefirst.surveys.policy.polls import answer_poll, keep_poll
from culturefirst.surveys.views import polls as views

urlpatterns = [
    page("polls/", views.polls, policy=anybody, name="polls"),
    page("polls/new/", views.new, policy=keep_poll, name="poll_new"),
    page("polls/<int:pk>/", views.poll, policy=anybody, name="poll"),
    page("polls/<int:pk>/answer/", views.answer, policy=answer_poll, name="poll_answer"),
    page("polls/<int:pk>/edit/", views.edit, policy=keep_poll, name="poll_edit"),
    page("polls/<int:pk>/open/", views.opened, policy=keep_poll, name="poll_open"),
    page("polls/<int:pk>/close/", views.closed, policy=keep_poll, name="poll_close"),
    page("polls/<int:pk>/remove/", views.removed, policy=keep_poll, name="poll_remove"),
    page("polls/<int:pk>/outcome/", views.outcome, policy=keep_poll, name="poll_outcome"),
]
