"""An offer of the officer's council, a need that fits it, and what another body has paused."""

from typing import Any

from culturefirst.collaboration import actions
from culturefirst.collaboration.models import Listing
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation, Role, User

OF_ONE = (
    "listing", "listing_edit", "listing_confirm", "listing_pause", "listing_reopen",
    "listing_close", "listing_touch", "listing_dismiss", "listing_restore",
)  # fmt: skip
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
    return {name: {"pk": offer.pk} for name in OF_ONE}


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
    """What another body has paused, to everybody who neither works there nor keeps it."""
    paused = Listing._base_manager.get(title="Between us")
    addresses = {name: {"pk": paused.pk} for name in OF_ONE}
    return dict.fromkeys(
        ("nobody", "partner", "councillor", "officer", "improvement manager"), addresses
    )
