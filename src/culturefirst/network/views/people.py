"""The directory of people, for members."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from culturefirst.kit import clock
from culturefirst.kit.tables import Column, Table
from culturefirst.network import queries
from culturefirst.network.models import Person
from culturefirst.network.views.tabs import tabs


def people(request: HttpRequest) -> HttpResponse:
    """Everybody in the network's work, with the posts they hold today."""
    rows = queries.people(request.user, on=clock.today())
    table = _table(rows, request)
    context: dict[str, Any] = {"table": table, "nobody_at_all": not rows.exists()}
    context["tabs"] = tabs(request, "people")
    return table.response() or render(request, "network/people.html", context)


def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: the posts they hold and held."""
    today = clock.today()
    found = get_object_or_404(queries.people(request.user, on=today), pk=pk)
    posts = found.posts.select_related("organisation", "sub_region").order_by("-starts")
    context = {
        "person": found,
        "now": [post for post in posts if post.is_held_on(today)],
        "before": [post for post in posts if post.ends and post.ends <= today],
        "to_come": [post for post in posts if post.starts > today],
        "account": getattr(found, "account", None),
    }
    return render(request, "network/person.html", context)


def _table(rows: QuerySet[Person], request: HttpRequest) -> Table:
    return Table(
        columns=[
            Column("name", "Name", url=_url, sort="name"),
            Column("posts", "Posts", value=_posts),
            Column("organisations", "Organisations", value=_organisations),
        ],
        rows=rows,
        request=request,
        name="people",
        search=("name",),
        search_label="Find a person",
        default_sort="name",
    )


def _url(person: Person) -> str:
    return reverse("person", args=[person.pk])


def _posts(person: Person) -> str:
    return ", ".join(post.title for post in person.held)  # type: ignore[attr-defined]


def _organisations(person: Person) -> str:
    bodies = {post.organisation.name for post in person.held}  # type: ignore[attr-defined]
    return ", ".join(sorted(bodies))
