"""The addresses of the network: those of each noun stand in the module of its name."""

from django.urls import URLPattern

from culturefirst.network.urls import (
    accounts,
    audiences,
    groups,
    joining,
    organisations,
    people,
    sign_in,
)

urlpatterns: list[URLPattern] = [
    *organisations.urlpatterns,
    *people.urlpatterns,
    *groups.urlpatterns,
    *joining.urlpatterns,
    *accounts.urlpatterns,
    *audiences.urlpatterns,
    *sign_in.urlpatterns,
]
