"""The addresses of people."""

from culturefirst.kit.urls import page
from culturefirst.network.policy import see_members
from culturefirst.network.views import people as views

urlpatterns = [
    page("people/", views.people, policy=see_members, name="people"),
    page("people/<int:pk>/", views.person, policy=see_members, name="person"),
]
