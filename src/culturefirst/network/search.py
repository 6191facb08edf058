"""What of the network can be found: people, organisations, groups and their papers."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from culturefirst.kit import clock
from culturefirst.kit.search import FACETS, SEARCH, Entry, Facet, Source
from culturefirst.network.models import (
    Group,
    Interest,
    Merge,
    Organisation,
    OrganisationName,
    Paper,
    Person,
    Post,
    Service,
    ServiceRun,
    SubRegion,
    Topic,
)


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def _slug(place: SubRegion | None) -> str:
    return place.slug if place else ""


def _person(person: Person) -> Entry | None:
    """Their name, the posts they hold today and their own words: never how to reach them."""
    if person.erased_on or person.merged_into_id:
        return None
    held: list[Post] = person.held  # type: ignore[attr-defined]
    posts = [f"{post.title}, {post.organisation.name}" for post in held]
    place = next((post.place for post in held if post.place), None)
    return Entry(
        title=person.name,
        text=_lines(*posts, person.profile),
        url=reverse("person", args=[person.pk]),
        topics=[interest.topic.slug for interest in person.interests.all()],
        sub_region=_slug(place),
    )


def _with_posts(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    held = Post.objects.held_on(clock.today())
    posts = held.select_related("organisation__sub_region", "sub_region")
    return rows.prefetch_related(Prefetch("posts", posts, to_attr="held"), "interests__topic")


def _people_of(body: Organisation) -> Iterable[int | None]:
    return body.posts.held_on(clock.today()).values_list("person", flat=True)


def _organisation(body: Organisation) -> Entry:
    names = [other.name for other in body.other_names.all()]
    runs = body.running  # type: ignore[attr-defined]
    return Entry(
        title=body.name,
        text=_lines(body.short_name, *names, body.get_kind_display(), body.description),
        url=reverse("organisation", args=[body.slug]),
        services=[run.service for run in runs],
        sub_region=_slug(body.sub_region),
    )


def _with_services(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    running = Prefetch("services", ServiceRun.objects.held_on(clock.today()), to_attr="running")
    return rows.select_related("sub_region").prefetch_related("other_names", running)


def _group(group: Group) -> Entry:
    return Entry(
        title=group.name,
        text=_lines(group.short_name, group.get_kind_display(), group.terms, group.meets),
        url=reverse("group", args=[group.slug]),
        on=group.starts,
        sub_region=_slug(group.sub_region),
    )


def _paper(paper: Paper) -> Entry | None:
    if paper.withdrawn_at:
        return None
    return Entry(
        title=paper.title,
        text=paper.group.name,
        url=reverse("group_paper", args=[paper.group.slug, paper.pk]),
        on=paper.on or paper.added_at.date(),
        sub_region=_slug(paper.group.sub_region),
    )


SEARCH.add(
    "network.person",
    Source(
        label="Person",
        plural="People",
        model=Person,
        visible=lambda user: Person.objects.visible_to(user),
        entry=_person,
        rows=_with_posts,
        follows={
            Post: lambda post: [post.person_id],
            Interest: lambda interest: [interest.person_id],
            Merge: lambda merge: [merge.kept_as_id, merge.merged_id],
            Organisation: _people_of,
        },
    ),
)
SEARCH.add(
    "network.organisation",
    Source(
        label="Organisation",
        plural="Organisations",
        model=Organisation,
        visible=lambda user: Organisation.objects.visible_to(user),
        entry=_organisation,
        rows=_with_services,
        follows={
            OrganisationName: lambda name: [name.organisation_id],
            ServiceRun: lambda run: [run.organisation_id],
        },
    ),
)
SEARCH.add(
    "network.group",
    Source(
        label="Group",
        plural="Groups",
        model=Group,
        visible=lambda user: Group.objects.visible_to(user),
        entry=_group,
        rows=lambda rows: rows.select_related("sub_region"),
    ),
)
SEARCH.add(
    "network.paper",
    Source(
        label="Paper of a group",
        plural="Papers of groups",
        model=Paper,
        visible=lambda user: Paper.objects.visible_to(user).filter(withdrawn_at__isnull=True),
        entry=_paper,
        rows=lambda rows: rows.select_related("group__sub_region"),
        follows={Group: lambda group: _papers_of(group)},
        file=lambda paper: paper.file,
    ),
)


def _papers_of(group: Group) -> Iterator[int]:
    return Paper._base_manager.filter(group=group).values_list("pk", flat=True).iterator()


FACETS.add("topic", Facet("Topic", lambda: dict(Topic.objects.values_list("slug", "name"))))
FACETS.add("service", Facet("Service", lambda: dict(Service.choices)))
FACETS.add(
    "place", Facet("Sub-region", lambda: dict(SubRegion.objects.values_list("slug", "name")))
)
