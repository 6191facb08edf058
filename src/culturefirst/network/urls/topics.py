"""The addresses of topics, and of what somebody chooses of them."""

from culturefirst.kit.urls import page
from culturefirst.network.policy import manage_network, own_account
from culturefirst.network.views import topics as views

urlpatterns = [
    page("topics/", views.topics, policy=manage_network, name="topics"),
    page("topics/usual/", views.topics_usual, policy=manage_network, name="topics_usual"),
    page("topics/<slug:slug>/edit/", views.topic_edit, policy=manage_network, name="topic_edit"),
    page(
        "topics/<slug:slug>/retire/",
        views.topic_retire,
        policy=manage_network,
        name="topic_retire",
    ),
    page("topics/<slug:slug>/offer/", views.topic_offer, policy=manage_network, name="topic_offer"),
    page("account/preferences/", views.preferences, policy=own_account, name="preferences"),
]
