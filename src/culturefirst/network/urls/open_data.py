"""The addresses of open data."""

from culturefirst.kit.policy import anybody
from culturefirst.kit.urls import page
from culturefirst.network.views import open_data as views

urlpatterns = [
    page("open-data/", views.open_data, policy=anybody, name="open_data"),
    page("open-data/<str:name>", views.open_file, policy=anybody, name="open_file"),
]
