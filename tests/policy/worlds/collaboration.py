"""An offer of the officer's council, a need that fits it, and what another body has paused."""

from typing import Any

from culturefirst.collaboration import actions
from culturefirst.collaboration.models import InitiativePartner, Listing
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation, Role, User

OF_ONE = (
    "listing", "listing_edit", "listing_confirm", "listing_pause", "listing_reopen",
    "listing_close", "listing_take_over", "listing_touch", "listing_dismiss", "listing_restore",
)  # fmt: skip
OF_INITIATIVE = (
    "initiative", "initiative_edit", "initiative_open", "initiative_drop", "initiative_resume",
    "initiative_partner_add",
)  # fmt: skip
OF_PARTNER = ("initiative_partner", "initiative_partner_end")
STORE = {"arrangement": "space", "service": "museums"}
ELSEWHERE = "Thetford Town Council"
Given = dict[str, dict[str, Any]]


def given(*, by: User, officer: User) -> Given:
    """The officer's council offers a store; another body, whose need fits, has one paused."""
    [post] = officer.posts_today
    offer = actions.publish_listing(
        by=officer, organisation=post.organisation, side="offer", title="A dry store",
        contact=officer.person, **STORE,
    )  # fmt: skip
    other = _elsewhere()
    need = _needs(other, "A place for costumes")
    actions.introduce(by=other, listing=offer, organisation=need.organisation, words="May we?")
    actions.pause_listing(by=other, listing=_needs(other, "Between us"))
    return {name: {"pk": offer.pk} for name in OF_ONE} | _initiatives(officer, other)


def _initiatives(officer: User, other: User) -> Given:
    """One of the officer's council that is open, and a draft of another body alone."""
    council, body = (who.posts_today[0].organisation for who in (officer, other))
    opened = actions.draft_initiative(
        by=officer, title="One store", words="A store for both.",
        partners=[(council, officer.person), (body, other.person)],
    )  # fmt: skip
    actions.open_initiative(by=officer, initiative=opened)
    actions.draft_initiative(by=other, title="Not yet", partners=[(body, other.person)])
    one = opened.partners.model._base_manager.get(initiative=opened, organisation=council)
    return _of(opened.pk, one.pk)


def _of(pk: int, partner: int) -> Given:
    both = {name: {"pk": pk, "partner": partner} for name in OF_PARTNER}
    return {name: {"pk": pk} for name in OF_INITIATIVE} | both


def _elsewhere() -> User:
    body = network.add_organisation(by=SYSTEM, name=ELSEWHERE, kind=Organisation.Kind.DISTRICT)
    person = network.add_person(by=SYSTEM, name="Una Lark")
    network.appoint(
        by=SYSTEM, person=person, title="Officer", role=Role.OFFICER, organisation=body,
        starts=clock.today(),
    )  # fmt: skip
    return network.open_account(by=SYSTEM, person=person, email="lark@example.org")


def _needs(by: User, title: str) -> Listing:
    return actions.publish_listing(
        by=by, organisation=by.posts_today[0].organisation, side="need", title=title,
        contact=by.person, **STORE,
    )  # fmt: skip


def hidden() -> dict[str, Given]:
    """What another body has paused, to everybody who neither works there nor keeps it, and its
    draft, which the team does not read either."""
    draft = InitiativePartner._base_manager.get(initiative__title="Not yet")
    unseen = _of(draft.initiative_id, draft.pk)
    paused = Listing._base_manager.get(title="Between us")
    addresses = {name: {"pk": paused.pk} for name in OF_ONE}
    outside = ("nobody", "partner", "councillor", "officer", "improvement manager")
    return dict.fromkeys(outside, addresses | unseen) | dict.fromkeys(
        ("manager", "director"), unseen
    )
