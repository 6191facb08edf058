"""The addresses of audiences."""

from culturefirst.kit.urls import page
from culturefirst.network.policy import keep_audiences
from culturefirst.network.views import audiences as views

urlpatterns = [
    page("audiences/", views.audiences, policy=keep_audiences, name="audiences"),
    page("audiences/new/", views.audience_add, policy=keep_audiences, name="audience_add"),
    page("audiences/<int:pk>/", views.audience, policy=keep_audiences, name="audience"),
    page("audiences/<int:pk>/edit/", views.audience_edit, policy=keep_audiences,
         name="audience_edit"),
    page("audiences/<int:pk>/retire/", views.audience_retire, policy=keep_audiences,
         name="audience_retire"),
    page("audiences/<int:pk>/restore/", views.audience_restore, policy=keep_audiences,
         name="audience_restore"),
]  # fmt: skip
