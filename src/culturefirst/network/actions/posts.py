"""Posts: appointments, ends, vacancies, and people who move from one to the next."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.locks import locked
from culturefirst.kit.wording import day as said
from culturefirst.network.actions.saving import saved
from culturefirst.network.actions.spaces import keep_shut
from culturefirst.network.models import Organisation, Person, Post, Role, SubRegion
from culturefirst.network.policy import (
    appoint_directors,
    keep_organisation,
    keep_post,
    make_lead,
    manage_network,
)
from culturefirst.network.queries.trail import ended_today
from culturefirst.network.rules import refuse_gone, refuse_to_leave_nobody_in_charge

TEAMS_ROLES = frozenset({Role.DIRECTOR, Role.MANAGER, Role.IMPROVEMENT_MANAGER})
CHANGED = frozenset({"title", "portfolio", "sub_region", "starts", "ends"})


@action("made an appointment", allow=keep_organisation, on="organisation")
def appoint(
    *,
    by: Any,
    person: Person | None,
    title: str,
    role: str,
    organisation: Organisation,
    starts: date,
    sub_region: SubRegion | None = None,
    ends: date | None = None,
    portfolio: str = "",
    leads: bool = False,
) -> Post:
    """Put somebody into a post from a day, or set up a vacant one (``person=None``).

    ``sub_region`` is where they are seconded to, ``portfolio`` what a councillor answers for.
    Roles of the team are the team's to give, and only a director appoints a director, so that
    nobody can raise themselves. Who ``leads`` keeps the organisation's people in order.
    """
    _refuse_beyond(by, role, organisation)
    if leads:
        make_lead.require(by, organisation)
    post = Post(
        person=person,
        title=title.strip(),
        role=role,
        organisation=organisation,
        sub_region=sub_region,
        portfolio=portfolio.strip(),
        leads=leads,
        starts=starts,
        ends=ends,
    )
    return _taken(by, post)


@action("changed a post", allow=keep_post, on="post")
def edit_post(*, by: Any, post: Post, changes: Mapping[str, Any]) -> Post:
    """Set a post's title, portfolio, place of secondment or dates right."""
    _refuse_beyond(by, post.role, post.organisation)
    was_held = post.is_held_on(clock.today())
    for name in changes.keys() & CHANGED:
        value = changes[name]
        setattr(post, name, value.strip() if isinstance(value, str) else value)
    _refuse_turned_round(post)
    if post.leads and post.is_held_on(clock.today()) and not was_held:
        make_lead.require(by, post.organisation)
    _taken(by, post)
    refuse_to_leave_nobody_in_charge(by=by, role=post.role)
    return post


@action("ended a post", allow=keep_post, on="post")
def end_post(*, by: Any, post: Post, on: date, reason: str = "") -> Post:
    """End a post; ``on`` is the first day on which it is no longer held."""
    _refuse_beyond(by, post.role, post.organisation)
    post.ends = on
    _refuse_turned_round(post)
    saved(post)
    refuse_to_leave_nobody_in_charge(by=by, role=post.role)
    return post


@action("took back the end of a post", allow=keep_post, on="post")
def resume_post(*, by: Any, post: Post) -> Post:
    """Let a post go on that was ended by mistake, on the day on which that was done.

    A vacancy that the end left behind goes with it.
    """
    _refuse_beyond(by, post.role, post.organisation)
    if post.ends is None:
        raise DomainError(f"“{post}” has no end to take back.")
    if post.ends < clock.today() and not ended_today(post):
        raise DomainError(
            f"“{post}” ended on {said(post.ends)}: correct its dates, or appoint them again."
        )
    left = _vacancy_after(post)
    if left is not None:
        left.delete()
    post.ends = None
    return _taken(by, post)


@action("left a post vacant", allow=keep_post, on="post")
def vacate_post(*, by: Any, post: Post, on: date, reason: str = "") -> Post:
    """End a post and leave it standing vacant from that day; gives the vacancy."""
    if post.is_vacant:
        raise DomainError(f"“{post}” is vacant already.")
    _refuse_ended(post, on)
    end_post(by=by, post=post, on=on, reason=reason)
    vacancy = Post(
        title=post.title,
        role=post.role,
        organisation=post.organisation,
        sub_region=post.sub_region,
        portfolio=post.portfolio,
        starts=on,
    )
    return saved(vacancy)


@action("filled a vacant post", allow=keep_post, on="post")
def fill_post(*, by: Any, post: Post, person: Person, on: date) -> Post:
    """Put somebody into a vacant post from a day; gives the post they hold."""
    if not post.is_vacant:
        raise DomainError(f"“{post}” is held by somebody: end that first.")
    _refuse_ended(post, on)
    if on < post.starts:
        raise DomainError(f"“{post}” is vacant from {said(post.starts)}: give a day not before.")
    refuse_gone(person)
    if on == post.starts:  # a vacancy of no days would only be noise in the history
        _refuse_beyond(by, post.role, post.organisation)
        post.person = person
        return _taken(by, post)
    end_post(by=by, post=post, on=on)
    return appoint(
        by=by,
        person=person,
        title=post.title,
        role=post.role,
        organisation=post.organisation,
        starts=on,
        sub_region=post.sub_region,
        portfolio=post.portfolio,
    )


