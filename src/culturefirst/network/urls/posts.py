"""The addresses of posts, and of an organisation's people."""

from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import page
from culturefirst.network.policy import keep_organisation, keep_post
from culturefirst.network.views import posts as views

BODY = "organisations/<slug:slug>/people/"
POST = "posts/<int:pk>/"

OF_BODIES = [
    ("", views.organisation_people, "organisation_people"),
    ("add/", acts_once(views.organisation_people_add), "organisation_people_add"),
    ("vacancy/", acts_once(views.organisation_vacancy), "organisation_vacancy"),
    ("<int:pk>/left/", acts_once(views.person_left), "person_left"),
]
OF_POSTS = [
    ("", views.post, "post"),
    ("end/", views.post_end, "post_end"),
    ("resume/", views.post_resume, "post_resume"),
    ("lead/", views.post_lead, "post_lead"),
    ("move/", views.post_move, "post_move"),
    ("fill/", views.post_fill, "post_fill"),
]

urlpatterns = [
    *(page(BODY + route, view, policy=keep_organisation, name=n) for route, view, n in OF_BODIES),
    *(page(POST + route, acts_once(view), policy=keep_post, name=n) for route, view, n in OF_POSTS),
]
