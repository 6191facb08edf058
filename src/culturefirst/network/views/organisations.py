"""The bodies of the network, and one of them."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from culturefirst.kit import clock
from culturefirst.kit.tables import Column, Table
from culturefirst.network import queries
from culturefirst.network.forms.organisations import OrganisationFilter
from culturefirst.network.models import Organisation, Post
from culturefirst.network.policy import see_members
from culturefirst.network.views.tabs import tabs


def organisations(request: HttpRequest) -> HttpResponse:
    """Every body, narrowed by kind and sub-region, as a page or as CSV."""
    narrowed = OrganisationFilter(request.GET)
    rows = queries.organisations(request.user)
    table = _table(_narrow(rows, narrowed), request)
    context = {
        "table": table,
        "filter": narrowed,
        "nothing_at_all": not rows.exists(),
        "tabs": tabs(request, "organisations"),
        "kept": [(k, v) for k, v in request.GET.items() if k in (table.words_key, table.sort_key)],
    }
    return table.response() or render(request, "network/organisations.html", context)


def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """One body: its facts, its boundary codes and its posts."""
    found = queries.organisations(request.user).select_related("upper_tier")
    body = get_object_or_404(found, slug=slug)
    today = clock.today()
    codes = body.codes.order_by("starts")
    districts = body.districts.visible_to(request.user)
    context = {
        "organisation": body,
        "has_facts": any(
            [body.short_name, body.upper_tier, body.website, list(codes), list(districts)]
        ),
        "membership": body.membership_on(today),
        "last_membership": body.memberships.first(),
        "codes": codes,
        "districts": districts,
        "may_see_posts": see_members.allows(request.user),
        "posts": _posts(queries.posts_of(body, request.user, on=today)),
    }
    return render(request, "network/organisation.html", context)


def _narrow(rows: QuerySet[Organisation], narrowed: OrganisationFilter) -> QuerySet[Organisation]:
    if not narrowed.is_valid():
        return rows.none()
    asked: dict[str, Any] = narrowed.cleaned_data
    return rows.filter(**{name: value for name, value in asked.items() if value})


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
        search=("name", "short_name"),
        search_label="Find an organisation",
        empty="No organisation is of this kind in this sub-region.",
        default_sort="name",
    )


def _posts(posts: QuerySet[Post]) -> Table:
    return Table(
        columns=[
            Column("title", "Post"),
            Column("held_by", "Held by", value=_holder, url=_person_url),
            Column("role", "Role", value="get_role_display"),
            Column("place", "Seconded to", value="sub_region"),
            Column("starts", "Since"),
        ],
        rows=posts,
        name="posts",
        label="Posts today",
        empty="No posts are known here today.",
    )


def _holder(post: Post) -> str:
    return "Vacant" if post.person is None else post.person.name


def _person_url(post: Post) -> str:
    return "" if post.is_vacant else reverse("person", args=[post.person_id])


def _url(body: Organisation) -> str:
    return reverse("organisation", args=[body.slug])
