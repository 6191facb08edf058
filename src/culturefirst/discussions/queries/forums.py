"""Questions about forums, their threads, and what is written in them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from culturefirst.discussions.models import (
    Attachment,
    Concern,
    Contribution,
    Following,
    Forum,
    Mention,
    Pace,
    Seen,
    Thread,
)
from culturefirst.discussions.policy import TEAM
from culturefirst.discussions.rules import readers_key
from culturefirst.kit import clock
from culturefirst.kit.policy import roles
from culturefirst.network.models import Group, GroupMember


def forums(user: Any) -> "QuerySet[Forum]":
    """Forums this person may read, with their threads, the latest, and how many have news."""
    inside = Thread._base_manager.filter(forum=OuterRef("pk"), removed_at__isnull=True).order_by()
    per_forum = inside.values("forum")
    new = _with_seen(inside, user).filter(length__gt=F("upto")).values("forum")
    rows: QuerySet[Forum] = Forum.objects.visible_to(user).select_related("group")
    return rows.annotate(
        thread_count=_count(per_forum),
        latest=Subquery(per_forum.annotate(at=Max("last_at")).values("at")),
        with_news=_count(new),
    ).order_by(F("group__name").asc(nulls_first=True), "pk")


def threads(forum: Forum, user: Any, which: str = "") -> "QuerySet[Thread]":
    """The forum's threads: pinned ones first, then by the latest contribution."""
    rows = Thread.objects.visible_to(user).filter(forum=forum)
    rows = rows.exclude(removed_at__isnull=False, length=1)
    if which == "answered":
        rows = rows.filter(answer__isnull=False)
    if which == "unanswered":
        rows = rows.filter(asks=True, answer__isnull=True, closed_at__isnull=True)
    found: QuerySet[Thread] = _with_seen(rows, user).select_related("started_by", "topic")
    return found.order_by(F("pinned_at").desc(nulls_last=True), "-last_at", "-pk")


def threads_seen(user: Any) -> "QuerySet[Thread]":
    """Every thread this person may read."""
    rows: QuerySet[Thread] = Thread.objects.visible_to(user)
    found: QuerySet[Thread] = _with_seen(rows, user).select_related(
        "forum__group", "topic", "serves", "started_by", "poll__group", "poll__made_by__account"
    )
    return found


def contributions(thread: Thread, user: Any) -> "QuerySet[Contribution]":
    """What is written in a thread, in order, with its files."""
    rows: QuerySet[Contribution] = Contribution.objects.visible_to(user).filter(thread=thread)
    files = Prefetch("attachments", Attachment._base_manager.order_by("pk"))
    return rows.select_related("author", "removed_by").prefetch_related(files).order_by("position")


def follows(user: Any, *, thread: Thread | None = None, forum: Forum | None = None) -> bool:
    """Whether this person follows a thread (by itself or with its forum), or a forum."""
    mine = Following.objects.filter(person=user.person_id)
    if thread is not None and (own := mine.filter(thread=thread).first()) is not None:
        return own.is_on
    return mine.filter(forum=thread.forum if thread is not None else forum, is_on=True).exists()


def own_pace(user: Any) -> Pace:
    """How often this person is written to; not kept before they say so or write something."""
    return Pace.objects.filter(person=user.person_id).first() or Pace(person_id=user.person_id)


def moved_to(thread: Thread, user: Any) -> "QuerySet[Forum]":
    """Other forums that the very same people read."""
    key = readers_key(thread.forum)
    seen = Forum.objects.visible_to(user).exclude(pk=thread.forum_id).select_related("group")
    same = [forum.pk for forum in seen if readers_key(forum) == key]
    rows: QuerySet[Forum] = Forum.objects.visible_to(user).filter(pk__in=same)
    return rows.select_related("group")


def concerns(user: Any) -> "QuerySet[Concern]":
    """What waits for this person as a moderator: the team for all, a group's keepers for it.

    Of a group that nobody keeps, the team sees them, where it may read them.
    """
    seen = Contribution.objects.visible_to(user)
    rows: QuerySet[Concern] = Concern.objects.filter(
        _looks_after(user, "contribution__thread__forum__group"), settled_at__isnull=True
    )
    return rows.filter(contribution__in=seen.values("pk")).select_related(
        "contribution__thread", "contribution__author", "person"
    )


def unanswered(user: Any, until: date) -> "QuerySet[Thread]":
    """Questions opened by that day without an answer, in forums that this person looks after."""
    rows: QuerySet[Thread] = Thread.objects.visible_to(user).filter(
        _looks_after(user, "forum__group"),
        asks=True,
        answer__isnull=True,
        closed_at__isnull=True,
        started_on__lte=until,
    )
    return rows.select_related("started_by")


def _looks_after(user: Any, group: str) -> Q:
    """Forums of the groups one keeps; the team's are that for all and those nobody keeps."""
    keepers = GroupMember.objects.in_on(clock.today()).filter(
        group=OuterRef(group), part__in=GroupMember.KEEPERS
    )
    keeps = Q(Exists(keepers.filter(person=user.person_id)))
    if roles(user) & TEAM:
        keeps |= Q(**{f"{group}__isnull": True}) | ~Q(Exists(keepers))
    return keeps


def unread_mentions(user: Any) -> "QuerySet[Mention]":
    """Where this person was named and has not looked."""
    seen = Seen.objects.filter(
        person=user.person_id,
        thread=OuterRef("contribution__thread"),
        upto__gte=OuterRef("contribution__position"),
    )
    readable = Contribution.objects.visible_to(user).values("pk")
    rows: QuerySet[Mention] = Mention.objects.filter(~Exists(seen), person=user.person_id)
    return rows.filter(contribution__in=readable).select_related(
        "contribution__thread", "contribution__author"
    )


def groups_without(user: Any, groups: Iterable[Group]) -> list[Group]:
    """Those of these groups that have no forum yet."""
    listed = list(groups)
    have = set(Forum._base_manager.filter(group__in=listed).values_list("group", flat=True))
    return [group for group in listed if group.pk not in have]


def _with_seen(rows: Any, user: Any) -> Any:
    seen = Seen.objects.filter(thread=OuterRef("pk"), person=getattr(user, "person_id", None))
    return rows.annotate(upto=Coalesce(Subquery(seen.values("upto")[:1]), 0))


def _count(per_forum: Any) -> Any:
    counted = per_forum.annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
