"""The addresses of the network: those of each noun stand in the module of its name."""

from django.urls import URLPattern

from culturefirst.network.urls import (
    accounts,
    audiences,
    groups,
    joining,
    leaving,
    merging,
    open_data,
    organisations,
    people,
    places,
    posts,
    privacy,
    sign_in,
    topics,
)

urlpatterns: list[URLPattern] = [
    *places.urlpatterns,
    *organisations.urlpatterns,
    *people.urlpatterns,
    *posts.urlpatterns,
    *merging.urlpatterns,
    *groups.urlpatterns,
    *joining.urlpatterns,
    *leaving.urlpatterns,
    *accounts.urlpatterns,
    *audiences.urlpatterns,
    *open_data.urlpatterns,
    *topics.urlpatterns,
    *privacy.urlpatterns,
    *sign_in.urlpatterns,
]
