"""The addresses of places, of the map of coverage, and of bringing organisations."""

from culturefirst.kit.policy import anybody
from culturefirst.kit.urls import page
from culturefirst.network.policy import manage_network
from culturefirst.network.views import bringing, coverage
from culturefirst.network.views import places as views

urlpatterns = [
    page("places/", views.places, policy=anybody, name="places"),
    page("places/add/", views.place_add, policy=manage_network, name="place_add"),
    page("places/<slug:slug>/", views.place, policy=anybody, name="place"),
    page("places/<slug:slug>/edit/", views.place_edit, policy=manage_network, name="place_edit"),
    page(
        "places/<slug:slug>/remove/",
        views.place_remove,
        policy=manage_network,
        name="place_remove",
    ),
    page("coverage/", coverage.coverage, policy=anybody, name="coverage"),
    page(
        "import/organisations/",
        bringing.upload,
        policy=manage_network,
        name="organisations_import",
    ),
    page(
        "import/organisations/example.csv",
        bringing.example,
        policy=manage_network,
        name="organisations_example",
    ),
    page(
        "import/organisations/<int:pk>/",
        bringing.preview,
        policy=manage_network,
        name="organisations_preview",
    ),
]
