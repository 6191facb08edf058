"""Returns: one's own, how far the others are, and what checks say of one."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q

from culturefirst.improvement.figures.checks import Flag, flags
from culturefirst.improvement.models import Collection, FigureQuery, Return
from culturefirst.network.models import Organisation

Asked = FigureQuery.Stage


def flags_of(found: Return) -> list[Flag]:
    """What is to be explained of a return; of others no value is told, only that one is far."""
    collection = found.collection
    return flags(collection.figures, found.values, before(found), _peers(found))


def before(found: Return) -> dict[str, float | None] | None:
    """What the body sent for the year before."""
    rows = Return._base_manager.filter(
        organisation=found.organisation_id,
        collection__year=found.collection.year - 1,
        collection__stage=Collection.Stage.ANNOUNCED,
    ).exclude(stage=Return.Stage.DRAFT)
    values: dict[str, float | None] | None = rows.values_list("values", flat=True).first()
    return values


def _peers(found: Return) -> list[dict[str, float | None]]:
    rows = Return._base_manager.filter(collection=found.collection_id)
    rows = rows.exclude(stage=Return.Stage.DRAFT).exclude(pk=found.pk)
    return list(rows.values_list("values", flat=True))


def own(user: Any) -> Any:
    """The returns of one's own bodies, newest year first."""
    bodies = {post.organisation_id for post in user.posts_today}
    rows = Return.objects.visible_to(user).filter(organisation__in=bodies)
    return rows.select_related("collection__uses", "organisation").order_by("-collection__year")


@dataclass(frozen=True)
class State:
    """How far a body is, and how much is asked of it; nothing of what it says."""

    organisation: Organisation
    pk: int | None = None
    stage: str = ""
    shown: str = "Not begun"
    asked: int = 0
    to_look_at: int = 0


def states(collection: Collection) -> list[State]:
    """For the team: every member of the network, or whoever sent, with how far it is."""
    questions = Q(questions__stage__in=(Asked.EXPLAINED, Asked.ANSWERED))
    rows = (
        Return._base_manager.filter(collection=collection)
        .annotate(
            asked=Count("questions", filter=Q(questions__stage=Asked.ASKED)),
            to_look_at=Count("questions", filter=questions),
        )
        .only("pk", "stage", "organisation")
    )
    there = {row.organisation_id: row for row in rows}
    members = Organisation.objects.filter(
        Q(pk__in=there) | Q(pk__in=Organisation.objects.members_on(collection.closes_on))
    ).exclude(kind=Organisation.Kind.NETWORK)
    return [_state(body, there.get(body.pk)) for body in members]


def _state(body: Organisation, row: Any) -> State:
    if row is None:
        return State(body)
    draft = row.stage == Return.Stage.DRAFT
    to_look_at = 0 if draft else row.to_look_at
    return State(body, row.pk, row.stage, row.get_stage_display(), row.asked, to_look_at)


def questions_of(found: Return, user: Any) -> list[FigureQuery]:
    """What is asked about a return, as far as this person may read it."""
    return list(FigureQuery.objects.visible_to(user).filter(of=found))


def with_questions(rows: Any) -> Any:
    """The returns together with what is asked about them."""
    asked = FigureQuery._base_manager.filter(stage=Asked.ASKED)
    return rows.prefetch_related(Prefetch("questions", asked, to_attr="open_questions"))


def for_team() -> Any:
    """Returns that were sent, without what they say: to be asked about and accepted."""
    rows = Return._base_manager.exclude(stage=Return.Stage.DRAFT)
    rows = rows.filter(collection__stage=Collection.Stage.ANNOUNCED)
    return rows.defer("values", "states", "reasons").select_related(
        "collection__uses", "organisation"
    )


def waiting(collection: Collection, user: Any) -> list[FigureQuery]:
    """Flagged values with their reasons, and answers, that the team has not settled."""
    rows = FigureQuery.objects.visible_to(user).waiting_for_team()
    rows = rows.filter(of__collection=collection)
    return list(rows.select_related("of__organisation").defer("of__values", "of__states"))
