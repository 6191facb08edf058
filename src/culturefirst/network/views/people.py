"""The directory of people, for members, and one of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from culturefirst.kit import clock
from culturefirst.kit.forms import act_on
from culturefirst.kit.pagination import PER_PAGE, address, counts_all
from culturefirst.kit.tables import Column, Table
from culturefirst.kit.urls import changes
from culturefirst.network import actions, queries
from culturefirst.network.forms.people import PeopleFilter, PersonNameForm, ProfileForm
from culturefirst.network.looking import looked
from culturefirst.network.models import Person, Post
from culturefirst.network.policy import (
    correct_name,
    keep_post,
    manage_network,
    see_private_details,
)
from culturefirst.network.queries import groups
from culturefirst.network.queries.people import (
    Asked,
    Found,
    directory,
    merges_of,
    posts_held,
    standing_for,
)
from culturefirst.network.views.account_words import registered_told
from culturefirst.network.views.tabs import tabs

DETAILS = "Address and telephone number"


def people(request: HttpRequest) -> HttpResponse:
    """Everybody in the network's work, with the posts they hold today, narrowed as asked."""
    narrowed = PeopleFilter(request.GET, request.user)
    asked = narrowed.asked()
    table = _table(_found(request, asked), request)
    context: dict[str, Any] = {
        "table": table,
        "filter": narrowed,
        "asked": asked,
        "narrowed": asked != Asked(),
        "all_url": reverse("people"),
        "elsewhere": asked
        and asked.organisation
        and address(request.GET, organisation="", page=""),
        "tabs": tabs(request, "people"),
        "may_merge": manage_network.allows(request.user),
    }
    return table.response() or render(request, "network/people.html", context)


def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: what they do now and did, their words, topics and groups."""
    if (stands := standing_for(pk)) is not None:
        return HttpResponsePermanentRedirect(reverse("person", args=[stands.pk]))
    found = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    today = clock.today()
    posts = posts_held(found, request.user)
    mine = request.user.person_id == found.pk  # type: ignore[union-attr]
    private = see_private_details.allows(request.user, found)
    if private and not mine:
        looked(request.user, [found], DETAILS)
    account = getattr(found, "account", None)
    context = {
        "person": found,
        "mine": mine,
        "private": private,
        "shows_email": bool(found.email) and (private or found.shows_email),
        "now": [_may(request, post) for post in posts if post.is_held_on(today)],
        "before": [_may(request, post) for post in posts if post.ends and post.ends <= today],
        "to_come": [_may(request, post) for post in posts if post.starts > today],
        "registered": registered_told(account.spans if account else []),
        "topics": found.interests.select_related("topic").order_by("topic__position"),
        "groups": groups.of_person(found, request.user),
        "may_merge": manage_network.allows(request.user),
        "may_name": private and not mine,
        "merges": merges_of(found) if manage_network.allows(request.user) else [],
    }
    return render(request, "network/person.html", context)


@changes
def account_profile(request: HttpRequest) -> HttpResponse:
    """What you say of yourself."""
    mine = queries.account_of(request.user).person
    shown = {name: getattr(mine, name) for name in ProfileForm.base_fields}
    form = ProfileForm(_sent(request), initial=shown)

    def run(**told: Any) -> Person:
        return actions.edit_profile(by=request.user, person=mine, changes=told)

    if form.is_bound and act_on(form, run) is not None:
        messages.success(request, "Your profile was saved.")
        return redirect("person", mine.pk)
    status = 422 if form.errors else 200
    return render(request, "network/account_profile.html", {"form": form}, status=status)


@changes
def person_name(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct somebody's name, for whoever keeps a body in which they work."""
    found = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    correct_name.require(request.user, found)
    form = PersonNameForm(_sent(request), initial={"name": found.name})

    def run(name: str) -> Person:
        return actions.correct_person(by=request.user, person=found, name=name)

    if form.is_bound and act_on(form, run) is not None:
        messages.success(request, "The name was corrected.")
        return redirect("person", found.pk)
    context = {"form": form, "person": found}
    return render(request, "network/person_name.html", context, status=422 if form.errors else 200)


def _may(request: HttpRequest, post: Post) -> Post:
    """The post, with whether the reader may change it."""
    post.may_change = keep_post.allows(request.user, post)  # type: ignore[attr-defined]
    return post


def _found(request: HttpRequest, asked: Asked | None) -> Any:
    """People as a list; one that is narrowed by words is searched once a page."""
    today = clock.today()
    if asked is None:
        return []
    rows = directory(request.user, asked, on=today)
    page = request.GET.get("page", "1")
    first = (int(page) - 1) * PER_PAGE if page.isdecimal() and len(page) < 7 else 0
    total = rows.count() if asked == Asked() else -1  # which needs no search
    exactly = counts_all(request.GET)
    return Found(rows, first=first, most=PER_PAGE, on=today, exactly=exactly, total=total)


def _table(rows: Any, request: HttpRequest) -> Table:
    return Table(
        columns=[
            Column("name", "Name", url=_url),
            Column("posts", "Posts", value=_posts),
            Column("organisations", "Organisations", value=_organisations),
        ],
        rows=rows,
        request=request,
        name="people",
        empty="Nobody here is so described: take something away from what you asked for.",
    )


def _url(person: Person) -> str:
    return reverse("person", args=[person.pk])


def _posts(person: Person) -> str:
    return ", ".join(post.title for post in person.held)  # type: ignore[attr-defined]


def _organisations(person: Person) -> str:
    bodies = {post.organisation.name for post in person.held}  # type: ignore[attr-defined]
    return ", ".join(sorted(bodies))


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None
