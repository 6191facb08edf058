"""Bodies that are here and of which a file says something else: changed as by hand.

Plain facts, of which most long files are, are written in one statement a body.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from culturefirst.kit import audit
from culturefirst.kit.faults import fault
from culturefirst.kit.jobs import Tell, nobody
from culturefirst.kit.keeps import snapshot
from culturefirst.kit.search.writing import note
from culturefirst.network.actions.bringing_names import NamesInFile, told
from culturefirst.network.actions.memberships import (
    correct_membership,
    join_network,
    leave_network,
)
from culturefirst.network.actions.organisations import (
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
from culturefirst.network.actions.places import move_to_sub_region
from culturefirst.network.bringing.differences import FACTS, Changed, Difference
from culturefirst.network.bringing.joined import meant
from culturefirst.network.bringing.rows import LINKS
from culturefirst.network.models import Membership, Organisation

# Facts that stand for themselves: whatever they say, nothing else follows from them.
PLAIN = frozenset(
    {"kind", "short_name", "website", "public_id", "description", "map_column", "map_row"}
)


def change_all(
    *, by: Any, changed: Sequence[Changed], here: NamesInFile, tell: Tell = nobody
) -> None:
    """Make every change, one body after the other; their rows are locked and read since."""
    for done, each in enumerate(changed, start=1):
        with told(each.brought):
            if each.by_column.keys() <= PLAIN:
                _change_facts(each, by)
            else:
                _change(each, here, by)
        fault("bringing:changed")
        tell(done, len(changed), "Changing organisations")


def _change_facts(each: Changed, by: Any) -> None:
    """What ``edit_organisation`` does where no rule of its own is touched."""
    body, before = each.body, snapshot(each.body)
    changes = {FACTS[column]: found.value for column, found in each.by_column.items()}
    for name, value in (changes | {"version": body.version + 1}).items():
        setattr(body, name, value)
    body.clean_fields(exclude=["sub_region", *LINKS])
    Organisation.objects.filter(pk=body.pk).update(**changes, version=body.version)
    if "short_name" in changes:
        body.keep_words()
    note({("network.organisation", body.pk)})
    audit.record("network.edit_organisation", by=by, changed=body, before=before, about=body.about)


def _change(changed: Changed, here: NamesInFile, by: Any) -> None:
    """Memberships end before the body does, and begin when everything else is right."""
    body = changed.body
    by_column = changed.by_column
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


def _facts(
    body: Organisation, by_column: Mapping[str, Difference], here: NamesInFile
) -> dict[str, Any]:
    """What is edited, by the names of the fields; a body without a place is given its first."""
    facts = {FACTS[column]: each.value for column, each in by_column.items() if column in FACTS}
    if "sub_region" in by_column and body.sub_region is None:
        facts["sub_region"] = here.place(by_column["sub_region"].value)
    for link in by_column.keys() & set(LINKS):
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
