"""The bodies of the network, and one of them."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from culturefirst.kit import clock
from culturefirst.kit.tables import Column, Table
from culturefirst.network import queries
from culturefirst.network.forms import OrganisationFilter
from culturefirst.network.models import Organisation
from culturefirst.network.policy import see_members


def organisations(request: HttpRequest) -> HttpResponse:
    """Every body, narrowed by kind and sub-region, as a page or as CSV."""
    narrowed = OrganisationFilter(request.GET)
    rows = queries.organisations(request.user)
    table = _table(_narrow(rows, narrowed), request)
    context = {
        "table": table,
        "filter": narrowed,
        "nothing_at_all": not rows.exists(),
        "kept": [(k, v) for k, v in request.GET.items() if k in (table.words_key, table.sort_key)],
    }
    return table.response() or render(request, "network/organisations.html", context)


def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """One body: its facts, its boundary codes and its posts."""
    found = queries.organisations(request.user).select_related("upper_tier")
    body = get_object_or_404(found, slug=slug)
    today = clock.today()
    context = {
        "organisation": body,
        "is_member": body.is_member_on(today),
        "codes": body.codes.order_by("starts"),
        "districts": body.districts.visible_to(request.user),
        "may_see_posts": see_members.allows(request.user),
        "posts": queries.posts_of(body, request.user, on=today),
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
            Column("joined_on", "Member since", value=_member_since, sort="joined_on"),
        ],
        rows=rows,
        request=request,
        name="organisations",
        search=("name", "short_name"),
        search_label="Find an organisation",
        empty="No organisation is of this kind in this sub-region.",
        default_sort="name",
    )


def _url(body: Organisation) -> str:
    return reverse("organisation", args=[body.slug])


def _member_since(body: Organisation) -> Any:
    return body.joined_on if body.is_member_on(clock.today()) else None
