"""Sub-regions: the list, one of them, and keeping their names."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html

from culturefirst.kit import clock
from culturefirst.kit.changes import Words
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.errors import DomainError
from culturefirst.kit.forms import act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.tables import Column, Table
from culturefirst.kit.urls import changes
from culturefirst.network import actions, queries
from culturefirst.network.actions.places import uses
from culturefirst.network.forms.places import EditPlaceForm, PlaceForm
from culturefirst.network.models import Group, Organisation, Post, SubRegion
from culturefirst.network.policy import manage_network, see_members
from culturefirst.network.queries import places as asked
from culturefirst.network.views.tabs import tabs

VACANT = "Vacant"
WORDS = Words({"short_names": "Short names"})


def places(request: HttpRequest) -> HttpResponse:
    """Every sub-region, with its authorities and who is sent there."""
    today = clock.today()
    found = list(asked.places(request.user, today))
    managers = asked.managers_of(found, today) if see_members.allows(request.user) else None
    _, covered = asked.coverage(today, found)
    rows = [
        {
            "place": each.place,
            "covered": each.figure.numerator,
            "authorities": each.figure.denominator,
            "bodies": each.place.bodies,  # type: ignore[union-attr]  # of a place, never the whole
            "managers": _names(managers[each.place.pk]) if managers and each.place else "",
        }
        for each in covered
    ]
    table = _list(rows, request, with_managers=managers is not None)
    context = {
        "tabs": tabs(request, "places"),
        "table": table,
        "rows": rows,
        "may_manage": manage_network.allows(request.user),
    }
    return table.response() or render(request, "network/places.html", context)


def place(request: HttpRequest, slug: str) -> HttpResponse:
    """One sub-region: its bodies, its groups, who is sent there, and what is covered."""
    today = clock.today()
    found = get_object_or_404(SubRegion.objects.visible_to(request.user), slug=slug)
    _, [covered] = asked.coverage(today, [found])
    bodies: Any = queries.organisations(request.user)
    bodies = bodies.standing_on(today).filter(sub_region=found)
    is_authority = {"kind__in": Organisation.AUTHORITIES}
    knows = see_members.allows(request.user)
    groups = Group.objects.visible_to(request.user).filter(sub_region=found, ends__isnull=True)
    context = {
        "place": found,
        "figure": covered.figure,
        "authorities": _authorities(asked.authorities(today, found), bodies),
        "others": _bodies(bodies.exclude(**is_authority)),
        "groups": groups,
        "knows": knows,
        "managers": asked.managers_of([found], today)[found.pk] if knows else [],
        "may_manage": manage_network.allows(request.user),
    }
    return render(request, "network/place.html", context)


@acts_once
def place_add(request: HttpRequest) -> HttpResponse:
    """Name a new sub-region."""
    form = PlaceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        made = act_on(form, lambda **said: actions.add_sub_region(by=request.user, **said))
        if made is not None:
            messages.success(request, f"{made} was added.")
            return redirect("place", made.slug)
    context = {"form": form}
    status = 422 if form.errors else 200
    return render(request, "network/place_form.html", context, status=status)


@changes
def place_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Another name, other short names; the message leads back here, to take it back."""
    found = get_object_or_404(SubRegion.objects.visible_to(request.user), slug=slug)
    form = EditPlaceForm.for_record(found, request.POST if request.method == "POST" else None)
    before = found.name

    def save(changed: dict[str, Any], seen: int) -> SubRegion:
        return actions.edit_sub_region(
            by=request.user, sub_region=found, changes=changed, seen=seen
        )

    page = EditPage(
        title="Edit this sub-region",
        words=WORDS,
        cancel=reverse("place", args=[slug]),
        save=save,
        done=lambda saved: _renamed(before, saved),
    )
    return edited(request, found, form, page)


def _renamed(before: str, place: SubRegion) -> str:
    if place.name == before:
        return "Saved."
    here = reverse("place_edit", args=[place.slug])
    told = "“{}” is called “{}” now. <a href='{}'>Change it back</a>"
    return format_html(told, before, place, here)


@changes
def place_remove(request: HttpRequest, slug: str) -> HttpResponse:
    """Take away a sub-region to which nothing belongs."""
    found = get_object_or_404(SubRegion.objects.visible_to(request.user), slug=slug)
    refusal = ""
    if request.method == "POST":
        try:
            actions.remove_sub_region(by=request.user, sub_region=found)
        except DomainError as fault:
            refusal = str(fault)
        else:
            again = reverse("place_add")
            messages.success(
                request,
                format_html("{} was removed. <a href='{}'>Add it again</a>", found, again),
            )
            return redirect("places")
    context = {"place": found, "uses": uses(found), "refusal": refusal}
    return render(request, "network/place_remove.html", context, status=422 if refusal else 200)


def _list(rows: list[dict[str, Any]], request: HttpRequest, *, with_managers: bool) -> Table:
    columns = [
        Column("place", "Sub-region", url=lambda row: reverse("place", args=[row["place"].slug])),
        Column("authorities", "Authorities", numeric=True),
        Column("covered", "With a registered user", numeric=True),
        Column("bodies", "Other organisations", numeric=True),
    ]
    if with_managers:
        columns.append(Column("managers", "Improvement manager"))
    return Table(columns=columns, rows=rows, request=request, name="places", label="Sub-regions")


def _names(posts: list[Post]) -> str:
    return ", ".join(str(post.person or VACANT) for post in posts) or "None"


def _authorities(found: list[asked.Authority], bodies: Any) -> Table:
    since = {body.pk: body.member_since for body in bodies}
    return Table(
        columns=[
            Column("name", "Authority", value="body.name", url=lambda row: _url(row.body)),
            Column("kind", "Kind", value="body.get_kind_display"),
            Column("since", "Member since", value=lambda row: since.get(row.body.pk)),
            Column("covered", "Has a registered user"),
        ],
        rows=found,
        name="authorities",
        empty="No authority is known in this sub-region.",
    )


def _bodies(rows: Any) -> Table:
    return Table(
        columns=[
            Column("name", "Organisation", url=_url),
            Column("kind", "Kind", value="get_kind_display"),
            Column("since", "Member since", value="member_since"),
        ],
        rows=rows,
        name="other-organisations",
        empty="No other organisation is known in this sub-region.",
    )


def _url(body: Organisation) -> str:
    return reverse("organisation", args=[body.slug])
