"""Figures of three years: read by everybody, asked about, and half filled in by the officer."""

from datetime import date
from typing import Any

from culturefirst.improvement import actions
from culturefirst.improvement.models import Return
from culturefirst.improvement.tests.make_figures import a_collection, a_return, body_of
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation, User

OPEN = ("figures_collection", "figures_edit", "figures_withdraw", "figures_begin")
OWN = (
    "figures_return", "figures_section", "figures_section_save", "figures_send", "figures_sender",
    "figures_workbook", "figures_bring",
)  # fmt: skip
TEAM = ("figures_ask", "figures_settle", "figures_accept")
KEY = {"figures_answer": "spend", "figures_settle": "spend", "figures_section": "whole"} | {
    "figures_section_save": "whole"
}
LONG_AGO = date(2009, 9, 19)
EARLIER = {
    "opens_on": date(2009, 9, 1),
    "closes_on": date(2009, 10, 1),
    "members_on": date(2009, 12, 1),
    "public_on": date(2010, 6, 1),
}
Given = dict[str, dict[str, Any]]


def given(*, by: User, officer: User) -> Given:
    """The officer's council fills in one year, and is asked about another."""
    mine = body_of(officer)
    with clock.standing(LONG_AGO):
        old = a_collection(2008, **EARLIER)
        a_return(old, mine)
    open_, asked = a_collection(2010), a_collection(2009)
    draft = a_return(open_, mine, sent=False)
    found = a_return(asked, mine)
    actions.ask_about_figure(by=by, found=found, key="spend", words="With the theatre?")
    body = network.add_organisation(
        by=SYSTEM, name="Harleston Town Council", kind=Organisation.Kind.DISTRICT
    )
    a_return(open_, body, sent=False)
    prepared = a_collection(2011, announced=False)
    group = actions.keep_group(by=officer, name="Like us", kind="nearest")
    return (
        {name: {"pk": open_.pk} for name in OPEN}
        | {"figures_announce": {"pk": prepared.pk}, "figures_public": {"pk": old.pk}}
        | {"figures_compare": {"pk": old.pk}, "figures_definition": {"pk": old.uses_id}}
        | {f"api_yearly_figures_{name}": {"pk": old.pk} for name in ("told", "of_bodies")}
        | {"figures_indicator": {"pk": old.pk, "key": "cost-recovery"}}
        | {"figures_group_keep": {"pk": old.pk}, "figures_group_drop": {"pk": group.pk}}
        | _of(OWN, draft)
        | _of(("figures_take_back", "figures_answer", *TEAM), found)
    )


def _of(names: tuple[str, ...], found: Return) -> Given:
    keys = {name: {"key": KEY[name]} if name in KEY else {} for name in names}
    return {name: {"pk": found.pk} | keys[name] for name in names}


def hidden() -> dict[str, Given]:
    """The return of another body to everybody, and drafts to the team that asks about returns."""
    other = Return._base_manager.get(organisation__name="Harleston Town Council")
    own = _of((*OWN, "figures_take_back", "figures_answer"), other)
    roles = ("partner", "councillor", "officer", "improvement manager", "manager", "director")
    return {role: own | (_of(TEAM, other) if role in roles[-2:] else {}) for role in roles}
