"""The addresses of the network: those of each noun stand in the module of its name."""

from django.urls import URLPattern

from culturefirst.network.urls import accounts, joining, organisations, people, sign_in

urlpatterns: list[URLPattern] = [
    *organisations.urlpatterns,
    *people.urlpatterns,
    *joining.urlpatterns,
    *accounts.urlpatterns,
    *sign_in.urlpatterns,
]
