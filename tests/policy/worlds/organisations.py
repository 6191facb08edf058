"""Bodies with one of each particular: a name, a code, a domain, and one that took over."""

from datetime import date
from typing import Any

from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions
from culturefirst.network.models import Organisation, Succession, User

OF_BODY = (
    "organisation_changes",
    "organisation_edit",
    "organisation_rename",
    "organisation_move",
    "organisation_name_add",
    "organisation_services",
    "organisation_join",
    "organisation_leave",
    "organisation_code_add",
    "organisation_domain_add",
    "organisation_succession",
)
FOUNDED, LEFT = date(2010, 4, 1), date(2011, 4, 1)


def given(*, by: User, officer: User) -> dict[str, dict[str, Any]]:
    """The officer's own body, in which they do not lead; a former member for the page resuming."""
    body = officer.posts_today[0].organisation
    name = actions.add_other_name(by=by, organisation=body, name="Gippeswyk")
    code = actions.add_code(by=by, organisation=body, code="E07000202")
    domain = actions.add_mail_domain(by=by, organisation=body, domain="ipswich.example")
    left = _trust("Orwell Arts Trust")
    actions.leave_network(by=by, organisation=left, on=LEFT)
    actions.record_succession(
        by=by,
        predecessors=[_trust("Stour Arts Trust")],
        successors=[_trust("Stour and Deben Arts Trust")],
        on=LEFT,
        how=Succession.How.BECAME,
    )
    moved = _trust("Colne Arts Trust")
    fens = actions.add_sub_region(by=SYSTEM, name="The Fens")
    actions.move_to_sub_region(by=by, organisation=moved, sub_region=fens)
    return {each: {"slug": body.slug} for each in OF_BODY} | {
        "organisation_name_remove": {"pk": name.pk},
        "organisation_code_end": {"pk": code.pk},
        "organisation_code_remove": {"pk": code.pk},
        "organisation_domain_remove": {"pk": domain.pk},
        "organisation_resume": {"slug": left.slug},
        "organisation_move_undo": {"pk": moved.former_places.get().pk},
        "organisation_succession_undo": {"pk": Succession.objects.get().pk},
    }


def _trust(name: str) -> Organisation:
    kind = Organisation.Kind.CIVIL_SOCIETY
    return actions.add_organisation(by=SYSTEM, name=name, kind=kind, joined_on=FOUNDED)
