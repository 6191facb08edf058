"""The bodies of the network, one of them, and what was changed of it."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from culturefirst.kit import beside, clock
from culturefirst.kit.changes import plainly, trail
from culturefirst.kit.tables import Column, Table
from culturefirst.network import queries
from culturefirst.network.forms.organisations import OrganisationFilter
from culturefirst.network.models import Organisation, Post
from culturefirst.network.policy import keep_organisation, manage_network, see_members
from culturefirst.network.queries.groups import of_body
from culturefirst.network.queries.organisations import (
    by_membership,
    keepers,
    running,
    standing_bodies,
    taken_over_by,
    took_over_from,
)
from culturefirst.network.views.keeping import body_seen
from culturefirst.network.views.organisation_words import WORDS, membership_told, passings
from culturefirst.network.views.tabs import tabs


def organisations(request: HttpRequest) -> HttpResponse:
    """Every body that stands today, narrowed as people ask, as a page or as CSV."""
    narrowed = OrganisationFilter(request.GET)
    rows = queries.organisations(request.user)
    table = _table(_narrow(rows, narrowed), request)
    context = {
        "table": table,
        "filter": narrowed,
        "nothing_at_all": not rows.exists(),
        "tabs": tabs(request, "organisations"),
        "may_add": manage_network.allows(request.user),
        "kept": [(k, v) for k, v in request.GET.items() if k in (table.words_key, table.sort_key)],
    }
    return table.response() or render(request, "network/organisations.html", context)


def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """One body: what is known of it, its membership, what became of it, and its posts."""
    body, today = body_seen(request, slug), clock.today()
    memberships = list(body.memberships.all())
    posts = list(queries.posts_of(body, request.user, on=today))
    context = {
        "organisation": body,
        "standing": membership_told(memberships, today),
        "memberships": memberships,
        "is_member": bool(memberships) and memberships[0].ends is None,
        "stands": body.stands_on(today),
        "names": body.other_names.all(),
        "codes": body.codes.all(),
        "former_places": body.former_places.select_related("sub_region"),
        "services": body.services.held_on(today),
        "districts": body.districts.visible_to(request.user).standing_on(today),
        "parts": body.parts.visible_to(request.user).standing_on(today),
        "came_from": passings(took_over_from(body), forth=False),
        "went_to": passings(taken_over_by(body), forth=True),
        "groups": of_body(body, request.user).select_related("group"),
        "member": see_members.allows(request.user),
        "posts": _posts(posts),
        "left_behind": bool(posts) and not body.stands_on(today),
        "beside": beside.parts(request.user, body),
        **_keeping(request, body),
    }
    return render(request, "network/organisation.html", context)


def organisation_changes(request: HttpRequest, slug: str) -> HttpResponse:
    """Every change to a body and its particulars: who, when, from what to what."""
    body = body_seen(request, slug)
    events = queries.changes(body.about)
    context = trail(request, events, lambda rows: plainly(rows, WORDS)) | {"organisation": body}
    return render(request, "network/organisation_changes.html", context)


def _keeping(request: HttpRequest, body: Organisation) -> dict[str, Any]:
    """Who keeps the page, what this person may do on it, and what only members see."""
    member = see_members.allows(request.user)
    keeps = keepers(body, request.user, on=clock.today()) if member else []
    return {
        "keepers": keeps,
        "leads": [post for post in keeps if post.leads and post.organisation_id == body.pk],
        "may_keep": keep_organisation.allows(request.user, body),
        "may_manage": manage_network.allows(request.user),
        "domains": body.domains.all() if member else [],
    }


def _narrow(rows: QuerySet[Organisation], narrowed: OrganisationFilter) -> QuerySet[Organisation]:
    if not narrowed.is_valid():
        return rows.none()
    asked, today = narrowed.cleaned_data, clock.today()
    standing: Any = standing_bodies(today).values("pk")
    if asked["gone"] == "only":
        rows = rows.exclude(pk__in=standing)
    elif not asked["gone"]:
        rows = rows.filter(pk__in=standing)
    if asked["service"]:
        rows = running(rows, asked["service"], today)
    if asked["membership"]:
        rows = by_membership(rows, asked["membership"], today)
    facts = {name: asked[name] for name in ("kind", "sub_region") if asked[name]}
    return rows.filter(**facts)


def _table(rows: QuerySet[Organisation], request: HttpRequest) -> Table:
    return Table(
        columns=[
            Column("name", "Organisation", url=_url, sort="name"),
            Column("kind", "Kind", value="get_kind_display", sort="kind"),
            Column("sub_region", "Sub-region", sort="sub_region__name"),
            Column("member_since", "Member since", sort="member_since"),
        ],
        rows=rows,
        request=request,
        name="organisations",
        find=Organisation.found,
        search_label="Find an organisation, also by a former name",
        empty="No organisation is like this. Choose “All” in one of the lists above.",
        default_sort="name",
    )


def _posts(posts: list[Post]) -> Table:
    seconded = [Column("place", "Seconded to", value="sub_region")]
    return Table(
        columns=[
            Column("title", "Post", value=_title),
            Column("held_by", "Held by", value=_holder, url=_person_url),
            Column("role", "Role", value="get_role_display"),
            *(seconded if any(post.sub_region_id for post in posts) else []),
            Column("starts", "Since"),
        ],
        rows=posts,
        name="posts",
        label="Posts today",
        empty="No posts are known here today.",
    )


def _title(post: Post) -> str:
    return f"{post.title} ({post.portfolio})" if post.portfolio else post.title


def _holder(post: Post) -> str:
    return "Vacant" if post.person is None else post.person.name


def _person_url(post: Post) -> str:
    return "" if post.is_vacant else reverse("person", args=[post.person_id])


def _url(body: Organisation) -> str:
    return reverse("organisation", args=[body.slug])
