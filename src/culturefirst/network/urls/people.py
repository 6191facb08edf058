"""The addresses of people."""

from culturefirst.kit.urls import page
from culturefirst.network.policy import own_account, see_members
from culturefirst.network.views import people as views

urlpatterns = [
    page("people/", views.people, policy=see_members, name="people"),
    page("people/<int:pk>/", views.person, policy=see_members, name="person"),
    page("people/<int:pk>/name/", views.person_name, policy=see_members, name="person_name"),
    page("account/profile/", views.account_profile, policy=own_account, name="account_profile"),
]
