"""What bodies do under one subject: of what they tell the members, and no more."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet

from culturefirst.improvement.models import (
    Plan,
    PlanAction,
    Saving,
    Strand,
    bodies_of,
    told_to_members,
)
from culturefirst.kit import clock
from culturefirst.network.models import Organisation, Post

FEWEST = 3  # bodies from which on a sum of pounds is told


@dataclass(frozen=True)
class Told:
    """An action as members are told of it; ``url`` only where they may read its plan.

    ``post`` is what its owner does in the body ("Arts officer"); who it is, they may ask there.
    ``saving`` is told only where the plan is released.
    """

    title: str
    outcome: str
    body: Organisation
    post: str
    state: str
    mine: bool
    url_of: int | None
    saving: Decimal | None


@dataclass(frozen=True)
class Sums:
    """Pounds over a strand's shared actions; ``None`` where too few bodies are in them."""

    bodies: int
    expected: Decimal | None
    saved: Decimal | None

    @property
    def told(self) -> bool:
        return self.expected is not None


@dataclass(frozen=True)
class Gathered:
    """A strand with what is told of it."""

    strand: Strand
    actions: list[Told]
    bodies: list[Organisation]
    sums: Sums


def strands(user: Any) -> "QuerySet[Strand]":
    """Those that there are, current ones first."""
    rows: QuerySet[Strand] = Strand.objects.visible_to(user)
    return rows.select_related("serves").order_by("retired_on", "position", "name")


def gathered(strand: Strand, user: Any) -> Gathered:
    """One strand: its shared actions, who does them, and sums."""
    return _gathered(strand, _shared([strand]), _open_to(user), user)


def all_gathered(listed: Iterable[Strand], user: Any) -> list[Gathered]:
    """The same of several at once."""
    found = list(listed)
    rows, readable = _shared(found), _open_to(user)
    return [
        _gathered(each, [row for row in rows if row.strand_id == each.pk], readable, user)
        for each in found
    ]


def _shared(listed: list[Strand]) -> list[PlanAction]:
    rows = told_to_members().filter(strand__in=listed).exclude(state=PlanAction.State.DROPPED)
    rows = rows.select_related("plan__organisation__sub_region", "owner")
    counting = Saving._base_manager.filter(withdrawn_on__isnull=True)
    rows = rows.prefetch_related(Prefetch("savings", counting, to_attr="noted"))
    return list(rows.order_by("plan__organisation__name", "position", "pk"))


def _open_to(user: Any) -> set[int]:
    return set(Plan.objects.visible_to(user).values_list("pk", flat=True))


def _gathered(strand: Strand, rows: list[PlanAction], readable: set[int], user: Any) -> Gathered:
    mine, posts = bodies_of(user), _posts(rows)
    bodies = {row.plan.organisation_id: row.plan.organisation for row in rows}
    told = [
        Told(
            title=row.title,
            outcome=row.outcome,
            body=row.plan.organisation,
            post=posts.get((row.owner_id, row.plan.organisation_id), ""),
            state=str(row.get_state_display()),
            mine=row.plan.organisation_id in mine,
            url_of=row.pk if row.plan_id in readable else None,
            saving=row.saving if row.plan.released_on is not None else None,
        )
        for row in rows
    ]
    return Gathered(strand, told, list(bodies.values()), _sums(rows, len(bodies)))


def _posts(rows: list[PlanAction]) -> dict[tuple[int | None, int], str]:
    """The titles of the posts of owners today, by person and body."""
    held = Post.objects.held_on(clock.today()).filter(
        person__in={row.owner_id for row in rows if row.owner_id is not None}
    )
    return {(post.person_id, post.organisation_id): post.title for post in held}


def _sums(rows: list[PlanAction], bodies: int) -> Sums:
    return Sums(
        bodies,
        _sum([(row, row.saving) for row in rows if row.saving is not None]),
        _sum([(row, saved) for row in rows if (saved := _saved(row)) is not None]),
    )


def _sum(parts: list[tuple[PlanAction, Decimal]]) -> Decimal | None:
    """The sum of these pounds, or ``None`` where somebody could take it apart.

    Of one body or two, each could work out the other; nor do pounds of released plans, which every
    member reads, hide those of one or two others.
    """
    all_of = {row.plan.organisation_id for row, _ in parts}
    private = {row.plan.organisation_id for row, _ in parts if row.plan.released_on is None}
    if len(all_of) < FEWEST or 0 < len(private) < FEWEST:
        return None
    return sum((amount for _, amount in parts), Decimal(0))


def _saved(row: Any) -> Decimal | None:
    """What counts of its savings, of which nothing but sums over bodies is told."""
    return sum((each.amount for each in row.noted), Decimal(0)) if row.noted else None
