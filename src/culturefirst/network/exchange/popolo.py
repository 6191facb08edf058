"""Bodies, memberships and groups as Popolo; never a person."""

from collections.abc import Iterator
from typing import Any

from culturefirst.kit.models import Installation
from culturefirst.network.exchange.facts import Facts, bodies, body_id, group_id, groups
from culturefirst.network.models import Group, Organisation

NETWORK = "network"


def popolo(user: Any) -> dict[str, list[Facts]]:
    """Everything that this person may see, under Popolo's names."""
    listed = list(bodies(user))
    network = (Installation.objects.first() or Installation()).network
    return {
        "organizations": [
            {"id": NETWORK, "name": network, "classification": "network"},
            *(_body(body) for body in listed),
            *(_group(group) for group in groups(user)),
        ],
        "memberships": [held for body in listed for held in _memberships(body)],
        "persons": [],
        "posts": [],
    }


def _body(body: Organisation) -> Facts:
    parent = body.parent_id
    return {
        "id": body_id(body.pk),
        "name": body.name,
        "classification": body.kind,
        "other_names": list(_names(body)),
        "identifiers": list(_identifiers(body)),
        "parent_id": body_id(parent) if parent else None,
        "area": {"name": body.sub_region.name} if body.sub_region else None,
        "founding_date": _day(body.founded_on),
        "dissolution_date": _day(body.dissolved_on),
        "links": [{"url": body.website, "note": "Website"}] if body.website else [],
    }


def _names(body: Organisation) -> Iterator[Facts]:
    if body.short_name:
        yield {"name": body.short_name, "note": "Short name"}
    for other in body.other_names.all():
        yield {"name": other.name, "end_date": _day(other.until)}


def _identifiers(body: Organisation) -> Iterator[Facts]:
    for code in body.codes.all():
        yield {"scheme": "gss", "identifier": code.code}
    if body.public_id:
        yield {"scheme": "org-id", "identifier": body.public_id}


def _group(group: Group) -> Facts:
    return {
        "id": group_id(group.pk),
        "name": group.name,
        "classification": group.kind,
        "other_names": [{"name": group.short_name, "note": "Short name"}]
        if group.short_name
        else [],
        "identifiers": [],
        "parent_id": NETWORK,
        "area": {"name": group.sub_region.name} if group.sub_region else None,
        "founding_date": _day(group.starts),
        "dissolution_date": _day(group.ends),
        "links": [],
    }


def _memberships(body: Organisation) -> Iterator[Facts]:
    for held in body.memberships.all():
        yield {
            "id": f"membership-{held.pk}",
            "label": "Member of the network",
            "member": {"@type": "Organization", "id": body_id(body.pk)},
            "organization_id": NETWORK,
            "start_date": _day(held.starts),
            "end_date": _day(held.ends),
        }


def _day(on: Any) -> str | None:
    return on.isoformat() if on else None
