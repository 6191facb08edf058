"""With whom one is compared, as the address says it."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest

from culturefirst.improvement.models import Collection
from culturefirst.improvement.queries import figure_groups as kept
from culturefirst.improvement.queries import traits
from culturefirst.improvement.queries.comparison_groups import (
    Choice,
    Group,
    Names,
    trait_names,
)
from culturefirst.improvement.queries.comparison_tables import Table
from culturefirst.improvement.views.figure_common import collection
from culturefirst.kit import clock
from culturefirst.network.models import Organisation

LONGEST = 18  # figures of a key
GROUPS = (
    ("all", "All who sent figures"),
    ("kind", "Of my kind"),
    ("sub_region", "In my sub-region"),
    ("nearest", "My nearest neighbours"),
    ("picked", "Chosen by hand"),
)


def released(request: HttpRequest, pk: int) -> Collection:
    """A collection that members read by now; else 404, as for one that is not there."""
    found = collection(request, pk)
    if not found.read_by_members(clock.today()):
        raise Http404
    return found


def own_bodies(request: HttpRequest) -> dict[int, Organisation]:
    """The bodies at which one holds a post, without the network itself."""
    network = Organisation.Kind.NETWORK
    posts = request.user.posts_today  # type: ignore[union-attr]
    return {p.organisation_id: p.organisation for p in posts if p.organisation.kind != network}


def me(request: HttpRequest) -> Organisation | None:
    """The body whose place is shown: one's own; where there are several, the one chosen."""
    bodies = own_bodies(request)
    return bodies.get(_number(request.GET.get("me", ""))) or next(iter(bodies.values()), None)


def chosen(request: HttpRequest) -> Choice:
    """What the address chooses; a group that is not there for this person is all."""
    kind = request.GET.get("group", "all")
    if kind.startswith(kept.KEPT):
        number = _number(kind.removeprefix(kept.KEPT))
        group = kept.kept(request.user).filter(pk=number).first()
        return kept.choice_of(group) if group is not None else Choice()
    return Choice(
        kind if kind in dict(GROUPS) else "all",
        tuple(request.GET.getlist("trait")),
        tuple(filter(None, map(_number, request.GET.getlist("body")))),
    )


def context(
    request: HttpRequest, found: Collection, here: Organisation | None, choice: Choice,
    group: Group, table: Table, names: Names,
) -> dict[str, Any]:  # fmt: skip
    """What the pages say of the choice, and offer instead."""
    query = request.GET.copy()
    query.pop("format", None)
    nearest = choice.kind == "nearest" and not choice.kept
    known = traits.latest(found.year) if nearest else {}
    usual = [each for each in GROUPS if here is not None or each[0] in ("all", "picked")]
    own = [(kept.key_of(each), each.name) for each in kept.kept(request.user)]
    return {
        "collection": found,
        "me": here,
        "own": own_bodies(request).values(),
        "choice": replace(choice, kind=f"{kept.KEPT}{choice.kept}") if choice.kept else choice,
        "group": group,
        "groups": usual,
        "kept": own,
        "query": query.urlencode(),
        "traits": [
            (name, not choice.traits or name in choice.traits) for name in trait_names(known)
        ],
        "bodies": [(pk, names.of(pk), pk in choice.picked) for pk in table.bodies],
    }


def _number(text: str) -> int:
    """The key of a record in an address; nought where it is none."""
    return int(text) if text.isdecimal() and len(text) < LONGEST else 0
