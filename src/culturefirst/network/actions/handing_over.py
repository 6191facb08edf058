"""What a body that stands no more had, and where it goes: its posts, services and mail domains.

What was done is told in lists of plain values, from which ``handing_back`` undoes it exactly.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from django.db.models import Q, QuerySet

from culturefirst.kit.errors import DomainError
from culturefirst.network.actions.particulars import ended, lasting
from culturefirst.network.actions.posts import appoint, end_post
from culturefirst.network.actions.saving import saved
from culturefirst.network.models import MailDomain, Organisation, Post, ServiceRun

Ends = Literal["ends"]
Stays = Literal["stays"]
Done = dict[str, Any]


@dataclass(frozen=True)
class Handover:
    """Where what the predecessors had goes on the day.

    ``posts`` by key; ``others`` is for every post that is not named: a successor, ``"ends"``, or
    ``"stays"`` (it is held in the dissolved body until somebody moves it). ``services`` names who
    runs each from the day, ``domains`` who has each; what is not named ends with the body.
    """

    posts: Mapping[int, Organisation | Ends | Stays] = field(default_factory=dict)
    others: Organisation | Ends | Stays = "stays"
    services: Mapping[str, tuple[Organisation, ...]] = field(default_factory=dict)
    domains: Mapping[str, Organisation] = field(default_factory=dict)

    def bodies(self) -> Iterator[Organisation]:
        """Every body that is to have something."""
        for goes in (*self.posts.values(), self.others, *self.domains.values()):
            if isinstance(goes, Organisation):
                yield goes
        for several in self.services.values():
            yield from several


def open_posts(body: Organisation, on: date) -> QuerySet[Post]:
    """The posts that are not over by the day, vacant ones and later ones too."""
    rows: QuerySet[Post] = body.posts.filter(Q(ends__isnull=True) | Q(ends__gt=on))
    return rows.select_related("person", "organisation").order_by("pk")


def hand_over(
    by: Any, old: Organisation, new: list[Organisation], on: date, handover: Handover
) -> dict[int, Done]:
    """Let everything of ``old`` go where it is to go; what was done, by the successor's key.

    ``posts`` are ``[old, new, end that it had]``, ``services`` and ``domains`` of the old body
    ``[key, end that it had]``, ``runs`` and ``names`` the keys of those begun at the new one.
    What goes to no successor is noted with the first.
    """
    done: dict[int, Done] = {body.pk: {} for body in new}
    first = new[0].pk
    for post in open_posts(old, on):
        goes = handover.posts.get(post.pk, handover.others)
        if goes != "stays":
            place = goes.pk if isinstance(goes, Organisation) else first
            entry = _move(by, post, goes if isinstance(goes, Organisation) else None, on)
            done[place].setdefault("posts", []).append(entry)
    for kind, rows in (("services", old.services), ("domains", old.domains)):
        done[first][kind] = [[row.pk, _said(ended(row, on))] for row in lasting(rows, on)]
    for after in new:
        done[after.pk]["runs"] = [*_services(old, after, on, handover)]
        done[after.pk]["names"] = [*_domains(old, after, on, handover)]
    return done


def refuse_moved_on(old: list[Organisation], new: list[Organisation], handover: Handover) -> None:
    """Raise where something is to go that is not theirs, or to whom it cannot go."""
    if {body.pk for body in handover.bodies()} - {body.pk for body in new}:
        raise DomainError("Posts, services and email domains can go to what took over only.")
    there = set(Post.objects.filter(organisation__in=old).values_list("pk", flat=True))
    if handover.posts.keys() - there:
        raise DomainError(
            "A post was moved away while you were choosing, so nothing was changed. "
            "Look at the posts again."
        )


def _said(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _services(old: Organisation, new: Organisation, on: date, handover: Handover) -> Iterator[int]:
    """Begin those of its services that go to a successor which does not run them by then."""
    had = lasting(old.services, on).values_list("service", flat=True).distinct()
    for service in sorted(set(had)):
        if new not in handover.services.get(service, ()):
            continue
        if not new.services.filter(service=service).exclude(ends__lte=on).exists():
            yield saved(ServiceRun(organisation=new, service=service, starts=on)).pk


def _domains(old: Organisation, new: Organisation, on: date, handover: Handover) -> Iterator[int]:
    had = lasting(old.domains, on).values_list("domain", flat=True).distinct()
    for domain in sorted(set(had)):
        if handover.domains.get(domain) != new:
            continue
        others = MailDomain.objects.filter(domain=domain).exclude(organisation=old)
        taken = others.lasting_after(on).first()
        if taken is None:
            yield saved(MailDomain(organisation=new, domain=domain, starts=on)).pk
        elif taken.organisation_id != new.pk:
            raise DomainError(
                f"{domain} belongs to {taken.organisation} already: "
                "a domain can name one organisation only."
            )


def _move(by: Any, post: Post, new: Organisation | None, on: date) -> list[Any]:
    """End a post and begin its like; both keys and the end that it had, to undo it."""
    made, end, day = None, post.ends, max(on, post.starts)
    if new is not None and not _has_like(post, new, day):
        made = appoint(
            by=by,
            person=post.person,
            title=post.title,
            role=post.role,
            organisation=new,
            starts=day,
            sub_region=post.sub_region,
            ends=end,
            portfolio=post.portfolio,
            leads=post.leads,
        ).pk
    end_post(by=by, post=post, on=day)
    return [post.pk, made, _said(end)]


def _has_like(post: Post, body: Organisation, on: date) -> bool:
    """Whether this person holds such a post there by then already."""
    if post.person is None:
        return False
    same = body.posts.filter(person=post.person, role=post.role, title__iexact=post.title)
    return bool(same.held_on(on).exists())
