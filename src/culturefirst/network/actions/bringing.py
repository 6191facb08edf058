"""Organisations from a file: kept as read, then imported, the whole or nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.faults import fault
from culturefirst.network.actions.memberships import (
    correct_membership,
    join_network,
    leave_network,
)
from culturefirst.network.actions.organisations import (
    add_organisation,
    add_other_name,
    edit_organisation,
    rename_organisation,
)
from culturefirst.network.actions.particulars import (
    add_code,
    add_mail_domain,
    end_code,
    set_services,
)
from culturefirst.network.actions.places import add_sub_region, move_to_sub_region
from culturefirst.network.actions.saving import saved
from culturefirst.network.bringing.differences import FACTS, Difference, gone_by_today
from culturefirst.network.bringing.joined import meant
from culturefirst.network.bringing.known import fold
from culturefirst.network.bringing.plan import Changed, Plan, planned
from culturefirst.network.bringing.rows import Brought
from culturefirst.network.models import Membership, Organisation, OrganisationList, SubRegion
from culturefirst.network.policy import manage_network

MOVED_ON = (
    "Something changed here since you looked, so that the import would do something else. "
    "Nothing was imported: look at the preview again."
)


@action("brought a list of organisations", allow=manage_network)
def bring_organisations(
    *, by: Any, name: str, rows: Sequence[Mapping[str, Any]], not_read: Sequence[str] = ()
) -> OrganisationList:
    """Keep the rows of a file (``network.bringing.rows.file_rows``) to be looked at."""
    if not rows:
        raise DomainError("The file names no organisations. Fill in its rows and bring it again.")
    kept = [dict(row) for row in rows]
    brought = OrganisationList(
        by=getattr(by, "person", None), name=name[:200], rows=kept, at=clock.now()
    )
    brought.not_read = [head[:100] for head in not_read]
    return saved(brought)


@action("imported organisations", allow=manage_network, on="brought")
def import_organisations(
    *, by: Any, brought: OrganisationList, agreed: str = ""
) -> OrganisationList:
    """Do what the preview said: every row or none.

    ``agreed`` is the digest of the plan that was shown; another plan by now is refused. Raises
    ``DomainError`` with the row, the column and the remedy.
    """
    if brought.state == OrganisationList.State.IMPORTED:
        raise DomainError("This list is imported already. To change it, bring the file again.")
    plan = planned(brought.rows)
    if plan.faults:
        raise DomainError(f"{plan.faults[0]} Nothing was imported.")
    if agreed and agreed != plan.digest:
        raise DomainError(MOVED_ON)
    _carry_out(plan, by)
    brought.state = OrganisationList.State.IMPORTED
    saved(brought)
    fault("bringing:settled")
    return brought


def _carry_out(plan: Plan, by: Any) -> None:
    for name in plan.places:
        add_sub_region(by=by, name=name)
        fault("bringing:places")
    here = _Here()
    for row in plan.new:
        _told(row, lambda row=row: _add(row, here, by))
        fault("bringing:new")
    for each in plan.changed:
        fault("bringing:changed")
        _told(each.brought, lambda each=each: _change(each, here, by))


class _Here:
    """Bodies and places by the words of the file, as the import goes on."""

    def __init__(self) -> None:
        self._places = {
            fold(word): place
            for place in SubRegion.objects.all()
            for word in (*place.short_names, place.name)
        }
        self._bodies = {fold(body.name): body for body in Organisation.objects.all()}
        for body in list(self._bodies.values()):
            for other in body.other_names.all():
                self._bodies.setdefault(fold(other.name), body)

    def place(self, name: str | None) -> SubRegion | None:
        return self._places[fold(name)] if name else None

    def body(self, name: str | None) -> Organisation | None:
        return self._bodies[fold(name)] if name else None

    def came(self, body: Organisation) -> None:
        self._bodies[fold(body.name)] = body


def _told(row: Brought, run: Any) -> None:
    """Whatever an action refuses names the row, and everything is taken back."""
    try:
        run()
    except ValidationError as faults:
        raise DomainError(_at(row, " ".join(faults.messages))) from faults
    except DomainError as refusal:
        raise DomainError(_at(row, str(refusal))) from refusal


def _at(row: Brought, says: str) -> str:
    return f"Row {row.row} ({row.name}): {says} Nothing was imported."


def _add(row: Brought, here: _Here, by: Any) -> None:
    said = row.said
    facts = {name: said[column] for column, name in FACTS.items() if column in said}
    body = add_organisation(
        by=by,
        name=row.name,
        sub_region=here.place(said.get("sub_region")),
        upper_tier=here.body(said.get("upper_tier")),
        parent=here.body(said.get("parent")),
        codes=row.codes,
        services=said.get("services", ()),
        joined_on=said.get("joined"),
        **facts,
    )
    here.came(body)
    if "left" in said:
        leave_network(by=by, organisation=body, on=said["left"])
    for name, until in said.get("former_names", ()):
        add_other_name(by=by, organisation=body, name=name, until=until)
    for domain in () if gone_by_today(row) else said.get("mail_domains", ()):
        add_mail_domain(by=by, organisation=body, domain=domain)


def _change(changed: Changed, here: _Here, by: Any) -> None:
    """Memberships end before the body does, and begin when everything else is right."""
    body = changed.body
    by_column = {each.column: each for each in changed.differences}
    facts = _facts(body, by_column, here)
    if body.sub_region is not None and (place := by_column.get("sub_region")):
        move_to_sub_region(by=by, organisation=body, sub_region=here.place(place.value))
    if "name" in by_column:
        rename_organisation(by=by, organisation=body, name=by_column["name"].value)
    joins = "joined" in by_column or "left" in by_column
    if joins and "founded_on" in facts:  # a day of joining lies in the time of the body
        founded = {"founded_on": facts.pop("founded_on")}
        edit_organisation(by=by, organisation=body, changes=founded)
    if joins and ("dissolved" in by_column or not _is_new(changed)):
        _change_membership(changed, by)
    if facts:
        edit_organisation(by=by, organisation=body, changes=facts)
    _change_membership(changed, by)
    for each in changed.differences:
        _change_dated(body, each, by)


def _facts(body: Organisation, by_column: Mapping[str, Difference], here: _Here) -> dict[str, Any]:
    """What is edited, by the names of the fields; a body without a place is given its first."""
    facts = {FACTS[column]: each.value for column, each in by_column.items() if column in FACTS}
    if "sub_region" in by_column and body.sub_region is None:
        facts["sub_region"] = here.place(by_column["sub_region"].value)
    for link in by_column.keys() & {"upper_tier", "parent"}:
        facts[link] = here.body(by_column[link].value)
    return facts


def _is_new(changed: Changed) -> bool:
    """Whether the row speaks of a membership that is not here."""
    said = meant(changed.brought.said, list(changed.body.memberships.all()))
    return said is not None and said.now is None


def _change_membership(changed: Changed, by: Any) -> None:
    """Let the membership be as the row has it; where it is so, nothing is done."""
    body = changed.body
    said = meant(changed.brought.said, list(Membership.objects.filter(organisation=body)))
    if said is None or not said.differs:
        return
    if (now := said.now) is None:
        join_network(by=by, organisation=body, on=said.starts)
        if said.ends is not None:
            leave_network(by=by, organisation=body, on=said.ends)
    elif now.starts == said.starts and now.ends is None and said.ends is not None:
        leave_network(by=by, organisation=body, on=said.ends)
    else:
        correct_membership(
            by=by, organisation=body, membership=now, starts=said.starts, ends=said.ends
        )


def _change_dated(body: Organisation, each: Difference, by: Any) -> None:
    if each.column == "gss_code":
        code, starts, ends = each.value
        known = body.codes.filter(code=code).first()
        if known is not None:
            end_code(by=by, code=known, ends=ends)
        else:
            add_code(by=by, organisation=body, code=code, starts=starts, ends=ends)
    elif each.column == "former_names":
        name, until = each.value
        add_other_name(by=by, organisation=body, name=name, until=until)
    elif each.column == "mail_domains":
        add_mail_domain(by=by, organisation=body, domain=each.value)
    elif each.column == "services":
        set_services(by=by, organisation=body, services=each.value)
