"""Addresses behind the Improve door."""

from culturefirst.improvement import (
    urls_assessments,
    urls_challenges,
    urls_figures,
    urls_frameworks,
    urls_plans,
)
from culturefirst.improvement.views import door
from culturefirst.kit.policy import anybody
from culturefirst.kit.urls import page

urlpatterns = [
    page("improve/", door.improve, policy=anybody, name="improve"),
    *urls_frameworks.urlpatterns,
    *urls_assessments.urlpatterns,
    *urls_challenges.urlpatterns,
    *urls_plans.urlpatterns,
    *urls_figures.urlpatterns,
]
