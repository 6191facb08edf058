"""The addresses of merging two records of one person."""

from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import View, page
from culturefirst.network.policy import manage_network
from culturefirst.network.views import merging as views

PAIR = "people/<int:pk>/merge/<int:other>/"

ROUTES: list[tuple[str, View, str]] = [
    ("people/duplicates/", views.duplicates, "duplicates"),
    ("people/<int:pk>/merge/", views.person_merge, "person_merge"),
    (PAIR, acts_once(views.merge), "merge"),
    (f"{PAIR}not/", acts_once(views.duplicate_not), "duplicate_not"),
    ("people/merges/<int:pk>/undo/", acts_once(views.merge_undo), "merge_undo"),
]

urlpatterns = [page(route, view, policy=manage_network, name=name) for route, view, name in ROUTES]