@action("noted that somebody has left", allow=keep_organisation, on="organisation")
def leave_body(
    *, by: Any, organisation: Organisation, person: Person, on: date, leave_vacant: bool = False
) -> Person:
    """End every post that somebody holds in a body from a day; their account stays as it is."""
    held = Post.objects.filter(person=person, organisation=organisation)
    open_then = held.filter(Q(ends__isnull=True) | Q(ends__gt=on)).order_by("pk")
    if not open_then:
        raise DomainError(f"{person} holds no post in {organisation} on {said(on)}.")
    for post in open_then:
        ending = vacate_post if leave_vacant else end_post
        ending(by=by, post=post, on=max(on, post.starts))
    return person


@action("moved somebody to another post", allow=keep_post, on="post")
def move_post(
    *,
    by: Any,
    post: Post,
    on: date,
    organisation: Organisation,
    title: str,
    role: str,
    portfolio: str = "",
    sub_region: SubRegion | None = None,
    leave_vacant: bool = False,
) -> Post:
    """End one post and begin another on the same day; gives the new one, the old stays history."""
    person = post.person
    if person is None:
        raise DomainError(f"“{post}” is vacant: nobody can move from it.")
    _refuse_ended(post, on)
    leaving = vacate_post if leave_vacant else end_post
    new = appoint(
        by=by,
        person=person,
        title=title,
        role=role,
        organisation=organisation,
        starts=on,
        sub_region=sub_region,
        portfolio=portfolio,
    )
    leaving(by=by, post=post, on=on)
    return new


@action("changed who keeps an organisation's people", allow=keep_post, on="post")
def set_lead(*, by: Any, post: Post, leads: bool) -> Post:
    """Let whoever holds a post keep the organisation's people in order, or no longer.

    The team may choose several; a lead hands over, and is none afterwards.
    """
    make_lead.require(by, post.organisation)
    if leads and post.is_vacant:
        raise DomainError("A vacant post cannot keep an organisation's people: fill it first.")
    if leads and not post.is_held_on(clock.today()):
        raise DomainError(f"“{post}” is not held today: choose a post that is.")
    if leads and post.organisation.kind == Organisation.Kind.NETWORK:
        raise DomainError("The network's own team is kept by its director and managers.")
    if leads and not manage_network.allows(by):
        Post.objects.filter(person=by.person_id, organisation=post.organisation).update(leads=False)
    post.leads = leads
    return saved(post)


def _refuse_beyond(by: Any, role: str, organisation: Organisation) -> None:
    """What only the team may give or take: its own roles and its own posts."""
    if role == Role.DIRECTOR:
        appoint_directors.require(by)
    if role in TEAMS_ROLES or organisation.kind == Organisation.Kind.NETWORK:
        manage_network.require(by)


def _taken(by: Any, post: Post) -> Post:
    """Save a post, unless its person is gone or holds the same one at some time of it already."""
    if post.person is not None:
        # Read afresh: they may have been erased or merged since the page was shown.
        post.person = locked(post.person)
        refuse_gone(post.person)
        _refuse_twice(post)
        keep_shut(by, post)
    return saved(post)


def _refuse_twice(post: Post) -> None:
    same = Post.objects.filter(
        person=post.person,
        organisation=post.organisation,
        role=post.role,
        title__iexact=post.title,
    ).exclude(pk=post.pk)
    meeting = same.filter(Q(ends__isnull=True) | Q(ends__gt=post.starts))
    if post.ends is not None:
        meeting = meeting.filter(starts__lt=post.ends)
    if meeting.exists():
        raise DomainError(
            f"{post.person} holds “{post.title}” in {post.organisation} at that time already: "
            "change the dates of the one that is there."
        )


def _refuse_turned_round(post: Post) -> None:
    if post.ends is not None and post.ends < post.starts:
        raise DomainError(f"“{post}” began on {said(post.starts)}: give an end that is not before.")


def _refuse_ended(post: Post, on: date) -> None:
    if post.ends is not None and post.ends <= on:
        raise DomainError(f"“{post}” ended on {said(post.ends)}: nothing is left to change.")


def _vacancy_after(post: Post) -> Post | None:
    """The vacancy that was left behind on the day on which the post ended."""
    if post.ends is None:
        return None
    return Post.objects.filter(
        organisation=post.organisation,
        title=post.title,
        role=post.role,
        starts=post.ends,
        person__isnull=True,
        ends__isnull=True,
    ).first()
