"""Addresses of initiatives."""

from culturefirst.collaboration.policy import begin_initiatives, keep_initiative, see_listings
from culturefirst.collaboration.views import initiatives as views
from culturefirst.kit.urls import page

ALL = "share/initiatives/"
ONE = f"{ALL}<int:pk>/"
PARTNER = f"{ONE}partners/<int:partner>/"

urlpatterns = [
    page(ALL, views.initiatives, policy=see_listings, name="initiatives"),
    page(f"{ALL}new/", views.new, policy=begin_initiatives, name="initiative_new"),
    page(ONE, views.initiative, policy=see_listings, name="initiative"),
    page(f"{ONE}edit/", views.edit, policy=keep_initiative, name="initiative_edit"),
    page(f"{ONE}open/", views.open_, policy=keep_initiative, name="initiative_open"),
    page(f"{ONE}drop/", views.drop, policy=keep_initiative, name="initiative_drop"),
    page(f"{ONE}resume/", views.resume, policy=keep_initiative, name="initiative_resume"),
    page(
        f"{ONE}partners/",
        views.add_partner,
        policy=keep_initiative,
        name="initiative_partner_add",
    ),
    page(PARTNER, views.partner, policy=keep_initiative, name="initiative_partner"),
    page(
        f"{PARTNER}end/", views.end_partner, policy=keep_initiative, name="initiative_partner_end"
    ),
]
