"""The network's part of the API: bodies, places and groups for anybody, people for members."""

from datetime import date
from typing import Annotated, Any

from django.db.models import Prefetch
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Router, Schema

from culturefirst.kit import clock
from culturefirst.kit.api import (
    FAULTS,
    MISSING,
    BySlug,
    Fault,
    Limit,
    Offset,
    Slug,
    paged,
    written_out,
)
from culturefirst.kit.policy import anybody
from culturefirst.network.exchange import facts
from culturefirst.network.models import Organisation, Person, Post, Role, SubRegion
from culturefirst.network.policy import see_members

router = Router(tags=["The network"])
POLICIES = {
    "api_organisations": anybody,
    "api_organisation": anybody,
    "api_places": anybody,
    "api_groups": anybody,
    "api_people": see_members,
    "api_posts": see_members,
}
OfSlug = Annotated[str, Path(pattern=Slug)]
OfKind = Annotated[Organisation.Kind, written_out(Organisation.Kind)]
OfRole = Annotated[Role, written_out(Role)]
MEMBERS = {401: Fault, 403: Fault, 422: Fault}


class Body(Schema):
    """An organisation, as at today."""

    id: str
    slug: str
    name: str
    short_name: str
    kind: str
    sub_region: str | None
    gss_code: str | None
    public_id: str | None
    part_of: str | None
    upper_tier: str | None
    member_since: date | None
    founded_on: date | None
    dissolved_on: date | None
    website: str | None
    services: list[str]


class Place(Schema):
    """A sub-region."""

    slug: str
    name: str


class OneGroup(Schema):
    """A group, without who is in it."""

    id: str
    slug: str
    name: str
    short_name: str
    kind: str
    access: str
    sub_region: str | None
    meets: str
    starts: date | None
    ends: date | None


class Holding(Schema):
    """A post; nobody holds a vacant one."""

    title: str
    role: str
    organisation: str
    seconded_to: str | None
    portfolio: str
    starts: date
    ends: date | None
    person: str | None


class OnePerson(Schema):
    """Somebody in the network's work, with the posts held today."""

    id: int
    name: str
    posts: list[Holding]


class Bodies(Schema):
    """A page of organisations."""

    count: int
    items: list[Body]


class Groups(Schema):
    """A page of groups."""

    count: int
    items: list[OneGroup]


class People(Schema):
    """A page of people."""

    count: int
    items: list[OnePerson]


class Posts(Schema):
    """A page of posts."""

    count: int
    items: list[Holding]


@router.get("organisations/", response={200: Bodies, **FAULTS}, url_name="api_organisations")
def organisations(
    request: HttpRequest,
    kind: OfKind | None = None,
    sub_region: BySlug = None,
    member: bool | None = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Any:
    """Organisations, narrowed by kind, sub-region and whether they are members today."""
    rows: Any = facts.bodies(request.user)
    if kind:
        rows = rows.filter(kind=kind)
    if sub_region:
        rows = rows.filter(sub_region__slug=sub_region)
    if member is not None:
        members = Organisation.objects.members_on(clock.today()).values("pk")
        rows = rows.filter(pk__in=members) if member else rows.exclude(pk__in=members)
    return paged(rows, limit, offset, facts.of_body)


@router.get("organisations/{slug}/", response={200: Body, **MISSING}, url_name="api_organisation")
def organisation(request: HttpRequest, slug: OfSlug) -> Any:
    """One organisation by its name in addresses."""
    return facts.of_body(get_object_or_404(facts.bodies(request.user), slug=slug))


@router.get("places/", response={200: list[Place]}, url_name="api_places")
def places(request: HttpRequest) -> Any:
    """The sub-regions of the network's area."""
    return list(SubRegion.objects.visible_to(request.user))


@router.get("groups/", response={200: Groups, **FAULTS}, url_name="api_groups")
def groups(request: HttpRequest, limit: Limit = 50, offset: Offset = 0) -> Any:
    """Groups that whoever asks may know of."""
    return paged(facts.groups(request.user), limit, offset, facts.of_group)


@router.get("people/", response={200: People, **MEMBERS}, url_name="api_people")
def people(request: HttpRequest, limit: Limit = 50, offset: Offset = 0) -> Any:
    """People of the network by name, for members who are signed in."""
    held = Post.objects.held_on(clock.today()).select_related("organisation", "sub_region")
    rows = Person.objects.visible_to(request.user).prefetch_related(
        Prefetch("posts", held, to_attr="held")
    )
    return paged(rows, limit, offset, _person)


@router.get("posts/", response={200: Posts, **MEMBERS}, url_name="api_posts")
def posts(
    request: HttpRequest,
    role: OfRole | None = None,
    organisation: BySlug = None,
    vacant: bool | None = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Any:
    """Posts of today, vacant ones too, for members who are signed in."""
    rows: Any = Post.objects.visible_to(request.user).held_on(clock.today())
    if role:
        rows = rows.filter(role=role)
    if organisation:
        rows = rows.filter(organisation__slug=organisation)
    if vacant is not None:
        rows = rows.filter(person__isnull=vacant)
    return paged(rows.select_related("person", "organisation", "sub_region"), limit, offset, _post)


def _person(person: Any) -> dict[str, Any]:
    return {"id": person.pk, "name": person.name, "posts": [_held(p, person) for p in person.held]}


def _post(post: Post) -> dict[str, Any]:
    return _held(post, post.person)


def _held(post: Post, person: Person | None) -> dict[str, Any]:
    return {
        "title": post.title,
        "role": post.role,
        "organisation": post.organisation.slug,
        "seconded_to": post.sub_region.slug if post.sub_region else None,
        "portfolio": post.portfolio,
        "starts": post.starts,
        "ends": post.ends,
        "person": person.name if person else None,
    }
