"""The addresses of bodies."""

from culturefirst.kit.policy import anybody
from culturefirst.kit.urls import page
from culturefirst.network.views import organisations as views

urlpatterns = [
    page("organisations/", views.organisations, policy=anybody, name="organisations"),
    page("organisations/<slug:slug>/", views.organisation, policy=anybody, name="organisation"),
]
