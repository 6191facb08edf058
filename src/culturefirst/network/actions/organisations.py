"""Bodies: added, described, renamed, and known by other names too."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import day as said
from culturefirst.network.actions.particulars import (
    Code,
    codes_of,
    end_with_body,
    start_services,
)
from culturefirst.network.actions.saving import saved
from culturefirst.network.actions.slugs import free_slug
from culturefirst.network.models import Membership, Organisation, OrganisationName, SubRegion
from culturefirst.network.policy import keep_organisation, keep_other_name, manage_network

# What whoever keeps a body says of it, and what only the team does.
OWN_FACTS = frozenset(
    {"short_name", "website", "description", "public_id"}
    | {"founded_on", "dissolved_on", "parent", "upper_tier"}
)
TEAMS_FACTS = frozenset({"name", "kind", "sub_region", "map_column", "map_row"})


@action("added an organisation", allow=manage_network)
def add_organisation(
    *,
    by: Any,
    name: str,
    kind: str,
    sub_region: SubRegion | None = None,
    short_name: str = "",
    upper_tier: Organisation | None = None,
    website: str = "",
    codes: Sequence[Code] = (),
    joined_on: date | None = None,
    parent: Organisation | None = None,
    description: str = "",
    public_id: str = "",
    founded_on: date | None = None,
    dissolved_on: date | None = None,
    services: Sequence[str] = (),
    map_column: int | None = None,
    map_row: int | None = None,
) -> Organisation:
    """Add a body; ``codes`` are ``(code, first day, first day no longer)`` of its boundary.

    ``services`` are those it runs, since when is not known. Raises ``ValidationError`` for a
    name that is taken or a kind that is not one of ours.
    """
    body = Organisation(
        name=name.strip(),
        slug=free_slug(Organisation, name),
        kind=kind,
        sub_region=sub_region,
        short_name=short_name.strip(),
        upper_tier=upper_tier,
        website=website,
        parent=parent,
        description=description.strip(),
        public_id=public_id.strip(),
        founded_on=founded_on,
        dissolved_on=dissolved_on,
        map_column=map_column,
        map_row=map_row,
    )
    saved(body)
    if joined_on is not None:
        saved(Membership(organisation=body, starts=joined_on))
    for each in codes_of(body, codes):
        saved(each)
    start_services(body, services, None)
    end_with_body(body, None)
    return body


@action("changed an organisation", allow=keep_organisation, on="organisation")
def edit_organisation(
    *, by: Any, organisation: Organisation, changes: Mapping[str, Any], seen: int | None = None
) -> Organisation:
    """Set what is known of a body; its name (put right), kind, sub-region and tile by the team.

    A name that really changed is a ``rename_organisation``, which keeps the former one.
    """
    if unknown := changes.keys() - OWN_FACTS - TEAMS_FACTS:
        raise ValueError(f"not a fact of an organisation: {', '.join(sorted(unknown))}")
    if changes.keys() & TEAMS_FACTS:
        manage_network.require(by)
    tidy: dict[str, Any] = {k: v.strip() if isinstance(v, str) else v for k, v in changes.items()}
    _refuse_circle(organisation, "parent", tidy.get("parent"))
    _refuse_circle(organisation, "upper_tier", tidy.get("upper_tier"))
    was = organisation.dissolved_on
    ends = "dissolved_on" in tidy and tidy["dissolved_on"] != was
    if ends:
        _refuse_end(organisation, tidy["dissolved_on"])
    save_changes(organisation, tidy, seen=seen)
    if ends:
        end_with_body(organisation, was)
    return organisation


@action("renamed an organisation", allow=manage_network, on="organisation")
def rename_organisation(
    *, by: Any, organisation: Organisation, name: str, on: date | None = None
) -> Organisation:
    """Give a body a new name from a day (today), and keep the former one with its last day.

    Its address stays, so that links to it go on working.
    """
    day, new, old = on or clock.today(), name.strip(), organisation.name
    if new == old:
        raise DomainError(f"“{old}” is its name already.")
    if day > clock.today():
        raise DomainError("Give a day that has come: rename it on the day it takes the new name.")
    _refuse_before_last_name(organisation, day)
    if Organisation.objects.filter(name__iexact=new).exclude(pk=organisation.pk).exists():
        raise DomainError(f"Another organisation here is called “{new}” already.")
    _keep_former(organisation, old, day)
    organisation.other_names.filter(name=new, until__isnull=True).delete()
    return save_changes(organisation, {"name": new})


@action("added another name of an organisation", allow=keep_organisation, on="organisation")
def add_other_name(
    *, by: Any, organisation: Organisation, name: str, until: date | None = None
) -> OrganisationName:
    """A former name (``until`` is the first day it was not the name), or one people also use."""
    if name.strip() == organisation.name:
        raise DomainError(f"“{organisation}” is its name already.")
    if organisation.other_names.filter(name=name.strip()).exists():
        raise DomainError(f"“{name.strip()}” is known as one of its names already.")
    added = OrganisationName(organisation=organisation, name=name.strip(), until=until)
    saved(added)
    organisation.keep_words()
    return added


@action("took away another name of an organisation", allow=keep_other_name, on="other_name")
def remove_other_name(*, by: Any, other_name: OrganisationName) -> OrganisationName:
    """Take away a name that the body never had."""
    body = other_name.organisation
    other_name.delete()
    body.keep_words()
    return other_name


def _keep_former(body: Organisation, name: str, until: date) -> None:
    former, _ = OrganisationName.objects.get_or_create(organisation=body, name=name)
    former.until = until
    saved(former)


def _refuse_before_last_name(body: Organisation, day: date) -> None:
    last = body.other_names.filter(until__gt=day).order_by("-until").first()
    if last is not None and last.until is not None:
        raise DomainError(
            f"{body} was called “{last}” until {said(last.until)}: give a day that is not before."
        )
    if body.founded_on is not None and day < body.founded_on:
        raise DomainError(
            f"{body} was founded on {said(body.founded_on)}: give a day that is not before."
        )


def _refuse_circle(body: Organisation, link: str, above: Organisation | None) -> None:
    """A body is neither part of itself nor of one of its own parts."""
    key: int | None = above.pk if above else None
    passed: set[int] = set()
    while key is not None and key not in passed:
        if key == body.pk:
            raise DomainError(f"{body} cannot stand below itself: choose a body above it.")
        passed.add(key)
        # Read afresh: what the caller holds may be older than what stands.
        key = Organisation.objects.filter(pk=key).values_list(f"{link}_id", flat=True).get()


def _refuse_end(body: Organisation, day: date | None) -> None:
    """Raise where the day on which it ends is not a fact of its own, or it is a member after."""
    if (passed := body.successors.select_related("predecessor", "successor").first()) is not None:
        raise DomainError(
            f"It is recorded that on {said(passed.on)} {passed}: take that back first."
        )
    if day is None:
        return
    member = body.memberships.first()
    if member is not None and (member.ends is None or member.ends > day):
        raise DomainError(
            f"{body} is still a member of the network: end its membership by {said(day)} first, "
            "or record which body took over, which does both."
        )
