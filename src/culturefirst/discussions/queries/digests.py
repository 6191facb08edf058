"""What somebody is to be told of, and who is to be written to."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from culturefirst.discussions.models import Contribution, Following, Pace, Seen, Told

MOST = 200  # contributions in a letter; the others come with the next
MOST_FORUMS = 25  # in a letter, whose key names them


def untold(pace: Pace, user: Any) -> list[Contribution]:
    """What this person follows, may read now, did not write nor read, and was not told of."""
    person = pace.person_id
    mine = Following.objects.filter(person=person)
    of_thread = mine.filter(thread=OuterRef("thread"))
    of_forum = mine.filter(forum=OuterRef("thread__forum"), is_on=True)
    in_time = Q(since__lte=OuterRef("written_at"))
    followed = Exists(of_thread.filter(in_time, is_on=True)) | (
        Exists(of_forum.filter(in_time)) & ~Exists(of_thread.filter(is_on=False))
    )
    rows = Contribution.objects.visible_to(user).filter(
        followed,
        ~Exists(Told.objects.filter(person=person, contribution=OuterRef("pk"))),
        ~Exists(
            Seen.objects.filter(
                person=person, thread=OuterRef("thread"), upto__gte=OuterRef("position")
            )
        ),
        removed_at__isnull=True,
        written_at__gte=pace.since,
    )
    others = rows.exclude(author=person).select_related("thread__forum__group", "author")
    found = list(others.order_by("pk")[:MOST])
    forums = list(dict.fromkeys(each.thread.forum_id for each in found))[:MOST_FORUMS]
    return [each for each in found if each.thread.forum_id in forums]


def at_once() -> "QuerySet[Pace]":
    """Whoever wants to be told at once."""
    return _open().filter(often=Pace.Often.AT_ONCE)


def due_on(day: date) -> "QuerySet[Pace]":
    """Whoever has not been looked after: today, or this week, where a letter a week is wanted."""
    monday = day - timedelta(days=day.weekday())
    daily = Q(often=Pace.Often.DAILY) & (Q(looked_on__isnull=True) | Q(looked_on__lt=day))
    weekly = Q(often=Pace.Often.WEEKLY) & (Q(looked_on__isnull=True) | Q(looked_on__lt=monday))
    return _open().filter(daily | weekly)


def _open() -> "QuerySet[Pace]":
    return Pace.objects.filter(person__account__is_active=True).order_by("pk")
