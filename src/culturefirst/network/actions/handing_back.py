"""What was handed over when a body ended goes back to where it was, exactly as it was."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, Q

from culturefirst.kit.errors import DomainError
from culturefirst.kit.search import index
from culturefirst.network.models import MailDomain, Organisation, Post, ServiceRun

Done = dict[str, Any]
CHANGED = "has changed since: put that right first, then take this back."
# What ended at the old body, what began at the new one, and of which kind both are.
PARTS: tuple[tuple[str, str, Any, str], ...] = (
    ("services", "runs", ServiceRun, "A service"),
    ("domains", "names", MailDomain, "An email domain"),
)


def refuse_changed(done: Done, successor: Organisation, on: date) -> None:
    """Raise where what was handed over is no longer as that left it."""
    for was, now, end in done.get("posts", []):
        old, new = Post.objects.filter(pk=was).first(), Post.objects.filter(pk=now).first()
        if old is None or old.ends != max(on, old.starts) or _differs(old, new, now, end):
            raise DomainError(f"A post that went to {successor} {CHANGED}")
    for ended, begun, model, what in PARTS:
        left, began = [pk for pk, _ in done.get(ended, [])], done.get(begun, [])
        still = Q(ends=on) | Q(ends=F("starts"), starts__gt=on)
        there = model.objects.filter(pk__in=began, organisation=successor, ends__isnull=True)
        if model.objects.filter(still, pk__in=left).count() != len(left):
            raise DomainError(f"{what} that ended that day {CHANGED}")
        if there.count() != len(began):
            raise DomainError(f"{what} that went to {successor} {CHANGED}")


def refuse_taken(every: Iterable[Done]) -> None:
    """Raise where a mail domain that would go back belongs to yet another body by now."""
    listed = list(every)
    ended = [pk for done in listed for pk, end in done.get("domains", []) if end is None]
    began = [pk for done in listed for pk in done.get("names", [])]
    names = MailDomain.objects.filter(pk__in=ended).values("domain")
    others = MailDomain.objects.filter(domain__in=names, ends__isnull=True).exclude(pk__in=began)
    if (taken := others.select_related("organisation").first()) is not None:
        raise DomainError(
            f"{taken} belongs to {taken.organisation} by now: take it away there first."
        )


def take_back_begun(done: Done) -> None:
    """Take away what began at the successor, so that its like can go on where it was."""
    Post.objects.filter(pk__in=[now for _, now, _ in done.get("posts", []) if now]).delete()
    for _, begun, model, _ in PARTS:
        model.objects.filter(pk__in=done.get(begun, [])).delete()


def resume(done: Done) -> None:
    """Let what ended with the predecessor have the end that it had before."""
    for was, _, end in done.get("posts", []):
        _end(Post, was, end)
    for ended, _, model, _ in PARTS:
        for pk, end in done.get(ended, []):
            _end(model, pk, end)


def _end(model: Any, pk: int, end: str | None) -> None:
    rows = model.objects.filter(pk=pk)
    rows.update(ends=_day(end))
    index(*rows)


def _differs(old: Post, new: Post | None, key: int | None, end: str | None) -> bool:
    """Whether the post that was begun is gone or is another one by now."""
    if key is None:
        return False
    if new is None or new.ends != _day(end):
        return True
    alike = ("person_id", "title", "role", "portfolio", "sub_region_id", "leads")
    return any(getattr(old, name) != getattr(new, name) for name in alike)


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
