"""Addresses behind the Evidence door."""

from culturefirst.intelligence import urls_assets, urls_crossing, urls_people, urls_studies
from culturefirst.intelligence.views import door
from culturefirst.kit.policy import anybody
from culturefirst.kit.urls import page

urlpatterns = [
    page("evidence/", door.evidence, policy=anybody, name="evidence"),
    *urls_assets.urlpatterns,
    *urls_people.urlpatterns,
    *urls_crossing.urlpatterns,
    *urls_studies.urlpatterns,
]
