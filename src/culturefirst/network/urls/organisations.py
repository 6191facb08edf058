"""The addresses of bodies."""

from django.urls import URLPattern

from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.policy import Policy, anybody
from culturefirst.kit.urls import View, changes, page
from culturefirst.network.policy import keep_organisation, manage_network, see_members
from culturefirst.network.views import organisation_deeds as deeds
from culturefirst.network.views import organisations as views
from culturefirst.network.views.keeping import Deed, doing
from culturefirst.network.views.succession import succession

ONE = "organisations/<slug:slug>/"


def _does(route: str, deed: Deed, name: str) -> URLPattern:
    return _acts(route, doing(deed), deed.policy, name)


def _acts(route: str, view: View, policy: Policy, name: str) -> URLPattern:
    return page(route, acts_once(view), policy=policy, name=name)


urlpatterns = [
    page("organisations/", views.organisations, policy=anybody, name="organisations"),
    _acts("organisations/add/", deeds.add, manage_network, "organisation_add"),
    page(ONE, views.organisation, policy=anybody, name="organisation"),
    page(
        f"{ONE}changes/",
        views.organisation_changes,
        policy=see_members,
        name="organisation_changes",
    ),
    page(f"{ONE}edit/", changes(deeds.edit), policy=keep_organisation, name="organisation_edit"),
    _does(f"{ONE}rename/", deeds.rename, "organisation_rename"),
    _does(f"{ONE}move/", deeds.move, "organisation_move"),
    _does("organisations/moves/<int:pk>/undo/", deeds.take_back_move, "organisation_move_undo"),
    _does(f"{ONE}names/", deeds.add_name, "organisation_name_add"),
    _does("organisations/names/<int:pk>/remove/", deeds.remove_name, "organisation_name_remove"),
    _does(f"{ONE}services/", deeds.services, "organisation_services"),
    _does(f"{ONE}join/", deeds.join, "organisation_join"),
    _does(f"{ONE}leave/", deeds.leave, "organisation_leave"),
    _does(f"{ONE}resume/", deeds.resume, "organisation_resume"),
    _does(f"{ONE}codes/", deeds.add_code, "organisation_code_add"),
    _does("organisations/codes/<int:pk>/end/", deeds.end_code, "organisation_code_end"),
    _does("organisations/codes/<int:pk>/remove/", deeds.remove_code, "organisation_code_remove"),
    _does(f"{ONE}domains/", deeds.add_domain, "organisation_domain_add"),
    _does(
        "organisations/domains/<int:pk>/remove/", deeds.remove_domain, "organisation_domain_remove"
    ),
    _acts(f"{ONE}succession/", succession, manage_network, "organisation_succession"),
    _does(
        "organisations/successions/<int:pk>/undo/",
        deeds.undo_succession,
        "organisation_succession_undo",
    ),
]
