"""The groups of the network, one of them, and what was changed in it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from culturefirst.kit import clock
from culturefirst.kit.changes import plainly, trail
from culturefirst.kit.policy import roles
from culturefirst.kit.tables import Column, Table
from culturefirst.measures.withheld import size_told
from culturefirst.network.forms.groups import GroupFilter
from culturefirst.network.models import Group, GroupMember, Post
from culturefirst.network.policy import (
    add_groups,
    admit,
    keep_group,
    keep_papers,
    read_papers,
    see_members,
)
from culturefirst.network.queries import groups as queries
from culturefirst.network.views.group_common import WORDS, seen
from culturefirst.network.views.tabs import tabs

ACCESS = {"open": "Open", "closed": "Closed", "private": "Private"}


def groups(request: HttpRequest) -> HttpResponse:
    """Every group that somebody may know of, narrowed, as a page or as CSV."""
    rows = queries.groups(request.user, on=clock.today())
    narrowed = GroupFilter(request.GET, member=bool(roles(request.user)))
    table = _table(_narrow(rows, narrowed), request)
    context = {
        "table": table,
        "filter": narrowed,
        "nothing_at_all": not rows.exists(),
        "may_add": add_groups.allows(request.user),
        "tabs": tabs(request, "groups"),
        "kept": [(k, v) for k, v in request.GET.items() if k in (table.words_key, table.sort_key)],
    }
    return table.response() or render(request, "network/groups.html", context)


def _narrow(rows: QuerySet[Any], narrowed: GroupFilter) -> QuerySet[Any]:
    if not narrowed.is_valid():
        return rows.none()
    asked: dict[str, Any] = dict(narrowed.cleaned_data)
    which = asked.pop("which")
    today = clock.today()
    rows = rows.filter(ends__lte=today) if which == "past" else rows.exclude(ends__lte=today)
    if which == "mine":
        rows = rows.filter(mine=True)
    return rows.filter(**{name: value for name, value in asked.items() if value})


def _table(rows: QuerySet[Group], request: HttpRequest) -> Table:
    return Table(
        columns=[
            Column("name", "Group", value="name", url=_url, sort="name"),
            Column("kind", "Kind", value="get_kind_display", sort="kind"),
            Column("sub_region", "Sub-region", value=_place, sort="sub_region__name"),
            Column("access", "Joining", value=lambda g: ACCESS[g.access], sort="access"),
            # An order by numbers that are not told would tell them.
            Column(
                "sitting",
                "Members",
                value=lambda group: _size(group, request.user),
                numeric=True,
                sort="sitting" if see_members.allows(request.user) else False,
            ),
        ],
        rows=rows,
        request=request,
        name="groups",
        search=("name", "short_name"),
        search_label="Find a group",
        empty="No group fits. Choose another kind or sub-region.",
        default_sort="name",
    )


def _size(group: Any, user: Any) -> str:
    return size_told("network.group_memberships", "group", group, group.sitting, user)


def _url(group: Group) -> str:
    return reverse("group", args=[group.slug])


def _place(group: Group) -> str:
    return str(group.sub_region or "The whole network")


def group(request: HttpRequest, slug: str) -> HttpResponse:
    """One group: what it is for, who is in it, what it reads, and what you may do."""
    found = seen(request, slug)
    user = request.user
    may_read = read_papers.allows(user, found)
    keeps, admits = keep_group.allows(user, found), admit.allows(user, found)
    taking = list(queries.bodies(found, user))
    shown = _members(request, found, keeps)
    people = _people(request, found)
    context = {
        "group": found,
        "ended": not found.stands_on(clock.today()),
        "paragraphs": paragraphs(found.terms),
        "member": bool(roles(user)),
        "keeps": keeps,
        "own": _standing(found, user),
        "members": shown,
        "keepers": [row.person for row in queries.sitting_keepers(found, user)],
        "bodies": taking,
        "people": people,
        "admits": admits,
        "waiting": list(queries.waiting(found)) if keeps or admits else [],
        "size": _size(found, user),
        "may_read": may_read,
        "may_put_up": keep_papers.allows(user, found),
        "papers": list(queries.papers(found, user)),
        "withdrawn": list(queries.withdrawn_papers(found, user)),
    }
    file = shown.response() or people.response() if roles(user) else None
    return file or render(request, "network/group.html", context)


def group_changes(request: HttpRequest, slug: str) -> HttpResponse:
    """Who changed what; of papers for those who may read them, of asking for those who decide."""
    found = seen(request, slug)
    every = queries.changes(
        found,
        papers=read_papers.allows(request.user, found),
        asking=keep_group.allows(request.user, found),
    )
    context = trail(request, every, lambda events: plainly(events, WORDS))
    return render(request, "network/group_changes.html", context | {"group": found})


@dataclass(frozen=True)
class Standing:
    """How somebody stands to a group: in it, waiting, or free to come in (``may_join``)."""

    row: GroupMember | None
    is_in: bool
    waits: bool
    may_join: bool


def _standing(group: Group, user: Any) -> Standing:
    row = queries.own_row(group, user)
    suits = bool(roles(user)) and (not group.only_role or group.only_role in roles(user))
    stands = group.stands_on(clock.today()) and not group.is_private
    return Standing(
        row=row,
        is_in=row is not None and row.starts is not None,
        waits=row is not None and row.starts is None,
        may_join=row is None and suits and stands,
    )


def _members(request: HttpRequest, group: Group, keeps: bool) -> Table:
    columns = [
        Column("name", "Name", value="person.name", url=_person, sort="person__name"),
        Column("part", "Part", value="get_part_display", sort="part"),
        Column("posts", "Posts", value=_held),
        Column("since", "Since", value="starts", sort="starts"),
    ]
    if keeps:
        columns.append(Column("change", "Change", value=lambda _: "Change", url=_member))
    return Table(
        columns=columns,
        rows=queries.members(group, request.user),
        request=request,
        name="members",
        prefix="members-",
        search=("person__name",),
        search_label="Find a member",
        label="Members and their posts",
        empty="Nobody is in this group yet.",
    )


def _person(row: GroupMember) -> str:
    return reverse("person", args=[row.person_id])


def _member(row: GroupMember) -> str:
    return reverse("group_member", args=[row.group.slug, row.pk])


def _held(row: GroupMember) -> str:
    posts = row.person.held  # type: ignore[attr-defined]
    return "; ".join(f"{post.title}, {post.organisation}" for post in posts)


def _people(request: HttpRequest, group: Group) -> Table:
    return Table(
        columns=[
            Column("name", "Name", value="person.name", url=_holder, sort="person__name"),
            Column("title", "Post", sort="title"),
            Column("organisation", "Organisation", sort="organisation__name"),
        ],
        rows=queries.people_of_bodies(group, request.user),
        request=request,
        name="people-of-bodies",
        prefix="people-",
        search=("person__name", "organisation__name"),
        search_label="Find among them",
        label="People of the organisations that take part",
        empty="Nobody is known in these organisations yet.",
    )


def _holder(post: Post) -> str:
    return reverse("person", args=[post.person_id])


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of words, or a list of lines."""

    words: str = ""
    lines: tuple[str, ...] = ()


def paragraphs(text: str) -> list[Paragraph]:
    """Plain text as paragraphs and simple lists: lines that begin with a hyphen or a dot."""
    found: list[Paragraph] = []
    for block in text.replace("\r\n", "\n").split("\n\n"):
        words: list[str] = []
        lines: list[str] = []
        for line in filter(None, map(str.strip, block.split("\n"))):
            is_item = line[:2] in ("- ", "* ", "• ")
            (lines if is_item else words).append(line[2:].strip() if is_item else line)
        if words:
            found.append(Paragraph(words=" ".join(words)))
        if lines:
            found.append(Paragraph(lines=tuple(lines)))
    return found
