"""The kit's own addresses (``kit.urls`` is the helper that makes addresses)."""

from culturefirst.kit import views
from culturefirst.kit.policy import signed_in
from culturefirst.kit.urls import page

urlpatterns = [
    page("jobs/<int:pk>/", views.job, policy=signed_in, name="job"),
]
